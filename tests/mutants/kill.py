"""Runs the template tests on many templates in one session of pytest, hence in one process."""
import contextlib
import io
import json
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.template.stack import DEPLOYMENTS

TESTS = Path(__file__).resolve().parents[1] / "template"
# Seconds. A test that takes longer translates templates of its own; those go last.
SLOW = 0.02


def try_all(template: dict, mutants: Iterable[dict], tell: Callable[[str | None, float], None]) -> None:
    """Tells for each mutant, in turn, the first test that fails on it (None if all pass) and the seconds it took.

    A test has failed on a mutant only if it then passes on the template itself and fails on the mutant again; anything
    else is state that one test leaves for another, and raises RuntimeError. So does a template that fails a test itself.
    """
    # Explanations and captured output, which nobody reads, would take most of the time.
    options = ["-s", "--assert=plain", "--tb=no", "-p", "no:logging", str(TESTS)]
    with tempfile.TemporaryDirectory() as folder:
        trial = _Trial(template, mutants, tell, Path(folder))
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            pytest.main(options, plugins=[trial])
    if trial.error:
        raise trial.error
    if not trial.finished:
        raise RuntimeError(f"the template tests did not run:\n{output.getvalue()}")


class _Trial:
    """A plugin that runs the collected tests on each mutant up to the first failure."""

    def __init__(self, template: dict, mutants, tell, folder: Path):
        self._template, self._mutants, self._tell, self._folder = template, mutants, tell, folder
        self._failed, self._seconds = False, {}
        self.finished, self.error = False, None

    def pytest_runtest_logreport(self, report):
        self._failed = self._failed or report.failed
        if report.when == "call":
            self._seconds.setdefault(report.nodeid, report.duration)

    def pytest_runtestloop(self, session) -> bool:
        if not session.items or session.testsfailed:
            return True
        try:
            self._try_each(session)
            self.finished = True
        except RuntimeError as error:
            self.error = error
        return True

    def _try_each(self, session) -> None:
        itself = self._write("template", self._template)
        for item in session.items:
            if self._fails(item, itself):
                raise RuntimeError(f"the template itself fails {item.nodeid}: fix that first")
        session.items.sort(key=self._cost)
        for number, mutant in enumerate(self._mutants):
            started = time.monotonic()
            mutated = self._write(str(number), mutant)
            killer = next((item for item in session.items if self._fails(item, mutated)), None)
            if killer:
                if self._fails(killer, itself) or not self._fails(killer, mutated):
                    raise RuntimeError(f"{killer.nodeid} fails for another reason than the mutant")
                # What killed one mutant is likely to kill the next.
                session.items.remove(killer)
                session.items.insert(0, killer)
                session.items.sort(key=self._cost)
            self._tell(killer.nodeid if killer else None, time.monotonic() - started)

    def _write(self, name: str, template: dict) -> Path:
        path = self._folder / f"{name}.json"
        path.write_text(json.dumps(template), encoding="utf-8")
        return path

    def _fails(self, item, template: Path) -> bool:
        item.config.option.template = template
        self._failed = False
        # Without a next item everything is torn down: the next item is not known, and remains of this one would
        # fail it ("previous item was not torn down properly").
        item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
        return self._failed

    def _cost(self, item) -> tuple:
        """The first deployment's tests come early: they kill most, and each deployment costs a translation."""
        parameters = item.callspec.params if hasattr(item, "callspec") else {}
        return self._seconds.get(item.nodeid, 0) > SLOW, DEPLOYMENTS.index(parameters.get("stack", DEPLOYMENTS[0]))
