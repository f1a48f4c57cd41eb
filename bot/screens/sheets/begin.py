"""Bringing groups in: the empty table, the file that is sent, and the last ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.incoming import Answer
from bot.domain.people import STAFF, Role
from bot.domain.sheets import Sheet
from bot.i18n import Say, bold, lines, mark, paragraphs
from bot.services.sheets import sheets


@dataclass(frozen=True, slots=True)
class BeginView:
    latest: tuple[Sheet, ...]


class Begin(Screen[BeginView]):
    name = "sheets.begin"
    roles: ClassVar[frozenset[Role]] = STAFF
    asks = True
    help: ClassVar[str] = mark(
        "Fill in the empty table, one line for each person, and send it here. Nothing is taken before you have seen it"
    )

    def load(self, turn: Turn) -> BeginView:
        return BeginView(tuple(sheets.latest(turn.uow, by=turn.person)))

    def render(self, view: BeginView, say: Say) -> Message:
        known = (
            Button(f"{say.day(say.today(one.at))} {one.name}", Go("sheets.page", {"sheet": one.id}, push=True))
            for one in view.latest
        )
        text = paragraphs(
            bold(say("👥 Groups from a table")),
            lines(say("One line for each member. A group without members has one line, without a name")),
        )
        return Message(
            text,
            column([Button(say("📨 Get the empty table"), Tap("template")), *known, Button(say("◀ Back"), Back())]),
            asks=say("Send the table as a file: Excel or CSV"),
        )

    def tap_template(self, turn: Turn, view: BeginView) -> None:
        sheets.send_template(turn.uow, turn.say.language, chat=turn.chat, by=turn.person, now=turn.now)

    def on_answer(self, turn: Turn, view: BeginView, answer: Answer) -> Go:
        sheet = sheets.begin(turn.uow, answer, turn.say.zone.key, by=turn.person, now=turn.now)
        return Go("sheets.page", {"sheet": sheet}, push=True)
