"""A function's package: only what it uses, jars stored, below a size limit."""
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from local.launcher import build

CHECKOUT = Path(__file__).resolve().parents[2]
MOST_BYTES = 8_000_000

# By name without version, besides the function's own. Every cold start reads a new one: say in the commit what uses it.
JARS = (Path(__file__).parent / "jars.txt").read_text(encoding="utf-8").split()


@pytest.fixture(scope="module", params=["Writer", "Reader"])
def package(request, tmp_path_factory) -> tuple[str, Path]:
    """The module's name and its package, as `sam build` creates it."""
    folder = tmp_path_factory.mktemp("build") / request.param
    with build.locked():
        build.build(folder.parent / "temporary")
        shutil.copytree(CHECKOUT / ".aws-sam" / "build" / f"{request.param}Function", folder)
    return request.param.lower(), folder


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_ships_these_jars_and_nothing_else(package):
    module, folder = package
    shipped = [path.relative_to(folder).as_posix() for path in files(folder)]
    names = {re.sub(r"-\d[\w.]*(-SNAPSHOT)?\.jar$|\.jar$", "", name.removeprefix("lib/")) for name in shipped}
    assert all(name.startswith("lib/") and name.endswith(".jar") for name in shipped)
    assert len(shipped) == len(names)
    assert names == {*JARS, module}


def test_its_zip_stays_under_its_size(package, tmp_path):
    """Compressed as by `sam deploy`."""
    _, folder = package
    with zipfile.ZipFile(tmp_path / "function.zip", "w", zipfile.ZIP_DEFLATED) as function:
        for path in files(folder):
            function.write(path, path.relative_to(folder))
    assert (tmp_path / "function.zip").stat().st_size < MOST_BYTES


def test_entries_are_stored_and_folders_kept(package):
    """Micronaut looks beans up by the folder META-INF/micronaut."""
    module, folder = package
    for path in files(folder):
        with zipfile.ZipFile(path) as jar:
            assert {entry.compress_type for entry in jar.infolist()} == {zipfile.ZIP_STORED}, path.name
    with zipfile.ZipFile(folder / "lib" / f"{module}.jar") as jar:
        assert "META-INF/micronaut/" in jar.namelist()


def test_the_same_sources_give_the_same_package(package, tmp_path):
    """Otherwise `sam deploy` would publish a version although nothing changed."""
    _, folder = package
    jars = files(folder)
    subprocess.run([sys.executable, "-m", "tools.store_jars", tmp_path, *jars], cwd=CHECKOUT, check=True)
    assert [path.read_bytes() for path in jars] == [(tmp_path / path.name).read_bytes() for path in jars]
