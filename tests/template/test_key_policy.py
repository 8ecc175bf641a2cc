"""Who may use the key: exactly this, written by hand and not read from the template."""
from tests.template.policies import normal, statements

ADMINISTRATION = [
    "kms:CancelKeyDeletion", "kms:CreateAlias", "kms:DeleteAlias", "kms:DescribeKey", "kms:DisableKey",
    "kms:DisableKeyRotation", "kms:EnableKey", "kms:EnableKeyRotation", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus",
    "kms:ListGrants", "kms:ListKeyPolicies", "kms:ListKeyRotations", "kms:ListResourceTags", "kms:PutKeyPolicy",
    "kms:RevokeGrant", "kms:RotateKeyOnDemand", "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource",
    "kms:UpdateAlias", "kms:UpdateKeyDescription"]
CRYPTOGRAPHY = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext",
                "kms:ReEncryptFrom", "kms:ReEncryptTo"]
# What CloudFormation does to a key and an alias with a deployer's credentials (handlers of AWS::KMS::Key and
# AWS::KMS::Alias in the CloudFormation registry).
DEPLOYMENT = [
    "kms:CreateAlias", "kms:DeleteAlias", "kms:DescribeKey", "kms:DisableKey", "kms:DisableKeyRotation", "kms:EnableKey",
    "kms:EnableKeyRotation", "kms:GetKeyPolicy", "kms:GetKeyRotationStatus", "kms:ListResourceTags", "kms:PutKeyPolicy",
    "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource", "kms:UpdateAlias", "kms:UpdateKeyDescription"]
FUNCTION_CONTEXT = "kms:EncryptionContext:aws:lambda:FunctionArn"


def statement(principal: dict, actions: list, conditions: dict | None = None) -> dict:
    form = {"Effect": "Allow", "Principal": principal, "Action": actions, "Resource": "*"}
    return normal(form | {"Condition": conditions} if conditions else form)


def expected(stack, names) -> dict:
    account = {"AWS": names.account_arn}

    def through(*services: str, **contexts) -> dict:
        """Called by one of these services for a principal of this account."""
        return {"StringEquals": {"kms:CallerAccount": names.account,
                                 "kms:ViaService": [names.service(service) for service in services], **contexts}}

    def as_function(kind: str) -> dict:
        return {"aws:PrincipalArn": names.role_arn(kind)}

    deployers, restorers = stack.roles("DeploymentRoleArns"), stack.roles("RestoreRoleArns")
    for_a_service = {"Bool": {"kms:GrantIsForAWSResource": "true"}}
    listed = {}
    if deployers:
        listed["DeployersAdministerTheKey"] = statement(
            {"AWS": deployers}, DEPLOYMENT, {"StringEquals": {"kms:CallerAccount": names.account}})
    if restorers:
        listed["RestorersUseTheKeyThroughDynamoDB"] = statement(
            {"AWS": restorers}, ["kms:DescribeKey", *CRYPTOGRAPHY], through("dynamodb"))
        listed["RestorersBindTheKeyToTables"] = statement(
            {"AWS": restorers}, ["kms:CreateGrant"], through("dynamodb") | for_a_service)
    deployers = {"AWS": deployers} if deployers else account
    return listed | {
        "AccountAdministersTheKey": statement(account, ADMINISTRATION),
        "DeployersUseTheKeyThroughDynamoDBAndLambda": statement(deployers, CRYPTOGRAPHY, through("dynamodb", "lambda")),
        "DeployersBindTheKeyToTableAndFunctions": statement(
            deployers, ["kms:CreateGrant"], through("dynamodb", "lambda") | for_a_service),
        "FunctionsUseTheTable": statement(account, ["kms:Decrypt"], {
            "StringEquals": {
                "kms:CallerAccount": names.account,
                "kms:ViaService": names.service("dynamodb"),
                "kms:EncryptionContext:aws:dynamodb:tableName": names.table,
                "kms:EncryptionContext:aws:dynamodb:subscriberId": names.account},
            "ArnEquals": {"aws:PrincipalArn": [names.role_arn("writer"), names.role_arn("reader")]}}),
        "WriterReadsItsEnvironment": statement(account, ["kms:Decrypt"], through("lambda") | {
            "ArnEquals": as_function("writer"),
            "ArnLike": {FUNCTION_CONTEXT: names.function_and_versions("writer")}}),
        "ReaderReadsItsEnvironment": statement(account, ["kms:Decrypt"], through("lambda") | {
            "ArnEquals": as_function("reader"),
            "ArnLike": {FUNCTION_CONTEXT: names.function_and_versions("reader")}}),
        "WriterSendsItsFailures": statement(account, ["kms:Decrypt", "kms:GenerateDataKey"], through("sqs") | {
            "ArnEquals": as_function("writer") | {"kms:EncryptionContext:aws:sqs:arn": names.queue_arn}}),
        "OperatorsReceiveFailures": statement(account, ["kms:Decrypt"], through("sqs") | {
            "ArnEquals": {"kms:EncryptionContext:aws:sqs:arn": names.queue_arn}}),
        "LambdaEncryptsTheCode": statement(
            {"Service": "lambda.amazonaws.com"}, ["kms:Decrypt", "kms:GenerateDataKey"], {"ArnLike": {
                FUNCTION_CONTEXT: names.function_and_versions("writer") + names.function_and_versions("reader")}}),
        "LogsEncryptTheseGroups": statement({"Service": names.service("logs")}, CRYPTOGRAPHY, {"ArnEquals": {
            "kms:EncryptionContext:aws:logs:arn": [names.log_group_arn("writer"), names.log_group_arn("reader")]}}),
        "GrantsAreForAWSServicesOnly": {
            "Effect": "Deny", "Principal": "*", "Action": ["kms:CreateGrant"], "Resource": ["*"],
            "Condition": {"BoolIfExists": {"kms:GrantIsForAWSResource": ["false"],
                                           "aws:PrincipalIsAWSService": ["false"]}}},
    }


def test_the_key_policy_allows_exactly_this(stack, names):
    found = statements(stack["ItemsKey"]["KeyPolicy"])
    wanted = expected(stack, names)
    assert found.keys() == wanted.keys()
    for sid, form in wanted.items():
        assert found[sid] == form, sid


def test_nobody_of_the_account_encrypts_or_decrypts_but_through_a_service(stack, names):
    """True for any statement that is added: administration is the only use of the key without kms:ViaService."""
    administration = {"AccountAdministersTheKey", "DeployersAdministerTheKey"}
    for sid, form in statements(stack["ItemsKey"]["KeyPolicy"]).items():
        if form["Effect"] == "Allow" and "AWS" in form["Principal"] and sid not in administration:
            equal = form["Condition"]["StringEquals"]
            assert equal["kms:CallerAccount"] == [names.account], sid
            assert equal["kms:ViaService"], sid


def test_the_account_keeps_its_way_back_whoever_is_listed(stack, names):
    """A listed role that is deleted and created again is another principal to KMS."""
    administration = statements(stack["ItemsKey"]["KeyPolicy"])["AccountAdministersTheKey"]
    assert administration["Principal"] == {"AWS": [names.account_arn]}
    assert {"kms:PutKeyPolicy", "kms:CancelKeyDeletion", "kms:EnableKey"} <= set(administration["Action"])
    assert "Condition" not in administration


def test_every_principal_exists_before_the_key(stack, names):
    """KMS refuses a policy that names a role that does not exist yet. The account and services always exist; whoever lists
    a role must create it first."""
    principals = [form["Principal"] for form in statements(stack["ItemsKey"]["KeyPolicy"]).values()]
    services = [{"Service": ["lambda.amazonaws.com"]}, {"Service": [names.service("logs")]}]
    listed = [{"AWS": sorted(stack.roles(parameter))} for parameter in ("DeploymentRoleArns", "RestoreRoleArns")]
    assert all(principal in [{"AWS": [names.account_arn]}, "*", *services, *listed] for principal in principals)
