"""The command line of `python3 -m local`. Standard library only: it is read before anything is installed."""
import argparse
from pathlib import Path

DEFAULT_PORT = 4566


def parse(arguments: list[str]) -> argparse.Namespace:
    """The options, with `command` and `port` in each case."""
    return _parser().parse_args(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="local", description="Runs the stack on a local AWS.")
    actions = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")

    def command(name: str, default_port: int, text: str) -> argparse.ArgumentParser:
        action = actions.add_parser(name, help=text, description=text)
        action.add_argument("--port", type=_port, default=default_port,
                            help=f"port of the local AWS, default {default_port or 'a free one'}")
        return action

    for_containers = {"action": "store_true", "help": "listen on the address of Docker's bridge, too"}
    command("run", 0, "deploy the stack, write an item, read it back, show the resources, stop")
    command("up", DEFAULT_PORT, "deploy the stack and leave it running").add_argument("--docker", **for_containers)
    command("down", DEFAULT_PORT, "stop what up started")
    invoke = command("invoke", DEFAULT_PORT, "invoke a function that up deployed")
    invoke.add_argument("function", metavar="FUNCTION", help="writer or reader")
    invoke.add_argument("event", metavar="EVENT", type=Path, help="file, sent as it is")
    command("logs", DEFAULT_PORT, "follow the logs of the functions that up deployed")
    execute = command("exec", 0, "deploy the stack, run a command with it, stop; the exit status is the command's")
    execute.add_argument("--docker", **for_containers)
    execute.add_argument("program", metavar="CMD", nargs="+", help="command and arguments, after --")
    return parser


def _port(text: str) -> int:
    port = int(text) if text.isdigit() else -1
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"a port is a number of 0 to 65535, not {text}")
    return port
