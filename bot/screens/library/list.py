"""The plans that groups let everybody read, the newest first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column, row, shortened
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.wordings import written_in_lao
from bot.i18n import Html, Say, bold, mark
from bot.screens.plan.words import titles
from bot.services.contests import shared_plans
from bot.services.contests.shared_plans import SharedPlan

_PAGE, _LABEL = 4, 22
command(Command("library", Go("library.list"), mark("Plans of other groups"), order=39))


@dataclass(frozen=True, slots=True)
class ListView:
    plans: tuple[SharedPlan, ...]
    page: int


class List(Screen[ListView]):
    name = "library.list"
    args = ("page",)
    help: ClassVar[str] = mark("Plans of groups that let everybody read them. Choose one; a search finds them too")

    def load(self, turn: Turn) -> ListView:
        plans = tuple(shared_plans.listed(turn.uow))
        called = titles(turn.uow, (one.plan.title for one in plans), turn.say)
        plans = tuple(replace(one, plan=replace(one.plan, title=called[one.plan.title])) for one in plans)
        return ListView(plans, turn.page)

    def render(self, view: ListView, say: Say) -> Message:
        shown, page, pages = paged(view.plans, view.page, _PAGE)
        before = Button(say("◀ Before"), Go(self.name, {"page": page - 1})) if page else None
        more = Button(say("More ▶"), Go(self.name, {"page": page + 1})) if page < pages - 1 else None
        buttons = [_button(one, say) for one in shown]
        ask = say("Which plan would you like to read?") if view.plans else say("No group has shared its plan yet")
        rows = [*column(buttons), row(before, more), [Button(say("◀ Back"), Back())]]
        return Message(bold(say("📝 Plans of other groups")) if view.plans else Html(), rows, asks=ask)


def _button(one: SharedPlan, say: Say) -> Button:
    """By its title where the reader can read that, else by its group."""
    sign = "🏆" if one.plan.position == 1 or one.plan.final == 1 else "📝"
    foreign = say.language == "lo" and written_in_lao(one.group.name) and not written_in_lao(one.plan.title)
    name = one.group.name if foreign else one.plan.title or one.group.name
    label = f"{sign} {shortened(name, _LABEL)}"
    return Button(label, Go("library.read", {"plan": one.plan.id}, push=True))
