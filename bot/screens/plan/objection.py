"""Why a member does not agree to sending the plan: read or listened to by the leader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.ids import PersonId
from bot.domain.refused import Stale
from bot.i18n import Html, Say, mark
from bot.screens.plan.agree import reason
from bot.services import media
from bot.services.plans import agreements, plan_view
from bot.services.plans.agreements import Voice
from bot.services.plans.plan_view import PlanView


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """Who does not agree yet, and why; `voice` is None once they do."""

    whole: PlanView
    member: str
    voice: Voice | None


class Objection(Screen[ObjectionView]):
    name = "plan.objection"
    args = ("plan", "member")
    help: ClassVar[str] = mark("Talk with this member, change the plan if it is needed, then ask the members again")

    def load(self, turn: Turn) -> ObjectionView:
        whole = plan_view.open_plan(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        member = PersonId(turn.number("member"))
        said = agreements.voice(turn.uow, whole.plan, member)
        name = turn.uow.people.name(member) if said else ""
        return ObjectionView(whole, name, said if said and not said.agrees else None)

    def render(self, view: ObjectionView, say: Say) -> Message:
        back = [[Button(say("📝 Open the plan"), Go("plan.review", {"plan": view.whole.plan.id}))]]
        if view.voice is None:
            agrees = (
                say("👍 {name} agrees now", name=view.member) if view.member else say("Nobody objects here any more")
            )
            return Message(Html(), back, asks=agrees)
        listen = [[Button(say("📷 See or listen"), Tap("play"))]] if view.voice.medium else []
        asks = say("Talk with {name}, then ask once more", name=view.member)
        return Message(reason(view.member, view.voice, say), [*listen, *back], asks=asks)

    def tap_play(self, turn: Turn, view: ObjectionView) -> Go:
        if view.voice is None or view.voice.medium is None:
            raise Stale
        media.show(turn.uow, [view.voice.medium], turn.chat, turn.me, now=turn.now)
        return Go(self.name, dict(turn.args), fresh=True)
