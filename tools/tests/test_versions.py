"""The files that name a JDK and a Maven name the same ones, and the Maven wrapper runs its version."""
import functools
import http.server
import json
import os
import re
import subprocess
import threading
import zipfile
from pathlib import Path

import pytest

from tools import cache, prerequisites
from tools.progress import Failure
from tools.tests.path import path_of

ROOT = Path(__file__).resolve().parents[2]
SDKMAN = dict(re.findall(r"^(\w+)=(.+)$", (ROOT / ".sdkmanrc").read_text(), re.MULTILINE))
WRAPPER = dict(re.findall(r"^(\w+)=(.+)$", (ROOT / ".mvn/wrapper/maven-wrapper.properties").read_text(), re.MULTILINE))


def found(pattern: str, file: str) -> set[str]:
    """What the pattern's group matches in a file."""
    return set(re.findall(pattern, (ROOT / file).read_text()))


def test_every_file_names_the_same_jdk():
    java = SDKMAN["java"].split(".")[0]
    assert found(r"<maven\.compiler\.release>(\d+)<", "pom.xml") == {java}
    assert found(r"JDK (\d+)", "pom.xml") == found(r"JDK (\d+)", "tools/find-jdk") == {java}
    assert found(r'java-version: "(\d+)"', ".github/workflows/ci.yml") == {java}
    image = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text())["image"]
    assert re.fullmatch(r"mcr\.microsoft\.com/devcontainers/java:\d+-(\d+)-\w+", image)[1] == java


def test_the_wrapper_and_sdkman_name_the_same_maven():
    assert WRAPPER["distributionUrl"].endswith(f"/apache-maven-{SDKMAN['maven']}-bin.zip")


def test_without_a_maven_the_wrapper_is_used(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", path_of(tmp_path, "unzip"))
    assert Path(prerequisites.maven()) == ROOT / "mvnw"


def test_without_maven_and_unzip_one_line_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", path_of(tmp_path))
    with pytest.raises(Failure, match=r"^no mvn on PATH, and no unzip for the Maven wrapper: install .+$"):
        prerequisites.maven()


def wrapper(home: Path, **variables: str) -> subprocess.CompletedProcess:
    return subprocess.run([ROOT / "mvnw", "--version"], capture_output=True, text=True, env={
        **os.environ, "JAVA_HOME": prerequisites.jdk(), "MAVEN_USER_HOME": str(home), **variables})


def test_the_wrapper_runs_its_maven():
    """Downloaded once, into the cache."""
    assert f"Apache Maven {SDKMAN['maven']} " in wrapper(cache.folder() / "maven-wrapper").stdout


def test_the_wrapper_refuses_another_maven_under_the_same_name(tmp_path):
    path = tmp_path / WRAPPER["distributionUrl"].split("/maven2/")[1]
    path.parent.mkdir(parents=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"apache-maven-{SDKMAN['maven']}/bin/mvn", "echo hello")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=tmp_path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        done = wrapper(tmp_path / "home", MVNW_REPOURL=f"http://127.0.0.1:{server.server_port}", NO_PROXY="*", no_proxy="*")
        server.shutdown()
    assert done.returncode == 1 and "Failed to validate Maven distribution SHA-256" in done.stderr
