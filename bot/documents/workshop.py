"""Papers made in a process of their own, which is started when something is to be made, and anew when it has died."""

from __future__ import annotations

import json
import logging
import os
import pickle
import subprocess
import sys
import weakref
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock, Timer
from typing import IO, Any

from bot.documents import room
from bot.documents.cards_values import Sheet
from bot.documents.figures import Figures, Page
from bot.documents.paper import CertificatePaper, PlanPaper
from bot.documents.poster import Poster
from bot.documents.worker import ANSWERED, ASKED, FAILED, NOTHING

log = logging.getLogger(__name__)
MEMORY = 512 * 1024 * 1024  # bytes that the process may take; the bot is meant to run on a machine of 1 GB
SECONDS = 60.0  # for one thing; the largest plan takes three
_ROOT = Path(__file__).parents[2]


class NotMade(Exception):
    """It could not be made: the process died of it, took too long, or the paper has a fault."""


class Workshop:
    """One thing is made after the other; threads wait for their turn."""

    def __init__(self, memory: int = MEMORY, seconds: float = SECONDS) -> None:
        self.memory, self.seconds = memory, seconds
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def plan(self, paper: PlanPaper) -> bytes:
        """The plan as PDF; a photo that cannot be read, or kills its reader, is named so in its place."""
        return self._make("plan", paper, dict(self._photos(paper)))

    def card(self, paper: PlanPaper) -> bytes:
        """The plan at a glance as PNG."""
        return self._make("card", paper)

    def poster(self, poster: Poster) -> bytes:
        """An announcement as one page to hang up, as PDF."""
        return self._make("poster", poster)

    def picture(self, svg: bytes) -> bytes:
        """A lesson's drawing as PNG."""
        return self._make("picture", svg)

    def cards(self, sheet: Sheet) -> bytes:
        """Links as cards to be cut out, as PDF."""
        return self._make("cards", sheet)

    def qr_card(self, sheet: Sheet) -> bytes:
        """One link as PNG."""
        return self._make("qr card", sheet)

    def template(self, heads: Sequence[str], sexes: Sequence[str], yes: str, hint: str) -> bytes:
        """The empty table of groups and people as Excel."""
        return self._make("template", heads, sexes, yes, hint)

    def table(self, path: Path) -> dict[str, Any]:
        """The lines of a spreadsheet, or why it cannot be read (sheets.py); what kills its reader is too large.

        Raises NotMade when there is no workshop any more.
        """
        try:
            read: dict[str, Any] = json.loads(self._make("table", path))
        except NotMade:
            if self._closed:
                raise
            return {"why": "large"}
        return read

    def chart(self, sheet: Figures) -> bytes:
        """Figures as PNG."""
        return self._make("chart", sheet)

    def report(self, sheet: Figures) -> bytes:
        """Figures on one page, as PDF."""
        return self._make("report", sheet)

    def workbook(self, pages: Sequence[Page]) -> bytes:
        """An Excel workbook."""
        return self._make("workbook", pages)

    def certificate(self, paper: CertificatePaper) -> bytes:
        """A certificate as PDF."""
        return self._make("certificate", paper)

    def photo(self, photo: Path, most: int) -> bytes | None:
        """A photo made small; None if it cannot be."""
        try:
            return self._do("photo", photo, most)
        except NotMade:
            return None

    def close(self) -> None:
        """End the process, also while it works; nothing is made any more."""
        self._closed = True
        if process := self._process:
            process.kill()

    def _photos(self, paper: PlanPaper) -> Iterator[tuple[Path, bytes]]:
        taken, most = paper.photos[: room.PHOTOS], room.photo_bytes(room.fitted(paper))
        for photo in taken:
            if small := self.photo(photo, most // len(taken)):
                yield photo, small

    def _make(self, job: str, *args: object) -> bytes:
        made = self._do(job, *args)
        if made is None:
            raise NotMade(job)
        return made

    def _do(self, job: str, *args: object) -> bytes | None:
        asked = pickle.dumps((job, args))
        with self._lock:
            process = self._running()
            overtime = Timer(self.seconds, process.kill)
            overtime.start()
            try:
                state, made = _ask(process, asked)
            except (OSError, EOFError):
                self._bury(process, job)
                raise NotMade(job) from None
            finally:
                overtime.cancel()
        if state == FAILED:
            log.error("a %s could not be made: %s", job, made.decode())
            raise NotMade(job)
        return None if state == NOTHING else made

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = _start(self.memory)
            weakref.finalize(self, _end, self._process)
        if self._closed:  # asked after the start, so that no close misses it
            _end(self._process)
            raise NotMade("closed")
        return self._process

    def _bury(self, process: subprocess.Popen[bytes], job: str) -> None:
        _end(process)
        self._process = None
        if not self._closed:
            log.warning("the process that makes papers ended at a %s (%s); it is renewed", job, process.returncode)


def _start(memory: int) -> subprocess.Popen[bytes]:
    """The process, without what it need not know: it opens what strangers send."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("PHAEN_")}
    known["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_ROOT), known.get("PYTHONPATH"))))
    return subprocess.Popen(  # noqa: S603 – ourselves
        [sys.executable, "-m", "bot.documents.worker", str(memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=known,
        start_new_session=True,  # Ctrl+C is for the bot, which ends it
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with suppress(OSError):  # what it had not read yet
                pipe.close()
    process.wait()


def _ask(process: subprocess.Popen[bytes], asked: bytes) -> tuple[bytes, bytes]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(ASKED.pack(len(asked)) + asked)
    process.stdin.flush()
    state, size = ANSWERED.unpack(_exactly(process.stdout, ANSWERED.size))
    return state, _exactly(process.stdout, size)


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    found = pipe.read(size)
    if len(found) < size:
        raise EOFError
    return found
