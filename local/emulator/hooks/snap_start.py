"""Hook snap_start: publishing a version of a Java function runs its init phase and its checkpoint hooks.

MiniStack does that for Python; for Java it needs Docker, or marks the version active without a try. As in AWS, a version
that does not initialise is Failed, and CloudFormation waits for the version and fails with it.
"""
import contextvars
import json
import logging
import threading

from ministack.core import lambda_runtime
from ministack.services import lambda_svc
from ministack.services.cloudformation import provisioners, stacks

from local.emulator.hooks.java_worker import JavaWorker
from local.emulator.hooks.patching import after_provisioning, expect, replace
from local.emulator.hooks.runtimes import is_java

HOOK = "snap_start"
_VERSION = "AWS::Lambda::Version"
_WAIT_SECONDS = JavaWorker.SNAPSHOT_INIT_SECONDS + 10
logger = logging.getLogger(__name__)
_publishing: dict[str, threading.Thread] = {}


def install() -> None:
    def provision(original):
        def provision_version(name, ver_record):
            config = ver_record["config"]
            if not is_java(config):
                return original(name, ver_record)
            context = contextvars.copy_context()
            thread = threading.Thread(target=context.run, args=(_initialise, ver_record), daemon=True)
            _publishing[config["FunctionArn"]] = thread
            return thread.start()
        return provision_version

    def on_worker_thread(original):
        # Waiting for a version must not block the server, which answers the init phase's own calls.
        return lambda resource_type: resource_type == _VERSION or original(resource_type)

    expect(HOOK, hasattr(lambda_runtime, "ensure_spawned"), "lambda_runtime.ensure_spawned")
    replace(HOOK, lambda_svc, "_snapstart_provision_version_async", "name ver_record", provision)
    replace(HOOK, stacks, "_runs_on_worker_thread", "resource_type", on_worker_thread)
    after_provisioning(HOOK, _VERSION, provisioners._RESOURCE_HANDLERS, _wait_for)


def _initialise(record: dict) -> None:
    config = record["config"]
    worker, _ = lambda_runtime.acquire_worker(config["FunctionName"], config, record["code_zip"],
                                              qualifier=config["Version"])
    try:
        lambda_runtime.ensure_spawned(worker)
    except Exception as failure:
        reported = worker._init_error
        reason = json.dumps(reported) if isinstance(reported, dict) else f"{failure}: {worker._drain_stderr()}"
        config.update(State="Failed", StateReason=reason, StateReasonCode="FunctionError")
        logger.warning("%s does not initialise: %s", config["FunctionArn"], reason)
    else:
        config.update(State="Active", StateReason="", StateReasonCode="", LastUpdateStatus="Successful")
    finally:
        lambda_runtime.release_worker(worker)


def _wait_for(version_arn: str, _properties: dict) -> None:
    thread = _publishing.pop(version_arn, None)
    if thread is None:
        return
    thread.join(_WAIT_SECONDS)
    name, version = version_arn.split(":")[-2:]
    config = lambda_svc._functions[name]["versions"][version]["config"]
    if config["State"] != "Active":
        raise ValueError(f"{version_arn} is {config['State']}: {config['StateReason']}")
