"""The emulator's settings."""
from pathlib import Path

from local.emulator import settings


def test_a_folder_with_a_space_is_replaced_for_as_long_as_it_is_used(tmp_path):
    with settings.work_folder(tmp_path / "my cache") as folder:
        (folder / "file").touch()
        assert " " not in str(folder.resolve())
    assert not folder.exists()


def test_a_plain_folder_is_used_itself():
    with settings.work_folder(Path("/a-b_c.d")) as folder:
        assert folder == Path("/a-b_c.d")


def test_all_its_files_are_in_its_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(settings.os, "environ", {})
    monkeypatch.setattr(settings.tempfile, "tempdir", None)
    settings.apply(4566, tmp_path)
    assert {name: Path(settings.os.environ[name]).is_relative_to(tmp_path) for name in ("TMPDIR", "STATE_DIR")} == {
        "TMPDIR": True, "STATE_DIR": True}
