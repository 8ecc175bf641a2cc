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
sys.path[:0] = [str(_HERE.parent), str(_HERE.parents[1] / "local")]

import tools
from progress import run_main


def main(arguments: list[str]) -> int:
    """Goes on in SAM's virtual environment, which has the AWS SDK."""
    tools.check_python()
    programs = tools.install("sam")
    if sys.prefix != str(programs.parent):
        python = str(programs / "python")
        os.execv(python, [python, "-E", "-s", "-B", str(_HERE), *arguments])
    from deployment import cli
    return cli.main(arguments)


if __name__ == "__main__":
    run_main(main)
