"""The command line of environment.py."""
import argparse
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from pipeline.deployment import applying, planning, retirement
from pipeline.deployment.settings import Settings
from tools.progress import Failure


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    try:
        return options.run(Settings.of(options.environment), options)
    except (BotoCoreError, ClientError) as error:
        raise Failure(str(error)) from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="environment.py", description="Plans and makes changes of an environment.")
    actions = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run, text: str) -> argparse.ArgumentParser:
        action = actions.add_parser(name, help=text, description=text)
        action.add_argument("environment", metavar="ENV", choices=["dev", "stage", "prod"], help="dev, stage or prod")
        action.set_defaults(run=run)
        return action

    def guarded(action: argparse.ArgumentParser) -> None:
        action.add_argument("--allow", metavar="LOGICAL_ID,...", help="accept what is found of these resources")
        action.add_argument("--summary", metavar="FILE", type=Path, help="also append the change set as Markdown")

    plan = command("plan", planning.plan, "build, create the change set, show it, execute nothing")
    guarded(plan)
    plan.add_argument("--built", action="store_true", help="deploy what sam build has made before")
    plan.add_argument("--parameters", metavar="'NAME=VALUE ...'", default="",
                      help="template parameters beside those of samconfig.toml")
    plan.add_argument("--artifact-bucket", metavar="NAME", help="bucket for the code, else SAM's own")
    plan.add_argument("--role-arn", metavar="ARN", help="execution role that CloudFormation takes")
    guarded(command("apply", applying.apply, "execute the change set that plan has shown, and protect the stack"))
    command("retire", retirement.retire, "delete an environment with all its data; refuses prod")
    return parser
