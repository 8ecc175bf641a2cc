"""Hook java_runtime: runs Java functions.

MiniStack runs java* runtimes only in Docker images, and answers with an invented success if there is no Docker. For
provided.* runtimes it has the Lambda Runtime API, over which AWS's runtime interface client for Java, which is the loop
of the managed runtime, runs the deployed zip. This hook gives java* runtimes that API.
"""
import os
import platform
import shlex
from dataclasses import dataclass
from pathlib import Path

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

from local.emulator.hooks.java_worker import JavaWorker
from local.emulator.hooks.patching import expect, replace
from local.emulator.hooks.runtimes import is_java

HOOK = "java_runtime"
_MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"
_NATIVE_PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI"


@dataclass(frozen=True)
class Java:
    """Paths. pure: without the client's native library, for machines on which that does not run."""
    jdk: Path
    runtime_client: Path
    folder: Path
    pure: bool

    def bootstrap(self) -> str:
        """The executable of a function's execution environment; the heap is 80 % of the function's memory.

        LC_ALL, because Lambda's en_US.UTF-8 may be missing here, and a JVM then opens no path with letters beyond ASCII.
        """
        return f"""#!/bin/sh
export LC_ALL=C.UTF-8
exec {shlex.quote(f"{self.jdk}/bin/java")} -XX:+UseSerialGC -Xshare:auto -XX:-UsePerfData --enable-native-access=ALL-UNNAMED \\
  -Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac \\
  -Xmx$((AWS_LAMBDA_FUNCTION_MEMORY_SIZE * 8 / 10))m {shlex.quote(f'-Djava.io.tmpdir={self.folder}')} {self._client()} {_MAIN} "$_HANDLER"
"""

    def _client(self) -> str:
        native = self._native_library()
        if native is None:
            return f"-cp {shlex.quote(f'{self.runtime_client}/pure-java:{self.runtime_client}/*')}"
        # By default every JVM unpacks the library to the same path in /tmp, and JVMs that start at the same time crash.
        return f"{shlex.quote(f'-D{_NATIVE_PROPERTY}={native}')} -cp {shlex.quote(f'{self.runtime_client}/*')}"

    def _native_library(self) -> Path | None:
        if self.pure or platform.system() != "Linux" or platform.libc_ver()[0] != "glibc":
            return None
        machine = {"x86_64": "x86_64", "aarch64": "aarch_64"}.get(platform.machine(), "")
        library = self.runtime_client / "jni" / f"libaws-lambda-jni.linux-{machine}.so"
        return library if library.exists() else None


def install(java: Java) -> None:
    bootstrap = java.bootstrap()

    def execute(original):
        def execute_function(func, event, request_id):
            run = lambda_svc._execute_function_provided_warm if is_java(func) else original
            return run(func, event, request_id)
        return execute_function

    def worker_class(original):
        return lambda config: JavaWorker if is_java(config) else original(config)

    def code_folder(original):
        def with_bootstrap(code_zip):
            folder = original(code_zip)
            with lambda_svc._provided_code_lock:  # also held while a process starts, so that it never reads half a file
                _write_executable(Path(folder) / "bootstrap", bootstrap)
            return folder
        return with_bootstrap

    def environment(original):
        def java_environment(config, code_dir, port):
            return _environment(config, code_dir, port) if is_java(config) else original(config, code_dir, port)
        return java_environment

    expect(HOOK, hasattr(lambda_svc, "_provided_code_lock"), "lambda_svc._provided_code_lock")
    expect(HOOK, hasattr(lambda_svc, "_execute_function_provided_warm"), "lambda_svc._execute_function_provided_warm")
    for name in ("_spawn", "invoke", "_init_log_suffix", "_build_handler_class"):
        expect(HOOK, hasattr(lambda_runtime.ProvidedWorker, name), f"ProvidedWorker.{name}, which JavaWorker overrides")
    replace(HOOK, lambda_svc, "_execute_function_docker", "func event request_id", execute)
    replace(HOOK, lambda_runtime, "_worker_class_for", "config", worker_class)
    replace(HOOK, lambda_svc, "_provided_runtime_code_dir", "code_zip", code_folder)
    replace(HOOK, lambda_svc, "_provided_worker_env", "config code_dir port", environment)


def _write_executable(path: Path, text: str) -> None:
    if not path.exists():
        new = path.with_suffix(".new")
        new.write_text(text)
        new.chmod(0o755)
        new.replace(path)


def _environment(config: dict, task_root: str, port: int) -> dict[str, str]:
    """The variables of "Defined runtime environment variables", the function's own, and the endpoint of AWS."""
    region = lambda_svc._account_region_from_function_config(config)[1]
    logging = config.get("LoggingConfig") or {}
    return {
        "PATH": os.environ["PATH"],
        "LANG": "en_US.UTF-8",
        "TZ": ":UTC",
        **((config.get("Environment") or {}).get("Variables") or {}),
        **lambda_runtime.execution_credentials(config),
        "AWS_ENDPOINT_URL": os.environ["AWS_ENDPOINT_URL"],
        "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{port}",
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{config['Runtime']}",
        "AWS_LAMBDA_FUNCTION_NAME": config["FunctionName"],
        "AWS_LAMBDA_FUNCTION_VERSION": config["Version"],
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(config["MemorySize"]),
        "AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start" if JavaWorker.has_snapshot(config) else "on-demand",
        "AWS_LAMBDA_LOG_FORMAT": logging.get("LogFormat", "Text").upper(),
        **({"AWS_LAMBDA_LOG_LEVEL": logging["ApplicationLogLevel"]} if "ApplicationLogLevel" in logging else {}),
        "AWS_LAMBDA_LOG_GROUP_NAME": logging.get("LogGroup") or f"/aws/lambda/{config['FunctionName']}",
        "AWS_LAMBDA_LOG_STREAM_NAME": config[JavaWorker.LOG_STREAM],
        "LAMBDA_TASK_ROOT": task_root,
        "_HANDLER": config["Handler"],
    }
