"""Plan: build, package, create the change set, show it. Nothing is executed."""
from __future__ import annotations

import json
import subprocess

from botocore.exceptions import ClientError

from pipeline.deployment import guard
from pipeline.deployment.settings import ROOT, Settings
from tools import install
from tools.progress import Failure, say, step

_NAMES = "samcli-deploy"  # how sam deploy begins the names of its change sets


def plan(settings: Settings, options) -> int:
    settings.forget_plan()
    if not options.built:
        with step("building the functions (sam build)"):
            _sam(settings, "build", "--config-env", settings.config_environment)
    _delete_earlier_change_sets(settings)
    change_set = _create_change_set(settings, options)
    settings.remember_plan(change_set)
    if change_set is None:
        say(f"nothing changes in {settings.stack}")
        return 0
    status = guard.run(settings, change_set, options.allow, options.summary)
    if status == 0:
        say(f"to execute it: make apply ENV={settings.environment}" + (f" ALLOW={options.allow}" if options.allow else ""))
    return status


def _delete_earlier_change_sets(settings: Settings) -> None:
    """Those of plans that nobody has executed: a stack has room for a limited number, and only an execution deletes
    them ("ExecuteChangeSet")."""
    cloudformation = settings.client("cloudformation")
    try:
        pages = list(cloudformation.get_paginator("list_change_sets").paginate(StackName=settings.stack))
    except ClientError as error:
        if "does not exist" not in str(error):
            raise
        return
    for change_set in (summary for page in pages for summary in page["Summaries"]):
        if (change_set["ChangeSetName"].startswith(_NAMES)
                and (change_set["Status"] == "FAILED" or change_set["ExecutionStatus"] in ("AVAILABLE", "OBSOLETE"))):
            cloudformation.delete_change_set(ChangeSetName=change_set["ChangeSetId"])


def _create_change_set(settings: Settings, options) -> str | None:
    command = ["deploy", "--config-env", settings.config_environment, "--no-execute-changeset",
               "--no-confirm-changeset", "--no-progressbar", "--output", "json",
               "--parameter-overrides", *settings.parameters.split(), *options.parameters.split()]
    if options.artifact_bucket:
        command += ["--no-resolve-s3", "--s3-bucket", options.artifact_bucket]
    if options.role_arn:
        command += ["--role-arn", options.role_arn]
    with step(f"creating a change set of {settings.stack} (sam deploy)"):
        return _change_set(_sam(settings, *command))


def _change_set(output: str) -> str | None:
    """Its ARN, from the lines of JSON that sam deploy prints; None if there is nothing to change."""
    for line in output.splitlines():
        try:
            message = json.loads(line)
        except ValueError:
            continue
        if message.get("status") == "changeset_created":
            return message["changeset_id"]
        if message.get("status") == "no_changes":
            return None
    raise Failure("sam deploy has made no change set and did not say why:\n" + output[-2000:])


def _sam(settings: Settings, *arguments: str) -> str:
    done = subprocess.run([str(install.tool("sam") / "sam"), *arguments], cwd=ROOT, env=settings.surroundings(),
                          stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        raise Failure(f"sam {arguments[0]} failed:\n{(done.stdout + done.stderr)[-3000:]}")
    return done.stdout
