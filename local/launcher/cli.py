"""The command line of `python3 -m local`."""
import argparse
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from local.launcher import commands
from tools.progress import Failure


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except (BotoCoreError, ClientError) as error:
        raise Failure(str(error)) from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="local", description="Runs the stack on a local AWS.")
    actions = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run, default_port: int, text: str) -> argparse.ArgumentParser:
        action = actions.add_parser(name, help=text, description=text)
        action.add_argument("--port", type=_port, default=default_port,
                            help=f"port of the local AWS, default {default_port or 'a free one'}")
        action.set_defaults(run=run)
        return action

    command("run", lambda options: commands.run(options.port), 0,
            "deploy the stack, write an item, read it back, show the resources, stop")
    up = command("up", lambda options: commands.up(options.port, options.docker), commands.DEFAULT_PORT,
                 "deploy the stack and leave it running")
    for_containers = {"action": "store_true", "help": "listen on the address of Docker's bridge, too"}
    up.add_argument("--docker", **for_containers)
    command("down", lambda options: commands.down(options.port), commands.DEFAULT_PORT, "stop what up started")
    invoke = command("invoke", lambda options: commands.invoke_function(options.port, options.function, options.event),
                     commands.DEFAULT_PORT, "invoke a function that up deployed")
    invoke.add_argument("function", metavar="FUNCTION", help="writer or reader")
    invoke.add_argument("event", metavar="EVENT", type=Path, help="JSON file")
    command("logs", lambda options: commands.follow_logs(options.port), commands.DEFAULT_PORT,
            "follow the logs of the functions that up deployed")
    execute = command("exec", lambda options: commands.execute(options.port, options.docker, options.command), 0,
                      "deploy the stack, run a command with it, stop; the exit status is the command's")
    execute.add_argument("--docker", **for_containers)
    execute.add_argument("command", metavar="CMD", nargs="+", help="command and arguments, after --")
    return parser


def _port(text: str) -> int:
    port = int(text) if text.isdigit() else -1
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"a port is a number of 0 to 65535, not {text}")
    return port
