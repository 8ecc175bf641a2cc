"""Runs targets of the Makefile side by side: `python3 -m tools.together TARGET...`.

The output of each target is shown as a whole when it ends, so that no two are mixed. Exit status 1 if one fails; the
others still run to their end. Standard library only.
"""
from __future__ import annotations

import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import NamedTuple

from tools import processes
from tools.progress import Failure, run_main, say, step

_AT_ONCE = 3  # two cores are then busy even while one target waits


class Result(NamedTuple):
    target: str
    status: int
    seconds: float
    output: bytes


def main(arguments: list[str]) -> int:
    if not arguments:
        raise Failure("usage: python3 -m tools.together TARGET...")
    failed = [result.target for result in run(arguments) if result.status]
    say(f"failed: {', '.join(failed)}" if failed else f"passed: {', '.join(arguments)}")
    return 1 if failed else 0


def run(targets: list[str]) -> list[Result]:
    """Runs the targets in this order, shows each as it ends, and returns them in the order in which they ended."""
    running: list[subprocess.Popen] = []
    results = []
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        futures = [pool.submit(_run, target, running) for target in targets]
        try:
            with step(f"running {', '.join(targets)}, {_AT_ONCE} at once"):
                for future in as_completed(futures):
                    results.append(future.result())
                    _show(results[-1], set(targets) - {result.target for result in results})
        except BaseException:
            for future in futures:
                future.cancel()
            for process in running:
                processes.end_group(process)
            raise
    return results


def _run(target: str, running: list[subprocess.Popen]) -> Result:
    began = time.monotonic()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(["make", "--no-print-directory", target], stdin=subprocess.DEVNULL, stdout=output,
                                   stderr=subprocess.STDOUT, start_new_session=True)
        running.append(process)
        status = process.wait()
        output.seek(0)
        return Result(target, status, time.monotonic() - began, output.read())


def _show(result: Result, left: set[str]) -> None:
    print(f"\n=== make {result.target} {'failed' if result.status else 'passed'} after {result.seconds:.0f} s",
          flush=True)
    print(result.output.decode(errors="replace"), end="", flush=True)
    if left:
        say(f"not finished yet: {', '.join(sorted(left))}")


if __name__ == "__main__":
    run_main(main)
