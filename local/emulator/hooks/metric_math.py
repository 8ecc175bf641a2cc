"""Hook metric_math: CloudFormation creates alarms on an expression of metrics.

MiniStack's CloudFormation refuses them, and with them the whole stack. This hook creates and describes such an alarm;
nothing evaluates it, so its state stays INSUFFICIENT_DATA.
"""
from ministack.services.cloudformation import provisioners

from local.emulator.hooks.patching import replace

HOOK = "metric_math"
_OF_ONE_METRIC = {"Namespace", "MetricName", "Statistic", "ExtendedStatistic", "Period", "Dimensions", "Unit"}


def install() -> None:
    replace(HOOK, provisioners, "_cw_metric_alarm_record", "name props", _with_expressions)


def _with_expressions(original):
    def record(name, properties):
        metrics = properties.get("Metrics")
        if not metrics:
            return original(name, properties)
        alarm = original(name, {**properties, "Metrics": None, "Namespace": "-", "MetricName": "-"})
        return {key: value for key, value in alarm.items() if key not in _OF_ONE_METRIC} | {"Metrics": metrics}
    return record
