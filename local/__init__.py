"""The local AWS and its launcher."""
import tools  # noqa: F401 it refuses an old Python in one line
