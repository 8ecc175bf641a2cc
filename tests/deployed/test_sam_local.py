"""The functions in AWS's Lambda image, as `sam local invoke` starts them, against the local AWS."""
import json
import os
import platform
import subprocess
import uuid
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
ARCHITECTURE = {"aarch64": "arm64"}.get(platform.machine(), platform.machine())


def docker_answers() -> bool:
    try:
        return subprocess.run(["docker", "info"], capture_output=True, timeout=30).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


pytestmark = pytest.mark.skipif(not os.environ.get("REQUIRE_DOCKER") and not docker_answers(),
                                reason="sam local invoke needs Docker, and no daemon answers")


@pytest.fixture
def invoke(tmp_path):
    """Invokes with the project's own local/env.json, but for the port of this local AWS."""
    port = urlsplit(os.environ["AWS_ENDPOINT_URL"]).port
    settings = tmp_path / "env.json"
    settings.write_text((ROOT / "local" / "env.json").read_text().replace(":4566", f":{port}"))
    sam = Path(subprocess.check_output(["python3", "-m", "tools.install", "sam"], cwd=ROOT, text=True).strip()) / "sam"
    # As a user's shell would be. The endpoint would make sam ask the local AWS about the stack.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}

    def run(function: str, event: str) -> dict:
        file = tmp_path / f"{uuid.uuid4()}.json"
        file.write_text(event)
        done = subprocess.run(
            [str(sam), "local", "invoke", function, "--event", str(file), "--env-vars", str(settings),
             "--parameter-overrides", f"Company=acme Environment=dev Architecture={ARCHITECTURE}"],
            cwd=ROOT, env={**environment, "SAM_CLI_TELEMETRY": "0"}, capture_output=True, text=True, timeout=300)
        lines = [line for line in done.stdout.splitlines() if line.startswith('{"statusCode"')]
        assert lines, f"sam local invoke of {function} gave no answer:\n{done.stdout}\n{done.stderr}"
        return json.loads(json.loads(lines[-1])["body"])

    return run


def test_item_written_in_a_container_is_read_in_another(invoke):
    item_id = f"container-{uuid.uuid4()}"
    written = invoke("WriterFunction", json.dumps({"id": item_id}))["written"]
    assert written["id"] == item_id
    assert invoke("ReaderFunction", json.dumps({"id": item_id})) == written
