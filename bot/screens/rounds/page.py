"""One round: its days, its plans, and what can be done with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.content.library import Library
from bot.domain.groups import Group
from bot.domain.ids import GroupId
from bot.domain.people import STAFF
from bot.domain.plans import Plan, PlanState, Round
from bot.domain.rounds import Verb, may
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.rounds.views import plan_line, round_id, summary
from bot.screens.rounds.words import title, whom
from bot.services.rounds import outages, rounds
from bot.services.rounds.rounds import CLOSED, DRAFT, OPEN, REMOVED

LISTED = 30  # plans in one message: some 60 characters a line stay below Telegram's 4096


@dataclass(frozen=True, slots=True)
class PageView:
    round: Round
    plans: tuple[Plan, ...]  # the first of them
    states: Counter[PlanState]  # of all
    groups: Mapping[GroupId, Group]
    phases: bool  # whether it is a competition
    opens: bool  # whether it can be opened, or opened again
    library: Library
    away: bool  # whether an outage moved the last day, or staff are asked about one
    whole: bool  # whether it is for somebody who looks after all projects: others see their groups' plans


class Page(Screen[PageView]):
    name = "rounds.page"
    args = ("round",)
    roles = STAFF
    help: ClassVar[str] = mark("The plans of this round, and the buttons for what comes next")

    def load(self, turn: Turn) -> PageView:
        found = rounds.open_round(turn.uow, round_id(turn), by=turn.person)
        within = turn.person.own_projects
        plans = tuple(turn.uow.plans.of_round(found.id, limit=LISTED, within=within))
        states = turn.uow.plans.states(found.id, within=within).get(found.id, Counter())
        moved = found.planned is not None and found.state == OPEN
        away = moved or outages.waiting(turn.uow, found) is not None
        phases = turn.uow.contests.get(found.id) is not None
        opens = rounds.may_start(turn.uow, found)
        their = rounds.groups_of(turn.uow, plans)
        return PageView(found, plans, states, their, phases, opens, turn.library, away, not within)

    def render(self, view: PageView, say: Say) -> Message:
        listed = lines(*(plan_line(plan, view.groups, say) for plan in view.plans))
        more = view.states.total() - LISTED
        acts = [_away(view, say), _competition(view, say), *_acts(view, say)]
        return Message(
            paragraphs(
                lines(bold(title(view.round, say)), summary(view.round, view.states, say), _whom(view, say)),
                listed,
                say.plural("… and {n} more", "… and {n} more", more) if more > 0 else "",
            ),
            column([*(acts if view.whole else []), Button(say("◀ Back"), Back())]),
            more=[*_rest(view, say), _reminders(view.round, say)] if view.whole else (),
        )

    def tap_contest(self, turn: Turn, view: PageView) -> Go:
        """Whether the round becomes a competition is asked first: many hear of it at once."""
        return Go("rounds.sure", {"round": view.round.id, "what": "contest"}, push=True)

    def tap_rank(self, turn: Turn, view: PageView) -> Go:
        """Whether plans get positions."""
        rounds.set_unranked(turn.uow, view.round.id, not turn.choice(), by=turn.person, now=turn.now)
        return Go(self.name, {"round": view.round.id}, note=turn.say("✅ Saved"))


def _competition(view: PageView, say: Say) -> Button | None:
    if view.phases:
        return Button(say("🏆 Competition"), Go("contest.page", {"round": view.round.id}, push=True))
    begins = view.round.state in (DRAFT, OPEN) and not view.round.unranked
    return Button(say("🏆 Make it a competition"), Tap("contest")) if begins else None


def _away(view: PageView, say: Say) -> Button | None:
    here = {"round": view.round.id}
    return Button(say("⏰ Days that were lost"), Go("rounds.away", here, push=True)) if view.away else None


def _reminders(found: Round, say: Say) -> Button:
    return Button(say("🗓 Days of reminders"), Go("timetable.page", {"scope": "round", "subject": found.id}, push=True))


def _removable(view: PageView) -> bool:
    """Whether nothing was sent in the round, so that it may have been made by accident."""
    return all(may(Verb.REMOVE, view.round.state, state) for state in view.states)


def _whom(view: PageView, say: Say) -> Html:
    return whom(view.round, view.library, say) if view.round.projects or view.round.districts else Html("")


def _acts(view: PageView, say: Say) -> list[Button | None]:
    """What is done next with the round."""
    found, here = view.round, {"round": view.round.id}
    deadline = Button(say("📅 Change the last day"), Go("rounds.deadline", here, push=True))
    remove = _sure("remove", say("🗑 Remove the round"), here) if _removable(view) else None
    if found.archived:
        return [_sure("unarchive", say("↩️ Bring it back"), here)]
    if found.state == DRAFT:
        return [_sure("open", say("🟢 Open the round"), here), deadline, _for(here, say), remove]
    if found.state == OPEN:
        return [deadline, _for(here, say), _sure("close", say("🔒 Close the round"), here), remove]
    if found.state == CLOSED:
        positions = Button(say("🏆 Positions"), Go("rounds.positions", here, push=True))
        release = _sure("release", say("🏆 Release the results"), here)
        ranking = [] if found.unranked else [positions, release]
        again = _sure("open", say("🟢 Open it again"), here) if view.opens else None
        return [*ranking, again, remove]
    return [_sure("back", say("↩️ Bring it back"), here)] if found.state == REMOVED else []


def _rest(view: PageView, say: Say) -> list[Button]:
    """What is set or done more seldom."""
    found, here = view.round, {"round": view.round.id}
    archive = _sure("archive", say("Put into the archive"), here)
    if found.state not in (DRAFT, OPEN):
        return [archive] if may(Verb.ARCHIVE, found.state) and not found.archived else []
    return [
        Button(say("🤝 Who has to agree"), Go("rounds.agreement", here, push=True)),
        Button(say("📆 Days of the work"), Go("rounds.span", here, push=True)),
        Button(say("🏆 Rank the plans") if found.unranked else say("⭐ Points only, no ranks"), _rank(found)),
        Button(say("✍️ Change the name"), Go("rounds.name", here | {"language": "lo"}, push=True)),
    ]


def _for(here: Mapping[str, int], say: Say) -> Button:
    return Button(say("👥 For which groups"), Go("rounds.whom", here, push=True))


def _rank(found: Round) -> Tap:
    return Tap("rank", (1 if found.unranked else 0,))


def _sure(what: str, label: Html, here: Mapping[str, int]) -> Button:
    return Button(label, Go("rounds.sure", {**here, "what": what}, push=True))
