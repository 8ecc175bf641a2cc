#!/usr/bin/env python3
"""Runs the stack on this machine: `python3 local/stack.py --help`. Behind make run, up, down and invoke."""
from __future__ import annotations

import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import tools
from progress import run_main


def main(arguments: list[str]) -> int:
    """Goes on in the emulator's virtual environment, which has the AWS SDK."""
    tools.check_python()
    if arguments[:1] != ["down"]:
        tools.find_jdk()
        tools.find_maven()
    programs = tools.install("emulator")
    if sys.prefix != str(programs.parent):
        python = str(programs / "python")
        os.execve(python, [python, "-E", "-s", "-B", os.path.abspath(__file__), *arguments], _environment())
    from launcher import cli
    return cli.main(arguments)


def _environment() -> dict[str, str]:
    """Nothing of the user's AWS set-up, and no proxy between here and the local AWS."""
    environment = {**tools.user_environment(), "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    for name in ("NO_PROXY", "no_proxy"):
        environment[name] = ",".join(filter(None, [os.environ.get(name), "127.0.0.1", "localhost"]))
    return environment


if __name__ == "__main__":
    run_main(main)
