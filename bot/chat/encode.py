"""A drawn message as plain JSON for the outbox: HTML text, buttons with their data, a medium."""

from __future__ import annotations

from typing import Any

from bot.chat import address
from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Link, Medium, Message
from bot.chat.screen import SCREENS
from bot.chat.stack import HOME, Page
from bot.i18n import plain


def encode(message: Message, page: Page, below: Page = HOME) -> dict[str, Any]:
    """The content of an outbox row for `message`, drawn for `page`; Back buttons lead to `below`."""
    content: dict[str, Any] = {"text": str(message.text)}
    if message.rows:
        content["rows"] = [[_button(button, page, below) for button in row] for row in message.rows if row]
    if message.keyboard is not None:
        content["keyboard"] = [list(row) for row in message.keyboard]
        content["hint"] = message.hint
    if message.medium is not None:
        content["medium"] = _medium(message.medium)
    return content


def _button(button: Button, page: Page, below: Page) -> dict[str, str]:
    label = plain(button.label)
    if isinstance(button.does, Link):
        return {"label": label, "url": button.does.url}
    return {"label": label, "data": _data(button.does, page, below)}


def _data(does: Go | Tap | Back, page: Page, below: Page) -> str:
    if isinstance(does, Tap):
        args = _positions(page.screen, page.args)
        return address.tap(page.screen, does.action, args, does.values, page.seen)
    if isinstance(does, Back):
        return address.page(below.screen, _positions(below.screen, below.args))
    return address.page(does.screen, _positions(does.screen, does.args), push=does.push)


def _positions(screen: str, args: Any) -> tuple[address.Value, ...]:
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
