"""The resources, the routes to them and the callers of the access matrix.

Written by hand from the naming rules, not from the template: a wrong name in the template is a foreign one here.
"""
from dataclasses import dataclass

from tests.access.iam_policy import Caller

ACCOUNT, OTHER_ACCOUNT = "111122223333", "444455556666"
REGION, OTHER_REGION = "us-east-1", "eu-west-1"
SUBSCRIBER = "kms:encryptioncontext:aws:dynamodb:subscriberid"
TABLE_NAME = "kms:encryptioncontext:aws:dynamodb:tablename"
FUNCTION = "kms:encryptioncontext:aws:lambda:functionarn"
QUEUE = "kms:encryptioncontext:aws:sqs:arn"
LOG_GROUP = "kms:encryptioncontext:aws:logs:arn"


def key_arn(owner: str, region: str = REGION, account: str = ACCOUNT) -> str:
    return f"arn:aws:kms:{region}:{account}:key/id-of-{owner}"


@dataclass(frozen=True)
class Resource:
    """`kinds` are the resource types of the Service Authorization Reference that its ARN stands for."""
    label: str
    arn: str
    account: str
    kinds: frozenset

    @property
    def service(self) -> str:
        return self.arn.split(":")[2]


def resources_of(owner: str, label: str, region: str = REGION, account: str = ACCOUNT) -> list[Resource]:
    """The resources of one deployment; `owner` is Company-Environment, `label` goes before each resource's name."""
    at = f"{region}:{account}"
    arns = [("table", f"arn:aws:dynamodb:{at}:table/{owner}-items", "table index"),
            ("backup of the table", f"arn:aws:dynamodb:{at}:table/{owner}-items/backup/01489602797149-73d8", "backup"),
            ("key", key_arn(owner, region, account), "key"),
            ("key alias", f"arn:aws:kms:{at}:alias/{owner}-items", "alias"),
            ("failure queue", f"arn:aws:sqs:{at}:{owner}-writer-failures", "queue")]
    for name in ("writer", "reader"):
        function = f"arn:aws:lambda:{at}:function:{owner}-{name}"
        group = f"arn:aws:logs:{at}:log-group:/aws/lambda/{owner}-{name}"
        arns += [(f"{name} function", function, "function"),
                 (f"{name} function's alias", f"{function}:live", "function"),
                 (f"{name} log group", f"{group}:*", "log-group"),
                 (f"{name} log streams", f"{group}:log-stream:2026/11/22/[1]0123456789abcdef", "log-stream"),
                 (f"{name} role", f"arn:aws:iam::{account}:role/{owner}-{name}-{region}", "role")]
    return [Resource(f"{label} {what}", arn, account, frozenset(kinds.split())) for what, arn, kinds in arns]


OWN = resources_of("acme-dev", "own")
FOREIGN = [*resources_of("acme-prod", "other environment's"),
           *resources_of("globex-dev", "other company's"),
           *resources_of("acme-dev", "other region's", region=OTHER_REGION),
           *resources_of("acme-dev", "other account's", account=OTHER_ACCOUNT),
           # One name is a prefix of the other.
           *resources_of("acme-dev-items", "similarly named"),
           Resource("any bucket", "arn:aws:s3:::some-bucket", OTHER_ACCOUNT, frozenset({"bucket"})),
           Resource("any object", "arn:aws:s3:::some-bucket/object", OTHER_ACCOUNT, frozenset({"object"})),
           Resource("any parameter", f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/p", ACCOUNT, frozenset({"parameter"})),
           Resource("any secret", f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:s-AbCdEf", ACCOUNT,
                    frozenset({"Secret"}))]


@dataclass(frozen=True)
class Route:
    """How a request comes: over TLS or not; for the key, through which service and under which encryption context."""
    label: str
    context: tuple = ()


# Only the endpoints of these answer plain HTTP ("Amazon DynamoDB endpoints and quotas", "Amazon Simple Queue Service
# endpoints and quotas", "Amazon Simple Storage Service endpoints and quotas").
PLAIN_HTTP = {"dynamodb", "sqs", "s3"}
TLS = Route("TLS", (("aws:securetransport", "true"),))
HTTP = Route("plain HTTP", (("aws:securetransport", "false"),))

# Ways to ask for the item that a write replaces, and calls in a transaction ("Actions, resources, and condition keys for
# Amazon DynamoDB", "Using IAM with DynamoDB transactions"). The key ReturnValues is absent where none are asked for.
ASKING_FOR_NOTHING = Route("TLS, ReturnValues NONE", TLS.context + (("dynamodb:returnvalues", "NONE"),))
ASKING_FOR_THE_ITEM = Route("TLS, ReturnValues ALL_OLD", TLS.context + (("dynamodb:returnvalues", "ALL_OLD"),))
IN_TRANSACTION = "TLS, in a transaction"
READ_TOGETHER = Route(IN_TRANSACTION, TLS.context + (("dynamodb:enclosingoperation", ["TransactGetItems"]),))
WRITTEN_TOGETHER = Route(IN_TRANSACTION, TLS.context + (("dynamodb:enclosingoperation", ["TransactWriteItems"]),))
ITEM_ROUTES = {
    "dynamodb:getitem": [READ_TOGETHER],
    "dynamodb:conditioncheckitem": [WRITTEN_TOGETHER],
    **{f"dynamodb:{write}item": [ASKING_FOR_NOTHING, ASKING_FOR_THE_ITEM, WRITTEN_TOGETHER]
       for write in ("put", "update", "delete")},
}


def _via(service: str, region: str = REGION) -> tuple:
    return (("kms:viaservice", f"{service}.{region}.amazonaws.com"),)


def _function(name: str, account: str = ACCOUNT) -> str:
    return f"arn:aws:lambda:{REGION}:{account}:function:{name}"


def _queue(owner: str) -> str:
    return f"arn:aws:sqs:{REGION}:{ACCOUNT}:{owner}-writer-failures"


KEY_ROUTES = [
    Route("directly"),
    Route("directly, naming the own table", ((TABLE_NAME, "acme-dev-items"), (SUBSCRIBER, ACCOUNT))),
    Route("DynamoDB for the own table", _via("dynamodb") + ((TABLE_NAME, "acme-dev-items"), (SUBSCRIBER, ACCOUNT))),
    Route("DynamoDB for another table", _via("dynamodb") + ((TABLE_NAME, "acme-prod-items"), (SUBSCRIBER, ACCOUNT))),
    Route("DynamoDB for another account's table",
          _via("dynamodb") + ((TABLE_NAME, "acme-dev-items"), (SUBSCRIBER, OTHER_ACCOUNT))),
    Route("DynamoDB of another region",
          _via("dynamodb", OTHER_REGION) + ((TABLE_NAME, "acme-dev-items"), (SUBSCRIBER, ACCOUNT))),
    Route("Lambda for the writer", _via("lambda") + ((FUNCTION, _function("acme-dev-writer")),)),
    Route("Lambda for the reader", _via("lambda") + ((FUNCTION, _function("acme-dev-reader")),)),
    Route("Lambda for another function", _via("lambda") + ((FUNCTION, _function("acme-prod-writer")),)),
    Route("SQS for the failure queue", _via("sqs") + ((QUEUE, _queue("acme-dev")),)),
    Route("SQS for another queue", _via("sqs") + ((QUEUE, _queue("acme-prod")),)),
    Route("S3", _via("s3")),
    Route("Secrets Manager", _via("secretsmanager")),
]
GRANT_ROUTES = [Route(f"{route.label}, {words}", route.context + (("kms:grantisforawsresource", flag),))
                for route in KEY_ROUTES for words, flag in [("for an AWS service", "true"), ("for anybody", "false")]]


def _group(name: str, account: str = ACCOUNT) -> tuple:
    return ((LOG_GROUP, f"arn:aws:logs:{REGION}:{account}:log-group:/aws/lambda/{name}"),)


SERVICE_ROUTES = [
    Route("without encryption context"),
    Route("the writer's log group", _group("acme-dev-writer")),
    Route("the reader's log group", _group("acme-dev-reader")),
    Route("another log group", _group("acme-prod-writer")),
    Route("another account's log group", _group("acme-dev-writer", OTHER_ACCOUNT)),
    Route("the writer's code", ((FUNCTION, _function("acme-dev-writer")),)),
    Route("the reader's code", ((FUNCTION, _function("acme-dev-reader")),)),
    Route("another function's code", ((FUNCTION, _function("acme-prod-writer")),)),
    Route("another account's function's code", ((FUNCTION, _function("acme-dev-writer", OTHER_ACCOUNT)),)),
]

ADMINISTRATOR_POLICY = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}


def role(name: str, *policies: dict, account: str = ACCOUNT) -> Caller:
    return Caller(f"arn:aws:iam::{account}:role/{name}", policies)


ADMINISTRATOR = role("administrator", ADMINISTRATOR_POLICY)
DEPLOYER, BARE_DEPLOYER = role("deployer", ADMINISTRATOR_POLICY), role("bare-deployer")
RESTORER, BARE_RESTORER = role("break-glass", ADMINISTRATOR_POLICY), role("bare-break-glass")
ROOT_USER = Caller(f"arn:aws:iam::{ACCOUNT}:root")
STRANGER = role("unrelated")
OTHER_ACCOUNTS_ADMINISTRATOR = role("administrator", ADMINISTRATOR_POLICY, account=OTHER_ACCOUNT)
SERVICE_PRINCIPALS = [Caller(name) for name in (
    f"logs.{REGION}.amazonaws.com", f"logs.{OTHER_REGION}.amazonaws.com", "lambda.amazonaws.com",
    "dynamodb.amazonaws.com", "sqs.amazonaws.com", "ec2.amazonaws.com", "edgelambda.amazonaws.com",
    "apigateway.amazonaws.com")]
