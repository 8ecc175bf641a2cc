"""Building the guard says what is missing."""
import pytest

from pipeline.deployment import jar
from tools.progress import Failure


def test_missing_maven_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(jar, "_JAR", tmp_path / "deploy.jar")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Failure, match="^no mvn on PATH"):
        jar.build()
