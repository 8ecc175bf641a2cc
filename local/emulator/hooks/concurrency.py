"""Hook concurrency: lets an invocation wait for one of a few execution environments.

Like Lambda, MiniStack starts one for every invocation that finds the others busy. Here they share one machine: thirty
JVMs that start at once on two processors take longer than a function's timeout.
"""
import os
import threading
import time

from ministack.services import lambda_svc

from local.emulator.hooks.patching import replace
from local.emulator.hooks.runtimes import is_java

HOOK = "concurrency"
ENVIRONMENTS = max(2, os.cpu_count() or 1)  # of each version
_WAIT_SECONDS = 900  # Lambda's longest timeout
_released = threading.Condition()


def install() -> None:
    def acquire(original):
        def acquire_worker(func_name, config, code_zip, qualifier="$LATEST", max_concurrency=None):
            def free():
                return original(func_name, config, code_zip, qualifier, ENVIRONMENTS)
            if not is_java(config):
                return original(func_name, config, code_zip, qualifier, max_concurrency)
            leased = free()
            deadline = time.monotonic() + _WAIT_SECONDS
            while leased[0] is None and time.monotonic() < deadline:
                with _released:
                    _released.wait(1)
                leased = free()
            return leased
        return acquire_worker

    def release(original):
        def release_worker(worker):
            original(worker)
            with _released:
                _released.notify_all()
        return release_worker

    replace(HOOK, lambda_svc, "acquire_worker", "func_name config code_zip qualifier max_concurrency", acquire)
    replace(HOOK, lambda_svc, "release_worker", "worker", release)
