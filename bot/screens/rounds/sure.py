"""The read-back before a round opens, closes, releases its results or is removed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message
from bot.chat.screen import Screen, Turn
from bot.domain.experts import PRACTICE
from bot.domain.people import STAFF
from bot.domain.plans import PlanState, Round, RoundState
from bot.domain.refused import Missing
from bot.domain.rounds import Verb, may
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.rounds.views import round_id
from bot.screens.rounds.words import title
from bot.screens.widgets import read_back
from bot.services.contests import contests
from bot.services.rounds import endings, rounds


@dataclass(frozen=True, slots=True)
class SureView:
    round: Round
    what: str
    first: tuple[str, ...]  # the groups on the first position
    begun: int  # groups that have written something and not sent it
    phases: bool  # whether it is a competition
    untold: bool  # whether nobody has heard yet how places are found in it
    running: bool  # whether its competition is not over yet
    told: tuple[int, int] | None  # people and groups who hear at once that it is a competition


class Sure(Screen[SureView]):
    name = "rounds.sure"
    args = ("round", "what")
    roles = STAFF
    help: ClassVar[str] = mark("Nothing happens until you press the first button")
    _verbs: ClassVar = {
        "contest": Verb.SET,
        "open": Verb.OPEN,
        "close": Verb.CLOSE,
        "release": Verb.RELEASE,
        "remove": Verb.REMOVE,
        "back": Verb.PUT_BACK,
        "archive": Verb.ARCHIVE,
        "unarchive": Verb.ARCHIVE,
    }

    def load(self, turn: Turn) -> SureView | Go:
        found, what = rounds.open_whole(turn.uow, round_id(turn), by=turn.person), turn.word("what")
        if what not in self._verbs:
            raise Missing
        contest = turn.uow.contests.get(found.id)
        phases, running = contest is not None, contest is not None and contest.following is not None
        prepared = what == "open" and found.state == RoundState.DRAFT
        untold = prepared and contest is not None and contest.rules.told is None
        known = what == "contest" and (found.unranked or phases)
        if known or not may(self._verbs[what], found.state):
            return Go("rounds.page", {"round": found.id})
        plans = turn.uow.plans.placed(found.id, 1)
        groups = rounds.groups_of(turn.uow, plans)
        begun = sum(plan.state is PlanState.DRAFT for plan in endings.begun(turn.uow, found.id))
        told = turn.uow.rounds.concerned(found.id) if what == "contest" and found.state == RoundState.OPEN else None
        return SureView(
            found, what, tuple(group.name for group in groups.values()), begun, phases, untold, running, told
        )

    def render(self, view: SureView, say: Say) -> Message:
        question, label = {
            "contest": (
                lines(_told(view, say), say("Make this round a competition?")),
                say("🏆 Make it a competition"),
            ),
            "open": (
                lines(
                    say("Groups have not heard yet how places are found. Tell it first?") if view.untold else "",
                    say("Groups can write their plans from now on. Open the round?"),
                ),
                say("🟢 Open the round"),
            ),
            "close": (
                lines(
                    say("No new plan can be written or sent any more. A plan that came back can still be sent again"),
                    _begun(view, say),
                    say("Close the round?"),
                ),
                say("🔒 Close the round"),
            ),
            "remove": (
                lines(
                    say("The round was made by accident: groups see it no more. What they wrote in it is kept"),
                    _begun(view, say),
                    say("Remove the round?"),
                ),
                say("🗑 Remove the round"),
            ),
            "archive": (
                lines(
                    say("The round leaves the lists. All of it can be read, and the groups' work goes on"),
                    say("Its competition is not over: no phase begins by its day any more") if view.running else "",
                    say("You can bring it back on any day. Put it into the archive?"),
                ),
                say("Put into the archive"),
            ),
            "unarchive": (say("The round stands in the lists again. Bring it back?"), say("↩️ Bring it back")),
            "back": (say("The round is prepared once more. Bring it back?"), say("↩️ Bring it back")),
            "release": (
                lines(
                    say("First rank: {groups}", groups=say.names(view.first)) if view.first else "",
                    say("All groups will see the positions, and this cannot be undone. Release the results?"),
                ),
                say("🏆 Release the results"),
            ),
        }[view.what]
        text = paragraphs(bold(title(view.round, say)), question)
        tell = Button(say("📣 Tell the rule to all"), Go("contest.tell", {"round": view.round.id}, push=True))
        rows = [[tell]] if view.untold else []
        return read_back.question(text, [*rows, [Button(label, Tap(view.what))]], Button(say("✖️ Not yet"), Back()))

    def tap_contest(self, turn: Turn, view: SureView) -> Go:
        practice = len(turn.library.practice) >= PRACTICE
        contests.begin(turn.uow, view.round.id, practice=practice, by=turn.person, now=turn.now)
        return Go("contest.page", {"round": view.round.id})

    def tap_open(self, turn: Turn, view: SureView) -> Go:
        rounds.start(turn.uow, view.round.id, by=turn.person, now=turn.now)
        here, opened = {"round": view.round.id}, turn.say("🟢 The round is open")
        if view.round.deadline > turn.now:
            return Go("rounds.page", here, note=opened)
        note = lines(opened, turn.say("Its last day is gone already. Set a new one"))  # it was open before
        if view.phases:
            return Go("contest.day", here | {"phase": 0}, push=True, note=note)
        return Go("rounds.deadline", here, push=True, note=note)

    def tap_close(self, turn: Turn, view: SureView) -> Go:
        rounds.close(turn.uow, view.round.id, by=turn.person, now=turn.now)
        return Go("rounds.page", {"round": view.round.id}, note=turn.say("🔒 The round is closed"))

    def tap_remove(self, turn: Turn, view: SureView) -> Go:
        endings.remove(turn.uow, view.round.id, by=turn.person, now=turn.now)
        return Go("rounds.page", {"round": view.round.id}, note=turn.say("🗑 The round is removed"))

    def tap_back(self, turn: Turn, view: SureView) -> Go:
        endings.bring_back(turn.uow, view.round.id, by=turn.person, now=turn.now)
        return Go("rounds.page", {"round": view.round.id}, note=turn.say("✅ Saved"))

    def tap_archive(self, turn: Turn, view: SureView) -> Go:
        endings.archive(turn.uow, view.round.id, True, by=turn.person, now=turn.now)
        return Go("rounds.page", {"round": view.round.id}, note=turn.say("✅ The round is in the archive"))

    def tap_unarchive(self, turn: Turn, view: SureView) -> Go:
        endings.archive(turn.uow, view.round.id, False, by=turn.person, now=turn.now)
        return Go("rounds.page", {"round": view.round.id}, note=turn.say("✅ Saved"))

    def tap_release(self, turn: Turn, view: SureView) -> Go:
        told = rounds.release(turn.uow, view.round.id, by=turn.person, now=turn.now)
        note = turn.say.plural("🏆 {n} group has been told", "🏆 {n} groups have been told", told)
        return Go("rounds.page", {"round": view.round.id}, note=note)


def _begun(view: SureView, say: Say) -> Html:
    """How many groups lose the way on."""
    if not view.begun:
        return Html("")
    return say.plural(
        "📝 {n} group has begun a plan and not sent it", "📝 {n} groups have begun a plan and not sent it", view.begun
    )


def _told(view: SureView, say: Say) -> Html:
    """Who hears of the competition, and when."""
    if view.told is None:
        return say("Groups hear of it when the round opens")
    people, groups = view.told
    return say.plural(
        "{n} person in {m} groups hears of it at once", "{n} people in {m} groups hear of it at once", people, m=groups
    )
