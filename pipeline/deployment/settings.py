"""What samconfig.toml says of an environment, and the surroundings that the commands run in."""
from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

import boto3
import tomlkit

from tools import prerequisites

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Settings:
    environment: str
    config_environment: str  # its name in samconfig.toml
    stack: str
    region: str
    parameters: str

    @staticmethod
    def of(environment: str) -> Settings:
        config_environment = "default" if environment == "dev" else environment
        tables = tomlkit.parse((ROOT / "samconfig.toml").read_text(encoding="utf-8"))[config_environment]
        region = os.environ.get("AWS_REGION") or str(tables["global"]["parameters"]["region"])
        return Settings(environment, config_environment, str(tables["global"]["parameters"]["stack_name"]), region,
                        str(tables["deploy"]["parameters"]["parameter_overrides"]))

    def client(self, service: str):
        return boto3.client(service, region_name=self.region)

    def surroundings(self) -> dict[str, str]:
        """The environment variables of sam, Maven and the guard: the user's, in this region."""
        return {**os.environ, "AWS_REGION": self.region, "AWS_DEFAULT_REGION": self.region, "SAM_CLI_TELEMETRY": "0",
                "JAVA_HOME": prerequisites.jdk()}

    @property
    def _plan_file(self) -> Path:
        return ROOT / ".aws-sam" / f"plan-{self.environment}.json"

    def remember_plan(self, change_set: str | None) -> None:
        """Keeps the ARN of the change set that was shown; None - nothing changes."""
        self._plan_file.parent.mkdir(exist_ok=True)
        self._plan_file.write_text(json.dumps({"stack": self.stack, "changeSet": change_set}))

    def planned(self) -> dict | None:
        try:
            plan = json.loads(self._plan_file.read_text())
        except (OSError, ValueError):
            return None
        return plan if plan.get("stack") == self.stack else None

    def forget_plan(self) -> None:
        self._plan_file.unlink(missing_ok=True)
