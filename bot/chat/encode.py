"""A drawn message as plain JSON for the outbox: HTML text, buttons with their data, a medium.

Here, and only here, everything is made to fit into what Telegram takes. A page that is longer than a message turns its
pages: ‹ 1/3 › lead to its parts by absolute addresses. What has no page of its own to come back to (a notice, words of
a picture, what brings the large keyboard) leaves as several messages, `parts` before the last one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.chat import address, cut
from bot.chat.address import Back, Go, Tap, Value
from bot.chat.message import Button, Copy, Link, Medium, Message, length
from bot.chat.screen import SCREENS
from bot.chat.stack import HOME, Page
from bot.i18n import Html, bold, lines, plain

Buttons = list[list[dict[str, str]]]
BUTTONS, IN_A_ROW = 90, 8  # of one message: Telegram takes 100, and those that turn pages are among them
MOST = address.BEHIND - 1  # parts of a page
HINT = 64  # characters of what stands where one types (Bot API, ReplyKeyboardMarkup)


def encode(message: Message, page: Page, below: Page = HOME, *, turns: bool = True) -> dict[str, Any]:
    """The content of an outbox row for `message`, drawn for `page`; Back buttons lead to `below`.

    `turns` is False where `page` would not show this message again.
    """
    heaps = _heaps([[_button(button, page, below) for button in row] for row in message.rows if row])
    message = _asked(message)
    if turns and message.keyboard is None and message.medium is None and _has_room(page):
        content = _part(message, heaps, page)
    else:
        text = _whole(message.above, message.text)
        content = {"text": str(text)} | ({"rows": heaps[0]} if heaps[0] else {})
    if message.keyboard is not None:
        content["keyboard"] = [[cut.brief(label, cut.LABEL) for label in row] for row in message.keyboard]
        content["hint"] = cut.brief(message.hint, HINT)
        content |= {"contact": cut.brief(message.contact, cut.LABEL)} if message.contact else {}
    if SCREENS[page.screen].confidential:
        content["secret"] = True
    if message.medium is not None:
        content["medium"] = _medium(message.medium)
    content = fits(content)
    if message.before:
        content["parts"] = [*map(dict, message.before), *content.get("parts", [])]
    return content


def _asked(message: Message) -> Message:
    """What happened and what is asked stand last, right above the buttons; in a page of several parts as elsewhere."""
    if message.asks is None:
        return message
    asked = bold(message.asks) if message.asks else ""
    told = (Html(message.above), message.text) if message.first else (message.text, Html(message.above))
    whole = lines(*told, asked)
    if length(whole) <= cut.TEXT:
        return replace(message, text=whole, above="", asks=None)
    return replace(message, text=lines(message.text, asked), asks=None)


def fits(content: dict[str, Any]) -> dict[str, Any]:
    """A row's content in what Telegram takes: texts that are too long leave before it, as `parts`, one after the other.

    Everything that leaves comes through here, whoever wrote its row.
    """
    if content.get("album") or content.get("parts"):  # its words fit, or it would be none (services/media.py)
        return content
    text = Html(content.get("text", ""))
    if content.get("medium"):
        if length(text) <= cut.CAPTION:
            return content
        return content | {"text": "", "parts": [str(part) for part in cut.parts(text)]}
    if length(text) <= cut.TEXT:
        return content if plain(text).strip() else content | {"text": "…"}
    *before, last = (str(part) for part in cut.parts(text))
    return content | {"text": last, "parts": before}


def toast(note: str) -> str:
    """The words that answer a tap."""
    return cut.brief(plain(note), cut.TOAST)


# Made to fit ----------------------------------------------------------------------------------------------------------
def _part(message: Message, heaps: Sequence[Buttons], page: Page) -> dict[str, Any]:
    """The part of a long page that is to be shown; what just happened stands above each of them."""
    texts: Sequence[Html] = [message.text]
    if length(_whole(message.above, message.text)) > cut.TEXT:
        texts = cut.parts(message.text)
    last = min(max(len(texts), len(heaps)), MOST)
    number = min(page.part, last)
    text = _whole(_note(message.above) if len(texts) > 1 else message.above, texts[min(number, len(texts)) - 1])
    rows = heaps[min(number, len(heaps)) - 1]
    if last > 1:
        rows = [_turning(page, number, last), *rows]
    return {"text": str(text)} | ({"rows": rows} if rows else {})


def _whole(above: str, text: Html) -> Html:
    return Html(f"{above}\n\n{text}") if above else text


def _note(above: str) -> str:
    """What just happened, in the room that a part leaves for it."""
    return above if length(above) <= cut.NOTE else cut.parts(Html(above), cut.NOTE)[0]


def _heaps(rows: Buttons) -> list[Buttons]:
    """The rows, as many together as one message takes; at least one heap."""
    found: list[Buttons] = [[]]
    for row in (whole[start : start + IN_A_ROW] for whole in rows for start in range(0, len(whole), IN_A_ROW)):
        if sum(map(len, found[-1])) + len(row) > BUTTONS:
            found.append([])
        found[-1].append(row)
    return found


def _turning(page: Page, number: int, last: int) -> list[dict[str, str]]:
    """‹ 2/3 › lead to the part before and the next one; the number in the middle goes round."""
    args, ways = _positions(page.screen, page.args), [(f"{number}/{last}", number % last + 1)]
    if number > 1:
        ways.insert(0, ("‹", number - 1))
    if number < last:
        ways.append(("›", number + 1))
    return [{"label": label, "data": address.page(page.screen, args, part=to)} for label, to in ways]


def _has_room(page: Page) -> bool:
    """Whether the address of a page leaves room for a number."""
    return len(address.page(page.screen, _positions(page.screen, page.args))) <= address.LIMIT - len(f"~{MOST}")


# Buttons --------------------------------------------------------------------------------------------------------------
def _button(button: Button, page: Page, below: Page) -> dict[str, str]:
    label = cut.brief(plain(button.label), cut.LABEL) or "…"
    if isinstance(button.does, Link):
        return {"label": label, "url": button.does.url}
    if isinstance(button.does, Copy):
        return {"label": label, "copy": button.does.text}
    return {"label": label, "data": _data(button.does, page, below)}


def _data(does: Go | Tap | Back, page: Page, below: Page) -> str:
    if isinstance(does, Tap) and does.on is not None:
        return address.tap(does.on.screen, does.action, _positions(does.on.screen, does.on.args), does.values, None)
    if isinstance(does, Tap):
        args = _positions(page.screen, page.args)
        return address.tap(page.screen, does.action, args, does.values, page.seen)
    if isinstance(does, Back):
        return address.page(below.screen, _positions(below.screen, below.args), part=below.part)
    return address.page(does.screen, _positions(does.screen, does.args), push=does.push, part=does.part)


def _positions(screen: str, args: Mapping[str, Value]) -> tuple[Value, ...]:
    """Arguments in the order in which the screen names them; missing ones at the end are left out."""
    names = SCREENS[screen].args
    if set(args) - set(names):
        raise ValueError(f"{screen} has no argument {set(args) - set(names)}")
    values = [args[name] for name in names if name in args]
    if list(args) and [name for name in names if name in args] != list(names[: len(values)]):
        raise ValueError(f"{screen} needs its arguments in order: {names}")
    return tuple(values)


def _medium(medium: Medium) -> dict[str, Any]:
    values = {"kind": medium.kind, "file_id": medium.file_id, "path": medium.path, "name": medium.name}
    return {name: value for name, value in values.items() if value} | (
        {"recipe": medium.recipe} if medium.recipe else {}
    )
