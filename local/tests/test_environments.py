"""What the launcher hands to the processes and containers that it starts."""
import json
import os

import pytest

from local.launcher import containers, environments, project
from local.launcher.instance import Instance


def test_nothing_of_the_user_s_aws_setup_reaches_a_process(monkeypatch):
    for name in ("AWS_PROFILE", "AWS_CA_BUNDLE", "AWS_ENDPOINT_URL_DYNAMODB", "AWS_SESSION_TOKEN", "SAM_CLI_POLL_DELAY"):
        monkeypatch.setenv(name, "odd")
    for environment in (environments.of_sam_build("/jdk", "/t"), environments.of_sam_deploy("http://e", "/t"),
                        environments.of_command("http://e")):
        assert "odd" not in environment.values()
        assert environment["AWS_ACCESS_KEY_ID"] == "test" and environment["AWS_CONFIG_FILE"] == os.devnull
    assert environments.of_sam_deploy("http://e", "/t")["AWS_ENDPOINT_URL"] == "http://e"


def test_options_of_make_do_not_reach_the_make_of_sam_build(monkeypatch):
    monkeypatch.setenv("MAKEFLAGS", "-n")
    assert "MAKEFLAGS" not in environments.of_sam_build("/jdk", "/t")


@pytest.mark.parametrize("machine, architecture", [("x86_64", "x86_64"), ("aarch64", "arm64"), ("arm64", "arm64")])
def test_the_stack_gets_the_architecture_of_the_machine(monkeypatch, machine, architecture):
    monkeypatch.setattr(project.platform, "machine", lambda: machine)
    assert project.parameter_overrides() == ["Company=acme", "Environment=dev", f"Architecture={architecture}"]


OVERRIDES = ["--parameter-overrides", "Company=acme Environment=dev Architecture=arm64"]


@pytest.fixture
def arm64(monkeypatch):
    monkeypatch.setattr(project.platform, "machine", lambda: "aarch64")


def test_containers_get_the_architecture_of_the_machine(arm64, tmp_path):
    assert containers.sam_local_options(Instance(tmp_path, 4566, 1, "", ())) == OVERRIDES


def test_containers_get_the_port_of_the_stack(arm64, tmp_path):
    file = tmp_path / "env.json"
    assert containers.sam_local_options(Instance(tmp_path, 4731, 1, "", ())) == [*OVERRIDES, "--env-vars", str(file)]
    theirs, ours = (json.loads(settings.read_text())["Parameters"] for settings in (file, project.ROOT / "local/env.json"))
    assert theirs == {"JAVA_TOOL_OPTIONS": ours["JAVA_TOOL_OPTIONS"].replace("internal:4566 ", "internal:4731 ")}
    assert "4731" in theirs["JAVA_TOOL_OPTIONS"]
