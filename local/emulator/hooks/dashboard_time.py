"""Hook dashboard_time: a list of dashboards says in a timestamp when each was changed.

MiniStack answers in JSON and CBOR with a string there, which a strictly typed client refuses.
"""
import functools

from ministack.services import cloudwatch

from local.emulator.hooks.patching import expect, replace

HOOK = "dashboard_time"


def install() -> None:
    for answer, timestamp in (("_json_ok", "_json_timestamp"), ("_cbor_ok", "_cbor_timestamp")):
        expect(HOOK, hasattr(cloudwatch, timestamp), f"cloudwatch.{timestamp}")
        replace(HOOK, cloudwatch, answer, "data", functools.partial(_converting, getattr(cloudwatch, timestamp)))


def _converting(timestamp, original):
    def answer(data):
        if "DashboardEntries" in data:
            data = {**data, "DashboardEntries": [{**entry, "LastModified": timestamp(entry["LastModified"])}
                                                 for entry in data["DashboardEntries"]]}
        return original(data)
    return answer
