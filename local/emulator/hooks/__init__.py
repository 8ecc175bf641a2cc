"""Adds what MiniStack lacks for this project: one module for each hook.

Each hook says why it exists, and checks at start-up that the function that it changes still has the expected
parameters. local/tests/hooks tests what the hook is for. Delete a hook whose test passes without it.
"""
from local.emulator.hooks import (
    async_invoke,
    change_set_outputs,
    change_set_values,
    concurrency,
    condition_join,
    dashboard_time,
    failure_record,
    function_properties,
    invocation_payload,
    java_runtime,
    log_delivery,
    metric_filter,
    metric_math,
    payload_limits,
    point_in_time,
    request_id,
    restored_tables,
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
    payload_limits.install()
    request_id.install()
    async_invoke.install()
    failure_record.install()
    secure_transport.install()
    table_properties.install()
    point_in_time.install()
    restored_tables.install()
    function_properties.install()
    change_set_values.install()
    change_set_outputs.install()
    metric_math.install()
    condition_join.install()
    dashboard_time.install()
