"""What the Makefile hands on to the commands that it starts, and which Maven it takes."""
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.tests.path import executable, path_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def make(tmp_path):
    """Runs a target of the Makefile, or the probe, whose recipe is given, with these variables only."""
    def run(target: str, variables: dict[str, str], *arguments: str, probe: str = "") -> subprocess.CompletedProcess:
        makefile = tmp_path / "Makefile"
        makefile.write_text(f"include {ROOT / 'Makefile'}\nprobe:\n\t@echo {probe}\n")
        return subprocess.run(["make", "-s", "-f", makefile, target, *arguments], cwd=ROOT, env=variables, capture_output=True,
                              text=True)
    return run


@pytest.mark.parametrize(("shell", "region"), [
    ({}, ""),
    ({"AWS_DEFAULT_REGION": "eu-west-1"}, "eu-west-1"),
    ({"AWS_REGION": "", "AWS_DEFAULT_REGION": "eu-west-1"}, "eu-west-1"),
    ({"AWS_REGION": "eu-west-2", "AWS_DEFAULT_REGION": "eu-west-1"}, "eu-west-2"),
], ids=str)
def test_region_of_the_shell_reaches_every_command(make, shell, region):
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "MAKE"))}
    done = make("probe", {**variables, **shell}, probe='"region=$$AWS_REGION"')
    assert (done.returncode, done.stdout) == (0, f"region={region}\n")


@pytest.mark.parametrize("with_maven", [True, False])
def test_the_makefile_takes_the_maven_on_path_or_the_wrapper(make, tmp_path, with_maven):
    programs = tmp_path / "bin"
    programs.mkdir()
    path = path_of(programs, "sh", "make", "echo", "find", "grep", "sed")
    if with_maven:
        executable(programs / "mvn")
    done = make("probe", {"PATH": path}, probe="$(MAVEN)")
    assert (done.returncode, done.stdout) == (0, "mvn\n" if with_maven else "./mvnw\n")


def test_a_command_ends_at_ctrl_c_without_a_stack_trace_while_it_starts(tmp_path):
    """Before its first import, and without a look at the user's packages."""
    (tmp_path / "probe.py").write_text("import signal, sys; print(signal.getsignal(2) is signal.SIG_DFL, 'site' in sys.modules)")
    (tmp_path / "Makefile").write_text(f"include {ROOT / 'Makefile'}\nprobe:\n\t@$(RUN) probe\n")
    done = subprocess.run(["make", "-s", "probe", f"PYTHON={sys.executable}"], cwd=tmp_path, stdout=subprocess.PIPE, text=True)
    assert done.stdout == "True False\n"


def test_a_java_home_without_a_jdk_is_said_to_have_been_tried(make, tmp_path):
    executable(tmp_path / "java")  # hides the one of this machine
    variables = {"PATH": f"{tmp_path}:/usr/bin:/bin", "HOME": str(tmp_path), "FIND_JDK_ROOT": str(tmp_path),
                 "JAVA_HOME": str(tmp_path)}
    done = make("jdk", variables, f"PYTHON={sys.executable}")
    assert done.returncode == 2 and f"error: no JDK 25 found (JAVA_HOME is {tmp_path}, which has none)" in done.stderr


def test_a_stack_that_cannot_be_tested_is_one_line_before_anything_is_built(make, tmp_path):
    executable(tmp_path / "mvn", "echo built")
    variables = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
                 "AWS_REGION": "us-east-1", "AWS_MAX_ATTEMPTS": "1", "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"}
    done = make("acceptance", variables, "STACK=nope")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: cannot test nope: Could not connect to the endpoint URL") and "Traceback" not in done.stderr
