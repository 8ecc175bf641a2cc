"""Rules for every policy of the stack, also those of future resources."""
from tests.template.policies import as_list, documents

# The actions that take no resource ("Actions, resources, and condition keys for AWS X-Ray").
WITHOUT_RESOURCE = {"xray:PutTelemetryRecords", "xray:PutTraceSegments"}


def allowed(stack):
    for path, document in documents(stack.resources).items():
        for statement in as_list(document["Statement"]):
            if statement["Effect"] == "Allow":
                yield path, statement


def test_no_statement_allows_actions_by_wildcard_or_by_exception(stack):
    for path, statement in allowed(stack):
        assert "NotAction" not in statement, path
        assert not [action for action in as_list(statement["Action"]) if "*" in action or "?" in action], path


def test_all_resources_are_named_unless_the_action_knows_none(stack):
    for path, statement in allowed(stack):
        assert "NotResource" not in statement, path
        # In a key policy "*" is the key itself; a trust policy has no resource.
        if path.endswith(("KeyPolicy", "AssumeRolePolicyDocument")) or set(as_list(statement["Action"])) <= WITHOUT_RESOURCE:
            continue
        for resource in as_list(statement["Resource"]):
            assert resource.count(":") >= 5 and "*" not in resource.removesuffix(":*"), (path, resource)


def test_nobody_outside_of_the_account_is_allowed_anything(stack, names):
    listed = {*stack.roles("DeploymentRoleArns"), *stack.roles("RestoreRoleArns")}
    for path, statement in allowed(stack):
        assert "NotPrincipal" not in statement, path
        if "Principal" not in statement:
            continue
        assert isinstance(statement["Principal"], dict), path
        for kind, principals in statement["Principal"].items():
            assert kind in ("AWS", "Service"), path
            for principal in as_list(principals):
                assert principal in {names.account_arn, *listed} if kind == "AWS" else principal.split(".")[0] in ("events", "lambda", "logs")


def test_no_policy_is_attached_from_outside_of_its_resource(stack):
    """IAM alone decides in the account who invokes the functions: no function policy, no function URL."""
    assert not stack.of_type("AWS::Lambda::Permission", "AWS::Lambda::Url", "AWS::IAM::Policy",
                             "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy")
