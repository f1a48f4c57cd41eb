"""The real Phaen as processes of their own, on a local Telegram: started, stopped in order, or killed."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp import web

from tests import forked

READY = 60  # seconds that a start may take on a busy machine
FRESH = False  # `make bench` sets it: what is measured is a process as it is at home


class Phaen:
    """`phaen run` with its own data folder; output is kept for the test to read.

    `module` is what is started instead of the package: a test's own that adds a screen and then does the same.
    A `fresh` one loads everything itself, as at home.
    """

    def __init__(self, url: str, token: str, data: Path, *, module: str = "bot", **settings: str) -> None:
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("PHAEN_")}
        self.environment |= {
            "PHAEN_TOKEN": token,
            "PHAEN_TELEGRAM_URL": url,
            "PHAEN_DATA": str(data),
            "PHAEN_LIMIT_OVERALL": "0",
            "PHAEN_LIMIT_CHAT": "0",
            "PHAEN_LIMIT_GROUP": "0",
            "PYTHONUNBUFFERED": "1",
        }
        self.environment |= {f"PHAEN_{name.upper()}": value for name, value in settings.items()}
        self.module = module
        self.fresh = FRESH
        self.output: list[str] = []
        self._process: forked.Process | None = None
        self._reader: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()

    @property
    def pid(self) -> int:
        """The running process's number, to measure its memory."""
        assert self._process is not None, "it does not run"
        return self._process.pid

    async def start(self) -> None:
        """Start it and wait until it says that it is ready."""
        self._ready.clear()
        self._process = await forked.start(self.module, "run", environment=self.environment, fresh=self.fresh)
        self._reader = asyncio.create_task(self._read())
        try:
            await asyncio.wait_for(self._ready.wait(), READY)
        except TimeoutError:
            await self.kill()
            raise AssertionError("Phaen did not start:\n" + "\n".join(self.output)) from None

    @property
    def dead(self) -> bool:
        """Whether it ended by itself."""
        return self._process is not None and self._process.returncode is not None

    async def kill(self) -> None:
        """End it at once, as a power cut would."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Ask it to end; returns its exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, sign: signal.Signals) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        with suppress(ProcessLookupError):
            process.send_signal(sign)
        code = await process.wait()
        if self._reader is not None:
            await self._reader
        return code

    async def _read(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            self.output.append(line.decode().rstrip())
            if "is ready" in self.output[-1]:
                self._ready.set()


class Proxy:
    """What a reverse proxy does before several processes: each request to the next one that answers, else 502."""

    def __init__(self, *ports: int) -> None:
        self.ports = list(ports)
        self.url = ""

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        application = web.Application()
        application.router.add_post("/{path:.*}", self._pass_on)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        port = free_port()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        self.url = f"http://127.0.0.1:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._runner.cleanup()
        await self._session.close()

    async def _pass_on(self, request: web.Request) -> web.Response:
        body = await request.read()
        names = ("Content-Type", "X-Telegram-Bot-Api-Secret-Token")
        headers = {name: request.headers[name] for name in names if name in request.headers}
        for _ in self.ports:
            self.ports.append(self.ports.pop(0))
            url = f"http://127.0.0.1:{self.ports[-1]}{request.path}"
            with suppress(aiohttp.ClientError, OSError):
                async with self._session.post(url, data=body, headers=headers) as answer:
                    return web.Response(status=answer.status, body=await answer.read())
        return web.Response(status=502)


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
