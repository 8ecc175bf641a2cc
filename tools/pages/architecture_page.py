"""Writes the pictures of docs/explanation/architecture.md and README.md from template.yaml."""
import json
from collections import defaultdict

from tests.template.names import Names
from tests.template.policies import as_list
from tests.template.stack import ALARM_TOPIC, Deployment, Stack
from tools.pages.generated import DOCS, replaced

PAGE = DOCS / "explanation" / "architecture.md"
README = DOCS.parent / "README.md"
PLAIN, NOTIFYING = Deployment(), Deployment(options={"AlarmTopicArn": ALARM_TOPIC})

# Type -> the shape of its node, %s being the text. A type is either drawn or part of another node.
SHAPES = {
    "AWS::Lambda::Function": '["%s"]',
    "AWS::DynamoDB::Table": '[("%s")]',
    "AWS::SQS::Queue": '[["%s"]]',
    "AWS::KMS::Key": '{{"%s"}}',
    "AWS::Logs::LogGroup": '[/"%s"/]',
    "AWS::CloudWatch::Dashboard": '["%s"]',
    "AWS::Events::Rule": '["%s"]',
}
PART_OF_ANOTHER = {
    "AWS::CloudWatch::Alarm", "AWS::IAM::Role", "AWS::KMS::Alias", "AWS::Lambda::Alias", "AWS::Lambda::EventInvokeConfig",
    "AWS::Lambda::Version", "AWS::Logs::MetricFilter", "AWS::SQS::QueuePolicy",
}
KEY_PROPERTIES = {"KmsKeyArn", "KmsKeyId", "KMSMasterKeyId", "KmsMasterKeyId", "SourceKMSKeyArn"}
# What an alarm's dimension names.
DIMENSIONS = {"FunctionName": "AWS::Lambda::Function", "TableName": "AWS::DynamoDB::Table", "QueueName": "AWS::SQS::Queue"}
WORDS = {"AWS::Lambda::Function": "function", "AWS::DynamoDB::Table": "table", "AWS::SQS::Queue": "queue",
         "AWS::KMS::Key": "KMS key", "AWS::Logs::LogGroup": "log group", "AWS::CloudWatch::Dashboard": "dashboard",
         "AWS::Events::Rule": "EventBridge rule"}
NAMES = {"AWS::Lambda::Function": "FunctionName", "AWS::DynamoDB::Table": "TableName", "AWS::SQS::Queue": "QueueName",
         "AWS::Logs::LogGroup": "LogGroupName", "AWS::CloudWatch::Dashboard": "DashboardName", "AWS::Events::Rule": "Name"}


class Picture:
    """Nodes and edges of a template, each by the logical ids of its resources."""

    def __init__(self, template: dict, deployment: Deployment):
        self.stack, self.names = Stack(template, deployment), Names(deployment)
        unknown = {resource["Type"] for resource in self.stack.resources.values()} - SHAPES.keys() - PART_OF_ANOTHER
        if unknown:
            raise NotImplementedError(f"how are these drawn? {sorted(unknown)}: add them to SHAPES in {__name__}.py")

    def of_items(self) -> str:
        """Who calls what, and what the key encrypts."""
        shown = self.stack.of_type("AWS::Lambda::Function", "AWS::DynamoDB::Table", "AWS::SQS::Queue", "AWS::Logs::LogGroup")
        lines = ["flowchart LR", '  caller(["caller"])']
        plain = set(shown)
        for key, encrypted in self._encrypted().items():
            title = self._text(key).replace("<br/>", " ")
            lines += [f'  subgraph {key}["encrypted by {title}"]', "    direction LR",
                      *(f"  {self._node(logical_id)}" for logical_id in encrypted), "  end"]
            plain -= set(encrypted)
        lines += [self._node(logical_id) for logical_id in sorted(plain)]
        lines += [f'  caller -->|"invokes alias {alias["Name"]}"| {self._named("AWS::Lambda::Function", alias["FunctionName"])}'
                  for alias in self.stack.of_type("AWS::Lambda::Alias").values()]
        lines += [f'  {function} {"-.->" if "sqs" in action else "-->"}|"{text}"| {target}'
                  for function, action, text, target in self._calls()]
        return "\n".join(lines)

    def of_operations(self) -> str:
        """What is watched, and what is notified."""
        shown = ("AWS::Lambda::Function", "AWS::DynamoDB::Table", "AWS::SQS::Queue", "AWS::Logs::LogGroup", "AWS::KMS::Key",
                 "AWS::CloudWatch::Dashboard", "AWS::Events::Rule")
        lines = ["flowchart LR", *(self._node(logical_id) for logical_id in self.stack.of_type(*shown))]
        lines += [f"  {function} --> {self._named('AWS::Logs::LogGroup', properties['LoggingConfig']['LogGroup'])}"
                  for function, properties in self.stack.of_type("AWS::Lambda::Function").items()]
        metrics = self._log_metrics()
        lines.append(f'  metrics["metrics of the logs: {_listed(sorted(set().union(*metrics.values())))}"]')
        lines += [f'  {group} -->|"{len(names)} metric filters"| metrics' for group, names in metrics.items()]
        lines += self._alarms()
        for rule, properties in self.stack.of_type("AWS::Events::Rule").items():
            pattern = json.dumps(properties["EventPattern"])
            lines += [f'  {watched} -->|"calls that weaken it, by CloudTrail"| {rule}'
                      for name, watched in self._watched().items() if f'{name}"' in pattern]
            for target in properties["Targets"]:
                lines += [f"  {rule} --> topic"] if target["Arn"] == ALARM_TOPIC else []
                queue = self._named("AWS::SQS::Queue", target["DeadLetterConfig"]["Arn"].rpartition(":")[2])
                lines.append(f'  {rule} -.->|"what the topic refuses"| {queue}')
        return "\n".join(lines)

    def _watched(self) -> dict[str, str]:
        """Name or ARN -> resource, of what a rule's pattern can name."""
        named = {properties[NAMES[kind]]: logical_id
                 for kind in ("AWS::DynamoDB::Table", "AWS::Logs::LogGroup", "AWS::SQS::Queue")
                 for logical_id, properties in self.stack.of_type(kind).items()}
        key, = self.stack.of_type("AWS::KMS::Key")
        return {self.names.key_arn: key} | named

    def _node(self, logical_id: str) -> str:
        return f"  {logical_id}{SHAPES[self.stack.resources[logical_id]['Type']] % self._text(logical_id)}"

    def _text(self, logical_id: str) -> str:
        resource_type = self.stack.resources[logical_id]["Type"]
        if resource_type == "AWS::KMS::Key":
            alias, = self.stack.of_type("AWS::KMS::Alias").values()
            return f"{WORDS[resource_type]}<br/>{alias['AliasName']}"
        name = self.stack[logical_id][NAMES[resource_type]]
        return f"{WORDS[resource_type]}<br/>{name.replace('/aws/lambda/', '/aws/lambda/<br/>')}"

    def _named(self, resource_type: str, name: str) -> str:
        logical_id, = (logical_id for logical_id, properties in self.stack.of_type(resource_type).items()
                       if properties[NAMES[resource_type]] == name)
        return logical_id

    def _calls(self):
        """(function, first action, text, resource) of what a function's role allows on a resource that is drawn."""
        arns = {self.names.table_arn: self._named("AWS::DynamoDB::Table", self.names.table),
                self.names.queue_arn: self._named("AWS::SQS::Queue", self.names.queue)}
        arns |= {f"{self.names.log_group_arn(kind)}:*": self._named("AWS::Logs::LogGroup", self.names.log_group(kind))
                 for kind in ("writer", "reader")}
        roles = {self.names.role_arn(kind): f"{kind.title()}Role" for kind in ("writer", "reader")}
        for function, properties in self.stack.of_type("AWS::Lambda::Function").items():
            for policy in self.stack[roles[properties["Role"]]]["Policies"]:
                for statement in policy["PolicyDocument"]["Statement"]:
                    for resource in as_list(statement["Resource"]):
                        if statement["Effect"] == "Allow" and resource in arns:
                            actions = as_list(statement["Action"])
                            text = _listed(action.split(":")[1] for action in actions)
                            yield function, actions[0], text, arns[resource]

    def _encrypted(self) -> dict[str, list[str]]:
        """Key -> what it encrypts."""
        keys = {self.names.arn("kms", f"key/id-of-{key}"): key for key in self.stack.of_type("AWS::KMS::Key")}
        found = defaultdict(list)
        for logical_id, resource in self.stack.resources.items():
            if resource["Type"] in SHAPES:
                for arn in sorted(set(_values_of(resource["Properties"], KEY_PROPERTIES)) & keys.keys()):
                    found[keys[arn]].append(logical_id)
        return found

    def _log_metrics(self) -> dict[str, list[str]]:
        found = defaultdict(list)
        for properties in self.stack.of_type("AWS::Logs::MetricFilter").values():
            group = self._named("AWS::Logs::LogGroup", properties["LogGroupName"])
            found[group] += [metric["MetricName"] for metric in properties["MetricTransformations"]]
        return found

    def _alarms(self) -> list[str]:
        watched = defaultdict(list)
        notified = set()
        for alarm in self.stack.of_type("AWS::CloudWatch::Alarm").values():
            metric = next((part["MetricStat"]["Metric"] for part in alarm.get("Metrics", []) if "MetricStat" in part), alarm)
            source = [self._named(DIMENSIONS[each["Name"]], each["Value"]) for each in metric.get("Dimensions", [])]
            if not source:
                source = ["metrics" if metric["Namespace"] == self.names.metrics else "account"]
            watched[source[0]].append(metric["MetricName"])
            notified |= set(alarm.get("AlarmActions", []))
        count = sum(map(len, watched.values()))
        lines = [f'  alarms{{{{"{count} alarms"}}}}', '  topic(["SNS topic, if AlarmTopicArn names one"])']
        if "account" in watched:
            lines.append('  account["all functions of the account"]')
        lines += [f'  {source} -->|"{_listed(metrics)}"| alarms' for source, metrics in watched.items()]
        lines += ["  alarms --> topic" for arn in notified if arn == ALARM_TOPIC]
        return [*lines, *(f"  alarms --- {board}" for board in self.stack.of_type("AWS::CloudWatch::Dashboard"))]


def _listed(names) -> str:
    return ", ".join(dict.fromkeys(names))


def _values_of(node, keys: set[str]):
    if isinstance(node, dict):
        for key, value in node.items():
            if key in keys and isinstance(value, str):
                yield value
            yield from _values_of(value, keys)
    elif isinstance(node, list):
        for value in node:
            yield from _values_of(value, keys)


def written(page: str, template: dict) -> str:
    """The page with the pictures of the template between their markers."""
    page = _with(page, "items", Picture(template, PLAIN).of_items())
    return _with(page, "operations", Picture(template, NOTIFYING).of_operations())


def written_readme(page: str, template: dict) -> str:
    """The page with the picture of items alone."""
    return _with(page, "items", Picture(template, PLAIN).of_items())


def _with(page: str, name: str, picture: str) -> str:
    begin, end = (f"<!-- {where} of the picture of {name}: `make docs` writes it from template.yaml -->\n" for where in ("begin", "end"))
    return replaced(page, begin, end, f"```mermaid\n{picture}\n```\n")
