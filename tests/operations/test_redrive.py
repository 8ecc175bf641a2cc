"""What the redrive command does with the messages, without AWS."""
import io
import json

import pytest

from operations import redrive

EVENT = '{"id": "a", "data": {"price": 1234567890123456789.0123456789, "note": "}, {"}}'


def message(event: str = EVENT, message_id: str = "m-1") -> dict:
    record = '{"timestamp": "2026-11-22T10:00:00Z", "requestContext": {"condition": "RetriesExhausted"}, ' \
             f'"requestPayload": {event}, "responsePayload": {{"errorType": "Throttled"}}}}'
    return {"MessageId": message_id, "ReceiptHandle": f"receipt of {message_id}", "Body": record}


class FakeSqs:
    def __init__(self, *messages: dict):
        self.waiting, self.deleted, self.released = list(messages), [], []

    def receive_message(self, **_):
        return {"Messages": [self.waiting.pop(0)]} if self.waiting else {}

    def delete_message(self, QueueUrl, ReceiptHandle):  # noqa: N803 (names of the API)
        self.deleted.append(ReceiptHandle)

    def change_message_visibility(self, QueueUrl, ReceiptHandle, VisibilityTimeout):  # noqa: N803
        self.released.append(ReceiptHandle)


class FakeLambda:
    def __init__(self, *responses: dict):
        self.responses, self.payloads = list(responses), []

    def invoke(self, FunctionName, Payload):  # noqa: N803
        self.payloads.append(Payload.decode())
        return self.responses.pop(0)


def answer(status: int, body: dict) -> dict:
    return {"Payload": io.BytesIO(json.dumps({"statusCode": status, "body": json.dumps(body)}).encode())}


def error(error_type: str) -> dict:
    return {"FunctionError": "Unhandled", "Payload": io.BytesIO(json.dumps({"errorType": error_type}).encode())}


def run(sqs: FakeSqs, functions: FakeLambda, overwrite: bool = True) -> int:
    return redrive.redrive(redrive.Queue(sqs, "url"), redrive.Writer(functions, "alias"), overwrite)


def test_event_is_sent_again_to_the_letter():
    functions = FakeLambda(answer(200, {"written": {}}))
    run(FakeSqs(message()), functions)
    assert functions.payloads == [EVENT]


def test_message_is_deleted_once_it_is_written():
    sqs = FakeSqs(message())
    assert run(sqs, FakeLambda(answer(200, {"written": {}}))) == 0
    assert sqs.deleted == ["receipt of m-1"]


@pytest.mark.parametrize("response", [error("Throttled"), answer(400, {"error": {"code": "InvalidEvent"}})])
def test_message_that_is_not_written_stays(response, capsys):
    sqs = FakeSqs(message())
    assert run(sqs, FakeLambda(response)) == 1
    assert sqs.deleted == []
    assert "note" not in capsys.readouterr().out


def test_one_failure_does_not_hold_up_the_next():
    sqs = FakeSqs(message(message_id="m-1"), message(message_id="m-2"))
    assert run(sqs, FakeLambda(error("Throttled"), answer(200, {"written": {}}))) == 1
    assert sqs.deleted == ["receipt of m-2"]


@pytest.mark.parametrize("body", [
    "secret", '"secret"', '["secret"]', '{"secret": 1}', '{"requestPayload": "secret"}',
    '{"requestContext": "secret", "requestPayload": {}}', "[" * 100_000,
])
def test_message_that_is_no_failure_record_stays_unread_and_the_next_is_written(body, capsys):
    sqs = FakeSqs({**message(message_id="m-1"), "Body": body}, message(message_id="m-2"))
    functions = FakeLambda(answer(200, {"written": {}}))
    assert run(sqs, functions) == 1
    assert (functions.payloads, sqs.deleted) == ([EVENT], ["receipt of m-2"])
    printed = capsys.readouterr().out
    assert printed.endswith("1 not a failure record, 1 written\n")
    assert "secret" not in printed


def test_message_that_is_no_failure_record_is_listed_without_its_content(capsys):
    sqs = FakeSqs({**message(), "Body": "secret"})
    assert redrive.show(redrive.Queue(sqs, "url")) == 0
    assert sqs.released == ["receipt of m-1"]
    assert capsys.readouterr().out == "not a failure record\n1 waiting\n"


def test_call_that_times_out_ends_the_run_and_its_message_stays(monkeypatch, capsys):
    class FakeCloudFormation:
        def describe_stacks(self, StackName):  # noqa: N803
            return {"Stacks": [{"Outputs": [{"OutputKey": name, "OutputValue": name}
                                            for name in ("WriterFailureQueueUrl", "WriterAliasArn")]}]}

    class SilentLambda:
        def invoke(self, **_):
            raise redrive.BotoCoreError()

    sqs = FakeSqs(message())
    clients = {"cloudformation": FakeCloudFormation(), "sqs": sqs, "lambda": SilentLambda()}
    monkeypatch.setattr(redrive.boto3, "client", lambda service, **_: clients[service])
    assert redrive.main(["stack"]) == 2
    assert sqs.deleted == []
    assert capsys.readouterr().err.startswith("error: ")


def test_item_that_exists_is_kept_on_request():
    sqs, functions = FakeSqs(message()), FakeLambda(answer(409, {"error": {"code": "ItemExists"}}))
    assert run(sqs, functions, overwrite=False) == 0
    assert json.loads(functions.payloads[0])["ifAbsent"] is True
    assert "1234567890123456789.0123456789" in functions.payloads[0]
    assert sqs.deleted == ["receipt of m-1"]


def test_message_seen_twice_ends_the_run():
    sqs = FakeSqs(message(), message())
    assert run(sqs, FakeLambda(error("Throttled"))) == 1


def test_stack_that_is_another_s_is_refused_in_one_line(monkeypatch, capsys):
    class FakeCloudFormation:
        def describe_stacks(self, StackName):  # noqa: N803
            return {"Stacks": [{"StackName": StackName}]}

    monkeypatch.setattr(redrive.boto3, "client", {"cloudformation": FakeCloudFormation()}.__getitem__)
    assert redrive.main(["another"]) == 2
    assert capsys.readouterr().err.startswith("error: another is no stack of this template")


def test_listing_changes_nothing_and_shows_no_data(capsys):
    sqs = FakeSqs(message())
    assert redrive.show(redrive.Queue(sqs, "url")) == 0
    assert (sqs.deleted, sqs.released) == ([], ["receipt of m-1"])
    assert "RetriesExhausted  Throttled" in capsys.readouterr().out


@pytest.mark.parametrize("text, expected", [
    ("{}", {}),
    (' { "a" : 1.50 , "b":[{"c":"}"}],"d":null } ', {"a": "1.50", "b": '[{"c":"}"}]', "d": "null"}),
])
def test_members_stand_as_they_were(text, expected):
    assert redrive.members(text) == expected


def test_failure_record_of_the_largest_item_is_within_the_queue_s_limit():
    """Of an event without escapes: one item has 400 KB, a message 1 MiB ("Amazon SQS message quotas")."""
    record = message(json.dumps({"id": "a" * 2_048, "data": {"filler": "x" * 409_600}}))["Body"]
    assert len(record.encode()) < 1_048_576 - 500_000


def test_failure_record_of_an_event_at_lambda_s_limit_is_over_the_queue_s():
    """Such an event is lost, and the failure-delivery alarm tells (docs/events.md, Asynchronous writes)."""
    limit = 1_048_576
    event = '{"id": "a"' + " " * (limit - len('{"id": "a"}')) + "}"
    assert len(event.encode()) == limit
    assert len(message(event)["Body"].encode()) > limit
