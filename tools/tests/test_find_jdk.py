"""find-jdk finds a JDK 25 in any usual place, and nothing else."""
import subprocess
from pathlib import Path

import pytest

from tools.tests.path import executable, path_of

FIND_JDK = Path(__file__).resolve().parents[1] / "find-jdk"


def jdk(home: Path, version: str = "25.0.3", compiler: bool = True) -> Path:
    (home / "bin").mkdir(parents=True)
    (home / "release").write_text(f'IMPLEMENTOR="x"\nJAVA_VERSION="{version}"\n')
    if compiler:
        executable(home / "bin" / "javac", f"echo javac {version}")
    executable(home / "bin" / "java", f"echo '    java.home = {home}' >&2")
    return home


@pytest.fixture
def find(tmp_path):
    """Runs find-jdk on a machine that has only what is below tmp_path."""
    def run(path="", **environment):
        base = {"PATH": f"{path}:/usr/bin:/bin" if path else _without_java(tmp_path), "HOME": str(tmp_path / "home"),
                "FIND_JDK_ROOT": str(tmp_path)}
        return subprocess.run([str(FIND_JDK)], env={**base, **environment}, capture_output=True, text=True)
    return run


def _without_java(tmp_path: Path) -> str:
    folder = tmp_path / "bin"
    if folder.exists():
        return str(folder)
    folder.mkdir()
    return path_of(folder, "sh", "grep", "sed")


@pytest.mark.parametrize("place", [
    "usr/lib/jvm/java-25-openjdk", "usr/java/jdk-25", "opt/jdk-25.0.3",
    "Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
    "opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home", "home/.sdkman/candidates/java/25.0.3-tem",
    "home/.asdf/installs/java/temurin-25.0.3", "home/.local/share/mise/installs/java/25", "home/.jbang/cache/jdks/25",
    "home/.jdks/temurin 25", "home/.gradle/jdks/eclipse_adoptium-25"])
def test_it_is_found_in_the_usual_folders(find, tmp_path, place):
    home = jdk(tmp_path / place)
    assert find().stdout.strip() == str(home)


def test_java_home_comes_first(find, tmp_path):
    jdk(tmp_path / "usr/lib/jvm/a")
    home = jdk(tmp_path / "my jdk")
    assert find(JAVA_HOME=str(home)).stdout.strip() == str(home)


def test_java_on_the_path_comes_second(find, tmp_path):
    jdk(tmp_path / "usr/lib/jvm/a")
    home = jdk(tmp_path / "on-path")
    assert find(path=str(home / "bin"), JAVA_HOME="/nonexistent").stdout.strip() == str(home)


@pytest.mark.parametrize("version", ["17.0.1", "21", "26", "2.5", "250"])
def test_other_versions_are_passed_over(find, tmp_path, version):
    other = jdk(tmp_path / "usr/lib/jvm/a", version)
    home = jdk(tmp_path / "usr/lib/jvm/b", "25")
    assert find(JAVA_HOME=str(other), path=str(other / "bin")).stdout.strip() == str(home)


def test_a_runtime_without_compiler_is_passed_over(find, tmp_path):
    jdk(tmp_path / "usr/lib/jvm/jre", compiler=False)
    assert find().returncode == 1


def test_without_one_it_says_in_one_line_what_to_do(find):
    result = find()
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "no JDK 25 found: install one (for example Eclipse Temurin 25), or set JAVA_HOME to its folder\n"


def test_a_java_home_that_has_none_is_said(find, tmp_path):
    old = jdk(tmp_path / "old", "17.0.9")
    done = find(JAVA_HOME=str(old))
    assert done.returncode == 1
    assert f"no JDK 25 found (JAVA_HOME is {old}, which has none): install one" in done.stderr
