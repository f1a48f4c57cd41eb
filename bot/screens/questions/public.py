"""The questions and answers that everybody may read, without names, the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.questions import Published
from bot.i18n import Say, bold, mark
from bot.screens.questions.views import public_title
from bot.screens.widgets.ask_button import ask_button

_PAGE = 4  # questions on buttons of one page


@dataclass(frozen=True, slots=True)
class PublicView:
    questions: tuple[Published, ...]
    page: int


class Public(Screen[PublicView]):
    name = "questions.public"
    args = ("page",)
    help: ClassVar[str] = mark("What other farmers asked and experts answered. Open one to read it, or ask your own")

    def load(self, turn: Turn) -> PublicView:
        found = tuple(one for one in turn.uow.questions.published() if one.languages())
        return PublicView(found, turn.page)

    def render(self, view: PublicView, say: Say) -> Message:
        shown, page, pages = paged([self._button(one, say) for one in view.questions], view.page, _PAGE)
        before = Button(say("◀ Before"), Go(self.name, {"page": page - 1})) if page > 0 else None
        more = Button(say("More ▶"), Go(self.name, {"page": page + 1})) if page < pages - 1 else None
        head = bold(say("💬 Questions and answers"))
        asks = say("Which one would you like to read?") if shown else say("No question is published yet")
        rows = [*column([*shown, ask_button(say)]), row(Button(say("◀ Back"), Back()), before, more)]
        return Message(head, rows, asks=asks)

    def _button(self, one: Published, say: Say) -> Button:
        return Button(f"💬 {public_title(one, say)}", Go("questions.read", {"published": one.id}, push=True))
