"""A small Java function, and a stack of it, to try the emulator with."""
import io
import json
import subprocess
import zipfile
from pathlib import Path

from tools import install, prerequisites

FOLDER = Path(__file__).parent
STACK = "probe"


def package(folder: Path) -> bytes:
    """Compiles the function, and returns its deployment package."""
    jars = install.tool(install.RUNTIME_CLIENT)
    subprocess.run([f"{prerequisites.jdk()}/bin/javac", "--release", "25", "-cp", f"{jars}/*", "-d", str(folder),
                    str(FOLDER / "Probe.java")], check=True)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for file in folder.rglob("*.class"):
            archive.write(file, file.relative_to(folder))
    return buffer.getvalue()


def deploy(client, code: bytes) -> None:
    """Deploys the stack. client: makes the client of a service."""
    client("s3").create_bucket(Bucket="probe-code")
    client("s3").put_object(Bucket="probe-code", Key="code.zip", Body=code)
    cloudformation = client("cloudformation")
    cloudformation.create_stack(
        StackName=STACK, TemplateBody=(FOLDER / "template.yaml").read_text(), Capabilities=["CAPABILITY_NAMED_IAM"],
        Parameters=[{"ParameterKey": "Bucket", "ParameterValue": "probe-code"},
                    {"ParameterKey": "CodeKey", "ParameterValue": "code.zip"}])
    cloudformation.get_waiter("stack_create_complete").wait(StackName=STACK, WaiterConfig={"Delay": 1, "MaxAttempts": 60})


def invoke(client, function: str, payload: bytes = b'"x"', **options):
    """Returns Lambda's response and its payload, parsed. options: further parameters of Invoke."""
    answer = client("lambda").invoke(FunctionName=function, Payload=payload, **options)
    return answer, json.loads(answer["Payload"].read())


def messages(client, group: str) -> list[str]:
    return [event["message"] for event in client("logs").filter_log_events(logGroupName=group)["events"]]
