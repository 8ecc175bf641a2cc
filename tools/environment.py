"""The environment variables of the programs that the commands start. Standard library only."""
from __future__ import annotations

import os

_DROPPED = ("AWS_", "PYTHON", "SAM_", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_VIRTUALENV",
            "PIP_REQUIREMENT", "PIP_CONSTRAINT", "VIRTUAL_ENV")


def of_user() -> dict[str, str]:
    """The user's environment without the variables that change what Python, pip, AWS or SAM do."""
    return {key: value for key, value in os.environ.items() if not key.startswith(_DROPPED)}
