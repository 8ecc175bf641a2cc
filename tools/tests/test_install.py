"""Tools are installed once, completely or not at all, and not twice at the same time."""
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tools import disk, environment, install
from tools.downloads import Downloads, side_by_side
from tools.progress import Failure

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def cache_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "sealed-store"


@pytest.fixture
def pin(tmp_path):
    file = tmp_path / "pin"
    file.write_text("one")
    return file


def installed(pin, make, platform_key="", name="tool"):
    """Installs a tool with this pin, and returns its folder."""
    folder = install._folder(name, [pin], platform_key)
    install.install([install.Tool(name, folder, folder, lambda target, _: make(target))], {})
    return folder


def test_a_tool_is_installed_once(cache_folder, pin):
    made = []
    folders = {installed(pin, made.append) for _ in range(2)}
    assert len(made) == len(folders) == 1 and folders.pop().is_relative_to(cache_folder)


def test_a_changed_lock_installs_again(cache_folder, pin):
    first = installed(pin, lambda folder: None)
    pin.write_text("two")
    assert installed(pin, lambda folder: None) != first


def test_another_python_installs_again(cache_folder, pin):
    assert installed(pin, lambda _: None, "3.10") != installed(pin, lambda _: None, "3.11")


def test_an_interrupted_install_starts_again_from_nothing(cache_folder, pin):
    def interrupted(folder):
        (folder / "half").touch()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        installed(pin, interrupted)
    folder = installed(pin, lambda folder: (folder / "whole").touch())
    assert sorted(file.name for file in folder.iterdir()) == ["complete", "whole"]


def test_a_second_caller_waits_for_the_first(cache_folder, pin, tmp_path):
    script = ("import sys, time, pathlib; from tools import install\n"
              "def make(folder, _):\n    (pathlib.Path(sys.argv[1]) / str(time.time_ns())).touch(); time.sleep(0.5)\n"
              "folder = install._folder('tool', [pathlib.Path(sys.argv[2])], '')\n"
              "install.install([install.Tool('tool', folder, folder, make)], {})")
    made = tmp_path / "made"
    made.mkdir()
    callers = [subprocess.Popen([sys.executable, "-c", script, str(made), str(pin)], cwd=ROOT, stderr=subprocess.DEVNULL)
               for _ in range(2)]
    assert [caller.wait() for caller in callers] == [0, 0]
    assert len(list(made.iterdir())) == 1


def test_tools_are_installed_side_by_side(cache_folder, pin, tmp_path):
    both = threading.Barrier(2, timeout=20)
    folders = [install._folder(name, [pin], "") for name in ("one", "two")]
    install.install([install.Tool(folder.name, folder, folder, lambda *_: both.wait()) for folder in folders], {})
    assert all((folder / "complete").exists() for folder in folders)


def test_what_goes_on_meanwhile_is_left_out_when_nothing_is_installed(cache_folder, pin):
    done = []
    folder = install._folder("tool", [pin], "")
    for _ in range(2):
        install.install([install.Tool("tool", folder, folder, lambda *_: None)], {"meanwhile": done.append})
    assert len(done) == 1


def test_a_failure_ends_the_others(cache_folder):
    def failing(_):
        raise Failure("as asked")

    ended = []
    with pytest.raises(Failure, match="as asked"):
        side_by_side("trying", {"bad": failing, "slow": lambda downloads: ended.append(downloads.run(["sleep", "60"])[0])})
    assert ended == [-signal.SIGTERM]


@pytest.mark.parametrize(("line", "files", "megabytes"), [
    ("  Downloading boto3-1.43.106-py3-none-any.whl (139 kB)", 1, 0.139),
    ("Downloading botocore-1.43.106-py3-none-any.whl (15.2 MB)", 1, 15.2),
    ("Downloaded from central: https://host/a/b.pom (914 B at 10 kB/s)", 1, 0.000914),
    ("Downloaded from central: https://host/a/b.jar (2.0 MB at 3.1 MB/s)", 1, 2),
    ("Downloading from central: https://host/a/b.jar", 0, 0),
    ("Using cached boto3-1.43.106-py3-none-any.whl (139 kB)", 0, 0),
])
def test_downloads_of_pip_and_maven_are_counted(line, files, megabytes):
    downloads = Downloads()
    downloads.read(line)
    assert (downloads.files, downloads.megabytes) == (files, pytest.approx(megabytes))


def test_what_is_installed_needs_no_program_and_no_network(monkeypatch):
    installed = install.tool("emulator")
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("ran a program"))
    monkeypatch.setattr(socket, "socket", lambda *_, **__: pytest.fail("used the network"))
    assert install.tool("emulator") == installed and (installed / "python").exists()


def test_a_failing_installer_is_named_with_its_reason(cache_folder):
    with pytest.raises(Failure, match="pip could not install x: ERROR: no network"):
        install._run(Downloads(), ["sh", "-c", "echo note; echo ERROR: no network; exit 1"], "pip could not install x")


def test_a_failing_installer_on_a_full_disk_gives_the_disk_alone_as_the_reason(monkeypatch):
    monkeypatch.setattr(disk, "shortage", lambda: " (the disk is full)")
    with pytest.raises(Failure, match="^no virtual environment$"):
        install._run(Downloads(), ["false"], "no virtual environment: install a module")


def test_what_venv_and_pip_leave_when_they_are_interrupted_is_in_the_folder_of_the_tool(tmp_path):
    used = []

    class Programs(Downloads):
        def run(self, command, **variables):
            used.append(Path(variables["TMPDIR"]).is_dir() and Path(variables["TMPDIR"]).parent)
            return 0, []

    install._make_venv(tmp_path, install.REQUIREMENTS / "lint.txt", Programs())
    assert used == [tmp_path, tmp_path] and list(tmp_path.iterdir()) == []


def test_an_unknown_tool_is_answered_with_the_known_ones():
    with pytest.raises(Failure, match="no tool is called nope: there are .*emulator.*runtime-client"):
        install.tool("nope")


def test_the_user_s_aws_and_python_settings_reach_no_tool(monkeypatch):
    for name in ("AWS_PROFILE", "AWS_CA_BUNDLE", "PYTHONPATH", "PYTHONHOME", "SAM_CLI_TELEMETRY", "PIP_USER"):
        monkeypatch.setenv(name, "odd")
    monkeypatch.setenv("PIP_INDEX_URL", "kept")
    kept = environment.of_user()
    assert kept["PIP_INDEX_URL"] == "kept" and "odd" not in kept.values()


def test_locks_hold_no_path_of_a_machine():
    for lock in install.REQUIREMENTS.glob("*.txt"):
        assert not [line for line in lock.read_text().splitlines() if "file:" in line or str(Path.home()) in line], lock
        assert f"{lock.stem}.in -o {lock.name}" in lock.read_text().splitlines()[1], os.fspath(lock)
