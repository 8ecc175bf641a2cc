"""Where the project's files are, and the settings of the local environment in samconfig.toml."""
import platform
from pathlib import Path

import tomli

from tools.progress import Failure

ROOT = Path(__file__).resolve().parents[2]
CONFIG_ENVIRONMENT = "local"
REGION = "us-east-1"


def stack_name() -> str:
    return _settings()["global"]["parameters"]["stack_name"]


def parameter_overrides() -> list[str]:
    """Those of samconfig.toml, and the architecture of this machine, which runs the functions."""
    machine = platform.machine()
    architecture = {"x86_64": "x86_64", "AMD64": "x86_64", "arm64": "arm64", "aarch64": "arm64"}.get(machine)
    if architecture is None:
        raise Failure(f"Lambda has no architecture for a machine of type {machine}")
    return [*_settings()["deploy"]["parameters"]["parameter_overrides"].split(), f"Architecture={architecture}"]


def _settings() -> dict:
    return tomli.loads((ROOT / "samconfig.toml").read_text())[CONFIG_ENVIRONMENT]
