"""The environment variables of the processes that the launcher starts. None contains credentials of the user."""
import os

from local.launcher import project
from tools import cache, environment

_CREDENTIALS = {
    # To the emulator, `test` is the root user of its account; roles have other keys.
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_REGION": project.REGION,
    "AWS_DEFAULT_REGION": project.REGION,
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
}
_NEEDED = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "USER", "LOGNAME", "TERM")


def of_client(endpoint: str) -> dict[str, str]:
    """The variables with which an AWS SDK or the AWS CLI reaches the local AWS."""
    return {"AWS_ENDPOINT_URL": endpoint, **_CREDENTIALS}


def of_command(endpoint: str) -> dict[str, str]:
    """For a command of the user: the user's environment, with AWS replaced by the local one."""
    return {**environment.of_user(), **of_client(endpoint), "STACK_NAME": project.stack_name()}


def of_sam_build(jdk: str, temporary: str) -> dict[str, str]:
    """Maven may need the user's environment (proxies, options); AWS cannot be reached."""
    kept = {name: value for name, value in environment.of_user().items() if not name.startswith(("MAKE", "MFLAGS"))}
    return {**kept, **_CREDENTIALS, **_sam(temporary), "JAVA_HOME": jdk, "AWS_ENDPOINT_URL": "http://127.0.0.1:9"}


def of_sam_deploy(endpoint: str, temporary: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    return {**kept, **of_client(endpoint), **_sam(temporary), "NO_PROXY": "*"}


def _sam(temporary: str) -> dict[str, str]:
    return {"SAM_CLI_TELEMETRY": "0", "__SAM_CLI_APP_DIR": str(cache.folder() / "sam"), "TMPDIR": temporary}
