"""Writes again what failed asynchronously and waits in a stack's failure queue.

    redrive.py STACK [--list] [--if-absent]

Each message is invoked on the writer's alias, one after the other, and deleted only once the writer has answered 200:
whatever goes wrong, the event is still in the queue. Nothing of an item is printed.

Needs, with the AWS credentials and region of the shell: cloudformation:DescribeStacks on the stack; sqs:ReceiveMessage,
sqs:DeleteMessage and sqs:ChangeMessageVisibility on the queue; kms:Decrypt on the key;
lambda:InvokeFunction on the writer's alias.

A message that could not be written can be received again after two minutes.

A message that is not a failure record of Lambda's stays in the queue, too, and is counted as such.

Exit status: 0 all written (or listed), 1 some are still in the queue, 2 the stack is not this template's, or a call of
AWS failed or timed out: what was not reported as written by then is still in the queue.
"""
from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

# Longer than the writer's 30 s, so that nobody else receives a message while it is written.
VISIBILITY_SECONDS = 120


NOT_A_RECORD = "not a failure record"


@dataclass(frozen=True)
class Failure:
    """A record that Lambda made of a failed event ("Capturing records of Lambda asynchronous invocations")."""

    event: str
    timestamp: str
    condition: str
    error: str

    @classmethod
    def of(cls, body: str) -> Failure | None:
        """None of any other text."""
        try:
            record = json.loads(body)
        except (ValueError, RecursionError):
            return None
        if not isinstance(record, dict) or "requestPayload" not in record:
            return None
        context, response = record.get("requestContext"), record.get("responsePayload")
        if not isinstance(context, dict):
            return None
        return cls(
            event=members(body)["requestPayload"],
            timestamp=str(record.get("timestamp", "unknown time")),
            condition=str(context.get("condition", "unknown condition")),
            error=str(response.get("errorType", "unknown error") if isinstance(response, dict) else "no response"),
        )


@dataclass(frozen=True)
class Message:
    receipt: str
    failure: Failure | None


def members(text: str) -> dict[str, str]:
    """The members of a JSON object, each value as it stands there: parsing would bend numbers."""
    decoder = json.JSONDecoder()
    found: dict[str, str] = {}
    at = _skip(text, text.index("{") + 1)
    while text[at] != "}":
        name, at = decoder.raw_decode(text, at)
        start = _skip(text, _skip(text, at) + 1)
        _, end = decoder.raw_decode(text, start)
        found[name] = text[start:end]
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return found


def _skip(text: str, at: int) -> int:
    while text[at] in " \t\r\n":
        at += 1
    return at


def if_absent(event: str) -> str:
    """The same event, which an item that exists now is not overwritten by."""
    if not event.lstrip().startswith("{"):
        return event
    fields = {**members(event), "ifAbsent": "true"}
    return "{" + ",".join(f"{json.dumps(name)}:{value}" for name, value in fields.items()) + "}"


class Queue:
    def __init__(self, client, url: str):
        self._client, self._url = client, url

    def receive(self) -> Iterator[Message]:
        """Each message once: a message that stays is not seen again before VISIBILITY_SECONDS are over."""
        seen: set[str] = set()
        while True:
            messages = self._client.receive_message(
                QueueUrl=self._url, MaxNumberOfMessages=1, WaitTimeSeconds=1,
                VisibilityTimeout=VISIBILITY_SECONDS).get("Messages", [])
            if not messages or messages[0]["MessageId"] in seen:
                return
            seen.add(messages[0]["MessageId"])
            yield Message(messages[0]["ReceiptHandle"], Failure.of(messages[0]["Body"]))

    def delete(self, message: Message) -> None:
        self._client.delete_message(QueueUrl=self._url, ReceiptHandle=message.receipt)

    def release(self, message: Message) -> None:
        self._client.change_message_visibility(
            QueueUrl=self._url, ReceiptHandle=message.receipt, VisibilityTimeout=0)


class Writer:
    def __init__(self, client, alias: str):
        self._client, self._alias = client, alias

    def write(self, event: str) -> str:
        """`written`, `kept` where if_absent found an item, or why not: an error type or the writer's error code."""
        response = self._client.invoke(FunctionName=self._alias, Payload=event.encode())
        answer = json.loads(response["Payload"].read())
        if "FunctionError" in response:
            return str(answer.get("errorType", response["FunctionError"]))
        if answer["statusCode"] == 200:
            return "written"
        code = json.loads(answer["body"])["error"]["code"]
        return "kept" if code == "ItemExists" else str(code)


def show(queue: Queue) -> int:
    messages = list(queue.receive())
    for message in messages:
        queue.release(message)
        failure = message.failure
        print(f"{failure.timestamp}  {failure.condition}  {failure.error}  {len(failure.event.encode())} bytes"
              if failure else NOT_A_RECORD)
    print(f"{len(messages)} waiting")
    return 0


def redrive(queue: Queue, writer: Writer, overwrite: bool) -> int:
    outcomes: Counter[str] = Counter()
    for message in queue.receive():
        failure = message.failure
        if failure is None:
            outcomes[NOT_A_RECORD] += 1
            print(NOT_A_RECORD, flush=True)
            continue
        outcome = writer.write(failure.event if overwrite else if_absent(failure.event))
        outcomes[outcome] += 1
        if outcome in ("written", "kept"):
            queue.delete(message)
        print(f"{failure.timestamp}  {outcome}", flush=True)
    print(", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items())) or "nothing waits")
    return 0 if set(outcomes) <= {"written", "kept"} else 1


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Writes again what waits in a stack's failure queue.")
    parser.add_argument("stack", metavar="STACK", help="name of the stack")
    parser.add_argument("--list", action="store_true", help="show what waits, change nothing")
    parser.add_argument("--if-absent", action="store_true", help="keep items that exist now, whatever wrote them")
    options = parser.parse_args(arguments)
    try:
        stack = boto3.client("cloudformation").describe_stacks(StackName=options.stack)["Stacks"][0]
        outputs = {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}
        if not {"WriterFailureQueueUrl", "WriterAliasArn"} <= outputs.keys():
            print(f"error: {options.stack} is no stack of this template, or is not deployed: it has no output "
                  "WriterFailureQueueUrl or WriterAliasArn", file=sys.stderr)
            return 2
        queue = Queue(boto3.client("sqs"), outputs["WriterFailureQueueUrl"])
        if options.list:
            return show(queue)
        # A second attempt of ours would be a second write: the writer has its own retries.
        lambda_client = boto3.client("lambda", config=Config(read_timeout=60, retries={"total_max_attempts": 1}))
        return redrive(queue, Writer(lambda_client, outputs["WriterAliasArn"]), not options.if_absent)
    except (BotoCoreError, ClientError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
