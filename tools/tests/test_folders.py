"""The build and the commands of make work in a checkout of any name, without a UTF-8 locale; what cannot is said first."""
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from local.launcher import environments
from tools import install, prerequisites

ROOT = Path(__file__).resolve().parents[2]
ODD = "a b'c\"d $HOME $(x) (y) `z` ünï-名"
NOT_COPIED = shutil.ignore_patterns("target", ".aws-sam", ".git", "docs", ".idea", "results")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    folder = tmp_path_factory.mktemp("folders") / ODD
    shutil.copytree(ROOT, folder, ignore=NOT_COPIED)
    return folder


@pytest.fixture(scope="module")
def variables(checkout):
    """A shell without a locale, whose temporary folder, in which SAM lets Maven build, is as odd."""
    temporary = checkout.parent / f"temporary {ODD}"
    temporary.mkdir()
    return {**environments.of_sam_build(prerequisites.jdk(), str(temporary)), "LC_ALL": "C"}


def test_sam_builds_in_it(checkout, variables):
    done = subprocess.run([str(install.tool("sam") / "sam"), "build", "WriterFunction"], cwd=checkout, env=variables,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (checkout / ".aws-sam/build/WriterFunction/lib/writer.jar").exists()


def test_the_deploy_command_reads_its_settings_and_template(checkout, variables):
    done = subprocess.run(["make", "plan", "ENV=dev", "PARAMETERS=MemorySize=1"], cwd=checkout, env=variables,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert "error: parameter MemorySize: must be a number of at least 256 and at most 10240, not 1\n" in done.stderr


@pytest.mark.parametrize("name", ["a:b", "a\\b"])
def test_a_folder_in_which_maven_cannot_build_is_refused(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    done = subprocess.run([sys.executable, "-m", "tools.prerequisites"], cwd=folder, capture_output=True, text=True,
                          env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.stderr.startswith(f"error: Maven cannot build in {folder}, because its path contains {name[1]}")
    assert done.returncode == 1
