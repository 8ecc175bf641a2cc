"""Asks the guard about many pairs of policies at once, in one JVM."""
import json
import os
import re
import subprocess
from pathlib import Path

from tests.guard.pairs import ACCOUNT, Kind, Pair

ROOT = Path(__file__).resolve().parents[2]
# A copy that Maven leaves alone (Makefile, JUDGE).
JUDGE = ROOT / "deploy/target/judge"
CLASSES = (JUDGE / "deploy.jar", JUDGE / "lib/*")


def java(*arguments: str, tool: str = "java") -> subprocess.CompletedProcess:
    home = subprocess.run([ROOT / "tools/find-jdk"], capture_output=True, text=True, check=True).stdout.strip()
    return subprocess.run([f"{home}/bin/{tool}", *arguments], capture_output=True, text=True, check=False,
                          env={**os.environ, "JAVA_HOME": home})


def _change_set(some: list[Pair]) -> dict:
    """A change set with one change for each pair: P0 of the first, and so on."""
    return {
        "ChangeSetName": "pairs", "StackName": "acme-stage-sealed-store", "Status": "CREATE_COMPLETE",
        "ExecutionStatus": "AVAILABLE",
        "ChangeSetId": f"arn:aws:cloudformation:us-east-1:{ACCOUNT}:changeSet/pairs/1",
        "StackId": f"arn:aws:cloudformation:us-east-1:{ACCOUNT}:stack/acme-stage-sealed-store/1",
        "Changes": [{"Type": "Resource", "ResourceChange": {
            "Action": "Modify", "LogicalResourceId": f"P{number}", "PhysicalResourceId": f"p{number}",
            "ResourceType": pair.kind.type, "Replacement": "False", "Scope": ["Properties"], "Details": [],
            "BeforeContext": _context(pair.kind, pair.before, False),
            "AfterContext": _context(pair.kind, pair.after, pair.as_text)}} for number, pair in enumerate(some)]}


def _context(kind: Kind, document: dict, as_text: bool) -> str:
    return json.dumps({"Properties": kind.properties(json.dumps(document) if as_text else document)})


def harmless(pairs: list[Pair], folder: Path, *, broken: Path | None = None) -> set[int]:
    """Numbers of the pairs that the guard lets pass; `broken`: a folder of classes that come before its own."""
    if not JUDGE.exists():
        raise RuntimeError(f"there is no {JUDGE}: make deploy/target/judge")
    file = folder / "pairs.json"
    file.write_text(json.dumps(_change_set(pairs)), encoding="utf-8")
    classpath = os.pathsep.join(str(part) for part in ((broken,) if broken else ()) + CLASSES)
    judged = java("-cp", classpath, "sealedstore.deploy.Main", "judge", str(file))
    if judged.returncode not in (0, 2):
        raise RuntimeError(f"judge ended with {judged.returncode}: {judged.stderr[:1000]}")
    refused = {int(number) for number in re.findall(r"^Refused: P(\d+)/", judged.stdout, re.MULTILINE)}
    return set(range(len(pairs))) - refused
