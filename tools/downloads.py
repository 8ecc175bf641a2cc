"""Runs several installations side by side, and shows what each has downloaded. Standard library only."""
from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed

from tools import cache, environment, processes
from tools.progress import step

# pip: "Downloading boto3-1.43.106-py3-none-any.whl (139 kB)"; Maven: "Downloaded from central: URL (12 kB at 3.1 MB/s)".
_SIZE = re.compile(r"Download(?:ing|ed) .*\(([\d.,]+) ([kMG]?)(?:B|bytes)\b")
_MEGABYTES = {"": 1e-6, "k": 1e-3, "M": 1, "G": 1e3}


class Downloads:
    """The downloads of one installation, counted from the output of pip or Maven."""

    def __init__(self):
        self.files, self.megabytes, self.unpacks = 0, 0.0, False
        self._processes: list[subprocess.Popen] = []
        self._ended = False

    def read(self, line: str) -> None:
        size = _SIZE.search(line)
        if size:
            self.files += 1
            self.megabytes += float(size[1].replace(",", "")) * _MEGABYTES[size[2]]
        if line.startswith("Installing collected packages"):
            self.unpacks = True

    def run(self, command: list[str], **variables: str) -> tuple[int, list[str]]:
        """Runs a command, which keeps the locks of this process. The exit status, and the lines that are not empty."""
        process = subprocess.Popen(command, env={**environment.of_user(), **variables}, text=True, errors="replace",
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                   start_new_session=True, pass_fds=cache.held())
        self._processes.append(process)
        if self._ended:
            self.end()
        lines = []
        with process.stdout:
            for line in map(str.strip, process.stdout):
                self.read(line)
                lines += [line] if line else []
        self.unpacks = False
        return process.wait(), lines

    def end(self) -> None:
        """Ends what run has started and will start."""
        self._ended = True
        for process in self._processes:
            processes.end_group(process)


def side_by_side(text: str, jobs: dict[str, Callable[[Downloads], None]]) -> None:
    """Runs the jobs, by name, at the same time; the first failure ends all."""
    downloads = {name: Downloads() for name in jobs}
    with ThreadPoolExecutor(len(jobs)) as pool, step(text, lambda: _state(downloads)):
        futures = [pool.submit(job, downloads[name]) for name, job in jobs.items()]
        try:
            for future in as_completed(futures):
                future.result()
        except BaseException:
            for each in downloads.values():
                each.end()
            raise


def _state(downloads: dict[str, Downloads]) -> str:
    files, megabytes = (sum(column) for column in zip(*((each.files, each.megabytes) for each in downloads.values()),
                                                      strict=True))
    unpacked = [name for name, each in downloads.items() if each.unpacks]
    return f"{files} files, {megabytes:.0f} MB" + (f", unpacking {' and '.join(unpacked)}" if unpacked else "")
