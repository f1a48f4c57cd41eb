"""Commands of Phaen as processes of their own, which fork from one that has loaded the house: a start is mostly that.

What they do is their own from the first line of `__main__` on: arguments, environment, files, signals, the end. Under
`make coverage`, and where it matters what a start loads, each is a fresh interpreter.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import random
import resource
import runpy
import sys
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

ROOT = Path(__file__).parent.parent
_LOADED = ["tests.forked", "bot.app", "bot.checkup", "bot.demo", "bot.cli"]
_LOADED += ["alembic.command", "psycopg", "sqlalchemy.dialects.postgresql"]
_nursery = multiprocessing.get_context("forkserver")
_nursery.set_forkserver_preload(_LOADED)


class Process(Protocol):
    """A process that runs, or ran; `asyncio.subprocess.Process` is one."""

    @property
    def pid(self) -> int: ...
    @property
    def returncode(self) -> int | None: ...
    @property
    def stdout(self) -> asyncio.StreamReader | None: ...
    def send_signal(self, signal: int) -> None: ...
    async def wait(self) -> int: ...


class Forked:
    """A process that forked."""

    def __init__(self, process: multiprocessing.process.BaseProcess, stdout: asyncio.StreamReader) -> None:
        self._process, self._stdout = process, stdout

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    @property
    def stdout(self) -> asyncio.StreamReader:
        return self._stdout

    def send_signal(self, signal: int) -> None:
        """Raises ProcessLookupError where it has ended."""
        os.kill(self.pid, signal)

    async def wait(self) -> int:
        """Until it ends: its exit code, or minus the signal that ended it."""
        await asyncio.to_thread(self._process.join)
        assert self._process.exitcode is not None
        return self._process.exitcode


async def start(
    module: str, *words: str, environment: Mapping[str, str], fresh: bool = False, file_size: int | None = None
) -> Process:
    """Run `python -m module words…`; no file of it grows beyond `file_size` bytes. Output and errors are one stream."""
    if fresh or "COVERAGE_PROCESS_CONFIG" in os.environ or "COVERAGE_PROCESS_START" in os.environ:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", module, *words),
            env=dict(environment),
            cwd=ROOT,
            preexec_fn=lambda: _limit(file_size),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
    reader, writer = _nursery.Pipe(duplex=False)
    process = _nursery.Process(target=_main, args=(writer, module, words, dict(environment), file_size), daemon=True)
    await asyncio.to_thread(process.start)
    writer.close()
    stdout = asyncio.StreamReader()
    pipe = os.fdopen(os.dup(reader.fileno()), "rb", buffering=0)
    reader.close()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(stdout), pipe)
    return Forked(process, stdout)


async def ended(process: Process, seconds: float = 60) -> tuple[int, str]:
    """What a process ends with and what it said until then."""
    assert process.stdout is not None
    output = await asyncio.wait_for(process.stdout.read(), seconds)
    return await asyncio.wait_for(process.wait(), seconds), output.decode()


def _main(
    output: Connection, module: str, words: tuple[str, ...], environment: dict[str, str], file_size: int | None
) -> None:
    for stream in (1, 2):
        os.dup2(output.fileno(), stream)
    output.close()
    sys.stdout.reconfigure(write_through=True)  # type: ignore[union-attr]
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    random.seed()
    _limit(file_size)
    sys.argv = ["phaen", *words]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _limit(file_size: int | None) -> None:
    if file_size is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))
