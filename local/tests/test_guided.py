"""`sam deploy --guided`, answered with Return throughout, saves its answers to samconfig.toml."""
import shutil
import subprocess

import pytest
import tomli

from local.launcher import build, environments, project
from tools import install

SAVED = ["Company", "Environment", "BillingMode", "MemorySize", "Architecture", "AlarmTopicArn"]  # and others


@pytest.fixture
def checkout(tmp_path):
    with build.locked():
        build.build(tmp_path / "temporary")
        for name in ("template.yaml", "samconfig.toml"):
            shutil.copy(project.ROOT / name, tmp_path)
        shutil.copytree(project.ROOT / ".aws-sam" / "build", tmp_path / ".aws-sam" / "build")
    return tmp_path


def settings(checkout):
    return tomli.loads((checkout / "samconfig.toml").read_text())


def test_return_at_every_question_changes_the_parameters_of_dev_only(emulator, checkout):
    before = settings(checkout)
    sam = install.tool("sam") / "sam"
    done = subprocess.run([str(sam), "deploy", "--guided", "--no-execute-changeset"], cwd=checkout, input="\n" * 40,
                          env=environments.of_sam_deploy(emulator.endpoint, str(checkout)), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    after = settings(checkout)
    saved = after["default"]["deploy"]["parameters"].pop("parameter_overrides")
    given = before["default"]["deploy"]["parameters"].pop("parameter_overrides")
    assert after == before
    assert all(f'{name}="{value}"' in saved for name, value in (word.split("=") for word in given.split()))
    assert all(f'{name}="' in saved for name in SAVED)
