"""One plan of the library, a page at a time; names of people in it are those that the group wrote."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from bot.chat.address import Back, Go, number
from bot.chat.message import Button, Message, shortened
from bot.chat.screen import Screen, Turn
from bot.chat.typed import cut_out
from bot.domain.ids import PlanId
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.plan import words as plan_words
from bot.screens.widgets.hits import Hit, shows
from bot.screens.widgets.turning import turning
from bot.services.contests import shared_plans
from bot.services.contests.shared_plans import SharedPlan
from bot.services.plans import versions
from bot.understand.search import Passage


@dataclass(frozen=True, slots=True)
class ReadView:
    """A page of the plan: an item."""

    shared: SharedPlan
    location: Html
    items: tuple[Html, ...]
    page: int


class Read(Screen[ReadView]):
    name = "library.read"
    args = ("plan", "page")
    help: ClassVar[str] = mark("What another group planned. Ask an expert if you want to try the same")

    def load(self, turn: Turn) -> ReadView:
        found = shared_plans.open_shared(turn.uow, PlanId(turn.number("plan")), by=turn.person)
        version = versions.of_submission(found.submission)
        form = turn.library.form_of(version.form)
        told = plan_words.steps(version, form, turn.say, wordings=turn.uow.wordings.of_plan(found.plan.id))
        title = plan_words.titles(turn.uow, [found.plan.title], turn.say)[found.plan.title]
        found = replace(found, plan=replace(found.plan, title=title))
        location = plan_words.location(found.group, turn.library, turn.say)
        return ReadView(found, location, tuple(told), cut_out(len(told), turn.page, 1)[0])

    def render(self, view: ReadView, say: Say) -> Message:
        plan = view.shared.plan
        turns = turning(view.page, len(view.items), lambda page: Go(self.name, {"plan": plan.id, "page": page}), say)
        head = lines(bold(plan.title), view.shared.group.name, view.location) if not view.page else Html()
        return Message(paragraphs(head, view.items[view.page]), [turns, [Button(say("◀ Back"), Back())]], asks=Html())


@shows(shared_plans.KIND)
def hit(turn: Turn, passage: Passage) -> Hit | None:
    """A plan as a search shows it; nothing of one that was taken back meanwhile."""
    found = turn.uow.plans.get(PlanId(number(passage.key)))
    group = turn.uow.groups.get(found.group) if found and found.shared else None
    if found is None or group is None:
        return None
    words = group.name if passage.words == found.title else passage.words
    return Hit("📝", found.title, shortened(words, 200), Go("library.read", {"plan": found.id}, push=True))
