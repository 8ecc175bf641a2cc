#!/usr/bin/env python3
"""Changes an environment in AWS, looking first: `python3 pipeline/environment.py --help`. Behind make plan, apply, retire.

Credentials, region and endpoint are those of the shell, as the AWS SDKs find them.
"""
from __future__ import annotations

import os
import sys
from pathlib import Path

sys.dont_write_bytecode = True
_HERE = Path(__file__).resolve()
sys.path.insert(0, str(_HERE.parents[1]))

from tools import install, prerequisites  # noqa: E402 the path comes first
from tools.progress import run_main  # noqa: E402


def main(arguments: list[str]) -> int:
    """Goes on in SAM's virtual environment, which has the AWS SDK."""
    prerequisites.check_python()
    programs = install.tool("sam")
    if sys.prefix != str(programs.parent):
        python = str(programs / "python")
        os.execv(python, [python, "-E", "-s", "-B", str(_HERE), *arguments])
    from pipeline.deployment import cli
    return cli.main(arguments)


if __name__ == "__main__":
    run_main(main)
