"""The stack that one deployment of the template makes: translated as SAM does it, its intrinsic functions resolved."""
import copy
import json
import logging
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

from tests.template.intrinsics import Resolver

# It warns at every translation that nothing collects its metrics.
logging.getLogger("samtranslator.metrics").setLevel(logging.ERROR)

TEMPLATE = Path(__file__).resolve().parents[2] / "template.yaml"


@dataclass(frozen=True, eq=False)
class Deployment:
    """One deployment: company, environment, region and parameters."""
    company: str = "acme"
    environment: str = "dev"
    region: str = "us-east-1"
    partition: str = "aws"
    url_suffix: str = "amazonaws.com"
    account: str = "111122223333"
    options: dict = field(default_factory=dict)

    @property
    def parameters(self) -> dict:
        return {"Company": self.company, "Environment": self.environment, **self.options}

    @property
    def stack_name(self) -> str:
        return f"{self.company}-{self.environment}-sealed-store"

    def __str__(self) -> str:
        return f"{self.environment}-{self.region}"


ALARM_TOPIC = "arn:aws:sns:us-east-1:111122223333:operators"
DEPLOYMENT_ROLES = ["arn:aws:iam::111122223333:role/deploy/sealed-store", "arn:aws:iam::111122223333:role/hand"]
RESTORE_ROLES = ["arn:aws:iam::111122223333:role/break-glass", "arn:aws:iam::111122223333:role/drill"]

# Every environment, and every pair of conditions in all four combinations (test_conditions.py checks this).
DEPLOYMENTS = (
    Deployment(),
    Deployment("globex-2", "stage", "eu-central-1", options={
        "AlarmTopicArn": ALARM_TOPIC, "DeploymentRoleArns": ",".join(DEPLOYMENT_ROLES),
        "RestoreRoleArns": ",".join(RESTORE_ROLES), "ReadCapacity": "7", "WriteCapacity": "9",
        "Architecture": "x86_64", "LogLevel": "DEBUG", "LogRetentionDays": "30", "MemorySize": "1024"}),
    Deployment("initech", "prod", "us-gov-west-1", "aws-us-gov", account="444455556666", options={
        "AlarmTopicArn": ALARM_TOPIC, "BillingMode": "PAY_PER_REQUEST"}),
    Deployment("acme", "prod", "cn-north-1", "aws-cn", "amazonaws.com.cn", options={
        "DeploymentRoleArns": DEPLOYMENT_ROLES[0], "BillingMode": "PAY_PER_REQUEST"}),
    # The longest names, for limits of their lengths.
    Deployment("a-company-of-20-char", "stage", "cn-northwest-1", "aws-cn", "amazonaws.com.cn", options={
        "RestoreRoleArns": RESTORE_ROLES[0], "BillingMode": "PAY_PER_REQUEST"}),
)


class Stack:
    """Logical id -> resource, with every intrinsic function resolved."""

    def __init__(self, template: dict, deployment: Deployment):
        self.deployment = deployment
        self.translated = translate(template, deployment)
        resolver = Resolver(self.translated, deployment)
        self.conditions = {name: resolver.condition(name) for name in self.translated.get("Conditions", {})}
        self.parameters = resolver.parameters
        self.resources = {logical_id: resolver.resolve(resource)
                          for logical_id, resource in self.translated["Resources"].items()
                          if "Condition" not in resource or self.conditions[resource["Condition"]]}
        self.outputs = resolver.resolve(self.translated.get("Outputs", {}))

    def __getitem__(self, logical_id: str) -> dict:
        """The properties of a resource."""
        return self.resources[logical_id]["Properties"]

    def of_type(self, *types: str) -> dict:
        """Logical id -> properties of every resource of these types."""
        return {logical_id: resource.get("Properties", {}) for logical_id, resource in self.resources.items()
                if resource["Type"] in types}

    def roles(self, parameter: str) -> list[str]:
        """The ARNs in a list of roles, which may be empty."""
        return [role for role in self.parameters[parameter].split(",") if role]


def load(path: Path = TEMPLATE) -> dict:
    text = path.read_text(encoding="utf-8")
    return json.loads(text) if path.suffix == ".json" else yaml_parse(text)


def translate(template: dict, deployment: Deployment) -> dict:
    """What the AWS::Serverless transform makes of the template."""
    packaged = copy.deepcopy(template)
    # As `sam deploy` does it: the translator refuses a local folder.
    if packaged["Globals"]["Function"]["CodeUri"] == ".":
        packaged["Globals"]["Function"]["CodeUri"] = "s3://bucket/code.zip"
    # The translator needs only the region of a boto3 session.
    session = SimpleNamespace(region_name=deployment.region)
    return Translator(None, Parser(), boto_session=session).translate(packaged, deployment.parameters)
