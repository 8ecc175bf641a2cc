"""When the launcher builds, without sam."""
import re
from pathlib import Path

import pytest

from local.launcher import build
from tools import install, prerequisites, processes
from tools.progress import Failure


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
    build.build(root / "temporary", root)
    (root / "docs/page.md").write_text("text")
    build.build(root / "temporary", root)
    assert len(builds) == 1


@pytest.mark.parametrize("changed", ["template.yaml", "writer/src/main/java/A.java", "writer/src/main/java/B.java", "pom.xml",
                                     ".aws-sam/build/template.yaml", ".aws-sam/build/WriterFunction"])
def test_a_changed_source_or_build_is_built_again(checkout, changed):
    root, builds = checkout
    build.build(root / "temporary", root)
    (root / changed).write_text("changed")
    build.build(root / "temporary", root)
    assert len(builds) == 2


@pytest.mark.parametrize("log, reason", [
    ("[INFO] x\n\033[0m\033[0m[ERROR] A.java:[1,10] reached end of file\n[ERROR] -> [Help 1]\n[ERROR] For more information\n",
     "[ERROR] A.java:[1,10] reached end of file\n[ERROR] -> [Help 1]"),
    ("one\nerror: No space left on device\nmake: *** Error 1\n", "error: No space left on device"),
    ("one\ntwo\n", "one\ntwo")])
def test_a_failed_build_is_not_taken_for_one_and_says_why(checkout, monkeypatch, log, reason):
    root, builds = checkout
    working = processes.run_quietly

    def failing(command, output, environment, folder):
        output.write_text(log)
        return 1

    monkeypatch.setattr(processes, "run_quietly", failing)
    with pytest.raises(Failure, match=f"^sam build failed:\n{re.escape(reason)}$"):
        build.build(root / "temporary", root)
    monkeypatch.setattr(processes, "run_quietly", working)
    build.build(root / "temporary", root)
    assert len(builds) == 1
