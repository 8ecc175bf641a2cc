"""Serves MiniStack on sockets that are already open. MiniStack's main function would listen on every interface."""
import asyncio
import signal

from hypercorn.asyncio import serve as hypercorn_serve
from hypercorn.config import Config
from ministack import app
from ministack.core import lambda_runtime


async def serve(sockets, started) -> None:
    config = Config()
    config.bind = [f"fd://{listener.fileno()}" for listener in sockets]
    config.keep_alive_timeout = 75
    config.graceful_timeout = 0.5
    config.loglevel = "WARNING"
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    serving = asyncio.create_task(hypercorn_serve(app.app, config, shutdown_trigger=stop.wait))
    try:
        await asyncio.wait({serving, asyncio.create_task(_answers(sockets[0].getsockname()))},
                           return_when=asyncio.FIRST_COMPLETED)
        if not serving.done():
            started()
        await serving
    finally:
        lambda_runtime.reset()  # ends the functions' processes


async def _answers(address) -> None:
    """Returns when the health page answers."""
    while True:
        try:
            reader, writer = await asyncio.open_connection(*address)
            writer.write(b"GET /_ministack/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            status = await reader.readline()
            writer.close()
            if b" 200 " in status:
                return
        except OSError:
            pass
        await asyncio.sleep(0.05)
