"""The local AWS: MiniStack, with hooks so that it runs Java functions as Lambda does.

Started by the launcher as `python -m local.emulator OPTIONS`. It listens only on the addresses given. Once it answers,
it writes its port into the file `port` of its folder, which also has its other files. It ends on SIGTERM. Messages go
to standard error; if it does not start, the last line says why.
"""
import argparse
import asyncio
import os
import shutil
import signal
import sys
import threading
import time
from pathlib import Path

from local.emulator import settings


def parse(arguments):
    parser = argparse.ArgumentParser(prog="emulator")
    parser.add_argument("--folder", type=Path, required=True, help="an empty folder for this instance")
    parser.add_argument("--port", type=int, default=0, help="0 - any free one")
    parser.add_argument("--bind", action="append", required=True, metavar="ADDRESS")
    parser.add_argument("--jdk", type=Path, required=True, help="home of the JDK that runs the functions")
    parser.add_argument("--runtime-client", type=Path, required=True, help="folder of the runtime interface client")
    parser.add_argument("--pure-java", action="store_true", help="use no native code of the runtime interface client")
    parser.add_argument("--parent", type=int, required=True, help="end when this process is no longer the parent")
    parser.add_argument("--recorded", type=Path, help="unless this file exists then")
    return parser.parse_args(arguments)


def end_with(parent: int, recorded: Path | None) -> threading.Event:
    """What is returned is set if this process then ends."""
    ends = threading.Event()

    def watch():
        while os.getppid() == parent:
            time.sleep(0.5)
        if not (recorded and recorded.exists()):
            ends.set()
            os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()
    return ends


def main() -> None:
    options = parse(sys.argv[1:])
    os.chdir(options.folder)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    orphaned = end_with(options.parent, options.recorded)
    try:
        with settings.work_folder(options.folder) as folder:
            run(options, folder)
    finally:
        if orphaned.is_set():
            shutil.rmtree(options.folder, ignore_errors=True)


def run(options, folder: Path) -> None:
    sockets = settings.listen(options.bind, options.port)
    port = sockets[0].getsockname()[1]
    settings.apply(port, folder)

    # Not earlier: MiniStack reads its settings when it is imported.
    from local.emulator import hooks, server

    hooks.install(hooks.Java(options.jdk, options.runtime_client, folder, options.pure_java))
    asyncio.run(server.serve(sockets, started=lambda: settings.announce(options.folder, port)))


if __name__ == "__main__":
    main()
