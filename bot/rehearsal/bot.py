"""The Phaen that is rehearsed with: a process that is started, killed without a word, and started again."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.simulator.world import World

START = 120  # seconds that a start may take on a busy machine
ANSWER = 300  # … and a look at all that is due
POLL = 0.005
_KEPT = 2000  # lines of its log


class Stuck(Exception):
    """Phaen did not start, or does not answer any more."""


@dataclass
class Bot:
    """`environment` is what its settings are read from."""

    world: World
    clock: Path
    environment: dict[str, str]
    kills: int = 0
    lines: list[str] = field(default_factory=list)  # what it logged, over all its lives
    _process: asyncio.subprocess.Process | None = None
    _reader: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int:
        """The process's number, to measure its memory; 0 while none runs."""
        return self._process.pid if self._process else 0

    async def start(self) -> None:
        """Start it, and wait until it is ready. Raises Stuck."""
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.rehearsal.process", str(self.clock)),
            env={key: value for key, value in os.environ.items() if not key.startswith("PHAEN_")} | self.environment,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        self._reader = asyncio.create_task(self._log(self._process))
        if await self._line(self._process, START) != "ready":
            raise Stuck("Phaen did not start:\n" + "\n".join(self.lines[-20:]))

    async def kill(self) -> None:
        """End it at once, as a power cut would."""
        reader, process, self._process = self._reader, self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        if reader is not None:  # its own: another life may have begun meanwhile
            await reader

    async def cut(self, after: float) -> None:
        """A power cut in so many seconds, whatever it does then."""
        await asyncio.sleep(after)
        self.kills += 1
        await self.kill()

    async def look(self) -> datetime | None:
        """Let it do all that is due by the clock, and answer everything; when something is due next."""
        due = await self._do("look")
        return datetime.fromisoformat(due) if due != "-" else None

    async def rest(self) -> None:
        """Until everything that people did is answered."""
        await self._do("quiet")

    async def _do(self, what: str) -> str:
        while True:
            if self._process is None:
                await self.start()
            while self.world.updates.pending and self._process is not None:
                await asyncio.sleep(POLL)
            if (done := await self._ask(what)) and not self.world.updates.pending:
                return done

    async def _ask(self, what: str) -> str:
        """What it says when it has done so; "" where it was killed meanwhile."""
        process = self._process
        if process is None or process.stdin is None:
            return ""
        try:
            process.stdin.write(f"{what}\n".encode())
            await process.stdin.drain()
        except ConnectionError:
            return ""
        if done := await self._line(process, ANSWER):
            return done
        if self._process is process and process.returncode is not None:
            raise Stuck("Phaen ended by itself:\n" + "\n".join(self.lines[-20:]))
        return ""

    async def _line(self, process: asyncio.subprocess.Process, seconds: float) -> str:
        assert process.stdout is not None
        try:
            return (await asyncio.wait_for(process.stdout.readline(), seconds)).decode().strip()
        except TimeoutError:
            raise Stuck(f"Phaen is silent for {seconds} s:\n" + "\n".join(self.lines[-20:])) from None

    async def _log(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        async for line in process.stderr:
            self.lines.append(line.decode(errors="replace").rstrip())
            del self.lines[:-_KEPT]
