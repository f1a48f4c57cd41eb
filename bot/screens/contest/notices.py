"""What everybody hears of a competition: a phase has begun or ends soon; staff, that one cannot begin."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.message import Button, Message, column
from bot.chat.notice import Occasion, notice
from bot.domain.contests import Contest, Phase
from bot.domain.notices.contests import (
    ContestComes,
    PhaseBegun,
    PhaseEnds,
    PhaseStuck,
    PhaseUndated,
    PracticeDiffers,
    PracticeTalk,
    ReadersSilent,
    ReadingOver,
)
from bot.domain.people import Role
from bot.domain.plans import Plan, Round, RoundState
from bot.i18n import Say, bold, lines
from bot.screens.contest import views, words
from bot.screens.rounds.words import title
from bot.services.contests import contests, phases, practice
from bot.services.groups import groups


def _present(occasion: Occasion[PhaseBegun] | Occasion[PhaseEnds]) -> tuple[Round, Contest] | None:
    """The round, while the phase that is told of lasts."""
    what = occasion.what
    found, contest = occasion.uow.rounds.get(what.round), occasion.uow.contests.get(what.round)
    return (found, contest) if found and contest and contest.phase == what.phase else None


@notice(PhaseBegun, screen="home.menu")
def phase_begun(occasion: Occasion[PhaseBegun]) -> Message | None:
    """To groups, experts and staff: what happens now, until when, and what is to do."""
    if (present := _present(occasion)) is None:
        return None
    (found, contest), say = present, occasion.say
    head = lines(bold(title(found, say)), say("▶ Now: {phase}", phase=words.phase(contest.phase, say)))
    until = words.until(contest, contest.phase, say)
    rule = _rule(found, say) if contest.phase is Phase.DRAFTING and occasion.person else None
    return Message(lines(head, until), column([_way(occasion, found, contest.phase), rule]))


@notice(ContestComes, screen="peers.rule")
def contest_comes(occasion: Occasion[ContestComes]) -> Message | None:
    """Before the round opens: that a competition comes, and the way to its rule; no longer needed once it is open."""
    found, contest = occasion.uow.rounds.get(occasion.what.round), occasion.uow.contests.get(occasion.what.round)
    if found is None or contest is None or found.state is not RoundState.DRAFT:
        return None
    say = occasion.say
    told = say("🏆 A competition of plans begins soon. You will be told when you can write")
    rows = column([_rule(found, say)]) if occasion.person else []
    return Message(lines(bold(title(found, say)), told), rows, asks=say("Read how places are found?"))


@notice(PhaseEnds, screen="home.menu")
def phase_ends(occasion: Occasion[PhaseEnds]) -> Message | None:
    """To whoever has something left to do: until when, and the way to it."""
    if (present := _present(occasion)) is None:
        return None
    (found, contest), say = present, occasion.say
    ends = contest.ends
    if ends is None or ends <= occasion.now:
        return None
    told = say("⏰ {phase}: until {date}", phase=words.phase(contest.phase, say), date=say.date(say.today(ends)))
    way = _way(occasion, found, contest.phase)
    return Message(lines(bold(title(found, say)), told), [[way]] if way else [])


@notice(PhaseStuck, screen="contest.page")
def phase_stuck(occasion: Occasion[PhaseStuck]) -> Message | None:
    """To staff: the day of the next phase has come, and something is missing."""
    found, contest = occasion.uow.rounds.get(occasion.what.round), occasion.uow.contests.get(occasion.what.round)
    if found is None or contest is None or contest.phase != occasion.what.phase:
        return None
    say = occasion.say
    told = say("🔴 The day of the next phase has come, but it cannot begin. Please look what is missing")
    empty = contest.phase is Phase.DRAFTING and not contests.sent(occasion.uow, found.id)
    why = say(phases.NOTHING_SENT) if empty else ""
    open_ = Button(say("🏆 Open the competition"), Go("contest.page", {"round": found.id}, push=True))
    return Message(lines(bold(title(found, say)), told, why), [[open_]])


@notice(PhaseUndated, screen="contest.day")
def phase_undated(occasion: Occasion[PhaseUndated]) -> Message | None:
    """To staff: the phase lasts until they set its day; no longer needed once it has one, or is over."""
    found, contest = occasion.uow.rounds.get(occasion.what.round), occasion.uow.contests.get(occasion.what.round)
    if found is None or contest is None or contest.phase != occasion.what.phase or contest.ends is not None:
        return None
    say, number = occasion.say, views.number(contest.phase)
    head = lines(bold(title(found, say)), say("▶ Now: {phase}", phase=words.phase(contest.phase, say)))
    day = Button(say("📅 Set its last day"), Go("contest.day", {"round": found.id, "phase": number}, push=True))
    return Message(head, [[day]], asks=say("Its last day is gone already. Until which day does it last?"))


@notice(ReadersSilent, screen="contest.points")
def readers_silent(occasion: Occasion[ReadersSilent]) -> Message | None:
    """To staff: who has not finished reading in time."""
    found = occasion.uow.rounds.get(occasion.what.round)
    if found is None:
        return None
    say = occasion.say
    told = say("🔴 Reading is over. These experts have not finished: {names}", names=occasion.what.names)
    see = Button(say("⭐ Points of the experts"), Go("contest.points", {"round": found.id}, push=True))
    return Message(lines(bold(title(found, say)), told), [[see]])


def _rule(found: Round, say: Say) -> Button:
    return Button(say("💡 How places are found"), Go("peers.rule", {"round": found.id}, push=True))


@notice(ReadingOver, screen="review.list")
def reading_over(occasion: Occasion[ReadingOver]) -> Message | None:
    """To an expert who has not finished in time; not once experts read again."""
    found, contest = occasion.uow.rounds.get(occasion.what.round), occasion.uow.contests.get(occasion.what.round)
    if found is None or contest is None or contest.phase is Phase.EXPERTS:
        return None
    say = occasion.say
    told = say.plural(
        "🔴 Reading is over, and you have not finished {n} plan",
        "🔴 Reading is over, and you have not finished {n} plans",
        occasion.what.left,
    )
    return Message(lines(bold(title(found, say)), told), asks=say("The staff know. Please talk with them"))


@notice(PracticeDiffers, screen="practice.page")
def practice_differs(occasion: Occasion[PracticeDiffers]) -> Message | None:
    """To an expert whom others who practised later have shown to differ; not once the plans are read again."""
    found, person, say = occasion.uow.rounds.get(occasion.what.round), occasion.person, occasion.say
    if found is None or person is None or not practice.needed(occasion.uow, found.id, person.id):
        return None
    told = say("💡 On the plans for practice your points differ much from the others'")
    ask = say("Talk with one of them, then read both once more")
    open_ = Button(say("💡 Two plans for practice"), Go("practice.page", {"round": found.id}, push=True))
    return Message(lines(bold(title(found, say)), told), [[open_]], asks=ask)


@notice(PracticeTalk, screen="contest.practice")
def practice_talk(occasion: Occasion[PracticeTalk]) -> Message | None:
    """To staff: whose points differ much, so that a talk comes about."""
    found, what, say = occasion.uow.rounds.get(occasion.what.round), occasion.what, occasion.say
    if found is None or not practice.needed(occasion.uow, found.id, what.expert):
        return None
    name = occasion.uow.people.name(what.expert)
    told = say("💡 {name} gives other points than the others on the plans for practice", name=name)
    ask = say("Please see to it that they talk. Then both plans are read once more")
    open_ = Button(say("💡 Practice of the experts"), Go("contest.practice", {"round": found.id}, push=True))
    return Message(lines(bold(title(found, say)), told), [[open_]], asks=ask)


def _way(occasion: Occasion[PhaseBegun] | Occasion[PhaseEnds], found: Round, phase: Phase) -> Button | None:
    """The one button that leads to what this reader does in a phase."""
    say, person = occasion.say, occasion.person
    if person is None:
        return None
    group = groups.mine(occasion.uow, person.id)
    plan = occasion.uow.plans.of_group(group.id, found.id) if group else None
    if phase is Phase.EXPERTS and Role.EXPERT in person.roles:
        return Button(say("⭐ Plans to read"), Go("review.list", push=True))
    if phase is Phase.FOLLOW_UP and Role.EXPERT in person.roles:
        return Button(say("🔨 Visits"), Go("visit.list", push=True))
    if Role.STAFF in person.roles and plan is None:
        return Button(say("🏆 Open the competition"), Go("contest.page", {"round": found.id}, push=True))
    return _of_plan(plan, phase, say)


def _of_plan(plan: Plan | None, phase: Phase, say: Say) -> Button | None:
    if plan is None:
        return None
    here = {"plan": plan.id}
    ways = {
        Phase.DRAFTING: (say("📝 The group's plan"), Go("plan.overview", here, push=True)),
        Phase.PRESENTING: (say("🔊 Tell about our plan"), Go("pitch.page", here, push=True)),
        Phase.RELEASED: (say("📝 Our plan"), Go("library.own", here, push=True)),
        Phase.WINNERS: (say("🏆 Final winners"), Go("library.winners", {"round": plan.round}, push=True)),
        Phase.PEERS: (say("🔊 Hear the other plans"), Go("peers.list", {"round": plan.round}, push=True)),
    }
    return Button(*ways[phase]) if phase in ways else None
