"""CloudFormation's intrinsic functions, for one deployment of a translated template.

Resolves what this project's template uses and raises on anything else, so that a function that is not understood
cannot pass a test by accident. What a resource returns from Ref and Fn::GetAtt follows the "Return values" section of
its page in the CloudFormation template reference; a resource without a name of its own gets one that no test expects.
"""
import re

NO_VALUE = object()

# (type, attribute) -> what CloudFormation returns; "Ref" stands for the Ref function.
RETURN_VALUES = {
    ("AWS::CloudWatch::Alarm", "Ref"): "{AlarmName}",
    ("AWS::CloudWatch::Alarm", "Arn"): "arn:{partition}:cloudwatch:{region}:{account}:alarm:{AlarmName}",
    ("AWS::DynamoDB::Table", "Ref"): "{TableName}",
    ("AWS::DynamoDB::Table", "Arn"): "arn:{partition}:dynamodb:{region}:{account}:table/{TableName}",
    ("AWS::Events::Rule", "Ref"): "{Name}",
    ("AWS::IAM::Role", "Ref"): "{RoleName}",
    ("AWS::IAM::Role", "Arn"): "arn:{partition}:iam::{account}:role/{RoleName}",
    ("AWS::KMS::Alias", "Ref"): "{AliasName}",
    ("AWS::KMS::Key", "Ref"): "id-of-{logical_id}",
    ("AWS::KMS::Key", "Arn"): "arn:{partition}:kms:{region}:{account}:key/id-of-{logical_id}",
    ("AWS::Lambda::Alias", "Ref"): "arn:{partition}:lambda:{region}:{account}:function:{FunctionName}:{Name}",
    ("AWS::Lambda::Function", "Ref"): "{FunctionName}",
    ("AWS::Lambda::Function", "Arn"): "arn:{partition}:lambda:{region}:{account}:function:{FunctionName}",
    ("AWS::Lambda::Version", "Ref"): "arn:{partition}:lambda:{region}:{account}:function:{FunctionName}:1",
    ("AWS::Lambda::Version", "Version"): "version-of-{FunctionName}",
    ("AWS::Logs::LogGroup", "Ref"): "{LogGroupName}",
    ("AWS::Logs::LogGroup", "Arn"): "arn:{partition}:logs:{region}:{account}:log-group:{LogGroupName}:*",
    ("AWS::SQS::Queue", "Ref"): "https://sqs.{region}.{suffix}/{account}/{QueueName}",
    ("AWS::SQS::Queue", "Arn"): "arn:{partition}:sqs:{region}:{account}:{QueueName}",
    ("AWS::SQS::Queue", "QueueName"): "{QueueName}",
}


class _Generated(dict):
    """Properties, with a made-up value for a name that the template leaves to CloudFormation."""

    def __missing__(self, key: str) -> str:
        return f"generated-{key}"


class Resolver:
    def __init__(self, template: dict, deployment):
        self._resources = template["Resources"]
        self._conditions = template.get("Conditions", {})
        declared = template.get("Parameters", {})
        defaults = {name: parameter.get("Default") for name, parameter in declared.items()}
        self._lists = {name for name, parameter in declared.items() if parameter.get("Type") == "CommaDelimitedList"}
        self.parameters = {**defaults, **deployment.parameters}
        self._place = {"partition": deployment.partition, "region": deployment.region, "account": deployment.account,
                       "suffix": deployment.url_suffix}
        self._pseudo = {"AWS::Partition": deployment.partition, "AWS::Region": deployment.region,
                        "AWS::AccountId": deployment.account, "AWS::URLSuffix": deployment.url_suffix,
                        "AWS::StackName": deployment.stack_name, "AWS::NoValue": NO_VALUE}
        self._functions = {"Ref": self._ref, "Fn::GetAtt": self._get_att, "Fn::Sub": self._sub, "Fn::If": self._if,
                           "Fn::Join": self._join}

    def resolve(self, node):
        if isinstance(node, list):
            return [value for value in map(self.resolve, node) if value is not NO_VALUE]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            (name, argument), = node.items()
            if name in self._functions:
                return self._functions[name](argument)
            if name.startswith("Fn::"):
                raise NotImplementedError(f"{name}: teach it to {__name__}.py")
        resolved = {key: self.resolve(value) for key, value in node.items()}
        return {key: value for key, value in resolved.items() if value is not NO_VALUE}

    def condition(self, name: str) -> bool:
        return self._holds(self._conditions[name])

    def _holds(self, node: dict) -> bool:
        (name, argument), = node.items()
        if name == "Condition":
            return self.condition(argument)
        if name == "Fn::Equals":
            left, right = map(self.resolve, argument)
            return str(left) == str(right)
        if name == "Fn::Not":
            return not self._holds(argument[0])
        if name == "Fn::And":
            return all(map(self._holds, argument))
        if name == "Fn::Or":
            return any(map(self._holds, argument))
        raise NotImplementedError(f"{name} in a condition: teach it to {__name__}.py")

    def _ref(self, name: str):
        if name in self._pseudo:
            return self._pseudo[name]
        if name in self.parameters:
            value = self.parameters[name]
            return [part.strip() for part in value.split(",")] if name in self._lists else value
        return self._returned(name, "Ref")

    def _get_att(self, argument):
        logical_id, attribute = argument.split(".", 1) if isinstance(argument, str) else argument
        return self._returned(logical_id, attribute)

    def _sub(self, argument):
        text, variables = argument if isinstance(argument, list) else (argument, {})

        def value(match) -> str:
            name = match.group(1)
            if name in variables:
                return str(self.resolve(variables[name]))
            return str(self._get_att(name) if "." in name else self._ref(name))

        return re.sub(r"\$\{([^!}]+)\}", value, text)

    def _join(self, argument) -> str:
        delimiter, parts = argument
        return delimiter.join(map(str, self.resolve(parts)))

    def _if(self, argument):
        condition, when_true, when_false = argument
        return self.resolve(when_true if self.condition(condition) else when_false)

    def _returned(self, logical_id: str, attribute: str) -> str:
        resource = self._resources[logical_id]
        pattern = RETURN_VALUES.get((resource["Type"], attribute))
        if pattern is None:
            raise NotImplementedError(f"{attribute} of {resource['Type']}: add it to RETURN_VALUES in {__name__}.py")
        names = {key: self.resolve(value) for key, value in resource.get("Properties", {}).items()
                 if "{" + key + "}" in pattern}
        return pattern.format_map(_Generated(names, logical_id=logical_id, **self._place))
