"""Alarms and conditions of a stack that CloudFormation creates."""


# --- metric_math

def test_alarm_on_an_expression_of_metrics_is_made(client):
    alarm, = client("cloudwatch").describe_alarms(AlarmNames=["probe"])["MetricAlarms"]
    assert [metric["Id"] for metric in alarm["Metrics"]] == ["percent", "used"]
    assert (alarm["Threshold"], alarm["StateValue"]) == (80, "INSUFFICIENT_DATA")
    assert "MetricName" not in alarm


# --- condition_join

def test_condition_tells_an_empty_list_from_a_filled_one(client):
    stack, = client("cloudformation").describe_stacks(StackName="probe")["Stacks"]
    assert {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]} == {
        "Empty": "empty", "Filled": "filled"}
