"""Every limit exactly at its edge: the last that is taken, and the first that is refused, as its constant says."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from typing import TypeAlias

import pytest

from bot.content import pieces
from bot.domain import moves
from bot.domain.contests import Phase
from bot.domain.ids import AccountId
from bot.domain.incoming import Answer, File
from bot.domain.people import Person
from bot.domain.plans import Part, PlanState
from bot.domain.questions import About
from bot.domain.refused import Refused
from bot.domain.reviews import Reading
from bot.services import free_text, help_requests, invites, media, narrations, people, phones, stories
from bot.services.actions import checkins, corrections
from bot.services.announcements import announcements, audiences
from bot.services.complaints import complaints
from bot.services.contests import contests, pitches, practice, visits
from bot.services.groups import desk, groups, handovers, joining, members
from bot.services.money import expenses
from bot.services.plans import actions, agreements, drafts, plan_view, wordings
from bot.services.questions import published, questions
from bot.services.reminders import holidays, pauses
from bot.services.reviews import decisions, reviews
from bot.services.rounds import outages, rounds
from bot.store.database import Database
from bot.understand import money
from tests.planning import LIBRARY, NOW, Village, carried, sent, settle, step, told
from tests.services.actions.test_corrections import answered as begun
from tests.services.plans.test_wordings import piece
from tests.services.questions.test_published import answered
from tests.services.test_audited import ZONE, judged, moved, reads
from tests.services.test_help_requests import called
from tests.services.test_narrations import voice
from tests.services.test_stories import finished
from tests.services.verbs import ROOT

pytestmark = pytest.mark.slow

Do: TypeAlias = Callable[[Village, int], object]  # with so many
EDGES: dict[str, tuple[int, Do]] = {}
TODAY, DAY = NOW.date(), timedelta(days=1)
FIRST, *_ = pieces.of_library(LIBRARY)
# Constants that are no limit of what people may do: how much one page shows, or one look of the clock takes.
NO_LIMITS = {
    *("reminders/messages.MOST", "reminders/nudges.MOST", "reminders/last_days.MOST"),
    *("groups/joining.MOST", "roles.MOST"),
    *("rounds/outages.LONGEST", "plans/answers.LONGEST_NAME", "groups/handovers.FEWEST"),
    *("seasons.PARTS", "questions/published.PARTS"),  # names of parts
    *("announcements/reach.MOST", "groups/directory.MOST", "log.MOST"),
    *("invite_cards.MOST_CARDS", "own_data.LARGEST"),  # how much one sheet of paper, or one archive, holds
}


def edge(name: str, most: int) -> Callable[[Do], Do]:
    def known(do: Do) -> Do:
        EDGES[name] = (most, do)
        return do

    return known


def text(n: int) -> Answer:
    return Answer("text", "x" * n)


@edge("actions.what", actions.LONGEST["what"])
def says_what(village: Village, n: int) -> None:
    actions.add(village.uow, village.plan, "x" * n, by=village.noy, now=NOW)


@edge("plans/actions.LONGEST", actions.LONGEST["sign"])
def says_sign(village: Village, n: int) -> None:
    line = actions.add(village.uow, village.plan, "Dig", by=village.noy, now=NOW)
    actions.say(village.uow, line, "sign", "x" * n, by=village.noy, now=NOW)


@edge("plans/actions.MOST", actions.MOST)
def adds_lines(village: Village, n: int) -> None:
    for _ in range(n):
        actions.add(village.uow, village.plan, "Dig", by=village.noy, now=NOW)


@edge("plans/actions.LARGEST", actions.LARGEST)
def prices(village: Village, n: int) -> None:
    line = actions.add(village.uow, village.plan, "Dig", by=village.noy, now=NOW)
    actions.price(village.uow, line, "cost", n, by=village.noy, now=NOW)


@edge("spent", money.LARGEST)
def spends(village: Village, n: int) -> None:
    expenses.add(village.uow, carried(village), n, by=village.seng, now=NOW)


@edge("corrected", money.LARGEST)
def corrects(village: Village, n: int) -> None:
    spent = expenses.add(village.uow, carried(village), 1000, by=village.seng, now=NOW)
    expenses.correct(village.uow, spent, n, by=village.seng, now=NOW)


@edge("plans/plan_view.LONGEST_TITLE", plan_view.LONGEST_TITLE)
def names_plan(village: Village, n: int) -> None:
    drafts.name(village.uow, village.plan, "x" * n, by=village.noy, now=NOW)


@edge("free_text.PARTS", free_text.PARTS)
def encloses(village: Village, n: int) -> None:
    for each in range(n):
        drafts.append(village.uow, village.plan, step("problem"), Part("text", f"x{each}"), by=village.noy, now=NOW)


@edge("plans/agreements.LONGEST_REASON", agreements.LONGEST_REASON)
def objects(village: Village, n: int) -> None:
    plan = village.now()
    agreements.give(village.uow, plan, by=village.seng, agrees=False, revision=plan.revision, now=NOW)
    agreements.explain(village.uow, plan, text(n), by=village.seng, now=NOW)


@edge("plans/wordings.LONGEST", wordings.LONGEST)
def translates(village: Village, n: int) -> None:
    wordings.write(village.uow, village.plan, piece(village), "lo", "x" * n, by=village.mali, now=NOW)


@edge("free_text.LONGEST", free_text.LONGEST)
def notes(village: Village, n: int) -> None:
    checkins.note(village.uow, carried(village), text(n), by=village.seng, now=NOW)


@edge("told", free_text.LONGEST)
def tells(village: Village, n: int) -> None:
    finished(village)
    stories.add(village.uow, village.plan, text(n), by=village.seng, now=NOW)


@edge("stories.MOST", stories.MOST)
def tells_often(village: Village, n: int) -> None:
    finished(village)
    for _ in range(n):
        stories.add(village.uow, village.plan, text(1), by=village.seng, now=NOW)


@edge("helped", free_text.LONGEST)
def helps(village: Village, n: int) -> None:
    call = called(village)
    help_requests.take(village.uow, LIBRARY, call, by=village.mali, now=NOW)
    help_requests.reply(village.uow, LIBRARY, call, text(n), by=village.mali, now=NOW)


@edge("announcements/announcements.LONGEST", announcements.LONGEST)
def announces(village: Village, n: int) -> None:
    item = announcements.begin(village.uow, by=village.mali, now=NOW)
    announcements.write(village.uow, item, "en", "x" * n, by=village.mali)


@edge("announcements/announcements.MOST_FILES", announcements.MOST_FILES)
def announces_with_files(village: Village, n: int) -> None:
    item = announcements.begin(village.uow, by=village.mali, now=NOW)
    for each in range(n):
        photo = village.uow.media.add(now=NOW, kind="photo", file_id=f"p{each}")
        announcements.attach(village.uow, item, "en", Answer("photo", "", photo), by=village.mali)


@edge("announcements/announcements.LONGEST_REASON", announcements.LONGEST_REASON)
def says_why_in_one_language(village: Village, n: int) -> None:
    item = announcements.begin(village.uow, by=village.mali, now=NOW)
    announcements.explain(village.uow, item, "x" * n, by=village.mali)


@edge("announcements/audiences.LONGEST_NAME", audiences.LONGEST_NAME)
def names_audience(village: Village, n: int) -> None:
    item = announcements.begin(village.uow, by=village.mali, now=NOW)
    audiences.save(village.uow, item, "x" * n, by=village.mali, now=NOW)


@edge("announcements/audiences.MOST", audiences.MOST)
def adds_conditions(village: Village, n: int) -> None:
    item = announcements.begin(village.uow, by=village.mali, now=NOW)
    for each in range(n):
        audiences.want(village.uow, LIBRARY, item, "project", f"P{each}", by=village.mali)


def competes(village: Village, phase: Phase) -> Person:
    """The round is a competition in this phase, the plan is sent and has a position; the expert."""
    kham, _ = sent(village)
    contests.begin(village.uow, village.now().round, by=village.mali, now=NOW)
    village.uow.contests.change(village.now().round, phase=phase.value)
    village.uow.plans.set_position(village.plan, 1)
    return kham


@edge("contests/contests.LONGEST_PRIZE", contests.LONGEST_PRIZE)
def sets_prize(village: Village, n: int) -> None:
    competes(village, Phase.DRAFTING)
    contests.set_prize(village.uow, village.now().round, 1, "x" * n, by=village.mali, now=NOW)


@edge("contests/pitches.LARGEST_DICE", pitches.LARGEST_DICE)
def throws_dice(village: Village, n: int) -> None:
    competes(village, Phase.PRESENTING)
    pitches.throw(village.uow, village.plan, n, by=village.noy, now=NOW)


@edge("contests/pitches.MOST_PHOTOS", pitches.MOST_PHOTOS)
def shows_photos(village: Village, n: int) -> None:
    competes(village, Phase.PRESENTING)
    for each in range(n):
        photo = village.uow.media.add(now=NOW, kind="photo", file_id=f"p{each}")
        pitches.tell(village.uow, village.plan, Answer("photo", "", photo), by=village.noy, now=NOW)


@edge("contests/visits.LONGEST_PLACE", visits.LONGEST_PLACE)
def writes_place(village: Village, n: int) -> None:
    kham = competes(village, Phase.FOLLOW_UP)
    visits.show(village.uow, village.plan, text(n), by=kham, now=NOW)


@edge("groups/desk.LONGEST_WORDS", desk.LONGEST_WORDS)
def writes_to_group(village: Village, n: int) -> None:
    desk.write_to(village.uow, village.group, "x" * n, by=village.mali, now=NOW)


@edge("invites.MOST_USES", invites.MOST_USES)
def invites_many(village: Village, n: int) -> None:
    invites.for_group(village.uow, village.group, by=village.noy, now=NOW, uses=n)


@edge("reviews/reviews.LONGEST_COMMENT", reviews.LONGEST_COMMENT)
def comments(village: Village, n: int) -> None:
    kham, assignment = sent(village)
    reviews.accept(village.uow, assignment, by=kham)
    reviews.comment(village.uow, assignment, "problem", text(n), by=kham, now=NOW)


@edge("reviews/decisions.LONGEST_REASON", decisions.LONGEST_REASON)
def reopens(village: Village, n: int) -> None:
    judged(village)
    village.uow.plans.change(village.plan, now=NOW, state=PlanState.APPROVED.value)
    decisions.reopen(village.uow, village.plan, "x" * n, by=village.mali, now=NOW)


@edge("complaints/complaints.LONGEST", complaints.LONGEST)
def says_in_confidence(village: Village, n: int) -> None:
    reads(village)
    complaints.begin(village.uow, text(n), by=village.noy, now=NOW)


@edge("complaints/complaints.MOST", complaints.MOST)
def says_often_in_confidence(village: Village, n: int) -> None:
    reads(village)
    for _ in range(n):
        complaints.begin(village.uow, text(1), by=village.noy, now=NOW)


@edge("questions/questions.LONGEST", questions.LONGEST)
def asks(village: Village, n: int) -> None:
    """In two pieces, which count together."""
    questions.begin(village.uow, About(), text(1000), by=village.noy, now=NOW)
    questions.begin(village.uow, About(), text(n - 1000), by=village.noy, now=NOW)


@edge("questions/published.LONGEST", published.LONGEST["answer"])
def publishes(village: Village, n: int) -> None:
    question, kham = answered(village)
    published.write(village.uow, question, "en", "answer", "x" * n, by=kham, now=NOW)


@edge("people.LONGEST_NAME", people.LONGEST_NAME)
def is_called(village: Village, n: int) -> None:
    people.rename(village.uow, "x" * n, by=village.noy.id)


@edge("groups/groups.LONGEST_NAME", groups.LONGEST_NAME)
def proposes(village: Village, n: int) -> None:
    place = groups.village(village.uow, "1704", "New")
    groups.propose(village.uow, place, "x" * n, by=village.bo, zone="Asia/Vientiane", now=NOW)


@edge("village", groups.LONGEST_NAME)
def names_village(village: Village, n: int) -> None:
    groups.village(village.uow, "1704", "x" * n)


@edge("rounds/rounds.LONGEST_NAME", rounds.LONGEST_NAME)
def names_round(village: Village, n: int) -> None:
    rounds.rename(village.uow, village.now().round, "en", "x" * n, by=village.mali, now=NOW)


@edge("groups/members.MOST", members.MOST)
def enters(village: Village, n: int) -> None:
    for number in range(n - 2):
        members.enter(village.uow, village.group, f"P{number}", by=village.noy, now=NOW)


@edge("narrations.LONGEST_NAME", narrations.LONGEST_NAME)
def adds_language(village: Village, n: int) -> None:
    narrations.add_language(village.uow, LIBRARY, "K" * n, by=village.mali, now=NOW)


@edge("narrations.LONGEST", narrations.LONGEST)
def records(village: Village, n: int) -> None:
    said = voice(village.uow, village.mali, seconds=n)
    narrations.speak(village.uow, FIRST, "alak", said, by=village.mali, now=NOW)


@edge("narrations.LARGEST", narrations.LARGEST * media.MIB)
def records_large(village: Village, n: int) -> None:
    said = media.receive(village.uow, File("voice", "v", seconds=9, size=n), "", by=village.mali, now=NOW)
    narrations.speak(village.uow, FIRST, "alak", said, by=village.mali, now=NOW)


@edge("media.LARGEST", media.LARGEST)
def sends_file(village: Village, n: int) -> None:
    media.receive(village.uow, File("video", "v", size=n), "", by=village.noy, now=NOW)


@edge("reminders/holidays.LONGEST", holidays.LONGEST)
def adds_holiday(village: Village, n: int) -> None:
    last = TODAY + (n - 1) * DAY
    holidays.add(village.uow, TODAY, last, by=village.mali, today=TODAY, now=NOW)


@edge("reminders/holidays.LONGEST_NAME", holidays.LONGEST_NAME)
def names_holiday(village: Village, n: int) -> None:
    kept = holidays.add(village.uow, TODAY, TODAY, by=village.mali, today=TODAY, now=NOW)
    holidays.rename(village.uow, kept, "x" * n, by=village.mali)


@edge("reminders/pauses.LONGEST", pauses.LONGEST)
def rests(village: Village, n: int) -> None:
    pauses.pause(village.uow, LIBRARY, village.group, TODAY + n * DAY, by=village.noy, now=NOW)


@edge("contests/practice.LONGEST", practice.LONGEST)
def gives_reason(village: Village, n: int) -> None:
    kham = competes(village, Phase.EXPERTS)
    one = next(one for one in village.uow.reviews.of_plan(village.plan) if one.expert == kham.id)
    village.uow.reviews.change(one.id, kind=Reading.FIRST.value)
    practice.say(village.uow, LIBRARY, village.now().round, LIBRARY.practice[0].key, text(n), by=kham)


def constants() -> Iterator[str]:
    """The limits that stand in the services, as file and name."""
    folder = ROOT / "bot" / "services"
    for file in folder.rglob("*.py"):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            names = [one.id for one in getattr(node, "targets", []) if isinstance(one, ast.Name)]
            for name in names:
                if name.startswith(("LONGEST", "MOST", "LARGEST", "FEWEST", "PARTS")):
                    value = getattr(node, "value", None)
                    if not isinstance(value, ast.Attribute):
                        yield f"{file.relative_to(folder).with_suffix('').as_posix()}.{name}"


def test_every_limit_of_the_services_is_tried_at_its_edge() -> None:
    assert set(constants()) - set(EDGES) - NO_LIMITS == set()
    assert set(constants()) >= NO_LIMITS


class Undone(Exception):
    """Nothing of the first try is in the way of the second."""


@pytest.mark.parametrize("name", EDGES)
def test_the_last_is_taken_and_the_next_is_refused(sqlite: Database, name: str) -> None:
    most, do = EDGES[name]
    with sqlite.begin() as uow:
        village = settle(uow)
        with suppress(Undone), uow.savepoint():
            do(village, most)
            raise Undone
        with pytest.raises(Refused):
            do(village, most + 1)


# Times ----------------------------------------------------------------------------------------------------------------
SECOND = timedelta(seconds=1)


def outage(village: Village, length: timedelta) -> timedelta:
    outages.beat(village.uow, now=NOW)
    return outages.measure(village.uow, zone=ZONE, now=NOW + length)


def test_an_outage_begins_at_ten_minutes_and_asks_staff_beyond_three_days(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        assert outage(village, outages.SHORTEST - SECOND) == timedelta(0)
        assert outage(village, outages.SHORTEST) == outages.SHORTEST
        outage(village, outages.LONGEST)
        found = uow.rounds.get(village.now().round)
        assert found is not None
        assert outages.waiting(uow, found) is None
        outage(village, outages.LONGEST + SECOND)
        assert outages.waiting(uow, found) is not None


def test_an_answer_is_taken_back_to_the_last_second_of_a_day(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        entry = begun(village)
        late = NOW + corrections.WITHIN
        with pytest.raises(Refused):
            corrections.undo(uow, LIBRARY, entry, by=village.noy, now=late)
        corrections.undo(uow, LIBRARY, entry, by=village.noy, now=late - SECOND)


def test_a_move_is_doubted_to_the_last_second_of_a_month(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        number, late = moved(village), NOW + moves.DOUBTED_WITHIN
        with pytest.raises(Refused):
            phones.doubt(uow, number, AccountId(1002), now=late)
        phones.doubt(uow, number, AccountId(1002), now=late - SECOND)


def test_a_candidacy_lapses_at_its_last_second(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        uow.groups.join(village.group, village.bo.id, leader=False, now=NOW)
        handovers.ask(uow, village.group, by=village.seng, now=NOW)
        assert handovers.lapse(uow, now=NOW + handovers.OPEN - SECOND) == 0
        assert handovers.lapse(uow, now=NOW + handovers.OPEN) == 1


def test_who_waits_to_be_let_in_is_called_to_mind_after_two_days_and_staff_after_five(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        joining.ask(uow, village.group, by=village.bo, now=NOW)
        for moment, expected in (
            (joining.REMINDED_AFTER - SECOND, 0),
            (joining.REMINDED_AFTER, 1),
            (joining.STAFF_AFTER - SECOND, 0),
            (joining.STAFF_AFTER, 1),
        ):
            before = len(told(uow))
            joining.follow(uow, now=NOW + moment)
            assert len(told(uow)) - before == expected, moment


def test_a_link_is_good_to_its_last_second(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        codes = {
            invites.for_group(uow, village.group, by=village.noy, now=NOW),
            invites.for_person(uow, village.seng.id, by=village.noy, now=NOW),
        }
        for code in codes:
            found = uow.groups.invite(code)
            assert found is not None
            assert invites.open_invite(uow, code, now=found.expires_at - SECOND).code == code
            with pytest.raises(Refused):
                invites.open_invite(uow, code, now=found.expires_at)


def test_a_plan_is_asked_about_again_after_half_an_hour_of_calm(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        plan = village.now()
        agreements.give(uow, plan, by=village.seng, agrees=True, revision=plan.revision, now=NOW)
        drafts.answer(uow, village.plan, step("problem"), Part("text", "x"), by=village.noy, now=NOW)
        assert agreements.ask_again(uow, LIBRARY, now=NOW + agreements.CALM - SECOND) == 0
        assert agreements.ask_again(uow, LIBRARY, now=NOW + agreements.CALM) == 1
