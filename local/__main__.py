"""Runs the stack on this machine: `python3 -m local --help`. Behind make run, up, down, invoke and logs.

Standard library only: it installs what the command needs, and continues in local/launcher/__main__.py.
"""
from __future__ import annotations

import os
import signal

from local.launcher import cli, instance, libraries
from tools import environment, install, prerequisites
from tools.progress import run_main, say


def main(arguments: list[str]) -> int:
    """Continues in the emulator's virtual environment, which has the AWS SDK, if there is something to do."""
    options = cli.parse(arguments)
    needed = ["emulator"]
    if options.command == "down" and instance.running(options.port) is None:
        say(instance.none_on(options.port))
        return 0
    if options.command in ("down", "invoke", "logs"):
        instance.required(options.port)
    else:
        prerequisites.jdk()
        prerequisites.maven()
        needed += [install.RUNTIME_CLIENT, "sam"]
    programs, *_ = install.tools(*needed, meanwhile={"libraries": libraries.download})
    python = str(programs / "python")
    # Until it imports tools: at Ctrl-C, Python would show a stack trace of its own start.
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    return os.execve(python, [python, "-E", "-s", "-B", "-m", "local.launcher", *arguments], _variables())


def _variables() -> dict[str, str]:
    """No AWS settings of the user, and no proxy for the local AWS."""
    variables = {**environment.of_user(), "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    for name in ("NO_PROXY", "no_proxy"):
        variables[name] = ",".join(filter(None, [os.environ.get(name), "127.0.0.1", "localhost"]))
    return variables


if __name__ == "__main__":
    run_main(main)
