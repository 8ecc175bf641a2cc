"""The commands of `python3 -m local`. Each returns an exit status, or raises a Failure."""
from __future__ import annotations

import argparse
import contextlib
import signal
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from local.launcher import build, containers, environments, instance, logs, project
from local.launcher.cli import DEFAULT_PORT
from local.launcher.demonstration import demonstrate
from local.launcher.deploy import deploy
from local.launcher.docker_bridge import docker_bridge
from local.launcher.instance import Instance
from local.launcher.invocation import explain, invoke
from tools import cache, processes
from tools.progress import Failure, ends_at_once, say, step

LOOPBACK = "127.0.0.1"


def start(options: argparse.Namespace) -> int:
    """Runs the command of these options, as cli.parse gives them."""
    commands = {
        "run": lambda: run(options.port),
        "up": lambda: up(options.port, options.docker),
        "down": lambda: down(options.port),
        "invoke": lambda: invoke_function(options.port, options.function, options.event),
        "logs": lambda: follow_logs(options.port),
        "exec": lambda: execute(options.port, options.docker, options.program),
    }
    try:
        return commands[options.command]()
    except (BotoCoreError, ClientError) as error:
        raise Failure(str(error)) from error


def run(port: int) -> int:
    with _ephemeral(port, docker=False) as emulator:
        demonstrate(emulator)
    return 0


def execute(port: int, docker: bool, command: list[str]) -> int:
    with _ephemeral(port, docker) as emulator:
        return processes.run_in_view(command, environments.of_command(emulator.endpoint))


def up(port: int, docker: bool) -> int:
    addresses = _addresses(docker)
    with cache.locked(cache.folder() / f"up-{port}.lock", f"starting the local AWS on port {port}"):
        emulator = instance.running(port)
        if emulator and not set(addresses) <= set(emulator.addresses):
            raise Failure(f"the local AWS on port {port} does not listen on Docker's bridge: stop it first (make down)")
        started_here = emulator is None
        emulator = emulator or _start(port, addresses, kept=True)
        try:
            _deploy(emulator)
        except BaseException:
            if started_here:
                _stop(emulator)
            raise
    print(_usage(emulator))
    if docker:
        print(f"\n{containers.usage(emulator)}", end="")
    return 0


def down(port: int) -> int:
    _stop(instance.required(port))
    return 0


def follow_logs(port: int) -> int:
    emulator = instance.required(port)
    ends_at_once()
    logs.follow(emulator)
    return 0


def invoke_function(port: int, function: str, event: Path) -> int:
    emulator = instance.required(port)
    response = invoke(emulator, function, event)
    print(response.payload.decode())
    if response.error:
        raise Failure(explain(function, response))
    return 0


@contextlib.contextmanager
def _ephemeral(port: int, docker: bool):
    """An emulator with the stack deployed, deleted afterwards."""
    emulator = _start(port, _addresses(docker), kept=False)
    try:
        _deploy(emulator)
        yield emulator
    finally:
        _stop(emulator)


def _addresses(docker: bool) -> list[str]:
    return [LOOPBACK, *(docker_bridge() if docker else [])]


def _start(port: int, addresses: list[str], kept: bool) -> Instance:
    with step("starting the local AWS"):
        return instance.start(port, addresses, kept)


def _stop(emulator: Instance) -> None:
    """Signals do not interrupt this."""
    previous = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    emulator.stop()
    for number, handler in previous.items():
        signal.signal(number, handler)
    say(f"stopped the local AWS on port {emulator.port}")


def _deploy(emulator: Instance) -> None:
    with build.locked():
        build.build(emulator.folder / "build")
        deploy(emulator)


def _usage(emulator: Instance) -> str:
    exports = "\n".join(f"export {name}={value}" for name, value in environments.of_client(emulator.endpoint).items())
    return f"""
{project.stack_name()} runs at {emulator.endpoint}. To invoke a function, to follow the logs, and to stop:

make invoke FUNCTION=writer EVENT=events/write.json{_port_argument(emulator)}
make logs{_port_argument(emulator)}
make down{_port_argument(emulator)}

For the AWS CLI and the AWS SDKs:

{exports}"""


def _port_argument(emulator: Instance) -> str:
    return "" if emulator.port == DEFAULT_PORT else f" PORT={emulator.port}"
