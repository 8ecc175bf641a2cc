"""The command line of `python3 -m local`, and make's calls of it."""
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from local import __main__ as local
from local.launcher import cli, instance, project
from tools import install


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


def test_ctrl_c_waits_until_the_emulator_s_python_has_started(monkeypatch):
    """Python itself would show a stack trace; tools/__init__.py lets it through."""
    def execve(*_):
        assert signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT]) == {signal.SIGINT}
        raise StopIteration

    monkeypatch.setattr(os, "execve", execve)
    monkeypatch.setattr(instance, "required", lambda _: None)
    monkeypatch.setattr(install, "tools", lambda *_, **__: [Path("/venv/bin")])
    with pytest.raises(StopIteration):
        local.main(["logs"])
