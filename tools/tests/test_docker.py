"""The decision whether tests use Docker, with a fake docker command."""
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tools import docker

ROOT = Path(__file__).resolve().parents[2]
DYNAMODB = ROOT / "tests/deployed/src/test/java/sealedstore/deployed/DynamoDbApi.java"


@pytest.fixture
def decide(tmp_path):
    """Runs the command with a docker that does these things: "info", "inspect", "pull"."""
    def run(*works: str, require: str = "") -> subprocess.CompletedProcess:
        command = tmp_path / "docker"
        command.write_text("#!/bin/sh\n" + "".join(f'case "$*" in *{word}*) exit 0;; esac\n' for word in works) + "exit 1\n")
        command.chmod(0o755)
        return subprocess.run([sys.executable, "-m", "tools.docker"], cwd=ROOT, capture_output=True, text=True,
                              env={"PATH": str(tmp_path), "REQUIRE_DOCKER": require})
    return run


@pytest.mark.parametrize("works", [["info", "inspect"], ["info", "pull"]])
def test_a_daemon_that_has_or_pulls_the_images_is_used(decide, works):
    done = decide(*works)
    assert (done.returncode, done.stdout) == (0, "yes\n")


@pytest.mark.parametrize(("works", "reason"), [
    ([], "no Docker daemon answers"),
    (["info"], f"a Docker daemon answers, but its image {docker.IMAGES[0]} cannot be pulled"),
    (["info", "lambda/java"], f"a Docker daemon answers, but its image {docker.IMAGES[1]} cannot be pulled"),
])
def test_what_is_missing_is_said_and_an_error_only_where_docker_is_required(decide, works, reason):
    done = decide(*works)
    assert (done.returncode, done.stdout) == (0, "no\n")
    assert reason in done.stderr
    done = decide(*works, require="1")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"REQUIRE_DOCKER is set, and {reason}" in done.stderr


def test_the_images_are_those_that_the_tests_start():
    assert re.findall(r'parse\("(.*)"\)', DYNAMODB.read_text()) == [docker.IMAGES[1]]
