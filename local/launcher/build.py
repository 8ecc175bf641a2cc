"""Builds the stack with `sam build`, unless the build is up to date."""
import contextlib
import hashlib
import json
import shutil
from pathlib import Path

from local.launcher import environments, project
from tools import cache, install, prerequisites, processes, terminal
from tools.progress import Failure, say, step

_SOURCES = ("template.yaml", "samconfig.toml", "Makefile", "pom.xml", "mvnw", ".mvn/**/*", "tools/find-jdk", "tools/store_jars.py",
            *(f"{module}/{kind}" for module in ("items", "writer", "reader") for kind in ("pom.xml", "src/main/**/*")))
_LINES = 12


@contextlib.contextmanager
def locked():
    """One at a time in a checkout: sam builds into its .aws-sam folder, and deploys from there."""
    with cache.locked(project.ROOT / ".aws-sam" / "lock", f"building and deploying {project.ROOT}"):
        yield


def build(temporary: Path, root: Path = project.ROOT) -> None:
    """temporary: a folder for the files of the build, deleted before and after it"""
    jdk = prerequisites.jdk()
    stamp = root / ".aws-sam" / "built.json"
    inputs = _digest_of_inputs(root, jdk)
    if _read(stamp) == {"inputs": inputs, "outputs": _digest_of_outputs(root)}:
        say("the build is up to date")
        return
    stamp.unlink(missing_ok=True)
    with _emptied(temporary), step("building the functions (sam build)"):
        log = temporary / "build.log"
        command = [str(install.tool("sam") / "sam"), "build", "--config-env", project.CONFIG_ENVIRONMENT]
        if processes.run_quietly(command, log, environments.of_sam_build(jdk, str(temporary)), root):
            raise Failure(f"sam build failed:\n{_reason(log)}")
    stamp.write_text(json.dumps({"inputs": inputs, "outputs": _digest_of_outputs(root)}))


@contextlib.contextmanager
def _emptied(folder: Path):
    """A killed build has left its files."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _digest_of_inputs(root: Path, jdk: str) -> str:
    digest = hashlib.sha256(f"{jdk} {install.tool('sam')}".encode())
    for file in sorted({file for pattern in _SOURCES for file in root.glob(pattern) if file.is_file()}):
        digest.update(f"{file.relative_to(root)}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _digest_of_outputs(root: Path) -> str:
    """Changes when somebody else has built since, or changed the build."""
    digest = hashlib.sha256()
    for file in sorted((root / ".aws-sam" / "build").rglob("*")):
        status = file.lstat()
        digest.update(f"{file.relative_to(root)} {status.st_size if file.is_file() else ''} "
                      f"{status.st_mtime_ns if file.is_file() else ''}\n".encode())
    return digest.hexdigest()


def _read(stamp: Path):
    try:
        return json.loads(stamp.read_text())
    except (OSError, ValueError):
        return None


def _reason(log: Path) -> str:
    """What the compiler, Maven or a tool of ours said, without Maven's advice after it; otherwise the end of the log."""
    lines = [line for line in terminal.plain(log.read_text(errors="replace")).splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith(("[ERROR]", "error:"))]
    advice = next((number for number, line in enumerate(errors) if "[Help" in line), len(errors))
    return "\n".join(errors[:advice + 1][:_LINES] or lines[-_LINES:])
