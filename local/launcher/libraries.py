"""Downloads the libraries of the functions into Maven's repository, while the tools are installed. Standard library only."""
import shutil
from pathlib import Path

from tools import cache, prerequisites
from tools.downloads import Downloads

_ROOT = Path(__file__).resolve().parents[2]


def download(downloads: Downloads) -> None:
    """Builds a function in a copy of the checkout, as `sam build` will. It reports no failure: `sam build` will do that."""
    copy = cache.folder() / "libraries"
    shutil.rmtree(copy, ignore_errors=True)  # a killed one has left it
    try:
        shutil.copytree(_ROOT, copy / "checkout", ignore=shutil.ignore_patterns(".git", ".aws-sam", "target"))
        downloads.run(["make", "-C", str(copy / "checkout"), "build-WriterFunction", f"MVN={prerequisites.maven()} -B"],
                      MAKEFLAGS="", JAVA_HOME=prerequisites.jdk(), ARTIFACTS_DIR=str(copy / "package"))
    except OSError:
        pass
    finally:
        shutil.rmtree(copy, ignore_errors=True)
