"""Deploys the built stack to the local AWS with `sam deploy`, as to AWS."""
from pathlib import Path

import botocore.exceptions

from local.launcher import environments, project
from local.launcher.aws import client
from local.launcher.instance import Instance
from tools import install, processes
from tools.progress import Failure, step


def deploy(instance: Instance) -> None:
    log = instance.folder / "deploy.log"
    command = [str(install.tool("sam") / "sam"), "deploy", "--config-env", project.CONFIG_ENVIRONMENT,
               "--no-progressbar", "--parameter-overrides", *project.parameter_overrides()]
    with step(f"deploying {project.stack_name()} (sam deploy)"):
        status = processes.run_quietly(command, log, environments.of_sam_deploy(instance.endpoint, str(instance.folder)),
                                       project.ROOT)
    if status:
        raise Failure("sam deploy failed:\n" + "\n".join(_failed_resources(instance) or _errors(log)))


def _failed_resources(instance: Instance) -> list[str]:
    """The resources that failed first, in order of time; the others were cancelled or rolled back because of them."""
    cloudformation = client(instance, "cloudformation")
    try:
        events = cloudformation.describe_stack_events(StackName=project.stack_name())["StackEvents"]
    except botocore.exceptions.ClientError:
        return []
    return [f"  {event['LogicalResourceId']} ({event['ResourceType']}): {event.get('ResourceStatusReason', '')}"
            for event in reversed(events)
            if event["ResourceStatus"] in ("CREATE_FAILED", "UPDATE_FAILED", "DELETE_FAILED")
            and event["ResourceType"] != "AWS::CloudFormation::Stack"
            and "cancelled" not in event.get("ResourceStatusReason", "")]


def _errors(log: Path) -> list[str]:
    lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return [line for line in lines if line.startswith("Error")] or lines[-12:]
