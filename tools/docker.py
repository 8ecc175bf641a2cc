"""Decides whether the tests use Docker: a daemon answers, and has the images that they need or can pull them.

    python3 -m tools.docker

prints yes or no, and for no the reason on standard error. If REQUIRE_DOCKER is set, no is an error. Standard library
only.
"""
from __future__ import annotations

import os
import platform
import subprocess
import time

from tools.progress import Failure, run_main, say, step

_ARCHITECTURE = {"aarch64": "arm64", "AMD64": "x86_64"}.get(platform.machine(), platform.machine())
IMAGES = (
    f"public.ecr.aws/lambda/java:25-{_ARCHITECTURE}",  # sam local invoke builds on it (SamLocalIT)
    "localstack/localstack:4.9.2",  # DynamoDbApi.java
)
_ANSWER_SECONDS = 30
_PULL_SECONDS = 180  # for all the images together


def missing() -> str | None:
    """What is missing of Docker for the tests; None if nothing."""
    if not _docker(_ANSWER_SECONDS, "info"):
        return "no Docker daemon answers"
    deadline = time.monotonic() + _PULL_SECONDS
    for image in IMAGES:
        if not _docker(_ANSWER_SECONDS, "image", "inspect", image) and not _pulled(image, deadline):
            return f"a Docker daemon answers, but its image {image} cannot be pulled"
    return None


def _pulled(image: str, deadline: float) -> bool:
    with step(f"pulling {image}"):
        return _docker(max(0, deadline - time.monotonic()), "pull", "--quiet", image)


def _docker(seconds: float, *arguments: str) -> bool:
    try:
        return subprocess.run(["docker", *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, timeout=seconds).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def main(arguments: list[str]) -> int:
    if arguments:
        raise Failure("usage: python3 -m tools.docker")
    reason = missing()
    if reason and os.environ.get("REQUIRE_DOCKER"):
        raise Failure(f"REQUIRE_DOCKER is set, and {reason}")
    if reason:
        say(f"{reason}: sam local invoke is skipped, and the local AWS replaces LocalStack")
    print("no" if reason else "yes")
    return 0


if __name__ == "__main__":
    run_main(main)
