"""What the stars of groups made of the plans, for staff: positions by the published bands, and votes that differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain import ranking
from bot.domain.contests import Phase
from bot.domain.people import STAFF
from bot.domain.ranking import Place
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.contest import views
from bot.screens.contest.views import ContestView
from bot.screens.rounds.words import title
from bot.services.contests import peers


@dataclass(frozen=True, slots=True)
class StarsView:
    whole: ContestView
    places: tuple[tuple[str, Place], ...]  # with the group's name, the best first
    differ: tuple[str, ...]
    waiting: int


class Stars(Screen[StarsView]):
    name = "contest.stars"
    args = ("round",)
    roles = STAFF
    help: ClassVar[str] = mark(
        "Groups see this when the results are released. Votes that differ are shown, never struck"
    )

    def load(self, turn: Turn) -> StarsView:
        view = views.load(turn)
        found = peers.standing(turn.uow, view.round.id, by=turn.person)
        groups = views.with_groups(turn, view.round.id)
        names = {plan.id: group.name for plan, group in groups}
        ranked = sorted(found.places.items(), key=lambda one: (one[1].position or 9, -one[1].stars, one[0]))
        differ = tuple(group.name for _, group in groups if group.id in found.differ)
        places = tuple((names.get(plan, "–"), place) for plan, place in ranked)
        return StarsView(view, places, differ, found.waiting)

    def render(self, view: StarsView, say: Say) -> Message:
        listed = lines(*(_line(name, place, say) for name, place in view.places))
        if not any(place.votes for _, place in view.places):
            listed = say("No group has given stars yet. They hear each other until the phase ends")
        differ = say("Differs from the others: {names}", names=say.names(view.differ)) if view.differ else ""
        waits = say("Stars that are missing: {n}", n=view.waiting) if view.waiting else ""
        peers_now = view.whole.contest.phase is Phase.PEERS
        more = Button(say("🔊 Let others hear what lacks stars"), Tap("more")) if peers_now else None
        text = paragraphs(bold(title(view.whole.round, say)), listed, lines(differ, waits, _sure(view, say)))
        return Message(text, column([more, Button(say("◀ Back"), Back())]))

    def tap_more(self, turn: Turn, view: StarsView) -> Go:
        count = peers.ask_more(turn.uow, view.whole.round.id, by=turn.person, now=turn.now)
        note = turn.say.plural("{n} plan is heard by more groups", "{n} plans are heard by more groups", count)
        return Go(self.name, {"round": view.whole.round.id}, note=note)


def _sure(view: StarsView, say: Say) -> Html:
    """How many groups may agree among themselves without moving any plan far: by the fewest votes of a plan."""
    votes = [place.votes for _, place in view.places if place.enough]
    count = ranking.sure_of(min(votes)) if votes else 0
    if not count:
        return Html()
    return say.plural(
        "{n} group alone moves no plan by more than one place. More groups together may",
        "{n} groups together move no plan by more than one place. More groups together may",
        count,
    )


def _line(name: str, place: Place, say: Say) -> Html:
    if not place.enough:
        return say("{group}: too few votes ({n})", group=name, n=place.votes)
    mean = say.number(round(place.stars / place.votes, 2))
    sign = f"🏆{place.position}" if place.position else "▫️"
    return say("{sign} {group}: {mean} stars, votes: {n}", sign=sign, group=name, mean=mean, n=place.votes)
