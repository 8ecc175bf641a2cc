"""What MiniStack lacks for this project, added from the outside: one module a hook.

Each hook says why it is there, and checks at start-up that what it changes still has the shape it was written for. What
it is for is checked in local/tests/test_hooks.py. A hook whose test passes without it can go.
"""
from local.emulator.hooks import (
    async_invoke,
    change_set_outputs,
    change_set_values,
    concurrency,
    function_properties,
    invocation_payload,
    java_runtime,
    log_delivery,
    metric_filter,
    metric_math,
    request_id,
    secure_transport,
    snap_start,
    table_properties,
)
from local.emulator.hooks.java_runtime import Java

__all__ = ["Java", "install"]


def install(java: Java) -> None:
    java_runtime.install(java)
    concurrency.install()
    log_delivery.install()
    metric_filter.install()
    snap_start.install()
    invocation_payload.install()
    request_id.install()
    async_invoke.install()
    secure_transport.install()
    table_properties.install()
    function_properties.install()
    change_set_values.install()
    change_set_outputs.install()
    metric_math.install()
