"""Two people, or one twice, do a deed at the very same moment on PostgreSQL: it has one effect, and nothing is lost.

The second one waits for the first, as the server itself says, until the first is written down; SQLite has one writer.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeAlias

import pytest
import sqlalchemy as sa

from bot.domain.ids import AccountId
from bot.domain.incoming import Answer
from bot.domain.people import Person, Role
from bot.domain.plans import Part
from bot.domain.refused import Refused
from bot.domain.rounds import Rules
from bot.domain.zones import zone_of
from bot.services import help_requests, invites, machine, phones, roles, stories
from bot.services.actions import checkins, corrections
from bot.services.announcements import sending
from bot.services.complaints import complaints, readers
from bot.services.groups import groups, handovers, joining, merging
from bot.services.money import expenses
from bot.services.plans import agreements, drafts, submissions
from bot.services.questions import questions
from bot.services.reviews import decisions, reviews
from bot.services.rounds import rounds
from bot.store.database import Database, UnitOfWork
from tests import databases, postgres
from tests.planning import LIBRARY, NOW, Village, carried, person, sent, settle, step, told
from tests.services.actions.test_corrections import answered
from tests.services.groups.test_merging import twice
from tests.services.questions.test_published import asked
from tests.services.test_audited import moved, ranked, send
from tests.services.test_help_requests import called
from tests.story import AT_ONCE

pytestmark = pytest.mark.slow

Do: TypeAlias = Callable[[UnitOfWork], object]
PROBLEM, RULES = step("problem"), Rules()


@dataclass(frozen=True)
class Race:
    """What both do, and how what came of it looks."""

    first: Do
    second: Do
    looks: Callable[[UnitOfWork], object]
    expected: object
    said: str | None = None  # what the second is told, "" that nothing is wrong; None where it does not matter


Case: TypeAlias = Callable[[Village], Race]
CASES: dict[str, Case] = {}


def case(told_: Case) -> Case:
    CASES[told_.__name__.replace("_", " ")] = told_
    return told_


def _waiting(uow: UnitOfWork) -> list[str]:
    return [row.notice for row in uow.outbox.due(now=NOW, limit=99)]


def verbs(uow: UnitOfWork, verb: str) -> int:
    """How often the log of decisions says so."""
    return sum(line.verb.startswith(verb) for line in uow.audit.log())


@case
def an_announcement_is_sent_twice(village: Village) -> Race:
    item = send(village, 0)
    vong = next(one for one in village.uow.people.with_role(Role.STAFF) if one.name == "Vong")

    def confirm(uow: UnitOfWork) -> object:
        return sending.confirm(uow, LIBRARY, item, by=vong, now=NOW)

    return Race(confirm, confirm, lambda uow: verbs(uow, "sent to"), 1)


@case
def an_announcement_is_written_out_twice(village: Village) -> Race:
    item = send(village, 9)

    def expand(uow: UnitOfWork) -> object:
        return sending.expand(uow, item, after_id=0, now=NOW)

    return Race(
        expand, expand, lambda uow: sum(row.notice == "announcement" for row in uow.outbox.due(now=NOW, limit=99)), 2
    )


@case
def two_members_add_to_one_answer(village: Village) -> Race:
    def add(by: Person) -> Do:
        return lambda uow: drafts.answer(uow, village.plan, PROBLEM, Part("text", by.name), by=by, now=NOW)

    def looks(uow: UnitOfWork) -> object:
        stands, waits = (
            uow.answers.get(village.plan, "problem"),
            uow.answers.proposal(village.plan, "problem", village.seng.id),
        )
        return (stands.text if stands else "", waits.text if waits else "")

    return Race(add(village.noy), add(village.seng), looks, ("Noy", "Seng"))


@case
def a_plan_is_sent_twice(village: Village) -> Race:
    village.fill()
    person(village.uow, 1005, "Dr. Kham", Role.EXPERT)

    def submit(uow: UnitOfWork) -> object:
        return submissions.submit(uow, LIBRARY, village.plan, by=village.noy, at=NOW, now=NOW)

    return Race(submit, submit, lambda uow: len(uow.submissions.of_plan(village.plan)), 1)


@case
def an_objection_is_kept_while_the_plan_is_changed(village: Village) -> Race:
    """What the member said belongs to the words that they had before them."""
    plan = village.now()

    def give(uow: UnitOfWork) -> None:
        agreements.give(uow, plan, by=village.seng, agrees=False, revision=plan.revision, now=NOW)

    def change(uow: UnitOfWork) -> object:
        return drafts.answer(uow, village.plan, PROBLEM, Part("text", "x"), by=village.noy, now=NOW)

    def looks(uow: UnitOfWork) -> object:
        kept = uow.agreements.content_at(village.plan, plan.revision)
        return kept is not None and kept["answers"] == {}

    return Race(give, change, looks, True)


@case
def work_is_done_twice(village: Village) -> Race:
    line = carried(village)
    (found,) = village.uow.actions.of_plan(village.plan)

    def done(by: Person) -> Do:
        return lambda uow: checkins.done(uow, line, by=by, seen=found.revision, now=NOW)

    return Race(done(village.seng), done(village.noy), lambda uow: len(uow.reminders.checkins(line)), 1)


@case
def an_answer_is_taken_back_twice(village: Village) -> Race:
    entry = answered(village)
    (line,) = village.uow.actions.of_plan(village.plan)

    def undo(uow: UnitOfWork) -> None:
        corrections.undo(uow, LIBRARY, entry, by=village.noy, now=NOW)

    return Race(undo, undo, lambda uow: len(uow.reminders.checkins(line.id)), 2)


@case
def two_experts_decide_at_once(village: Village) -> Race:
    """Each sees the other's decision, or both would wait for it."""
    vanna = person(village.uow, 1006, "Vanna", Role.EXPERT)
    kham = _sent_to_both(village)
    found = village.uow.reviews.of_plan(village.plan)
    assert len(found) == 2

    def decide(by: Person) -> Do:
        mine = next(one for one in found if one.expert == by.id)
        reviews.accept(village.uow, mine.id, by=by)
        for criterion in LIBRARY.rubric.criteria:
            reviews.score(village.uow, LIBRARY, mine.id, criterion.key, 2, by=by, now=NOW)
        now = village.uow.reviews.get(mine.id)
        assert now is not None
        return lambda uow: reviews.decide(uow, LIBRARY, mine.id, "approve", AT_ONCE, by=by, seen=now.revision, now=NOW)

    def looks(uow: UnitOfWork) -> object:
        plan = uow.plans.get(village.plan)
        return plan.state if plan else None

    return Race(decide(kham), decide(vanna), looks, "approved")


def _sent_to_both(village: Village) -> Person:
    kham = person(village.uow, 1005, "Dr. Kham", Role.EXPERT)
    village.fill()
    submissions.submit(village.uow, LIBRARY, village.plan, by=village.noy, at=NOW, now=NOW)
    return kham


@case
def a_decision_is_taken_back_while_it_is_settled(village: Village) -> Race:
    """The group hears of it in this moment: then it stands."""
    kham, assignment = sent(village)
    reviews.accept(village.uow, assignment, by=kham)
    for criterion in LIBRARY.rubric.criteria:
        reviews.score(village.uow, LIBRARY, assignment, criterion.key, 2, by=kham, now=NOW)
    found = village.uow.reviews.get(assignment)
    assert found is not None
    reviews.decide(village.uow, LIBRARY, assignment, "approve", RULES, by=kham, seen=found.revision, now=NOW)

    def settle_it(uow: UnitOfWork) -> object:
        return decisions.settle(uow, LIBRARY, village.plan, RULES, now=NOW + RULES.waits)

    def take_back(uow: UnitOfWork) -> None:
        decisions.take_back(uow, assignment, RULES, by=kham, now=NOW + RULES.waits - timedelta(seconds=1))

    def looks(uow: UnitOfWork) -> object:
        plan, review = uow.plans.get(village.plan), uow.reviews.get(assignment)
        return (plan.state, review.state) if plan and review else None

    return Race(settle_it, take_back, looks, ("approved", "done"))


@case
def a_story_is_finished_twice(village: Village) -> Race:
    line = carried(village)
    (found,) = village.uow.actions.of_plan(village.plan)
    checkins.done(village.uow, line, by=village.seng, seen=found.revision, now=NOW)
    stories.add(village.uow, village.plan, Answer("text", "We sell"), by=village.seng, now=NOW)

    def finish(uow: UnitOfWork) -> None:
        stories.finish(uow, village.plan, by=village.noy, now=NOW)

    return Race(finish, finish, lambda uow: [name for name, _ in told(uow)].count("story_told"), 1)


@case
def two_experts_take_one_question(village: Village) -> Race:
    question, kham = asked(village)
    vanna = person(village.uow, 1006, "Vanna", Role.EXPERT)

    def take(by: Person) -> Do:
        return lambda uow: questions.take(uow, LIBRARY, question, by=by, now=NOW)

    def looks(uow: UnitOfWork) -> object:
        found = uow.questions.get(question)
        return found.taker if found else None

    return Race(take(kham), take(vanna), looks, kham.id)


@case
def two_advisers_take_one_help_request(village: Village) -> Race:
    call, vong = called(village), person(village.uow, 1006, "Vong", Role.STAFF)

    def take(by: Person) -> Do:
        return lambda uow: help_requests.take(uow, LIBRARY, call, by=by, now=NOW)

    def looks(uow: UnitOfWork) -> object:
        found = uow.help_requests.get(call)
        return found.taker if found else None

    return Race(take(village.mali), take(vong), looks, village.mali.id)


@case
def a_candidacy_is_answered_twice(village: Village) -> Race:
    village.uow.groups.join(village.group, village.bo.id, leader=False, now=NOW)
    number = handovers.ask(village.uow, village.group, by=village.seng, now=NOW)

    def agree(uow: UnitOfWork) -> object:
        return handovers.answer(uow, number, True, by=village.bo, now=NOW)

    return Race(agree, agree, lambda uow: verbs(uow, "leads by consent"), 1)


@case
def a_doubted_move_is_settled_twice(village: Village) -> Race:
    number, vong = moved(village), person(village.uow, 1006, "Vong", Role.STAFF)
    phones.doubt(village.uow, number, AccountId(1002), now=NOW)

    def look(by: Person, back: bool) -> Do:
        return lambda uow: phones.settle(uow, number, by=by, back=back, now=NOW)

    def looks(uow: UnitOfWork) -> object:
        return verbs(uow, "gave the old phone") + verbs(uow, "confirmed the new phone")

    return Race(look(village.mali, True), look(vong, False), looks, 1)


@case
def one_link_is_used_by_two_phones(village: Village) -> Race:
    code = invites.for_person(village.uow, village.seng.id, by=village.noy, now=NOW)
    for account in (2001, 2002):
        village.uow.people.account(AccountId(account), now=NOW)

    def move(account: int) -> Do:
        return lambda uow: phones.move(uow, code, AccountId(account), now=NOW)

    return Race(move(2001), move(2002), lambda uow: uow.people.accounts_of(village.seng.id), [2001])


@case
def a_wrong_clock_is_told_by_two_processes(village: Village) -> Race:
    village.uow.people.put_role(village.mali.id, Role.ADMIN, "confirmed", now=NOW)
    village.uow.key_values.set(machine.FILLING, "")

    def tell(free: int) -> Do:
        return lambda uow: machine.disk_is(uow, 90, free, now=NOW)

    return Race(tell(10), tell(9), lambda uow: [name for name, _ in told(uow)].count("disk_filling"), 1)


@case
def a_question_is_taken_while_the_experts_are_reminded(village: Village) -> Race:
    """Whoever reminds sees that somebody has it in hand."""
    question, kham = asked(village)
    person(village.uow, 1006, "Vanna", Role.EXPERT)
    at = NOW + timedelta(hours=49)

    def take(uow: UnitOfWork) -> None:
        questions.take(uow, LIBRARY, question, by=kham, now=at)

    def remind(uow: UnitOfWork) -> object:
        return questions.remind_due(uow, LIBRARY, zone_of("Asia/Vientiane"), now=at)

    return Race(take, remind, lambda uow: [name for name, _ in told(uow)].count("question_waits"), 0)


@case
def an_answer_to_a_question_is_sent_twice(village: Village) -> Race:
    question, kham = asked(village)
    questions.write(village.uow, LIBRARY, question, Answer("text", "Too much sun"), by=kham, now=NOW)

    def send_it(uow: UnitOfWork) -> None:
        questions.reply(uow, question, by=kham, now=NOW)

    def looks(uow: UnitOfWork) -> object:
        return [name for name, _ in told(uow)].count("question_answered")

    return Race(send_it, send_it, looks, 1, said="")


@case
def a_confidential_word_is_answered_while_it_is_passed_on(village: Village) -> Race:
    """It is the next reader's then, and what the one before wrote is not sent."""
    uow, admin = village.uow, person(village.uow, 1010, "Somphone", Role.ADMIN)
    first, following = (person(uow, 1011 + number, name) for number, name in enumerate(("Vong", "Dao")))
    for one in (first, following):
        readers.name_reader(uow, one.id, by=admin, now=NOW)
    complaints.begin(uow, Answer("text", "The leader keeps our money"), by=village.seng, now=NOW)
    word = complaints.send(uow, named=False, by=village.seng, now=NOW).id
    complaints.add(uow, word, Answer("text", "I shall ask"), by=first, now=NOW)
    at = NOW + timedelta(days=4)

    def pass_on(uow: UnitOfWork) -> object:
        return complaints.pass_on(uow, now=at)

    def reply(uow: UnitOfWork) -> None:
        complaints.reply(uow, word, by=first, now=at)

    def looks(uow: UnitOfWork) -> object:
        found = uow.complaints.get(word)
        return (found.reader, found.state) if found else None

    return Race(pass_on, reply, looks, (following.id, "waiting"))


@case
def two_that_are_one_are_taken_apart_twice(village: Village) -> Race:
    kham = twice(village)
    number = merging.merge(village.uow, village.group, village.bo.id, kham, by=village.noy, now=NOW)

    def undo(by: Person) -> Do:
        return lambda uow: merging.undo(uow, number, by=by, now=NOW)

    return Race(undo(village.noy), undo(village.mali), lambda uow: verbs(uow, "said that one are two"), 1)


@case
def two_are_made_one_twice(village: Village) -> Race:
    kham = twice(village)

    def merge(by: Person) -> Do:
        return lambda uow: merging.merge(uow, village.group, village.bo.id, kham, by=by, now=NOW)

    return Race(merge(village.noy), merge(village.mali), lambda uow: verbs(uow, "said that two are one"), 1)


@case
def somebody_is_let_in_and_is_not(village: Village) -> Race:
    joining.ask(village.uow, village.group, by=village.bo, now=NOW)

    def let_in(by: Person, yes: bool) -> Do:
        return lambda uow: joining.answer(uow, village.group, village.bo.id, yes, by=by, now=NOW)

    def looks(uow: UnitOfWork) -> object:
        return verbs(uow, "let in"), verbs(uow, "did not let in"), [name for name, _ in told(uow)].count("join_decided")

    return Race(let_in(village.noy, True), let_in(village.mali, False), looks, (1, 0, 1))


@case
def a_proposed_group_is_approved_and_refused(village: Village) -> Race:
    uow, vong = village.uow, person(village.uow, 1006, "Vong", Role.STAFF)
    place = uow.groups.village("1704", "Paksong", state="known")
    group = groups.propose(uow, place, "Coffee", by=village.bo, zone="Asia/Vientiane", now=NOW)

    def decide(by: Person, approve: bool) -> Do:
        return lambda uow: groups.decide(uow, group, by=by, approve=approve, now=NOW)

    def looks(uow: UnitOfWork) -> object:
        found = uow.groups.get(group)
        return found.state if found else "", verbs(uow, "approved") + verbs(uow, "refused")

    return Race(decide(village.mali, True), decide(vong, False), looks, ("active", 1))


@case
def two_administrators_take_the_role_of_each_other(village: Village) -> Race:
    """There has to be an administrator."""
    one, other = (
        person(village.uow, 1010 + number, name, Role.ADMIN) for number, name in enumerate(("Bounmy", "Kham"))
    )

    def take(by: Person, of: Person) -> Do:
        return lambda uow: roles.take(uow, LIBRARY, of.id, Role.ADMIN, by=by, now=NOW)

    return Race(take(one, other), take(other, one), lambda uow: len(uow.people.with_role(Role.ADMIN)), 1)


@case
def the_results_are_released_twice(village: Village) -> Race:
    ranked(village)
    round_, vong = village.now().round, person(village.uow, 1006, "Vong", Role.STAFF)

    def release(by: Person) -> Do:
        return lambda uow: rounds.release(uow, round_, by=by, now=NOW)

    return Race(release(village.mali), release(vong), lambda uow: verbs(uow, "released the results"), 1)


@case
def an_amount_is_put_right_twice(village: Village) -> Race:
    line = carried(village)
    wrong = expenses.add(village.uow, line, 5_000, by=village.seng, now=NOW)

    def correct(by: Person, kip: int) -> Do:
        return lambda uow: expenses.correct(uow, wrong, kip, by=by, now=NOW)

    return Race(correct(village.seng, 6_000), correct(village.noy, 7_000), lambda uow: uow.expenses.sum(line), 6_000)


@pytest.fixture
def postgresql(tmp_path: Path) -> Iterator[Database]:
    url = databases.migrated("postgresql", tmp_path)
    database = Database(url)
    yield database
    database.close()
    postgres.drop(url)


@pytest.mark.parametrize("name", CASES)
def test_the_second_waits_for_the_first_and_it_happens_once(postgresql: Database, name: str) -> None:
    with postgresql.begin() as uow:
        race = CASES[name](settle(uow))
    with ThreadPoolExecutor(1) as pool:
        with postgresql.begin() as uow:
            race.first(uow)
            second = pool.submit(_refused, postgresql, race.second)
            waited = _waits(postgresql, second)
        said = second.result(30)
    assert waited, "the second did not wait: nothing is locked"
    assert race.said in (None, said)
    with postgresql.begin() as uow:
        assert race.looks(uow) == race.expected


def _refused(database: Database, do: Do) -> str:
    """Do it in a transaction of its own; why it was refused, if it was."""
    try:
        with database.begin() as uow:
            do(uow)
    except Refused as refused:
        return str(refused)
    return ""


def _waits(database: Database, running: Future[str]) -> bool:
    """Whether the server says that somebody waits for a lock, before it is done."""
    asked_ = sa.text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    for _ in range(200):
        with database.engine.connect() as connection:
            if connection.execute(asked_).scalar():
                return True
        if running.done():
            return False
        time.sleep(0.02)
    return False
