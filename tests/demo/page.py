"""A phone of the demo's page in a real browser: what a person reads, presses and types."""

from __future__ import annotations

import re

from playwright.async_api import Locator, Page, expect

WAIT = 15_000  # ms that anything may take to appear on a busy machine


class Phone:
    """One person's phone on the page."""

    def __init__(self, page: Page, index: int) -> None:
        self.node = page.locator("section.phone").nth(index)
        self.page = page
        self.made = 0  # taps

    async def starts(self) -> None:
        """Press the Start button of a chat that has not begun."""
        await self.node.locator("button.start").click(timeout=WAIT)
        self.made += 1

    async def taps(self, label: str) -> None:
        """Press the newest inline button whose label contains `label`."""
        await self.button(label).last.click(timeout=WAIT)
        self.made += 1

    async def taps_some(self, words: str) -> None:
        """The same for a button in whose label there is more than `words`."""
        await self.node.locator("button.inline", has_text=words).last.click(timeout=WAIT)
        self.made += 1

    async def presses(self, label: str) -> None:
        """Press a button of the large keyboard; it is opened first when it is closed."""
        button = self.node.locator("button.reply", has_text=label).first
        await self.node.locator("button.keys").wait_for(timeout=WAIT)
        if not await button.is_visible():
            await self.node.locator("button.keys").click(timeout=WAIT)
        await button.click(timeout=WAIT)
        self.made += 1

    async def says(self, text: str) -> None:
        """Type and send."""
        box = self.node.locator("textarea.composer")
        await box.fill(text, timeout=WAIT)
        await box.press("Enter")

    async def sees(self, text: str) -> None:
        """Wait until a message holds `text`."""
        await expect(self.node.locator(".message", has_text=text).last).to_be_visible(timeout=WAIT)

    async def shows(self, text: str) -> None:
        """Wait until the newest message holds `text`."""
        await expect(self.node.locator(".message").last).to_contain_text(text, timeout=WAIT)

    async def sees_button(self, label: str) -> None:
        await expect(self.button(label).last).to_be_visible(timeout=WAIT)

    def button(self, label: str) -> Locator:
        """Inline buttons whose label has `label` as its words, an emoji before or an arrow behind it."""
        other = "[^\u0e80-\u0effA-Za-z]*"  # a browser's \\W would take Lao letters for signs
        return self.node.locator("button.inline").filter(has_text=re.compile(f"^{other}{re.escape(label)}{other}$"))

    def newest(self) -> Locator:
        """The inline buttons of the newest message that has any."""
        messages = self.node.locator(".message", has=self.page.locator("button.inline"))
        return messages.last.locator("button.inline")


async def later(page: Page, seconds: int) -> None:
    """Move the clock on; on a small page the switches are folded away before and after."""
    step, gear = page.locator(f'button[data-advance="{seconds}"]'), page.locator("button.gear")
    folded = not await step.is_visible()
    if folded:
        await gear.click(timeout=WAIT)
    await step.click(timeout=WAIT)
    if folded:
        await gear.click(timeout=WAIT)
