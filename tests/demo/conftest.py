"""`phaen demo` as a process of its own, and a browser on its page."""

from __future__ import annotations

import asyncio
import os
import re
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from tests import forked


@pytest_asyncio.fixture(loop_scope="session")
async def demo(tmp_path: Path) -> AsyncIterator[str]:
    """The address of a demo that just started."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PHAEN_")}
    process = await forked.start("bot", "demo", "--port", "0", "--data", str(tmp_path), environment=environment)
    assert process.stdout is not None
    output: list[str] = []
    address = ""
    while not address:
        line = (await asyncio.wait_for(process.stdout.readline(), 60)).decode()
        assert line, "the demo ended:\n" + "".join(output)
        output.append(line)
        found = re.search(r"http://127\.0\.0\.1:\d+", line) if "ready" in line else None
        address = found.group() if found else ""
    rest = asyncio.create_task(process.stdout.read())
    yield address
    process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), 30) == 0
    trouble = (await rest).decode()
    assert "Traceback" not in trouble, trouble


@pytest_asyncio.fixture(loop_scope="session")
async def page(demo: str, browser: Browser) -> AsyncIterator[Page]:
    """The demo's page; an error on it fails the test."""
    page = await browser.new_page(
        viewport={"width": 1600, "height": 900}, device_scale_factor=1, locale="lo-LA", reduced_motion="reduce"
    )
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    await page.goto(demo)
    yield page
    await page.close()
    assert not errors, errors


@pytest.fixture
def pictures() -> Path:
    """Where screenshots go: a folder that PHAEN_PICTURES names, else a temporary one of the run."""
    folder = Path(os.environ.get("PHAEN_PICTURES", "/tmp/phaen-pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
