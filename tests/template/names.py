"""The names and ARNs that a deployment must have, written from the documented rule and not read from the template."""
from tests.template.stack import Deployment


class Names:
    def __init__(self, deployment: Deployment):
        self.partition, self.region = deployment.partition, deployment.region
        self.account, self.suffix = deployment.account, deployment.url_suffix
        self.prefix = f"{deployment.company}-{deployment.environment}"
        self.table = f"{self.prefix}-items"
        self.key_alias = f"alias/{self.prefix}-items"
        self.queue = f"{self.prefix}-writer-failures"
        self.dead_letters = f"{self.prefix}-rules-dead-letters"
        self.metrics = f"SealedStore/{deployment.company}/{deployment.environment}"
        self.tags = {"Company": deployment.company, "Environment": deployment.environment,
                     "Application": "sealed-store", "ManagedBy": "cloudformation"}

        self.table_arn = self.arn("dynamodb", f"table/{self.table}")
        self.key_arn = self.arn("kms", "key/id-of-ItemsKey")
        self.queue_arn = self.arn("sqs", self.queue)
        self.dead_letters_arn = self.arn("sqs", self.dead_letters)
        self.account_arn = f"arn:{self.partition}:iam::{self.account}:root"

    def arn(self, service: str, resource: str) -> str:
        return f"arn:{self.partition}:{service}:{self.region}:{self.account}:{resource}"

    def service(self, name: str) -> str:
        """A service of this region, as kms:ViaService and CloudWatch Logs' principal name it."""
        return f"{name}.{self.region}.{self.suffix}"

    def function(self, kind: str) -> str:
        return f"{self.prefix}-{kind}"

    def function_arn(self, kind: str) -> str:
        return self.arn("lambda", f"function:{self.function(kind)}")

    def function_and_versions(self, kind: str) -> list[str]:
        return [self.function_arn(kind), f"{self.function_arn(kind)}:*"]

    def role(self, kind: str) -> str:
        # Names of roles are global to an account, hence the region in them.
        return f"{self.prefix}-{kind}-{self.region}"

    def role_arn(self, kind: str) -> str:
        return f"arn:{self.partition}:iam::{self.account}:role/{self.role(kind)}"

    def log_group(self, kind: str) -> str:
        return f"/aws/lambda/{self.function(kind)}"

    def log_group_arn(self, kind: str) -> str:
        """Without the trailing :* of Fn::GetAtt: the form in CloudWatch Logs' encryption context."""
        return self.arn("logs", f"log-group:{self.log_group(kind)}")
