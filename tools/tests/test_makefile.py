"""What the Makefile hands on to the commands that it starts."""
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("shell", "region"), [
    ({}, ""),
    ({"AWS_DEFAULT_REGION": "eu-west-1"}, "eu-west-1"),
    ({"AWS_REGION": "", "AWS_DEFAULT_REGION": "eu-west-1"}, "eu-west-1"),
    ({"AWS_REGION": "eu-west-2", "AWS_DEFAULT_REGION": "eu-west-1"}, "eu-west-2"),
], ids=str)
def test_region_of_the_shell_reaches_every_command(tmp_path, shell, region):
    probe = tmp_path / "Makefile"
    probe.write_text(f"include {ROOT / 'Makefile'}\nprobe:\n\t@echo \"region=$$AWS_REGION\"\n")
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "MAKE"))}
    done = subprocess.run(["make", "-s", "-f", probe, "probe"], cwd=ROOT, env={**variables, **shell}, capture_output=True,
                          text=True, check=True)
    assert done.stdout == f"region={region}\n"


def test_a_java_home_without_a_jdk_is_said_to_have_been_tried(tmp_path):
    probe = tmp_path / "Makefile"
    probe.write_text(f"include {ROOT / 'Makefile'}\n")
    java = tmp_path / "java"  # hides the one of this machine
    java.write_text("#!/bin/sh\n")
    java.chmod(0o755)
    variables = {"PATH": f"{tmp_path}:/usr/bin:/bin", "HOME": str(tmp_path), "FIND_JDK_ROOT": str(tmp_path), "JAVA_HOME": str(tmp_path)}
    done = subprocess.run(["make", "-s", "-f", probe, "jdk", f"PYTHON={sys.executable}"], cwd=ROOT, env=variables, capture_output=True, text=True)
    assert done.returncode == 2 and f"error: no JDK 25 found (JAVA_HOME is {tmp_path}, which has none)" in done.stderr
