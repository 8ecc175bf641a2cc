"""The launcher's own decisions, without an emulator."""
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from local.launcher import (
    aws,
    build,
    cli,
    containers,
    environments,
    invocation,
    project,
)
from local.launcher.instance import Instance
from tools import install, prerequisites, processes
from tools.progress import Failure

# --- what is up to date

@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout in which every `sam build` writes its count."""
    (tmp_path / "template.yaml").write_text("one")
    (tmp_path / "writer/src/main/java").mkdir(parents=True)
    (tmp_path / "writer/src/main/java/A.java").write_text("class A {}")
    (tmp_path / "docs").mkdir()
    builds = []

    def sam_build(command, output, environment, folder):
        builds.append(command)
        (folder / ".aws-sam/build").mkdir(parents=True, exist_ok=True)
        (folder / ".aws-sam/build/template.yaml").write_text(str(len(builds)))
        return 0

    monkeypatch.setattr(processes, "run_quietly", sam_build)
    monkeypatch.setattr(prerequisites, "jdk", lambda: "/jdk")
    monkeypatch.setattr(install, "tool", lambda name: Path("/tools") / name)
    return tmp_path, builds


def test_an_unchanged_checkout_is_built_once(checkout):
    root, builds = checkout
    build.build(root)
    (root / "docs/page.md").write_text("text")
    build.build(root)
    assert len(builds) == 1


@pytest.mark.parametrize("changed", ["template.yaml", "writer/src/main/java/A.java", "writer/src/main/java/B.java", "pom.xml",
                                     ".aws-sam/build/template.yaml", ".aws-sam/build/WriterFunction"])
def test_a_changed_source_or_build_is_built_again(checkout, changed):
    root, builds = checkout
    build.build(root)
    (root / changed).write_text("changed")
    build.build(root)
    assert len(builds) == 2


def test_a_failed_build_is_not_taken_for_one(checkout, monkeypatch):
    root, builds = checkout
    working = processes.run_quietly
    log = "[INFO] x\n[ERROR] A.java:[1,10] reached end of file\n[ERROR] -> [Help 1]\n[ERROR] For more information\n"

    def failing(command, output, environment, folder):
        output.write_text(log)
        return 1

    monkeypatch.setattr(processes, "run_quietly", failing)
    with pytest.raises(Failure) as failure:
        build.build(root)
    assert "reached end of file" in str(failure.value) and "For more" not in str(failure.value)
    monkeypatch.setattr(processes, "run_quietly", working)
    build.build(root)
    assert len(builds) == 1


# --- processes

def test_a_process_is_distinguished_from_another_with_its_pid():
    own = processes.start_time(os.getpid())
    assert own and processes.start_time(os.getppid()) != "" and processes.start_time(2 ** 22 + 1) == ""
    child = subprocess.Popen(["sleep", "60"])
    processes.end(child.pid, "another start time")
    assert child.poll() is None
    processes.end(child.pid, processes.start_time(child.pid))
    assert child.wait() == -signal.SIGTERM


def test_an_interrupted_command_leaves_no_child_of_its_own(tmp_path):
    script = ("import sys, pathlib; from tools import processes; from tools.progress import run_main\n"
              "run_main(lambda _: processes.run_quietly(['sh', '-c', 'sleep 61 & echo $! >pid; wait'], pathlib.Path('log'), "
              "{'PATH': '/usr/bin:/bin'}, pathlib.Path('.')))")
    launcher = subprocess.Popen([sys.executable, "-c", script], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(project.ROOT)},
                                stderr=subprocess.PIPE, text=True)
    pid = tmp_path / "pid"
    while not (pid.exists() and pid.read_text().strip()):
        time.sleep(0.02)
    launcher.terminate()
    assert (launcher.communicate()[1], launcher.returncode) == ("interrupted\n", 128 + signal.SIGTERM)
    assert processes.start_time(int(pid.read_text())) == ""


# --- environments

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


# --- containers

@pytest.mark.parametrize("port, options", [
    (4566, []),
    (4731, ["--env-vars", "{folder}/env.json"]),
])
def test_containers_get_the_architecture_of_the_machine_and_the_port_of_the_stack(tmp_path, monkeypatch, port, options):
    monkeypatch.setattr(project.platform, "machine", lambda: "aarch64")
    running = Instance(tmp_path, port, 1, "", ())
    assert containers.sam_local_options(running) == [
        "--parameter-overrides", "Company=acme Environment=dev Architecture=arm64",
        *(option.format(folder=tmp_path) for option in options)]
    if options:
        names = ("JAVA_TOOL_OPTIONS",)
        theirs, ours = (json.loads(file.read_text())["Parameters"] for file in (tmp_path / "env.json", project.ROOT / "local/env.json"))
        assert tuple(theirs) == names
        assert theirs["JAVA_TOOL_OPTIONS"] == ours["JAVA_TOOL_OPTIONS"].replace("internal:4566 ", "internal:4731 ")
        assert "4731" in theirs["JAVA_TOOL_OPTIONS"]


# --- invocations and the command line

def test_a_denied_call_shows_as_such_with_the_log(capsys):
    error = {"errorType": "DynamoDbException", "errorMessage": "User: x is not authorized to perform: dynamodb:PutItem"}
    text = invocation.explain("writer", invocation.Response("id", json.dumps(error).encode(), "Unhandled", "one\ntwo " + "x" * 900))
    assert text.startswith("the writer failed: AccessDenied. DynamoDbException: User: x is not authorized to perform")
    assert "  one\n" in text and len(text) < 800


def test_an_event_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(Failure, match="event.json: No such file"):
        invocation.invoke(None, "writer", tmp_path / "event.json")


def test_an_event_is_sent_as_it_is_also_if_it_is_not_json(tmp_path, monkeypatch):
    event = tmp_path / "event.txt"
    event.write_bytes(b"\xff{")
    sent = []

    class Lambda:
        def get_waiter(self, _name):
            return self

        def wait(self, **_arguments):
            pass

        def invoke(self, **request):
            sent.append(request["Payload"])
            return {"ResponseMetadata": {"RequestId": "id"}, "Payload": io.BytesIO(b"answer")}

    monkeypatch.setattr(invocation, "outputs", lambda _: {"WriterFunctionName": "writer"})
    monkeypatch.setattr(invocation, "client", lambda *_: Lambda())
    assert invocation.invoke(None, "writer", event).payload == b"answer"
    assert sent == [b"\xff{"]


def test_an_unknown_function_is_answered_with_the_known_ones(tmp_path):
    with pytest.raises(Failure, match="no function is called x: there are writer and reader"):
        invocation.invoke(None, "x", tmp_path)


def test_a_call_waits_until_the_new_version_can_be_invoked(tmp_path, monkeypatch):
    calls = []

    class Lambda:
        def get_waiter(self, name):
            calls.append(name)
            return self

        def wait(self, **arguments):
            calls.append((arguments["FunctionName"], arguments["Qualifier"]))

        def invoke(self, **arguments):
            calls.append("invoke")
            return {"ResponseMetadata": {"RequestId": "id"}, "Payload": io.BytesIO(b"{}")}

    event = tmp_path / "event.json"
    event.write_text("{}")
    monkeypatch.setattr(invocation, "outputs", lambda _: {"WriterFunctionName": "acme-dev-writer"})
    monkeypatch.setattr(invocation, "client", lambda *_: Lambda())
    invocation.invoke(None, "writer", event)
    assert calls == ["published_version_active", ("acme-dev-writer", "live"), "invoke"]


def test_a_stack_that_was_retired_is_named_with_the_command_that_deploys_it(monkeypatch):
    class CloudFormation:
        def describe_stacks(self, **_):
            raise ClientError({"Error": {"Code": "ValidationError", "Message": "Stack with id x does not exist"}}, "DescribeStacks")

    monkeypatch.setattr(aws, "client", lambda *_: CloudFormation())
    with pytest.raises(Failure, match="the local AWS has no stack acme-dev-sealed-store: deploy it with make up"):
        aws.outputs(None)


@pytest.mark.parametrize("variables, call", [
    ([], '"writer" "events/write.json"'), (["FUNCTION=reader"], '"reader" "events/read.json"'),
    (["FUNCTION=reader", "EVENT=other.json"], '"reader" "other.json"')])
def test_each_function_has_a_sample_event_of_its_own(variables, call):
    done = subprocess.run(["make", "-n", "invoke", *variables], cwd=project.ROOT, capture_output=True, text=True, check=True)
    assert f"local invoke  {call}" in done.stdout


@pytest.mark.parametrize("port", ["x", "-1", "65536", ""])
def test_a_port_that_is_none_is_refused(capsys, port):
    with pytest.raises(SystemExit):
        cli.parse(["up", "--port", port])
    assert "a port is a number of 0 to 65535" in capsys.readouterr().err


@pytest.mark.parametrize("command, answer", [
    (["down"], "no local AWS of this project runs on port 4566\n"),
    (["logs"], "error: no local AWS of this project runs on port 4566: start it with make up\n"),
    (["invoke", "writer", "events/write.json"], "error: no local AWS of this project runs on port 4566: start it with make up\n"),
    (["up", "--port", "x"], "a port is a number of 0 to 65535, not x\n"),
])
def test_what_has_nothing_to_do_installs_nothing(tmp_path, command, answer):
    done = subprocess.run([sys.executable, "-E", "-B", "-m", "local", *command], cwd=project.ROOT, capture_output=True,
                          text=True, env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)})
    assert done.stderr.endswith(answer)
    assert not (tmp_path / "sealed-store" / "tools").exists()
