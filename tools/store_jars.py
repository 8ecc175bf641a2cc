"""Puts jars into the lib folder of a function's package, with their entries stored instead of compressed.

    python3 -m tools.store_jars FOLDER JAR...

The package's own zip compresses a stored jar as one piece, a third smaller than a jar that is compressed already, and
the JVM then reads classes without inflating them (docs/explanation/performance.md). Entries keep their order, names and
times, folders included: Micronaut finds beans by them. The same jars give the same bytes.

Standard library only: `sam build` runs this.
"""
from __future__ import annotations

import zipfile
from pathlib import Path

from tools.progress import Failure, run_main


def store(jar: Path, folder: Path) -> None:
    with zipfile.ZipFile(jar) as source, zipfile.ZipFile(folder / jar.name, "w", zipfile.ZIP_STORED) as target:
        for entry in source.infolist():
            copy = zipfile.ZipInfo(entry.filename, entry.date_time)
            copy.external_attr = entry.external_attr
            target.writestr(copy, source.read(entry))


def main(arguments: list[str]) -> int:
    if len(arguments) < 2:
        raise Failure("usage: python3 -m tools.store_jars FOLDER JAR...")
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for jar in arguments[1:]:
        store(Path(jar), folder)
    return 0


if __name__ == "__main__":
    run_main(main)
