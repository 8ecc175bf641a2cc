"""One running emulator, and the folder in the cache with all its files, deleted with it. Standard library only."""
from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from tools import cache, install, prerequisites, processes
from tools.progress import Failure

_ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 60
_RECORD = "instance.json"


@dataclass(frozen=True)
class Instance:
    folder: Path
    port: int
    pid: int
    started: str
    addresses: tuple[str, ...]

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def runs(self) -> bool:
        return processes.start_time(self.pid) == self.started

    def stop(self) -> None:
        processes.end(self.pid, self.started)
        shutil.rmtree(self.folder, ignore_errors=True)


def start(port: int, addresses: list[str], kept: bool, pure_java: bool = False) -> Instance:
    """Starts an emulator (port 0 - any free one). One that is not kept ends with this process, however that ends; one that
    is kept as well, until it is recorded."""
    _sweep()
    jdk, python, runtime_client = prerequisites.jdk(), install.tool("emulator") / "python", install.tool(install.RUNTIME_CLIENT)
    folder, process = Path(tempfile.mkdtemp(prefix="", dir=_instances())), None
    try:
        log = folder / "emulator.log"
        command = [str(python), "-E", "-s", "-B", "-m", "local.emulator", "--folder", str(folder), "--port", str(port),
                   "--parent", str(os.getpid()), "--jdk", jdk, "--runtime-client", str(runtime_client)]
        for address in addresses:
            command += ["--bind", address]
        if kept:
            command += ["--recorded", str(folder / _RECORD)]
        if pure_java:
            command.append("--pure-java")
        with log.open("w") as output:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=_ROOT,
                                       start_new_session=True)
        _wait_for_port(process, folder, log)
        instance = Instance(folder, int((folder / "port").read_text()), process.pid,
                            processes.start_time(process.pid), tuple(addresses))
        (folder / _RECORD).write_text(json.dumps({**asdict(instance), "folder": str(folder)}))
        return instance
    except BaseException:
        if process:
            process.kill()
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)
        raise


def running(port: int) -> Instance | None:
    """The kept emulator on this port."""
    return next((instance for instance in _all() if instance.port == port and instance.runs()), None)


def required(port: int) -> Instance:
    """The kept emulator on this port. Raises a Failure if there is none."""
    found = running(port)
    if found is None:
        raise Failure(f"{none_on(port)}: {'say which' if _others() else 'start it with make up'}")
    return found


def none_on(port: int) -> str:
    return f"no local AWS of this project runs on port {port}" + "".join(f", one on PORT={other}" for other in _others())


def _others() -> list[int]:
    return sorted(instance.port for instance in _all() if instance.runs())


def _wait_for_port(process: subprocess.Popen, folder: Path, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while not (folder / "port").exists():
        if process.poll() is not None:
            reason = (log.read_text().splitlines() or [f"exit status {process.returncode}"])[-1]
            hint = ": stop what uses the port, or name another one (PORT=)" if "in use" in reason else ""
            raise Failure(f"the local AWS does not start: {reason}{hint}")
        if time.monotonic() > deadline:
            raise Failure(f"the local AWS did not answer within {_START_SECONDS} seconds")
        time.sleep(0.02)


def _sweep() -> None:
    """Deletes the folders of emulators that ended without deleting them, or never started."""
    for instance in _all():
        if not instance.runs():
            shutil.rmtree(instance.folder, ignore_errors=True)
    for folder in _instances().iterdir():
        with contextlib.suppress(FileNotFoundError):
            if not (folder / _RECORD).exists() and time.time() - folder.stat().st_mtime > 2 * _START_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


def _all() -> list[Instance]:
    found = []
    for file in _instances().glob(f"*/{_RECORD}"):
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
            state = json.loads(file.read_text())
            found.append(Instance(**{**state, "folder": file.parent, "addresses": tuple(state["addresses"])}))
    return found


def _instances() -> Path:
    folder = cache.folder() / "instances"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
