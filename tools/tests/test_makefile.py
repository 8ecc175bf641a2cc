"""What the Makefile hands on to the commands that it starts."""
import os
import subprocess
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
