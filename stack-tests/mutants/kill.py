"""Runs the template tests on many templates in one session of pytest, hence in one process."""
import contextlib
import io
import json
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from stack import DEPLOYMENTS

TESTS = Path(__file__).resolve().parents[1] / "template"


def try_all(templates: Iterable[dict], tell: Callable[[str | None, float], None]) -> None:
    """Tells of each template, in turn, the first test that fails on it (None if all pass) and the seconds it took."""
    # Explaining and capturing what nobody reads would take most of the time.
    options = ["-s", "--assert=plain", "--tb=no", "-p", "no:logging", str(TESTS)]
    with tempfile.TemporaryDirectory() as folder:
        trial = _Trial(templates, tell, Path(folder))
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            pytest.main(options, plugins=[trial])
    if not trial.finished:
        raise RuntimeError(f"the template tests did not run:\n{output.getvalue()}") from trial.error


class _Trial:
    """A plugin that runs the collected tests on each template up to the first failure."""

    def __init__(self, templates, tell, folder: Path):
        self._templates, self._tell, self._folder = templates, tell, folder
        self._failed = False
        self.finished, self.error = False, None

    def pytest_runtest_logreport(self, report):
        self._failed = self._failed or report.failed

    def pytest_runtestloop(self, session) -> bool:
        if not session.items or session.testsfailed:
            return True
        try:
            session.items.sort(key=_deployment)
            for number, template in enumerate(self._templates):
                started = time.monotonic()
                path = self._folder / f"{number}.json"
                path.write_text(json.dumps(template), encoding="utf-8")
                session.config.option.template = path
                failing = self._first_failure(session.items)
                self._tell(failing, time.monotonic() - started)
            self.finished = True
        except Exception as error:
            self.error = error
        return True

    def _first_failure(self, items: list) -> str | None:
        self._failed = False
        for number, item in enumerate(items):
            following = items[number + 1] if number + 1 < len(items) else None
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            if self._failed:
                # What killed one mutant is likely to kill the next.
                items.insert(0, items.pop(number))
                items.sort(key=_deployment)
                return item.nodeid
        return None


def _deployment(item) -> int:
    """The first deployment's tests come first: they kill most, and each deployment costs a translation."""
    parameters = item.callspec.params if hasattr(item, "callspec") else {}
    return DEPLOYMENTS.index(parameters.get("stack", DEPLOYMENTS[0]))
