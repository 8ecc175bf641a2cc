"""Runs each program of the page as it stands there, and compares the item that a reader then answers with the event's.

The stack is the one that the environment names (AWS_ENDPOINT_URL or an account). Node is left out where it, npm or its
SDK is missing; no command of this project needs it otherwise.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import boto3

from tools import cache, prerequisites
from tools.progress import Failure, run_main

_ROOT = Path(__file__).resolve().parents[2]
_PAGE = _ROOT / "docs/how-to/write-from-code.md"
_NODE = Path(__file__).parent
_EXPECTED = {"customer": "Zoë", "total": 42.1}
_SECONDS = 120


class Missing(Exception):
    """What this machine lacks for an example."""


def program(language: str, page: str) -> str:
    """The page's one program in a language."""
    found, = re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    return found


def run_python(source: str, folder: Path) -> str:
    return _output([sys.executable, "-B", _written(folder / "write.py", source)], folder)


def run_java(source: str, folder: Path) -> str:
    """With the SDK of the deploy command."""
    return _output([f"{prerequisites.jdk()}/bin/java", "-cp", f"{_ROOT}/deploy/target/lib/*",
                    _written(folder / "Write.java", source)], folder)


def run_node(source: str, folder: Path) -> str:
    if not shutil.which("node") or not shutil.which("npm"):
        raise Missing("no node and npm here")
    with cache.locked(cache.folder() / "tools" / "node-example.lock", "installing the Node example's SDK"):
        modules = cache.folder() / "tools" / "node-example"
        modules.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(_NODE / name, modules)
        if not _install(modules):
            raise Missing("npm cannot install @aws-sdk/client-lambda here")
    (folder / "node_modules").symlink_to(modules / "node_modules")
    return _output(["node", _written(folder / "write.mjs", source)], folder)


def _install(folder: Path) -> bool:
    """Installs what the lock names, and says whether it could; what is in npm's cache needs no network."""
    return subprocess.run(["npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"],
                          cwd=folder, timeout=_SECONDS, stdin=subprocess.DEVNULL).returncode == 0


def _written(path: Path, source: str) -> str:
    path.write_text(source, encoding="utf-8")
    return str(path)


def _output(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, timeout=_SECONDS, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        raise Failure(f"{command[0]} failed: {done.stderr}")
    return done.stdout


def check(language: str, answer: str) -> None:
    """The program printed the writer's answer, and the item is in the store."""
    identifier = "from-" + {"javascript": "node"}.get(language, language)
    if json.loads(answer)["statusCode"] != 200:
        raise Failure(f"the example in {language} printed {answer}")
    read = boto3.client("lambda").invoke(FunctionName="acme-dev-reader", Qualifier="live",
                                         Payload=json.dumps({"id": identifier, "consistent": True}))
    item = json.loads(json.loads(read["Payload"].read())["body"])
    if item.get("data") != _EXPECTED:
        raise Failure(f"the example in {language} stored {item}")


def main(arguments: list[str]) -> int:
    if arguments or "AWS_REGION" not in os.environ:
        raise Failure("usage: python3 -m tests.examples, with the variables that make up prints")
    page = _PAGE.read_text(encoding="utf-8")
    for language, run in (("python", run_python), ("java", run_java), ("javascript", run_node)):
        with tempfile.TemporaryDirectory() as folder:
            try:
                check(language, run(program(language, page), Path(folder)))
            except Missing as reason:
                print(f"example in {language}: skipped, {reason}", flush=True)
            else:
                print(f"example in {language}: ok", flush=True)
    return 0


if __name__ == "__main__":
    run_main(main)
