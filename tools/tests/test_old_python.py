"""A Python that is too old is told so in one line, by every command that it starts."""
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYENV = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
OLD = sorted(file for folder in {*map(Path, os.get_exec_path()), *PYENV.glob("versions/*/bin")} - {PYENV / "shims"}
             for file in folder.glob("python[23].[0-9]") if re.fullmatch(r"python(2\.7|3\.[4-9])", file.name))
MODULES = ["local", "tools.install", "tools.lint", "tools.prerequisites", "tools.store_jars", "tools.together"]


def told(version: str) -> tuple[int, str]:
    return 1, f"error: python3 is {version}: install Python 3.10 or newer\n"


@pytest.mark.parametrize("module", MODULES)
@pytest.mark.parametrize("python", OLD or [pytest.param(None, marks=pytest.mark.skip(reason="no old Python here"))], ids=str)
def test_an_old_python_of_this_machine_is_told_what_to_install(python, module):
    done = subprocess.run([python, "-E", "-B", "-m", module], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == told(python.name.removeprefix("python"))


@pytest.mark.parametrize("module", MODULES)
@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 0), (3, 9, 25)])
def test_a_version_that_is_too_old_is_told_what_to_install(module, version):
    script = f"import sys; sys.version_info = {version}; import {module}"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == told(f"{version[0]}.{version[1]}")
