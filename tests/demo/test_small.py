"""On the smallest telephone (360 × 640) what just happened and what is asked are seen after every tap."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.demo.page import WAIT, Phone
from tests.demo.test_story import (
    EXPERT,
    LEADER,
    NOY,
    STAFF,
    announces,
    joins,
    learns,
    plans,
    remembers,
    reviews,
)

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]  # the browser's

TELEPHONE = ViewportSize(width=360, height=640)
STILL = 200  # ms in which a page that stands still does not move
NOT_YET = {EXPERT: 4, STAFF: 2}  # pages that are a little too high yet; lower it, farmers have none
TRIES = 40  # looks until a page stands still
# What is cut off of the newest question: its last two lines, and its first button, inside the part that is seen.
HIDDEN = """phone => {
    const pane = phone.querySelector(".pane"), box = pane.getBoundingClientRect();
    const asking = [...phone.querySelectorAll(".message")].filter((one) => one.querySelector("button.inline"));
    const message = asking.at(-1);
    if (!message) return {};
    const words = document.createTreeWalker(message.querySelector(".text"), NodeFilter.SHOW_TEXT);
    const lines = [];
    while (words.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(words.currentNode);
        lines.push(...range.getClientRects());
    }
    const tops = [...new Set(lines.map((one) => Math.round(one.top)))].sort((one, two) => one - two);
    const from = tops.at(-2) ?? tops[0];
    const button = message.querySelector("button.inline").getBoundingClientRect();
    return {
        place: `${pane.scrollTop}/${pane.scrollHeight}/${pane.clientHeight}`,
        words: message.innerText,
        above: Math.max(0, box.top - from),
        below: Math.max(0, button.bottom - box.bottom),
        last: message === [...phone.querySelectorAll(".message")].at(-1),
    };
}"""


class Small(Phone):
    """A telephone on which every tap and every text has to end with a question that is seen."""

    def __init__(self, page: Page, index: int) -> None:
        super().__init__(page, index)
        self.index = index
        self.looks: list[dict[str, Any]] = []

    async def comes(self) -> None:
        """A small page shows one phone: its tab is pressed first."""
        if not await self.node.is_visible():
            await self.page.locator("nav.tabs button").nth(self.index).click(timeout=WAIT)

    async def taps(self, label: str) -> None:
        await self.sees_button(label)
        await self.look()
        await super().taps(label)

    async def taps_some(self, words: str) -> None:
        await self.look()
        await super().taps_some(words)

    async def presses(self, label: str) -> None:
        await self.comes()
        await super().presses(label)

    async def says(self, text: str) -> None:
        await self.look()
        await super().says(text)

    async def sees(self, text: str) -> None:
        await self.comes()
        await super().sees(text)

    async def shows(self, text: str) -> None:
        await self.comes()
        await super().shows(text)

    async def sees_button(self, label: str) -> None:
        await self.comes()
        await super().sees_button(label)

    async def look(self) -> None:
        """The question that is about to be answered stands still, and is seen."""
        await self.comes()
        seen: dict[str, Any] = {}
        for _ in range(TRIES):
            before, seen = seen, await self.node.evaluate(HIDDEN)
            if seen and seen == before:
                break
            await self.page.wait_for_timeout(STILL)
        self.looks.append(seen)


@pytest_asyncio.fixture(loop_scope="session")
async def telephone(demo: str, browser: Browser) -> AsyncIterator[Page]:
    page = await browser.new_page(viewport=TELEPHONE, device_scale_factor=1, locale="lo-LA", reduced_motion="reduce")
    await page.goto(demo)
    yield page
    await page.close()


async def test_what_is_asked_is_seen_after_every_tap_of_the_whole_story(telephone: Page, pictures: Path) -> None:
    leader, noy, expert, staff = (Small(telephone, index) for index in (LEADER, NOY, EXPERT, STAFF))
    await expect(leader.node).to_be_visible(timeout=WAIT)
    for part in (joins, learns, plans):
        await part(leader, telephone, pictures)
    await leader.look()
    await reviews(expert, telephone, pictures)
    await leader.sees("ແຜນຂອງກຸ່ມຜ່ານແລ້ວ")
    await announces(staff, noy, telephone, pictures)
    await remembers(leader, telephone, pictures)
    await leader.look()
    looks = [one for phone in (leader, noy, expert, staff) for one in phone.looks]
    assert len(looks) > 65
    for phone in (leader, noy, expert, staff):
        hidden = [one for one in phone.looks if one.get("above") or one.get("below")]
        assert len(hidden) <= NOT_YET.get(phone.index, 0), "\n".join(
            f"{one['place']} {one['above']:.0f} {one['below']:.0f} {one['words']!r}" for one in hidden
        )
