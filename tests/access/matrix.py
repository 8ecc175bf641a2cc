"""Evaluates the stack's policies for every caller, action, resource and route of world.py."""
import json
from collections.abc import Iterator

from tests.access.aws_actions import SERVICES, actions, acts_on
from tests.access.iam_policy import Caller, Decision, Request, decide
from tests.access.world import (
    ACCOUNT,
    GRANT_ROUTES,
    HTTP,
    ITEM_ROUTES,
    KEY_ROUTES,
    PLAIN_HTTP,
    REGION,
    SERVICE_ROUTES,
    TLS,
    Resource,
    Route,
    key_arn,
)
from tests.template.stack import Deployment, Stack

# Resource "*": actions that take no resource.
NO_RESOURCE = "no resource"
# What a role's trust policy decides ("Actions, resources, and condition keys for AWS Security Token Service").
_BY_TRUST = {"sts:assumerole", "sts:assumerolewithsaml", "sts:assumerolewithwebidentity", "sts:setcontext",
             "sts:setsourceidentity", "sts:tagsession"}
_UNREAD = {"AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::KMS::Grant",
           "AWS::Lambda::LayerVersionPermission", "AWS::Lambda::Permission", "AWS::Logs::ResourcePolicy",
           "AWS::XRay::ResourcePolicy"}

Cell = tuple[str, str, str]  # action in lower case, label of the resource, label of the route


class DeployedStack:
    """One deployment of the template in the account of the matrix, with a key of its own."""

    def __init__(self, template: dict, company: str = "acme", environment: str = "dev", **options: str):
        self.owner = f"{company}-{environment}"
        stack = Stack(template, Deployment(company, environment, REGION, account=ACCOUNT, options=options))
        unread = {resource["Type"] for resource in stack.resources.values()} & _UNREAD
        if unread:
            raise NotImplementedError(f"policies of {', '.join(sorted(unread))} are not evaluated")
        text = json.dumps({name: stack[name] for name, resource in stack.resources.items() if "Properties" in resource})
        for logical_id in stack.of_type("AWS::KMS::Key"):
            text = text.replace(f"key/id-of-{logical_id}", f"key/id-of-{self.owner}")
        self.properties = json.loads(text)
        self._types = {name: resource["Type"] for name, resource in stack.resources.items()}
        self.resource_policies = dict(self._resource_policies())

    def role(self, logical_id: str) -> Caller:
        properties = self.properties[logical_id]
        if properties.get("ManagedPolicyArns") or "PermissionsBoundary" in properties:
            raise NotImplementedError("managed policies and permissions boundaries are not evaluated")
        return Caller(f"arn:aws:iam::{ACCOUNT}:role/{properties['RoleName']}",
                      tuple(policy["PolicyDocument"] for policy in properties["Policies"]))

    def _resource_policies(self) -> Iterator[tuple[str, dict]]:
        for name, properties in self.properties.items():
            match self._types[name]:
                case "AWS::KMS::Key":
                    yield key_arn(self.owner), properties["KeyPolicy"]
                case "AWS::IAM::Role":
                    yield (f"arn:aws:iam::{ACCOUNT}:role/{properties['RoleName']}",
                           properties["AssumeRolePolicyDocument"])
                case "AWS::DynamoDB::Table" if "ResourcePolicy" in properties:
                    yield (f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{properties['TableName']}",
                           properties["ResourcePolicy"]["PolicyDocument"])
                case "AWS::SQS::QueuePolicy":
                    for url in properties["Queues"]:
                        yield f"arn:aws:sqs:{REGION}:{ACCOUNT}:{url.rpartition('/')[2]}", properties["PolicyDocument"]

    def allows(self, caller: Caller, action: str, resource: Resource | None, route: Route) -> bool:
        """Whether this stack's policies, with the caller's own, allow the action."""
        context = dict(route.context)
        if not caller.is_service:
            context |= {"aws:principalarn": caller.arn, "kms:calleraccount": caller.account}
        if resource is None:
            return decide(Request(caller, action, "*", ACCOUNT, context)) is Decision.ALLOWED
        if resource.arn == key_arn(self.owner):
            context |= {f"aws:resourcetag/{tag['Key'].lower()}": tag["Value"] for tag in self.properties["ItemsKey"]["Tags"]}
        service = action.partition(":")[0]
        # A role's trust policy decides about assuming it, its identity-based policies about the rest.
        applies = service != "iam" and (service != "sts" or action in _BY_TRUST)
        policy = self.resource_policies.get(resource.arn) if applies else None
        required = "key" in resource.kinds or action in _BY_TRUST
        return decide(Request(caller, action, resource.arn, resource.account, context), policy,
                      policy_required=required) is Decision.ALLOWED


def requests(caller: Caller, resources: list[Resource]) -> Iterator[tuple[str, Resource, Route]]:
    """Every action on each of these resources by every route that the caller can take."""
    for resource in resources:
        for action in actions_on(resource):
            for route in _routes(caller, action, resource):
                yield action, resource, route


def allowed(stack: DeployedStack, caller: Caller, resources: list[Resource]) -> set[Cell]:
    """What of these requests is allowed."""
    return {(action, resource.label, route.label) for action, resource, route in requests(caller, resources)
            if stack.allows(caller, action, resource, route)}


def allowed_without_resource(stack: DeployedStack, caller: Caller) -> set[Cell]:
    return {(action, NO_RESOURCE, TLS.label) for action in actions_without_resource()
            if stack.allows(caller, action, None, TLS)}


def actions_without_resource() -> Iterator[str]:
    return (action for service in SERVICES for action in actions(service) if acts_on(action, "any"))


def actions_on(resource: Resource) -> Iterator[str]:
    for service in (["iam", "sts"] if "role" in resource.kinds else [resource.service]):
        for action in actions(service):
            if any(acts_on(action, kind) for kind in resource.kinds):
                yield action


def _routes(caller: Caller, action: str, resource: Resource) -> list[Route]:
    if resource.service != "kms":
        plain = [HTTP] if resource.service in PLAIN_HTTP else []
        return [TLS, *plain, *ITEM_ROUTES.get(action, [])]
    if caller.is_service:
        return SERVICE_ROUTES
    return GRANT_ROUTES if action == "kms:creategrant" else KEY_ROUTES
