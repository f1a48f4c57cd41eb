"""The group's own plan after the results: its certificate, and whether everybody may read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.ids import PlanId
from bot.domain.plans import Plan
from bot.i18n import Say, bold, lines, mark
from bot.services.contests import certificates, shared_plans
from bot.services.groups import groups


@dataclass(frozen=True, slots=True)
class OwnView:
    plan: Plan
    leads: bool
    certified: bool


class Own(Screen[OwnView]):
    name = "library.own"
    args = ("plan",)
    help: ClassVar[str] = mark("Others can learn from your plan. The leader says so for the group, and can change it")

    def load(self, turn: Turn) -> OwnView:
        found = shared_plans.open_shared(turn.uow, PlanId(turn.number("plan")), by=turn.person)
        groups.open_group(turn.uow, found.group.id, by=turn.person)
        member = turn.uow.groups.membership(found.group.id, turn.me)
        leads = member is not None and member.leader
        released = found.round.state == "released"
        certified = released and bool(found.plan.final or found.plan.position)
        return OwnView(found.plan, leads and released, certified)

    def render(self, view: OwnView, say: Say) -> Message:
        shared = say("📝 Everybody may read this plan") if view.plan.shared else say("Only the group reads this plan")
        label = say("✋ Only the group") if view.plan.shared else say("👍 Everybody may read it")
        share = Button(label, Tap("share", (0 if view.plan.shared else 1,))) if view.leads else None
        paper = Button(say("📄 Certificate"), Tap("paper")) if view.certified else None
        results = Button(say("🏆 Results"), Go("plan.results", {"plan": view.plan.id}, push=True))
        ask = say("May other groups read your plan and learn from it?") if view.leads else shared
        text = lines(bold(view.plan.title), shared if view.leads else "")
        return Message(text, column([share, paper, results]), asks=ask)

    def tap_share(self, turn: Turn, view: OwnView) -> Go:
        shared_plans.share(turn.uow, view.plan.id, bool(turn.choice()), by=turn.person, now=turn.now)
        return Go(self.name, {"plan": view.plan.id}, note=turn.say("✅ Saved"))

    def tap_paper(self, turn: Turn, view: OwnView) -> Go:
        certificates.send(turn.uow, view.plan.id, chat=turn.chat, by=turn.person, now=turn.now)
        return Go(self.name, {"plan": view.plan.id}, fresh=True)
