"""What experts gave, for staff: totals, positions as the points make them, how far experts agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.contests import Phase
from bot.domain.experts import Agreement
from bot.domain.people import STAFF
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.contest import views
from bot.screens.contest.views import ContestView
from bot.screens.rounds.words import title
from bot.services.contests import readings, standings
from bot.services.contests.standings import Row, Standings

_SOMEWHAT, _WELL = 0.4, 0.667


@dataclass(frozen=True, slots=True)
class PointsView:
    whole: ContestView
    found: Standings
    names: dict[int, str]  # plan → group
    busy: tuple[str, ...]  # experts who have something left


class Points(Screen[PointsView]):
    name = "contest.points"
    args = ("round",)
    roles = STAFF
    help: ClassVar[str] = mark(
        "Only finalists have a place, since all experts read them. Places are shared within 10 %"
    )

    def load(self, turn: Turn) -> PointsView:
        view = views.load(turn)
        found = standings.standings(turn.uow, turn.library, view.round.id, by=turn.person)
        names = dict[int, str]((plan.id, group.name) for plan, group in views.with_groups(turn, view.round.id))
        busy = tuple(turn.uow.people.name(one) for one in readings.busy(turn.uow, view.round.id))
        return PointsView(view, found, names, busy)

    def render(self, view: PointsView, say: Say) -> Message:
        here, phase = {"round": view.whole.round.id}, view.whole.contest.phase
        listed = lines(*(_line(row, view.names.get(row.plan.id, "–"), say) for row in view.found.rows))
        busy = say("Still reading: {names}", names=say.names(view.busy)) if view.busy else ""
        finalists = Button(say("⭐ Choose the finalists now"), Tap("finalists")) if phase is Phase.EXPERTS else None
        put = Button(say("🏆 Take these places"), Tap("put")) if phase is Phase.DECISION else None
        change = Button(say("🏆 Change the places"), Go("rounds.positions", here, push=True)) if put else None
        text = paragraphs(bold(title(view.whole.round, say)), listed, lines(busy, agreement(view.found, say)))
        close = Go("contest.within", here, push=True) if view.found.doubly else None
        agreed = Button(say("👥 How far experts agree"), close) if close else None
        return Message(text, column([put, change, finalists, agreed, Button(say("◀ Back"), Back())]))

    def tap_put(self, turn: Turn, view: PointsView) -> Go:
        round_id = view.whole.round.id
        count = standings.put(turn.uow, turn.library, round_id, by=turn.person, now=turn.now)
        note = turn.say.plural("✅ {n} plan has a place", "✅ {n} plans have a place", count)
        return Go(self.name, {"round": round_id}, note=note)

    def tap_finalists(self, turn: Turn, view: PointsView) -> Go:
        round_id = view.whole.round.id
        count = readings.finalists_now(turn.uow, round_id, by=turn.person, now=turn.now)
        note = turn.say.plural("✅ {n} finalist, read by all", "✅ {n} finalists, read by all", count)
        return Go(self.name, {"round": round_id}, note=note)


def _line(row: Row, name: str, say: Say) -> Html:
    if row.points is None:
        return say("▫️ {group}: nobody has read it yet", group=name)
    mean = say.number(round(float(row.points * row.highest), 1))
    sign = f"🏆{row.position}" if row.position else "▫️"
    each = ", ".join(map(str, row.totals))
    return say(
        "{sign} {group}: {mean} of {best} ({each})", sign=sign, group=name, mean=mean, best=row.highest, each=each
    )


def agreement(found: Standings, say: Say) -> Html:
    """The note's words: α of totals with its interval, from eight doubly scored plans on."""
    known: Agreement | None = found.agreement
    if known is None:
        return say("Too few plans to say how far experts agree") if found.doubly else Html()
    how = (
        say("Experts agree well")
        if known.alpha >= _WELL
        else say("Experts agree somewhat")
        if known.alpha >= _SOMEWHAT
        else say("Experts agree little")
    )
    alpha, low, high = (say.number(round(one, 2)) for one in (known.alpha, known.low, known.high))
    sure = say("{alpha}; with so few plans anything from {low} to {high} is possible", alpha=alpha, low=low, high=high)
    near = say("Totals are close for {x} of {all} plans", x=known.near, all=known.plans)
    return lines(Html(f"{how} ({sure})"), near)
