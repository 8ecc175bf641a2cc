"""A started emulator: where it listens, which files it leaves."""
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from local.launcher import instance, project
from local.tests import probe
from local.tests.conftest import clients_of
from tools.progress import Failure

LOOPBACK = ["127.0.0.1"]
on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


def listening(pid):
    """Addresses and ports on which a process listens."""
    def sockets(folder):
        return {os.readlink(descriptor) for descriptor in folder.glob("fd/*") if descriptor.is_symlink()}

    own = sockets(Path(f"/proc/{pid}"))
    rows = [line.split() for kind in ("tcp", "tcp6") for line in Path(f"/proc/{pid}/net/{kind}").read_text().splitlines()[1:]]
    return {row[1] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in own}


@on_linux
def test_it_listens_on_loopback_and_nowhere_else(emulator, client):
    addresses = listening(emulator.pid)
    assert f"0100007F:{emulator.port:04X}" in addresses
    # Its other ports are the Lambda Runtime APIs of the functions that ran, on free ports. 22B3 is 8883, MQTT.
    assert {address.split(":")[0] for address in addresses} == {"0100007F"} and "0100007F:22B3" not in addresses


def test_a_second_one_runs_beside_the_first_without_native_code(emulator, client, code):
    second = instance.start(0, LOOPBACK, kept=False, pure_java=True)
    try:
        theirs = clients_of(second)
        probe.deploy(theirs, code)
        for make, native in ((client, "true" if sys.platform.startswith("linux") else "false"), (theirs, "false")):
            assert probe.invoke(make, "probe-plain", b'"native code"')[1] == native
        assert probe.invoke(theirs, "probe-plain", b'"fail"')[1]["errorMessage"] == "as asked"
        assert "restore" in probe.invoke(theirs, "probe-snap", b'"checkpoint"', Qualifier="live")[1]
    finally:
        second.stop()
    assert not [process for process in Path("/proc").glob("[0-9]*/cmdline") if _mentions(process, second.folder)]


def _mentions(command_line, folder):
    try:
        return str(folder).encode() in command_line.read_bytes()
    except OSError:  # it has ended
        return False


def test_a_port_in_use_is_named():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Failure, match=f"cannot listen on 127.0.0.1:{port}: .*another one"):
            instance.start(port, LOOPBACK, kept=False)


def test_a_port_without_one_is_named_with_those_that_have_one(emulator):
    with pytest.raises(Failure, match=f"runs on port 1,.* one on PORT={emulator.port}.*: say which$"):
        instance.required(1)


def test_stopped_it_leaves_no_process_and_no_file():
    stopped = instance.start(0, LOOPBACK, kept=True)
    assert instance.running(stopped.port) == stopped
    stopped.stop()
    assert not stopped.runs() and not stopped.folder.exists() and instance.running(stopped.port) is None


@pytest.mark.parametrize("killed", [
    "started = instance.start(0, ['127.0.0.1'], kept=False); end(started.pid, started.folder)",
    # While it starts: nobody else knows of one that is to be kept.
    "instance._wait_for_port = lambda process, folder, _: end(process.pid, folder); instance.start(0, ['127.0.0.1'], kept=True)",
], ids=["not kept", "starting"])
def test_it_ends_with_a_parent_that_was_killed_and_deletes_its_folder(emulator, killed):
    script = ("import os; from local.launcher import instance\n"
              f"def end(*printed): print(*printed, flush=True); os.kill(os.getpid(), 9)\n{killed}")
    printed = subprocess.run([sys.executable, "-c", script], cwd=project.ROOT, capture_output=True, text=True).stdout
    pid, folder = printed.strip().split(" ", 1)
    deadline = time.monotonic() + 20
    while (Path(folder).exists() or _mentions(Path(f"/proc/{pid}/cmdline"), folder)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not Path(folder).exists() and not _mentions(Path(f"/proc/{pid}/cmdline"), folder)
    assert emulator.runs() and emulator.folder.exists()


def test_a_folder_in_which_none_has_started_goes_when_no_start_can_still_take_so_long(monkeypatch, tmp_path):
    monkeypatch.setattr(instance, "_instances", lambda: tmp_path)
    (tmp_path / "killed").mkdir()
    (tmp_path / "starting").mkdir()
    os.utime(tmp_path / "killed", (time.time() - 2 * instance._START_SECONDS - 1,) * 2)
    instance._sweep()
    assert [folder.name for folder in tmp_path.iterdir()] == ["starting"]


def test_a_kept_one_outlives_the_command_that_started_it_until_it_is_stopped():
    script = "from local.launcher import instance; print(instance.start(0, ['127.0.0.1'], kept=True).port)"
    port = int(subprocess.run([sys.executable, "-c", script], cwd=project.ROOT, stdout=subprocess.PIPE, text=True).stdout)
    kept = instance.running(port)
    time.sleep(1.5)  # it looks for its parent twice a second
    assert kept.runs() and kept.folder.exists()
    kept.stop()
