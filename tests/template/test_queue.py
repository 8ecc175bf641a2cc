"""The queue of failed asynchronous writes."""
from tests.template.policies import statements


def test_keeps_the_whole_event_for_fourteen_days(stack):
    queue = stack["WriterFailureQueue"]
    assert queue["MessageRetentionPeriod"] == 14 * 24 * 60 * 60
    assert queue["MaximumMessageSize"] == 1024 * 1024


def test_has_no_property_that_nobody_asked_for(stack):
    """Such as a second kind of encryption, or permission for other queues to send their dead letters here."""
    assert stack["WriterFailureQueue"].keys() == {
        "QueueName", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds", "MaximumMessageSize", "MessageRetentionPeriod", "Tags"}


def test_refuses_every_request_that_is_not_tls(stack, names):
    policy = stack["WriterFailureQueuePolicy"]
    assert policy["Queues"] == [stack.outputs["WriterFailureQueueUrl"]["Value"]]
    assert statements(policy["PolicyDocument"]) == {"TlsOnly": {
        "Effect": "Deny",
        "Principal": "*",
        "Action": ["sqs:*"],
        "Resource": [names.queue_arn],
        "Condition": {"Bool": {"aws:SecureTransport": ["false"]}},
    }}
