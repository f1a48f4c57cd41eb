"""The final winners of a round, with what parted those who were equal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.contests import Contest, Link, Phase
from bot.domain.ids import PlanId, RoundId
from bot.domain.plans import Plan, Round
from bot.domain.refused import Missing
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.contest import words
from bot.screens.rounds.words import title
from bot.services.contests import contests, standings
from bot.services.groups import groups

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class WinnersView:
    round: Round
    contest: Contest
    winners: tuple[tuple[Plan, str, Link | None], ...]  # with the group's name, and what put it behind the one before
    own: Plan | None
    parts: Mapping[PlanId, str]  # the project or category in which a plan has its place


class Winners(Screen[WinnersView]):
    name = "library.winners"
    args = ("round",)
    help: ClassVar[str] = mark("The final winners: the experts' points and what they saw in the field, half each")

    def load(self, turn: Turn) -> WinnersView:
        uow, round_id = turn.uow, RoundId(turn.number("round"))
        found, contest = uow.rounds.get(round_id), uow.contests.get(round_id)
        if found is None or contest is None or contest.phase is not Phase.WINNERS:
            raise Missing
        by = {row.plan.id: row.by for row in standings.finals(uow, turn.library, contest)}
        final = [plan for plan in uow.plans.of_round(round_id) if plan.final]
        parts = contests.parts(uow, contest, [plan.id for plan in final])
        ranked = sorted(final, key=lambda one: (parts[one.id], one.final or 0))
        named = [(plan, group.name if (group := uow.groups.get(plan.group)) else "–") for plan in ranked]
        mine = groups.mine(uow, turn.me)
        own = uow.plans.of_group(mine.id, round_id) if mine else None
        return WinnersView(found, contest, tuple((plan, name, by.get(plan.id)) for plan, name in named), own, parts)

    def render(self, view: WinnersView, say: Say) -> Message:
        listed = lines(*(_line(view, *one, say) for one in view.winners[:_SHOWN]))
        own = Go("library.own", {"plan": view.own.id}, push=True) if view.own else None
        mine = Button(say("📝 Our plan"), own) if own else None
        text = lines(bold(title(view.round, say)), listed)
        ask = say("🎉 These are the final winners") if view.winners else say("No plan was visited")
        return Message(text, column([mine, Button(say("◀ Back"), Back())]), asks=ask)


def _line(view: WinnersView, plan: Plan, group: str, by: Link | None, say: Say) -> Html:
    prize = view.contest.rules.prizes.get(plan.final or 0, "")
    line = say("🏆 {n}. {group}", n=plan.final or 0, group=group)
    why = say("behind by: {what}", what=say(words.LINKS[by])) if by else ""
    category = view.parts.get(plan.id) or view.contest.rules.of_plans.get(plan.id, "")
    rest = say.names([part for part in (prize, category, why) if part])
    return Html(f"{line} – {rest}") if rest else line
