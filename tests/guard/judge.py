"""Asks the guard about many pairs of policies at once, in one JVM."""
import json
import os
import re
import subprocess
from pathlib import Path

from tests.guard.pairs import Pair, change_set

ROOT = Path(__file__).resolve().parents[2]
# A copy that Maven leaves alone (Makefile, JUDGE).
JUDGE = ROOT / "deploy/target/judge"
CLASSES = (JUDGE / "deploy.jar", JUDGE / "lib/*")


def java(*arguments: str, tool: str = "java") -> subprocess.CompletedProcess:
    home = subprocess.run([ROOT / "tools/find-jdk"], capture_output=True, text=True, check=True).stdout.strip()
    return subprocess.run([f"{home}/bin/{tool}", *arguments], capture_output=True, text=True, check=False,
                          env={**os.environ, "JAVA_HOME": home})


def harmless(pairs: list[Pair], folder: Path, *, broken: Path | None = None) -> set[int]:
    """Numbers of the pairs that the guard lets pass; `broken`: a folder of classes that come before its own."""
    if not JUDGE.exists():
        raise RuntimeError(f"there is no {JUDGE}: make deploy/target/judge")
    file = folder / "pairs.json"
    file.write_text(json.dumps(change_set(pairs)), encoding="utf-8")
    classpath = os.pathsep.join(str(part) for part in ((broken,) if broken else ()) + CLASSES)
    judged = java("-cp", classpath, "sealedstore.deploy.Main", "judge", str(file))
    if judged.returncode not in (0, 2):
        raise RuntimeError(f"judge ended with {judged.returncode}: {judged.stderr[:1000]}")
    refused = {int(number) for number in re.findall(r"^Refused: P(\d+)/", judged.stdout, re.MULTILINE)}
    return set(range(len(pairs))) - refused
