"""Sets MiniStack's settings before it is imported: it reads them from environment variables."""
import contextlib
import os
import re
import socket
import tempfile
from pathlib import Path

REGION = "us-east-1"


def listen(addresses: list[str], port: int) -> list[socket.socket]:
    """One socket per address, all on one port. Port 0 takes a free one and reserves it."""
    sockets = []
    for address in addresses:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address, port))
            listener.listen(128)
        except OSError as error:
            raise SystemExit(f"cannot listen on {address}:{port}: {error.strerror}") from None
        port = listener.getsockname()[1]
        sockets.append(listener)
    return sockets


@contextlib.contextmanager
def work_folder(folder: Path):
    """The folder, or a temporary one if its path has other than plain characters. Micronaut finds no beans in a jar
    below a folder with a space in its name; the path of Lambda's /var/task has none."""
    if re.fullmatch(r"[A-Za-z0-9_./-]+", str(folder)):
        yield folder
    else:
        with tempfile.TemporaryDirectory(prefix="sealed-store-", ignore_cleanup_errors=True) as temporary:
            yield Path(temporary)


def apply(port: int, folder: Path) -> None:
    """Replaces the whole environment, so that no variable of the user becomes a setting."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "LC_ALL") if name in os.environ}
    os.environ.clear()
    os.environ.update(kept)
    os.environ.update({
        "AUTH": "true",  # evaluate IAM policies, the execution roles' among them
        "GATEWAY_PORT": str(port),
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",  # the endpoint of the functions
        "MINISTACK_REGION": REGION,
        "TMPDIR": str(folder),
        "STATE_DIR": str(folder / "state"),  # otherwise it leaves a folder in the system's temporary folder
        "IOT_MTLS_ENABLED": "0",  # otherwise it listens on port 8883 of every interface
        "SFTP_ENABLED": "0",
        "DOCKER_HOST": f"unix://{folder}/no-docker.sock",  # otherwise it looks for images and containers
        "LOG_LEVEL": "WARNING",
    })
    tempfile.tempdir = str(folder)


def announce(folder: Path, port: int) -> None:
    """Reports the port to the launcher; the file appears complete."""
    (folder / "port.new").write_text(str(port))
    (folder / "port.new").replace(folder / "port")
