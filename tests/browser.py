"""A Chromium for the tests of the page, one a process; `python -m tests.browser` makes sure that there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 600  # seconds that a download or an installation may take
MISSING = (
    "The tests of the page need a Chromium, and none could be found, downloaded or installed: "
    "install the package chromium (or Google Chrome), then try again."
)
# Without these the browser tries to reach its maker's hosts at every start.
QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-quic", "--disable-sync"]


class NoBrowserError(RuntimeError):
    """There is no Chromium on this machine, and none could be got."""


def chromium() -> str:
    """The path of a Chromium's executable; raises NoBrowserError with advice when there is none and none can be got."""
    steps: tuple[Callable[[], None], ...] = (lambda: None, _download, _install)
    for step in steps:
        step()
        if found := next(_found(), None):
            return found
    raise NoBrowserError(MISSING)


@asynccontextmanager
async def started() -> AsyncIterator[Browser]:
    """A browser; its start costs more than most of the tests, each of which opens a page of its own in it."""
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield browser
        await browser.close()


def _found() -> Iterator[str]:
    yield from (path for name in NAMES if (path := shutil.which(name)))
    if path := _downloaded():
        yield path


def _downloaded() -> str | None:
    """Where Playwright keeps its own Chromium, if it has been downloaded."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _download() -> None:
    _run(sys.executable, "-m", "playwright", "install", "chromium")


def _install() -> None:
    """Debian's package, where this process may install one."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _run("apt-get", "install", "-y", "--no-install-recommends", "chromium")


def _run(*command: str) -> None:
    """Tries a command; whether it helped is seen by looking for the browser again."""
    try:
        subprocess.run(command, timeout=PATIENCE, check=False, stdout=sys.stderr, stderr=sys.stderr)
    except (OSError, subprocess.TimeoutExpired) as problem:
        print(f"{command[0]}: {problem}", file=sys.stderr)


def main() -> int:
    try:
        print(chromium())
    except NoBrowserError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
