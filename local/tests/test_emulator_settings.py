"""What the emulator is told before it starts."""
import sys
from pathlib import Path

import pytest

import tools


@pytest.fixture
def settings(monkeypatch):
    monkeypatch.syspath_prepend(str(tools.LOCAL / "emulator"))
    monkeypatch.delitem(sys.modules, "settings", raising=False)
    import settings
    yield settings
    sys.modules.pop("settings")


def test_a_folder_with_a_space_is_replaced_for_as_long_as_it_is_used(settings, tmp_path):
    with settings.work_folder(tmp_path / "my cache") as folder:
        (folder / "file").touch()
        assert " " not in str(folder.resolve())
    assert not folder.exists()


def test_a_plain_folder_is_used_itself(settings):
    with settings.work_folder(Path("/a-b_c.d")) as folder:
        assert folder == Path("/a-b_c.d")
