"""The evaluator decides AWS's own published cases as their pages say (titles of the IAM and KMS guides)."""
import pytest

from tests.access.iam_conditions import conditions_hold
from tests.access.iam_policy import Caller, Decision, Request, decide

ALLOWED, DENIED, EXPLICITLY = Decision.ALLOWED, Decision.DENIED, Decision.EXPLICITLY_DENIED
ACCOUNT, OTHER = "111122223333", "444455556666"
BUCKET = "arn:aws:s3:::amzn-s3-demo-bucket-carlossalazar-logs"
CARLOS = f"arn:aws:iam::{ACCOUNT}:user/carlossalazar"
ZHANG = f"arn:aws:iam::{ACCOUNT}:user/zhangwei"
KEY = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/ExampleRole"


def policy(*statements: dict) -> dict:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def statement(effect: str, action, resource, condition: dict | None = None, **more) -> dict:
    return {"Effect": effect, "Action": action, "Resource": resource, **more,
            **({"Condition": condition} if condition else {})}


def asked(caller: str, action: str, resource: str, *policies: dict, account: str = ACCOUNT, **context) -> Request:
    return Request(Caller(caller, policies), action, resource, account,
                   {key.replace("_", ":"): value for key, value in context.items()})


# "Policy evaluation for requests within a single account", the example of Carlos, Zhang and the logs bucket
CARLOS_MAY = policy(
    statement("Allow", ["s3:GetBucketLocation", "s3:ListAllMyBuckets"], "*"),
    statement("Allow", "s3:*", [BUCKET, BUCKET + "/*"]),
    statement("Deny", "s3:*", [BUCKET.replace("logs", "secret"), BUCKET.replace("logs", "secret") + "/*"]))
BUCKET_SAYS = policy(statement("Allow", "s3:*", [BUCKET, BUCKET + "/*"], Principal={"AWS": CARLOS}))
ZHANG_READS = policy(statement("Allow", ["s3:GetObject*", "s3:List*"], BUCKET + "/*", Principal={"AWS": ZHANG}))


@pytest.mark.parametrize("request_, resource_policy, decision", [
    (asked(CARLOS, "s3:PutObject", BUCKET + "/day1", CARLOS_MAY), None, ALLOWED),
    (asked(CARLOS, "s3:PutObject", BUCKET + "/day1"), BUCKET_SAYS, ALLOWED),
    (asked(CARLOS, "s3:PutObject", BUCKET + "/day1"), None, DENIED),
    (asked(CARLOS, "s3:PutObject", BUCKET.replace("logs", "secret") + "/x", CARLOS_MAY),
     policy(statement("Allow", "s3:*", "*", Principal={"AWS": CARLOS})), EXPLICITLY),
    (asked(ZHANG, "s3:GetObject", BUCKET + "/day1"), ZHANG_READS, ALLOWED),
    (asked(ZHANG, "s3:PutObject", BUCKET + "/day1"), ZHANG_READS, DENIED),
    (asked(f"arn:aws:iam::{ACCOUNT}:root", "s3:PutObject", BUCKET + "/day1"), None, ALLOWED),
], ids=["identity allows", "resource allows", "neither allows", "deny wins over both", "resource allows reading",
        "and nothing more", "the root user has full access"])
def test_within_one_account_either_policy_suffices_and_a_deny_wins(request_, resource_policy, decision):
    assert decide(request_, resource_policy) is decision


# "Cross-account policy evaluation logic", the example of the accounts' two users and the Production bucket
PRODUCTION = "arn:aws:s3:::Production"
ROOT = f"arn:aws:iam::{ACCOUNT}:root"
GIVES_ACCOUNT = policy(statement("Allow", "s3:PutObject", PRODUCTION + "/*", Principal={"AWS": ROOT}))
GIVES_CARLOS = policy(statement("Allow", "s3:PutObject", PRODUCTION + "/*", Principal={"AWS": CARLOS}))
MAY_PUT = policy(statement("Allow", ["s3:PutObject", "s3:PutObjectAcl"], PRODUCTION + "/*"))


@pytest.mark.parametrize("policies, resource_policy, decision", [
    ([MAY_PUT], GIVES_CARLOS, ALLOWED),
    ([MAY_PUT], GIVES_ACCOUNT, ALLOWED),
    ([], GIVES_CARLOS, DENIED),
    ([MAY_PUT], None, DENIED),
    ([MAY_PUT, policy(statement("Deny", "*", PRODUCTION + "/*"))], GIVES_CARLOS, EXPLICITLY),
], ids=["both", "both, by account", "resource only", "identity only", "identity denies"])
def test_across_accounts_both_policies_must_allow(policies, resource_policy, decision):
    request = asked(CARLOS, "s3:PutObject", PRODUCTION + "/x", *policies, account=OTHER)
    assert decide(request, resource_policy) is decision


# "Key policies in AWS KMS" and "Default key policy" (AWS KMS Developer Guide)
MAY_DECRYPT = policy(statement("Allow", "kms:Decrypt", KEY))
DEFAULT_KEY_POLICY = policy(statement("Allow", "kms:*", "*", Principal={"AWS": ROOT}))
NAMES_THE_ROLE = policy(statement("Allow", "kms:Decrypt", "*", Principal={"AWS": ROLE}))


@pytest.mark.parametrize("caller, policies, key_policy, decision", [
    (ROLE, [MAY_DECRYPT], DEFAULT_KEY_POLICY, ALLOWED),
    (ROLE, [], DEFAULT_KEY_POLICY, DENIED),
    (ROLE, [MAY_DECRYPT], NAMES_THE_ROLE, ALLOWED),
    (ROLE, [], NAMES_THE_ROLE, ALLOWED),
    (ZHANG, [MAY_DECRYPT], NAMES_THE_ROLE, DENIED),
    (f"arn:aws:iam::{ACCOUNT}:root", [], DEFAULT_KEY_POLICY, ALLOWED),
    (f"arn:aws:iam::{ACCOUNT}:root", [], NAMES_THE_ROLE, DENIED),
    (f"arn:aws:iam::{OTHER}:role/Admin", [policy(statement("Allow", "*", "*"))], DEFAULT_KEY_POLICY, DENIED),
    (ROLE, [policy(statement("Deny", "kms:*", "*"))], NAMES_THE_ROLE, EXPLICITLY),
], ids=["account delegates, identity allows", "account delegates, identity silent", "named, identity allows",
        "named, identity silent", "not named", "root user by the account", "root user not named", "other account",
        "identity denies"])
def test_a_key_is_used_only_if_its_policy_allows(caller, policies, key_policy, decision):
    assert decide(asked(caller, "kms:Decrypt", KEY, *policies), key_policy, policy_required=True) is decision


# "AWS JSON policy elements: Principal" and "IAM roles: how to use a trust policy"
TRUSTS_LAMBDA = policy({"Effect": "Allow", "Action": "sts:AssumeRole",
                        "Principal": {"Service": "lambda.amazonaws.com"}})


@pytest.mark.parametrize("caller, decision", [
    ("lambda.amazonaws.com", ALLOWED), ("ec2.amazonaws.com", DENIED), (CARLOS, DENIED),
    (f"arn:aws:iam::{ACCOUNT}:root", DENIED)])
def test_a_role_is_assumed_only_by_callers_that_its_trust_policy_names(caller, decision):
    request = asked(caller, "sts:AssumeRole", ROLE, policy(statement("Allow", "*", "*")))
    assert decide(request, TRUSTS_LAMBDA, policy_required=True) is decision


# "Conditions with multiple context keys or values": AND between operators and keys, OR between values, NOR if negated
TOPIC = f"arn:aws:sns:us-east-1:{ACCOUNT}:topic"
TWO_OPERATORS = {
    "StringEquals": {"aws:PrincipalTag/department": ["finance", "hr", "legal"],
                     "aws:PrincipalTag/role": ["audit", "security"]},
    "ArnLike": {"aws:PrincipalArn": [f"arn:aws:iam::{ACCOUNT}:user/Ana", f"arn:aws:iam::{ACCOUNT}:user/Mary"]}}
HR_AUDIT = {"aws:principaltag/department": "hr", "aws:principaltag/role": "audit",
            "aws:principalarn": f"arn:aws:iam::{ACCOUNT}:user/Mary"}
NOT_BOTH = {"StringNotEquals": {"aws:PrincipalTag/department": ["hr", "legal"]}}


@pytest.mark.parametrize("condition, context, holds", [
    (TWO_OPERATORS, HR_AUDIT, True),
    (TWO_OPERATORS, HR_AUDIT | {"aws:principaltag/role": "sales"}, False),
    (TWO_OPERATORS, HR_AUDIT | {"aws:principalarn": f"arn:aws:iam::{ACCOUNT}:user/Nikhil"}, False),
    (TWO_OPERATORS, {key: value for key, value in HR_AUDIT.items() if "role" not in key}, False),
    (NOT_BOTH, {"aws:principaltag/department": "finance"}, True),
    (NOT_BOTH, {"aws:principaltag/department": "legal"}, False),
    # "IAM JSON policy elements: Condition operators": the key is absent
    (NOT_BOTH, {}, True),
    ({"StringLike": {"aws:PrincipalTag/department": "h*"}}, {}, False),
    ({"Bool": {"aws:SecureTransport": "false"}}, {"aws:securetransport": "false"}, True),
    ({"Bool": {"aws:SecureTransport": "false"}}, {"aws:securetransport": "true"}, False),
    ({"Bool": {"aws:SecureTransport": "false"}}, {}, False),
    ({"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}, {}, True),
    ({"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}, {"aws:multifactorauthpresent": "true"}, False),
    ({"Null": {"aws:TokenIssueTime": "true"}}, {}, True),
    ({"Null": {"aws:TokenIssueTime": "true"}}, {"aws:tokenissuetime": "now"}, False),
    ({"StringEquals": {"aws:username": "johndoe"}}, {"aws:username": "JohnDoe"}, False),
    ({"StringEquals": {"aws:username": "john*"}}, {"aws:username": "johndoe"}, False),
    ({"StringEqualsIgnoreCase": {"aws:username": "johndoe"}}, {"aws:username": "JohnDoe"}, True),
    ({"StringLike": {"s3:prefix": ["home/*", "ho?e"]}}, {"s3:prefix": "home/x/y"}, True),
    ({"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:*:topic"}}, {"aws:sourcearn": TOPIC}, True),
    ({"ArnEquals": {"aws:SourceArn": "arn:aws:sns:*:topic"}}, {"aws:sourcearn": TOPIC}, False),
    # "Set operators for multivalued context keys": PostDateTime, Message and Tags of the table Thread
    ({"ForAllValues:StringLike": {"dynamodb:Attributes": ["PostDateTime", "Message", "Tags"]}},
     {"dynamodb:attributes": ["PostDateTime", "Message"]}, True),
    ({"ForAllValues:StringLike": {"dynamodb:Attributes": ["PostDateTime", "Message", "Tags"]}},
     {"dynamodb:attributes": ["PostDateTime", "UserName"]}, False),
    ({"ForAllValues:StringLike": {"dynamodb:Attributes": ["PostDateTime"]}}, {}, True),
    ({"ForAnyValue:StringLike": {"dynamodb:Attributes": ["ID", "PostDateTime"]}},
     {"dynamodb:attributes": ["UserName", "Message", "PostDateTime"]}, True),
    ({"ForAnyValue:StringLike": {"dynamodb:Attributes": ["ID", "PostDateTime"]}},
     {"dynamodb:attributes": ["UserName"]}, False),
    ({"ForAnyValue:StringLike": {"dynamodb:Attributes": ["ID"]}}, {}, False),
    # "Using IAM with DynamoDB transactions", Example 3; "Using IAM policy conditions for fine-grained access control"
    ({"ForAnyValue:StringEquals": {"dynamodb:EnclosingOperation": ["TransactWriteItems"]}},
     {"dynamodb:enclosingoperation": ["TransactWriteItems"]}, True),
    ({"ForAnyValue:StringEquals": {"dynamodb:EnclosingOperation": ["TransactWriteItems"]}}, {}, False),
    ({"StringEqualsIfExists": {"dynamodb:ReturnValues": "NONE"}}, {"dynamodb:returnvalues": "ALL_OLD"}, False),
    ({"StringEqualsIfExists": {"dynamodb:ReturnValues": "NONE"}}, {"dynamodb:returnvalues": "NONE"}, True),
    ({"StringEqualsIfExists": {"dynamodb:ReturnValues": "NONE"}}, {}, True),
])
def test_conditions_hold_as_documented(condition, context, holds):
    assert conditions_hold(condition, context) is holds


# "IAM JSON policy elements: Action", "... Resource", "... NotAction", "... NotResource"
ALL_BUT_DELETING = {"Effect": "Allow", "NotAction": "s3:DeleteBucket", "Resource": "arn:aws:s3:::*"}
NOTHING_BUT_THIS = {"Effect": "Deny", "Action": "s3:*", "NotResource": [BUCKET, BUCKET + "/*"]}


@pytest.mark.parametrize("given, action, resource, decision", [
    (statement("Allow", "iam:*AccessKey*", "*"), "iam:CreateAccessKey", "*", ALLOWED),
    (statement("Allow", "IAM:listaccesskeys", "*"), "iam:ListAccessKeys", "*", ALLOWED),
    (statement("Allow", "sqs:*", "arn:aws:sqs:us-west-2:1:queue"),
     "sqs:SendMessage", "arn:aws:sqs:us-west-2:1:Queue", DENIED),
    (ALL_BUT_DELETING, "s3:ListBucket", BUCKET, ALLOWED),
    (ALL_BUT_DELETING, "s3:DeleteBucket", BUCKET, DENIED),
    (NOTHING_BUT_THIS, "s3:GetObject", PRODUCTION, EXPLICITLY),
    (NOTHING_BUT_THIS, "s3:GetObject", BUCKET, DENIED),
])
def test_actions_ignore_case_and_resources_do_not(given, action, resource, decision):
    assert decide(asked(CARLOS, action, resource, policy(given))) is decision


@pytest.mark.parametrize("given", [
    statement("Allow", "s3:*", "*", {"NumericLessThan": {"s3:max-keys": "10"}}),
    statement("Allow", "s3:*", "arn:aws:s3:::bucket/${aws:username}/*"),
    statement("Allow", "s3:*", "*", {"StringEquals": {"aws:username": "${aws:PrincipalTag/name}"}}),
    statement("Allow", "s3:*", "*", NotPrincipal={"AWS": ROLE}),
], ids=["operator", "variable in a resource", "variable in a condition", "NotPrincipal"])
def test_what_is_not_evaluated_is_refused_instead_of_guessed(given):
    with pytest.raises(NotImplementedError):
        decide(asked(CARLOS, "s3:GetObject", BUCKET + "/x", policy(given)))
