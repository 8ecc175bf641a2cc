"""Follows the logs of both functions."""
import time

from local.launcher.aws import client, outputs
from local.launcher.instance import Instance
from local.launcher.invocation import FUNCTIONS
from local.launcher.log_line import readable

_POLL_SECONDS = 1
_BEFORE_SECONDS = 600


def follow(instance: Instance) -> None:
    """Prints the last ten minutes, then each new line, until it is interrupted or the local AWS ends."""
    logs, names = client(instance, "logs"), outputs(instance)
    since = int((time.time() - _BEFORE_SECONDS) * 1000)
    printed: set[str] = set()
    while instance.runs():
        events = [(event, function) for function in FUNCTIONS
                  for page in logs.get_paginator("filter_log_events").paginate(
                      logGroupName=names[f"{function.capitalize()}LogGroupName"], startTime=since)
                  for event in page["events"] if event["eventId"] not in printed]
        for event, function in sorted(events, key=lambda each: each[0]["timestamp"]):
            printed.add(event["eventId"])
            line = readable(function, event["message"].rstrip())
            if line:
                print(line, flush=True)
        time.sleep(_POLL_SECONDS)
