"""Hook metric_filter: answers TestMetricFilter, which MiniStack lacks, for patterns of JSON lines.

The answer has no `extractedValues`: a metric's transformation decides what it takes from a line.
"""
import json

from ministack.core.responses import error_response_json, json_response
from ministack.services import cloudwatch_logs

from local.emulator.filter_pattern import matches
from local.emulator.hooks.patching import replace

HOOK = "metric_filter"
_MOST_MESSAGES = 50  # "TestMetricFilter" in the CloudWatch Logs API reference


def install() -> None:
    def handle(original):
        async def handle_request(method, path, headers, body, query_params):
            if headers.get("x-amz-target", "").endswith(".TestMetricFilter"):
                return _test(json.loads(body))
            return await original(method, path, headers, body, query_params)
        return handle_request

    replace(HOOK, cloudwatch_logs, "handle_request", "method path headers body query_params", handle)


def _test(request: dict):
    pattern, lines = request["filterPattern"], request["logEventMessages"]
    if not 1 <= len(lines) <= _MOST_MESSAGES:
        return error_response_json("InvalidParameterException", f"1 to {_MOST_MESSAGES} messages, not {len(lines)}", 400)
    try:
        selected = [(number, line) for number, line in enumerate(lines, 1) if matches(pattern, line)]
    except (ValueError, IndexError) as error:
        return error_response_json("InvalidParameterException", f"Invalid metric filter pattern: {error}", 400)
    return json_response({"matches": [{"eventNumber": number, "eventMessage": line, "extractedValues": {}}
                                      for number, line in selected]})
