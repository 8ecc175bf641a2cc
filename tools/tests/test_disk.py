"""A full disk is one line that names the folder."""
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import disk

ROOT = Path(__file__).resolve().parents[2]
FULL = Path("/dev/full")


@pytest.mark.parametrize("free, text", [(4_999_999, " (the disk of {folder} is full: 4 MB are free)"), (50_000_000, "")])
def test_an_error_names_the_folder_that_has_no_room(monkeypatch, tmp_path, free, text):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(0, 0, free))
    assert disk.shortage() == text.format(folder=tmp_path)


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
def test_a_result_that_cannot_be_written_is_one_line():
    with FULL.open("w") as full:
        done = subprocess.run([sys.executable, "-c", "from tools.progress import run_main; run_main(print)"], cwd=ROOT,
                              stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (1, "error: No space left on device\n")
