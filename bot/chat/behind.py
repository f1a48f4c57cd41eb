"""What stands behind 🧭: the same page with other buttons, so that a page itself offers no more than it must.

It is the same screen at the same place: what is typed still answers the page, and what is tapped leads back to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.chat.address import BEHIND, Go
from bot.chat.message import Button, Message, Rows
from bot.chat.stack import Page
from bot.domain.signs import ARROWS
from bot.i18n import Html, Say, plain
from bot.understand import lao

BESIDE = 12  # letters of a label beside another one
_ROWS = 5  # one below the other; more of them stand side by side where they are short


def drawn(message: Message, page: Page, say: Say) -> Message:
    """The page with 🧭 in its last row, or what stands behind it."""
    if not message.more:
        return message
    if page.part != BEHIND:
        label = message.more_label or say("🧭 More")
        more = Button(label, Go(page.screen, page.args, part=BEHIND))
        return replace(message, rows=_with(message.rows, more), more=())
    rows = [*_laid(message.more), [Button(say("◀ Back"), Go(page.screen, page.args))]]
    if message.more_label:  # more answers to the same question
        return replace(message, rows=rows, more=())
    return replace(message, text=_head(message.text), rows=rows, asks=say("What would you like to do?"), more=())


def _with(rows: Rows, more: Button) -> Rows:
    """🧭 at the right of an arrow that stands alone in the last row, else in a row of its own."""
    shown = [list(row) for row in rows if row]
    last = shown[-1] if shown else []
    if len(last) == 1 and (last[0].label[:1] in ARROWS or last[0].label[-1:] in ARROWS) and _short(last[0]):
        return [*shown[:-1], [*last, more]]
    return [*shown, [more]]


def _laid(buttons: Sequence[Button]) -> Iterator[list[Button]]:
    """One below the other; from the sixth on two short ones share a row."""
    waiting: list[Button] = []
    for button in buttons:
        if len(buttons) > _ROWS and _short(button) and waiting:
            yield [waiting.pop(), button]
        else:
            yield from ([one] for one in waiting)
            waiting = [button]
            if not (len(buttons) > _ROWS and _short(button)):
                yield [waiting.pop()]
    yield from ([one] for one in waiting)


def _short(button: Button) -> bool:
    sign, _, words = plain(button.label).partition(" ")
    return lao.wide(words or sign) <= BESIDE


def _head(text: Html) -> Html:
    """What the page is about: its first line."""
    first = text.partition("\n")[0]
    return Html(first + "</b>" if first.count("<b>") > first.count("</b>") else first)
