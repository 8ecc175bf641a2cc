"""CloudTrail's events of calls, as EventBridge delivers them to the rules of a deployment.

Fields follow "CloudTrail record contents" and the examples of the services' pages ("Understanding DynamoDB log file
entries", "Logging AWS KMS API calls with AWS CloudTrail", "Logging Amazon SQS API calls using AWS CloudTrail"). A request's
parameters are those of the API, with a lower first letter.
"""
from tests.template.names import Names

BY_HAND = {"sourceIPAddress": "203.0.113.4", "userIdentity": {"type": "AssumedRole", "arn": "arn:aws:sts::1:assumed-role/a/b"}}


def by(service: str) -> dict:
    """Who calls, for a service that calls on behalf of the deployer."""
    name = f"{service}.amazonaws.com"
    return {"sourceIPAddress": name, "userIdentity": BY_HAND["userIdentity"] | {"invokedBy": name}}


class Calls:
    """Builds events about the resources of one deployment."""

    def __init__(self, names: Names):
        self._names = names
        self.queue_url = f"https://sqs.{names.region}.{names.suffix}/{names.account}/{names.queue}"

    def event(self, service: str, name: str, parameters: dict, caller: dict | None = None, **more) -> dict:
        return {"source": f"aws.{service}", "detail-type": "AWS API Call via CloudTrail", "detail": {
            "eventSource": f"{service}.amazonaws.com", "eventName": name, "requestParameters": parameters,
            **(caller or BY_HAND), **more}}

    def key(self, name: str, caller: dict | None = None, **more) -> dict:
        resources = [{"accountId": self._names.account, "type": "AWS::KMS::Key", "ARN": self._names.key_arn}]
        return self.event("kms", name, {"keyId": "id-of-ItemsKey"}, caller, **{"resources": resources} | more)

    def table(self, name: str, caller: dict | None = None, **parameters) -> dict:
        return self.event("dynamodb", name, {"tableName": self._names.table} | parameters, caller)

    def table_policy(self, name: str, caller: dict | None = None) -> dict:
        return self.event("dynamodb", name, {"resourceArn": self._names.table_arn, "policy": "{}"}, caller)

    def log_group(self, name: str, caller: dict | None = None, kind: str = "writer", **parameters) -> dict:
        return self.event("logs", name, parameters or {"logGroupName": self._names.log_group(kind)}, caller)

    def queue(self, name: str, caller: dict | None = None, **parameters) -> dict:
        return self.event("sqs", name, {"queueUrl": self.queue_url} | parameters, caller)
