"""Members without a phone: the leader asks them in the village and says here, name by name, who agrees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.groups import Member
from bot.domain.ids import PersonId
from bot.i18n import Say, bold, lines, mark
from bot.screens.plan.views import agreed
from bot.screens.plan.words import shut, title_of
from bot.services.groups import groups, members
from bot.services.plans import agreements, plan_view
from bot.services.plans.agreements import Tally
from bot.services.plans.plan_view import PlanView

_PAGE = 10  # names on buttons of one page


@dataclass(frozen=True, slots=True)
class ToldView:
    """Those without a phone, and who of them agrees to the plan as it stands."""

    whole: PlanView
    tally: Tally
    phoneless: tuple[Member, ...]
    agree: frozenset[PersonId]
    page: int
    revision: int


class Told(Screen[ToldView]):
    name = "plan.told"
    args = ("plan", "page")
    help: ClassVar[str] = mark("Read the plan to those without a phone. Press the name of everybody who agrees")

    def load(self, turn: Turn) -> ToldView | Go:
        whole = plan_view.open_plan(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        groups.open_to_lead(turn.uow, whole.group.id, by=turn.person)
        if not whole.open:
            return Go("plan.overview", {"plan": whole.plan.id}, note=turn.say(shut(whole)))
        listed = tuple(members.phoneless(turn.uow, whole.group.id))
        said = ((one.person, agreements.voice(turn.uow, whole.plan, one.person)) for one in listed)
        agree = frozenset(
            who for who, voice in said if voice and voice.agrees and voice.revision == whole.plan.revision
        )
        return ToldView(
            whole,
            agreements.tally(turn.uow, whole.plan),
            listed,
            agree,
            turn.page,
            whole.plan.revision,
        )

    def render(self, view: ToldView, say: Say) -> Message:
        shown, page, pages = paged([_name(one, view) for one in view.phoneless], view.page, _PAGE)
        here = {"plan": view.whole.plan.id}
        before = Button(say("◀ Before"), Go(self.name, here | {"page": page - 1})) if page > 0 else None
        more = Button(say("More ▶"), Go(self.name, here | {"page": page + 1})) if page < pages - 1 else None
        add = Button(say("👥 A member without phone"), Go("members.new", {"group": view.whole.group.id}, push=True))
        ask = say("Ask those without a phone. Press the name of everybody who agrees to send the plan")
        empty = None if view.phoneless else say("Everybody in the group has a phone")
        return Message(
            lines(bold(title_of(view.whole, say)), agreed(view.tally, say)),
            column([*shown, before, more, add, Button(say("📨 Check and send"), Go("plan.review", here))]),
            asks=empty or ask,
        )

    def tap_count(self, turn: Turn, view: ToldView) -> Go:
        agreements.tell_for(
            turn.uow,
            view.whole.plan,
            PersonId(turn.choice()),
            agrees=turn.choice(1) == 1,
            by=turn.person,
            revision=view.revision,
            now=turn.now,
        )
        return Go(self.name, dict(turn.args))


def _name(one: Member, view: ToldView) -> Button:
    counted = one.person in view.agree
    return Button(f"{'✅' if counted else '▫️'} {one.name}", Tap("count", (one.person, 0 if counted else 1)))
