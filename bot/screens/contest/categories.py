"""Categories of winners, and which plan is in which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column, shortened
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text, paged
from bot.domain.ids import PlanId
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.domain.plans import Plan
from bot.i18n import Html, Say, bold, mark, paragraphs
from bot.screens.contest import views
from bot.screens.contest.views import ContestView
from bot.services.contests import contests

_PAGE, _LABEL = 3, 24


@dataclass(frozen=True, slots=True)
class CategoriesView:
    whole: ContestView
    plans: tuple[tuple[Plan, str], ...]  # with the group's name
    page: int


class Categories(Screen[CategoriesView]):
    name = "contest.categories"
    args = ("round", "page")
    roles = STAFF
    asks = True
    help: ClassVar[str] = mark("Press a plan to put it into the next category. Each can have places of its own")

    def load(self, turn: Turn) -> CategoriesView:
        view = views.load(turn)
        found = contests.sent(turn.uow, view.round.id)
        named = tuple((plan, group.name if (group := turn.uow.groups.get(plan.group)) else "–") for plan in found)
        return CategoriesView(view, named, turn.page)

    def render(self, view: CategoriesView, say: Say) -> Message:
        rules, here = view.whole.contest.rules, {"round": view.whole.round.id}
        shown, page, pages = paged(view.plans, view.page, _PAGE)
        buttons = [
            Button(f"{shortened(name, _LABEL)}: {rules.of_plans.get(plan.id) or '–'}", Tap("turn", (plan.id,)))
            for plan, name in (shown if rules.categories else ())
        ]
        more = Button(say("More ▶"), Go(self.name, here | {"page": page + 1})) if page < pages - 1 else None
        own = Button(_own(rules.own_places, say), Tap("own")) if rules.categories else None
        ask = say("Write the categories, with commas: women's groups, youth")
        text = paragraphs(bold(say.names(rules.categories)) if rules.categories else "", ask)
        return Message(text, column([own, *buttons, more, Button(say("◀ Back"), Back())]))

    def on_answer(self, turn: Turn, view: CategoriesView, answer: Answer) -> Go:
        round_id = view.whole.round.id
        contests.set_categories(turn.uow, round_id, only_text(answer), by=turn.person, now=turn.now)
        return Go(self.name, {"round": round_id}, note=turn.say("✅ Saved"))

    def tap_own(self, turn: Turn, view: CategoriesView) -> Go:
        """Whether each category has places of its own."""
        whole, flag = view.whole, not view.whole.contest.rules.own_places
        contests.set_flag(turn.uow, whole.round.id, "own_places", flag, by=turn.person, now=turn.now)
        return Go(self.name, {"round": whole.round.id, "page": view.page})

    def tap_turn(self, turn: Turn, view: CategoriesView) -> Go:
        """Into the next category, and after the last into none."""
        names, plan = ("", *view.whole.contest.rules.categories), PlanId(turn.choice())
        present = view.whole.contest.rules.of_plans.get(plan, "")
        index = names.index(present) + 1 if present in names else 0
        contests.set_category(turn.uow, plan, names[index % len(names)], by=turn.person, now=turn.now)
        return Go(self.name, {"round": view.whole.round.id, "page": view.page})


def _own(own: bool, say: Say) -> Html:
    return say("Places: each category has its own") if own else say("Places: all together")
