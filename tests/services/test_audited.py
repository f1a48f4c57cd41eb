"""The log of decisions: every place that writes into it, read from the source, is a deed told here with whoever did it
and to what; and what is done in one group or round reaches its own chat, and no other."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TypeAlias

import pytest

from bot.content import pieces
from bot.domain.agreements import Needed
from bot.domain.contests import Contest, Phase
from bot.domain.ids import AccountId, AnnouncementId, AssignmentId, ChatId, GroupId, PersonId, SheetId
from bot.domain.incoming import Answer
from bot.domain.people import Person, Role
from bot.domain.plans import PlanState
from bot.domain.reminders import Told
from bot.domain.reviews import Reading, ReviewState
from bot.domain.rounds import Rules
from bot.domain.zones import zone_of
from bot.services import (
    backups,
    erasures,
    invites,
    narrations,
    people,
    phones,
    retention,
    roles,
    seasons,
    setup,
    stops,
    stories,
)
from bot.services.actions import checkins
from bot.services.announcements import after, announcements, audiences, reach, sending, under_way
from bot.services.complaints import complaints, readers
from bot.services.contests import contests, peers, phases, pitches, practice, readings, rule, shared_plans, standings
from bot.services.groups import chats, desk, groups, handovers, joining, loose_chats, members, merging, uniting
from bot.services.plans import agreements, submissions, wordings
from bot.services.questions import published
from bot.services.reminders import holidays, pauses, timetables
from bot.services.retention import Keep
from bot.services.reviews import decisions, expert_chat
from bot.services.rounds import endings, outages, own_days, rounds, whom
from bot.services.seasons import Slot
from bot.services.sheets import sheets, taking
from bot.store.database import Database
from bot.store.outbox import Lane, Outgoing
from bot.store.timetables import GROUP, Scope
from tests.planning import LIBRARY, NOW, Village, carried, person, sent, settle
from tests.services.groups.test_directory import made
from tests.services.plans.test_next_season import season
from tests.services.plans.test_wordings import piece
from tests.services.questions.test_published import answered
from tests.services.sheets.test_taking import brought
from tests.services.test_narrations import voice
from tests.services.verbs import ROOT
from tests.sheets import lines, row

pytestmark = pytest.mark.slow

Line: TypeAlias = tuple[PersonId | None, str, str]
Deed: TypeAlias = Callable[[Village], Line]
DEEDS: dict[str, list[Deed]] = {}
ZONE, DAY = zone_of("Asia/Vientiane"), timedelta(days=1)
FIRST, *_ = pieces.of_library(LIBRARY)


def sites() -> set[str]:
    """The functions of the services that write into the log; a helper that many use counts as each that uses it."""
    return {
        f"{file.relative_to(ROOT / 'bot' / 'services').with_suffix('').as_posix()}.{node.name}"
        for file in (ROOT / "bot" / "services").rglob("*.py")
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name != "_note" and any(_writes(node))
    } - {"reminders/messages.send", "reminders/messages.add", "rounds/rounds.note"}  # of something else, and the helper


def _writes(node: ast.FunctionDef) -> Iterator[bool]:
    for call in ast.walk(node):
        name = ast.unparse(call.func) if isinstance(call, ast.Call) else ""
        if name in ("uow.audit.note", "_note", "note", "rounds.note"):
            yield True


def deed(site: str) -> Callable[[Deed], Deed]:
    def known(told: Deed) -> Deed:
        DEEDS.setdefault(site, []).append(told)
        return told

    return known


@deed("complaints/readers.name_reader")
def _named(here: Village) -> Line:
    return reads(here).id, "named a reader of confidential words", f"person {here.mali.id}"


@deed("complaints/readers.drop_reader")
def _dropped(here: Village) -> Line:
    mali = reads(here)
    readers.drop_reader(here.uow, here.mali.id, by=mali, now=NOW)
    return mali.id, "took off a reader of confidential words", f"person {here.mali.id}"


@deed("complaints/readers.set_days")
def _days(here: Village) -> Line:
    mali = reads(here)
    readers.set_days(here.uow, 7, by=mali, now=NOW)
    return mali.id, "set the days of confidential words", "3 to 7"


@deed("complaints/complaints.send")
def _said(here: Village) -> Line:
    reads(here)
    complaints.begin(here.uow, Answer("text", "x"), by=here.noy, now=NOW)
    complaints.send(here.uow, named=True, by=here.noy, now=NOW)
    return None, "a confidential word came", ""  # it names neither side, nor which word it was


@deed("complaints/complaints.reply")
def _answered_word(here: Village) -> Line:
    _said(here)
    (word,) = here.uow.complaints.of_person(here.noy.id)
    complaints.add(here.uow, word.id, Answer("text", "y"), by=here.mali, now=NOW)
    complaints.reply(here.uow, word.id, by=here.mali, now=NOW)
    return None, "a confidential word was answered", ""


@deed("stops._set")
def _holds(here: Village) -> Line:
    mali = admin(here)
    stops.hold(here.uow, by=mali, now=NOW)
    return mali.id, "held all that leaves", "all"


@deed("setup._changed")
def _sets(here: Village) -> Line:
    mali = admin(here)
    setup.change(here.uow, "contact", "Mali", {}, by=mali, now=NOW)
    return mali.id, "set", "contact"


@deed("stops.drop")
def _drops(here: Village) -> Line:
    mali = admin(here)
    stops.hold(here.uow, by=mali, now=NOW)
    here.uow.outbox.put(Outgoing(0, 77, Lane.REPLY, content={"text": "x"}), now=NOW)
    stops.drop(here.uow, "answers", by=mali, now=NOW)
    return mali.id, "dropped what was held", "answers: 1"


def admin(village: Village) -> Person:
    village.uow.people.put_role(village.mali.id, Role.ADMIN, "confirmed", now=NOW)
    found = village.uow.people.get(village.mali.id)
    assert found is not None
    return found


def reads(here: Village) -> Person:
    """Mali is an administrator whom a phone reaches, and has named herself to read confidential words."""
    mali = admin(here)
    here.uow.people.account(AccountId(78), now=NOW)
    here.uow.people.speak_as(AccountId(78), mali.id)
    readers.name_reader(here.uow, mali.id, by=mali, now=NOW)
    return mali


@deed("groups/loose_chats.follow")
def _left_alone(here: Village) -> Line:
    loose_chats.arrived(here.uow, ChatId(-8), now=NOW)
    for later in (loose_chats.TOLD_AFTER, loose_chats.TOLD_AFTER + loose_chats.LEFT_AFTER):
        loose_chats.follow(here.uow, now=NOW + later)
    return None, "left the chat of nobody", "chat -8"


@deed("roles.give")
def _given(here: Village) -> Line:
    boss = admin(here)
    roles.give(here.uow, here.seng.id, Role.EXPERT, by=boss, now=NOW)
    return boss.id, "gave expert", f"person {here.seng.id}, account 1002"


@deed("roles.look_after")
def _looks_after(here: Village) -> Line:
    boss, tui = admin(here), person(here.uow, 1020, "Tui", Role.STAFF)
    roles.look_after(here.uow, tui.id, ["RLIP"], by=boss, now=NOW)
    return boss.id, "chose the projects of", f"person {tui.id}: all → RLIP"


# Groups at the desk --------------------------------------------------------------------------------------------------
@deed("groups/desk.create")
def _opened(here: Village) -> Line:
    village = desk.village(here.uow, "1704", "New", by=here.mali)
    group = desk.create(
        here.uow, village, "Goats", by=here.mali, zone="Asia/Vientiane", hours=LIBRARY.reminders, now=NOW
    )
    return here.mali.id, "opened", f"group {group}"


@deed("groups/desk.change")
def _changed(here: Village) -> Line:
    desk.change(here.uow, here.group, "name", "Goats", by=here.mali, now=NOW)
    return here.mali.id, "changed the name of", f"group {here.group}: Asparagus → Goats"


@deed("groups/desk.move_member")
def _moved_member(here: Village) -> Line:
    other = _other(here)
    desk.move_member(here.uow, here.group, here.seng.id, other, by=here.mali, now=NOW)
    return here.mali.id, "moved", f"person {here.seng.id} from group {here.group} to group {other}"


@deed("groups/desk.write_to")
def _wrote_to(here: Village) -> Line:
    desk.write_to(here.uow, here.group, "x", by=here.mali, now=NOW)
    return here.mali.id, "wrote to", f"group {here.group}"


@deed("groups/desk.act")
def _acts(here: Village) -> Line:
    desk.act(here.uow, here.group, by=here.mali, now=NOW)
    return here.mali.id, "acts for", f"group {here.group}"


@deed("groups/uniting.unite")
def _united(here: Village) -> Line:
    other = _other(here)
    uniting.unite(here.uow, here.group, other, by=here.mali, now=NOW)
    return here.mali.id, "said that two are one", f"group {other} is group {here.group}"


@deed("groups/uniting.undo")
def _apart_again(here: Village) -> Line:
    other = _other(here)
    number = uniting.unite(here.uow, here.group, other, by=here.mali, now=NOW)
    uniting.undo(here.uow, number, by=here.mali, now=NOW)
    return here.mali.id, "said that one are two", f"group {other} is not group {here.group}"


def _other(here: Village) -> GroupId:
    return made(here.uow, "Fish")


# Spreadsheets ---------------------------------------------------------------------------------------------------------
@deed("sheets/sheets.take")
def _sheet_taken(here: Village) -> Line:
    sheet = brought(here.uow, lines([row()]), here.mali)
    sheets.take(here.uow, sheet, by=here.mali, now=NOW)
    return here.mali.id, "brought in", f"sheet {sheet}"


@deed("sheets/sheets.undo")
def _sheet_undone(here: Village) -> Line:
    _, _, subject = _sheet_taken(here)
    sheet = SheetId(int(subject.split()[1]))
    while taking.go_on(here.uow, LIBRARY, sheet, now=NOW):
        pass
    sheets.undo(here.uow, sheet, by=here.mali, now=NOW)
    return here.mali.id, "took back", subject


# Being erased ---------------------------------------------------------------------------------------------------------
@deed("erasures.ask")
def _wished(here: Village) -> Line:
    erasures.ask(here.uow, here.seng.id, ZONE, by=here.seng, now=NOW)
    return here.seng.id, "asked to erase", f"person {here.seng.id}"


@deed("erasures.keep")
def _kept(here: Village) -> Line:
    _wished(here)
    erasures.keep(here.uow, here.seng.id, by=here.seng, now=NOW)
    return here.seng.id, "asked not to erase", f"person {here.seng.id}"


@deed("erasures.erase")
def _erased(here: Village) -> Line:
    erasures.erase(here.uow, LIBRARY, here.seng.id, 0, now=NOW)
    return None, "erased", "person –"  # the log names nobody who is not there any more


@deed("retention.carry_out")
def _kept_no_longer(here: Village) -> Line:
    assert retention.carry_out(here.uow, Keep(unseen=1), ZONE, now=NOW + 90 * DAY)
    return None, "kept no longer", "1 people asked"


# Announcements --------------------------------------------------------------------------------------------------------
def draft(village: Village) -> AnnouncementId:
    item = announcements.begin(village.uow, by=village.mali, now=NOW)
    for language in ("lo", "en"):
        announcements.write(village.uow, item, language, "ຝົນ", by=village.mali)
    audiences.address(village.uow, item, "who", "everybody", by=village.mali)
    return item


def send(village: Village, most: int) -> AnnouncementId:
    person(village.uow, 1009, "Vong", Role.STAFF)
    item = draft(village)
    sending.send(village.uow, LIBRARY, item, by=village.mali, max_without_second=most, now=NOW)
    return item


@deed("announcements/sending.send")
def does_send(village: Village) -> Line:
    return village.mali.id, "asked to send", f"announcement {send(village, 0)}"


@deed("announcements/sending._release")
def does_release(village: Village) -> Line:
    return village.mali.id, "sent to 2 people", f"announcement {send(village, 9)}"


@deed("announcements/sending._release")
def does_release_2(village: Village) -> Line:
    item, vong = send(village, 0), next(one for one in village.uow.people.with_role(Role.STAFF) if one.name == "Vong")
    sending.confirm(village.uow, LIBRARY, item, by=vong, now=NOW)
    return vong.id, "sent to 2 people", f"announcement {item}"


@deed("announcements/sending.take_back")
def does_take_back(village: Village) -> Line:
    item = send(village, 0)
    sending.take_back(village.uow, item, by=village.mali, now=NOW)
    return village.mali.id, "took back", f"announcement {item}"


@deed("announcements/under_way.stop")
def does_stop(village: Village) -> Line:
    item = send(village, 9)
    under_way.stop(village.uow, item, by=village.mali, now=NOW)
    return village.mali.id, "stopped", f"announcement {item}"


@deed("announcements/under_way.retry")
def does_retry(village: Village) -> Line:
    item = send(village, 9)
    sending.expand(village.uow, item, after_id=0, now=NOW)
    rows = village.uow.outbox.due(now=NOW, limit=9)
    village.uow.attempts.claim([row.id for row in rows])
    village.uow.attempts.recover()
    again = under_way.retry(village.uow, item, "unsure", by=village.mali, now=NOW)
    assert again == 2
    return village.mali.id, "sent again to 2 unsure", f"announcement {item}"


def on_its_way(do: Callable[[Village, AnnouncementId], object], verb: str) -> Deed:
    """Something that staff do with an announcement that is on its way, or has arrived."""

    def told(village: Village) -> Line:
        item = send(village, 9)
        sending.expand(village.uow, item, after_id=0, now=NOW)
        do(village, item)
        return village.mali.id, verb, f"announcement {item}"

    return told


def went_on(village: Village, item: AnnouncementId) -> None:
    under_way.pause(village.uow, item, by=village.mali, now=NOW)
    under_way.resume(village.uow, item, by=village.mali, now=NOW)


def paused(village: Village, item: AnnouncementId) -> None:
    under_way.pause(village.uow, item, by=village.mali, now=NOW)


def settled(village: Village, item: AnnouncementId) -> None:
    village.uow.attempts.claim([row.id for row in village.uow.outbox.due(now=NOW, limit=9)])
    village.uow.attempts.recover()
    under_way.settle(village.uow, item, True, by=village.mali, now=NOW)


def corrected(village: Village, item: AnnouncementId) -> None:
    after.correct(village.uow, item, "lo", "ຝົນແຮງ", by=village.mali, now=NOW)


def recalled(village: Village, item: AnnouncementId) -> None:
    after.recall(village.uow, item, by=village.mali, now=NOW)


def called(village: Village, item: AnnouncementId) -> None:
    reach.tell(village.uow, item, [village.seng.id], "called", by=village.mali, now=NOW)


deed("announcements/under_way.pause")(on_its_way(paused, "paused"))
deed("announcements/under_way.resume")(on_its_way(went_on, "went on with"))
deed("announcements/under_way.settle")(on_its_way(settled, "counted 2 unsure as sent"))
deed("announcements/after.correct")(on_its_way(corrected, "corrected"))
deed("announcements/after.recall")(on_its_way(recalled, "took back from all"))
deed("announcements/reach.tell")(on_its_way(called, "noted called"))


# Groups ---------------------------------------------------------------------------------------------------------------
@deed("groups/groups.leave")
def does_leave(village: Village) -> Line:
    groups.leave(village.uow, village.group, by=village.seng, now=NOW)
    return village.seng.id, "left", f"group {village.group}"


@deed("groups/groups.take_out")
def does_take_out(village: Village) -> Line:
    groups.take_out(village.uow, village.group, village.seng.id, by=village.noy, now=NOW)
    return village.noy.id, "took out", f"person {village.seng.id} of group {village.group}"


@deed("groups/groups.hand_over")
def does_hand_over(village: Village) -> Line:
    groups.hand_over(village.uow, village.group, village.seng.id, by=village.noy, now=NOW)
    return village.noy.id, "handed over", f"group {village.group} to person {village.seng.id}"


@deed("groups/groups.choose_told")
def does_choose_told(village: Village) -> Line:
    told = list(Told)[-1]
    groups.choose_told(village.uow, village.group, told, by=village.noy, now=NOW)
    return village.noy.id, f"chose {told.value} for the reminders of", f"group {village.group}"


def proposed(village: Village, approve: bool) -> Line:
    place = groups.village(village.uow, "1704", "New")
    group = groups.propose(village.uow, place, "Fish", by=village.bo, zone="Asia/Vientiane", now=NOW)
    groups.decide(village.uow, group, by=village.mali, approve=approve, now=NOW)
    return village.mali.id, "approved" if approve else "refused", f"group {group}"


deed("groups/groups.decide")(lambda village: proposed(village, True))
deed("groups/groups.decide")(lambda village: proposed(village, False))


@deed("groups/groups.link")
def does_link(village: Village) -> Line:
    groups.link(village.uow, village.group, ChatId(-5), by=village.noy, now=NOW)
    return village.noy.id, "linked a chat to", f"group {village.group}"


@deed("groups/chats.choose_topic")
def does_choose_a_topic(village: Village) -> Line:
    chats.choose_topic(village.uow, village.group, 3, by=village.noy, now=NOW)
    return village.noy.id, "chose a topic for the reminders of", f"group {village.group}"


@deed("reviews/expert_chat.link")
def does_link_the_experts(village: Village) -> Line:
    expert_chat.link(village.uow, ChatId(-6), by=village.mali, now=NOW)
    return village.mali.id, "linked the chat of the experts", "chat -6"


@deed("reviews/expert_chat.ended")
def does_lose_the_experts(village: Village) -> Line:
    expert_chat.link(village.uow, ChatId(-6), by=village.mali, now=NOW)
    expert_chat.ended(village.uow, ChatId(-6), now=NOW)
    return None, "lost the chat of the experts", "chat -6"


@deed("groups/chats.ended")
def does_lose_the_chat(village: Village) -> Line:
    groups.link(village.uow, village.group, ChatId(-5), by=village.noy, now=NOW)
    chats.ended(village.uow, ChatId(-5), now=NOW)
    return None, "lost the chat of", f"group {village.group}"


@deed("groups/handovers.ask")
def does_ask(village: Village) -> Line:
    village.uow.groups.join(village.group, village.bo.id, leader=False, now=NOW)
    handovers.ask(village.uow, village.group, by=village.seng, now=NOW)
    return village.seng.id, "asked to lead", f"group {village.group}"


@deed("groups/handovers._settle")
def does_settle(village: Village) -> Line:
    village.uow.groups.join(village.group, village.bo.id, leader=False, now=NOW)
    asked = handovers.ask(village.uow, village.group, by=village.seng, now=NOW)
    handovers.answer(village.uow, asked, True, by=village.bo, now=NOW)
    return village.seng.id, "leads by consent", f"group {village.group}, person {village.seng.id}, question {asked}"


@deed("groups/handovers._settle")
def does_settle_2(village: Village) -> Line:
    village.uow.groups.join(village.group, village.bo.id, leader=False, now=NOW)
    asked = handovers.ask(village.uow, village.group, by=village.seng, now=NOW)
    handovers.lapse(village.uow, now=NOW + handovers.OPEN)
    return village.seng.id, "consent lapsed", f"group {village.group}, person {village.seng.id}, question {asked}"


def let_in(village: Village, yes: bool) -> Line:
    joining.ask(village.uow, village.group, by=village.bo, now=NOW)
    joining.answer(village.uow, village.group, village.bo.id, yes, by=village.noy, now=NOW)
    verb = "let in" if yes else "did not let in"
    return village.noy.id, verb, f"person {village.bo.id} of group {village.group}"


deed("groups/joining.answer")(lambda village: let_in(village, True))
deed("groups/joining.answer")(lambda village: let_in(village, False))


@deed("groups/members.enter")
def does_enter(village: Village) -> Line:
    new = members.enter(village.uow, village.group, "Kham", by=village.noy, now=NOW)
    return village.noy.id, "wrote down a member", f"person {new} of group {village.group}"


def shared(village: Village) -> PersonId:
    new = members.enter(village.uow, village.group, "Kham", by=village.noy, now=NOW)
    members.share_phone(village.uow, AccountId(1001), new, by=village.noy, now=NOW)
    return new


@deed("groups/members.share_phone")
def does_share_phone(village: Village) -> Line:
    return village.noy.id, "shares the phone with", f"person {shared(village)}"


@deed("groups/members.unshare_phone")
def does_unshare_phone(village: Village) -> Line:
    new = shared(village)
    members.unshare_phone(village.uow, village.group, new, AccountId(1001), by=village.noy, now=NOW)
    return village.noy.id, "took off a shared phone", f"person {new}"


@deed("people.take_off")
def does_take_off(village: Village) -> Line:
    new = shared(village)
    people.take_off(village.uow, AccountId(1001), new, by=village.noy, now=NOW)
    return village.noy.id, "took off a shared phone", f"person {new}"


def one_person(village: Village) -> tuple[PersonId, int]:
    """Bo, who has come in, is Kham, who was written down before."""
    kham = members.enter(village.uow, village.group, "Kham", by=village.noy, now=NOW)
    village.uow.groups.join(village.group, village.bo.id, leader=False, now=NOW)
    return kham, merging.merge(village.uow, village.group, village.bo.id, kham, by=village.noy, now=NOW)


@deed("groups/merging.merge")
def does_merge(village: Village) -> Line:
    kham, _ = one_person(village)
    subject = f"person {kham} is person {village.bo.id} of group {village.group}"
    return village.noy.id, "said that two are one", subject


@deed("groups/merging.undo")
def does_undo_a_merge(village: Village) -> Line:
    kham, number = one_person(village)
    merging.undo(village.uow, number, by=village.noy, now=NOW)
    subject = f"person {kham} is not person {village.bo.id} of group {village.group}"
    return village.noy.id, "said that one are two", subject


# Links and roles ------------------------------------------------------------------------------------------------------
@deed("invites.for_group")
def does_for_group(village: Village) -> Line:
    invites.for_group(village.uow, village.group, by=village.noy, now=NOW)
    return village.noy.id, "made a link into", f"group {village.group}"


@deed("invites.for_again")
def does_for_again(village: Village) -> Line:
    groups.take_out(village.uow, village.group, village.seng.id, by=village.noy, now=NOW)
    invites.for_again(village.uow, village.group, village.seng.id, by=village.noy, now=NOW)
    return village.noy.id, "invited again", f"person {village.seng.id} into group {village.group}"


@deed("invites.for_role")
def does_for_role(village: Village) -> Line:
    invites.for_role(village.uow, Role.EXPERT, by=admin(village), now=NOW)
    return village.mali.id, "made a link into", "role expert"


@deed("invites.for_person")
def does_for_person(village: Village) -> Line:
    invites.for_person(village.uow, village.seng.id, by=village.noy, now=NOW)
    return village.noy.id, "made a link to a new phone for", f"person {village.seng.id}"


@deed("invites.revoke")
def does_revoke(village: Village) -> Line:
    code = invites.for_group(village.uow, village.group, by=village.noy, now=NOW)
    invites.revoke(village.uow, code, by=village.noy, now=NOW)
    return village.noy.id, "stopped a link into", f"group {village.group}"


@deed("invites.let_ask")
def does_let_ask(village: Village) -> Line:
    code = invites.for_group(village.uow, village.group, by=village.noy, now=NOW)
    invites.let_ask(village.uow, code, True, by=village.noy, now=NOW)
    return village.noy.id, "asks to be asked by a link into", f"group {village.group}"


@deed("people.grant_admin")
def does_grant_admin(village: Village) -> Line:
    people.grant_admin(village.uow, village.bo.id, now=NOW)
    return village.bo.id, "became administrator", ""


def decided(village: Village, yes: bool) -> Line:
    village.uow.people.put_role(village.bo.id, Role.EXPERT, "waiting", now=NOW)
    people.decide_role(village.uow, village.bo.id, Role.EXPERT, by=admin(village), confirm=yes, now=NOW)
    return village.mali.id, f"{'confirmed' if yes else 'refused'} expert", f"person {village.bo.id}"


deed("people.decide_role")(lambda village: decided(village, True))
deed("people.decide_role")(lambda village: decided(village, False))


@deed("roles.take")
def does_take(village: Village) -> Line:
    village.uow.people.put_role(village.bo.id, Role.EXPERT, "confirmed", now=NOW)
    roles.take(village.uow, LIBRARY, village.bo.id, Role.EXPERT, by=admin(village), now=NOW)
    return village.mali.id, "took away expert", f"person {village.bo.id}, account 1003"


@deed("roles.lock_out")
def does_lock_out(village: Village) -> Line:
    roles.lock_out(village.uow, village.bo.id, by=admin(village), now=NOW)
    return village.mali.id, "locked out", f"person {village.bo.id}, account 1003"


# Phones ---------------------------------------------------------------------------------------------------------------
def moved(village: Village) -> int:
    """Seng's number of a move from account 1002 to 2001, by a link of Noy's."""
    uow = village.uow
    uow.people.account(AccountId(2001), now=NOW)
    code = invites.for_person(uow, village.seng.id, by=village.noy, now=NOW)
    phones.move(uow, code, AccountId(2001), now=NOW)
    found = uow.moves.latest(village.seng.id)
    assert found is not None
    return found.id


@deed("phones.move")
def does_move(village: Village) -> Line:
    moved(village)
    where = "from account 1002, to account 2001"
    return village.noy.id, "moved to a new phone", f"person {village.seng.id}, {where}"


@deed("phones.doubt")
def does_doubt(village: Village) -> Line:
    phones.doubt(village.uow, moved(village), AccountId(1002), now=NOW)
    return None, "said it was not them", f"person {village.seng.id}, from account 1002, to account 2001"


def looked(village: Village, back: bool) -> Line:
    number = moved(village)
    phones.doubt(village.uow, number, AccountId(1002), now=NOW)
    phones.settle(village.uow, number, by=village.mali, back=back, now=NOW)
    verb = "gave the old phone back to" if back else "confirmed the new phone of"
    where = "from account 2001, to account 1002" if back else "from account 1002, to account 2001"
    return village.mali.id, verb, f"person {village.seng.id}, {where}"


deed("phones.settle")(lambda village: looked(village, True))
deed("phones.settle")(lambda village: looked(village, False))


# Plans ----------------------------------------------------------------------------------------------------------------
@deed("plans/agreements.tell_for")
def does_tell_for(village: Village) -> Line:
    new = members.enter(village.uow, village.group, "Kham", by=village.noy, now=NOW)
    plan = village.now()
    agreements.tell_for(village.uow, plan, new, agrees=True, by=village.noy, revision=plan.revision, now=NOW)
    return village.noy.id, "told the agreement of", f"person {new} to plan {plan.id} revision {plan.revision}"


@deed("plans/submissions._decided")
def does_decided(village: Village) -> Line:
    kham, _ = sent(village)
    submissions.approve(village.uow, LIBRARY, village.plan, by=kham.id, now=NOW)
    return kham.id, "approved", f"plan {village.plan}"


@deed("plans/submissions._decided")
def does_decided_2(village: Village) -> Line:
    kham, _ = sent(village)
    submissions.give_back(village.uow, village.plan, Rules(), by=kham.id, now=NOW)
    return kham.id, "returned", f"plan {village.plan}"


def judged(village: Village) -> tuple[Person, AssignmentId]:
    """Dr. Kham let the plan pass, a moment ago."""
    kham, assignment = sent(village)
    village.uow.reviews.change(assignment, state="done", decision="approve", decided_at=NOW)
    return kham, assignment


@deed("reviews/decisions.take_back")
def does_take_a_decision_back(village: Village) -> Line:
    kham, assignment = judged(village)
    decisions.take_back(village.uow, assignment, Rules(), by=kham, now=NOW)
    return kham.id, "took back the decision", f"plan {village.plan}"


@deed("reviews/decisions.reopen")
def does_reopen(village: Village) -> Line:
    judged(village)
    village.uow.plans.change(village.plan, now=NOW, state=PlanState.APPROVED.value)
    decisions.reopen(village.uow, village.plan, "A question was missed", by=village.mali, now=NOW)
    return village.mali.id, "let the experts decide again on", f"plan {village.plan}"


def returned(village: Village) -> None:
    kham, _ = sent(village)
    submissions.give_back(village.uow, village.plan, Rules(), by=kham.id, now=NOW)


@deed("rounds/own_days.lengthen")
def does_lengthen(village: Village) -> Line:
    returned(village)
    day = (NOW + 40 * DAY).date()
    own_days.lengthen(village.uow, village.plan, day, by=village.mali, now=NOW)
    return village.mali.id, f"set the last day {day} of", f"plan {village.plan}"


@deed("rounds/own_days.put_back")
def does_put_a_plan_back(village: Village) -> Line:
    returned(village)
    own_days.make_up(village.uow, NOW, DAY, now=NOW + DAY)
    own_days.put_back(village.uow, village.plan, by=village.mali, now=NOW + DAY)
    return village.mali.id, "put back the deadline of", f"plan {village.plan}"


@deed("plans/wordings.write")
def does_write(village: Village) -> Line:
    wordings.write(village.uow, village.plan, piece(village), "lo", "ບໍ່ມີນ້ຳ", by=village.mali, now=NOW)
    return village.mali.id, "translated", f"plan {village.plan}"


@deed("plans/wordings.undo")
def does_undo(village: Village) -> Line:
    found = piece(village)
    wordings.write(village.uow, village.plan, found, "lo", "ບໍ່ມີນ້ຳ", by=village.mali, now=NOW)
    wordings.undo(village.uow, village.plan, found, "lo", by=village.seng, now=NOW)
    return village.seng.id, "took back the words beside", f"plan {village.plan}"


@deed("questions/published.publish")
def does_publish(village: Village) -> Line:
    question, kham = answered(village)
    published.publish(village.uow, question, by=kham, now=NOW)
    return kham.id, "published", f"question {question}"


@deed("questions/published.unpublish")
def does_unpublish(village: Village) -> Line:
    question, kham = answered(village)
    published.publish(village.uow, question, by=kham, now=NOW)
    published.unpublish(village.uow, question, by=village.mali, now=NOW)
    return village.mali.id, "unpublished", f"question {question}"


def told_story(village: Village, shares: bool) -> Line:
    carried(village)
    (line,) = village.uow.actions.of_plan(village.plan)
    checkins.done(village.uow, line.id, by=village.seng, seen=line.revision, now=NOW)
    stories.add(village.uow, village.plan, Answer("text", "We sell"), by=village.seng, now=NOW)
    stories.finish(village.uow, village.plan, by=village.noy, now=NOW)
    stories.share(village.uow, village.plan, True, by=village.noy, now=NOW)
    if not shares:
        stories.share(village.uow, village.plan, False, by=village.noy, now=NOW)
    found = stories.open_of_plan(village.uow, village.plan, by=village.noy)
    return village.noy.id, "shared" if shares else "withdrew", f"story {found.story.id}"


deed("stories.share")(lambda village: told_story(village, True))
deed("stories.share")(lambda village: told_story(village, False))


# Recordings -----------------------------------------------------------------------------------------------------------
def spoken(village: Village, then: str) -> Line:
    uow, mali = village.uow, village.mali
    for _ in range(2 if then == "restore" else 1):
        narrations.speak(uow, FIRST, "alak", voice(uow, mali), by=mali, now=NOW)
        narrations.keep(uow, FIRST, "alak", by=mali, now=NOW)
    history = uow.narrations.history(FIRST.key, "alak")
    kept = next(one for one in history if one.state == "kept")
    if then == "remove":
        narrations.remove(uow, FIRST, "alak", seen=kept.id, by=mali, now=NOW)
    elif then == "restore":
        other = next(one for one in history if one.state != "kept")
        narrations.restore(uow, FIRST, other.id, by=mali, now=NOW)
    elif then == "fits":
        uow.narrations.put(kept.id, version="older words")
        narrations.still_fits(uow, FIRST, "alak", by=mali, now=NOW)
    verbs = {"keep": "kept a narration", "remove": "removed a narration", "restore": "put a narration back"}
    about = f"{FIRST.key[0]} {FIRST.key[1]} in alak"
    return mali.id, verbs.get(then, "said that a narration still fits"), about


deed("narrations.keep")(lambda village: spoken(village, "keep"))
deed("narrations.remove")(lambda village: spoken(village, "remove"))
deed("narrations.restore")(lambda village: spoken(village, "restore"))
deed("narrations.still_fits")(lambda village: spoken(village, "fits"))


@deed("narrations.add_language")
def does_add_language(village: Village) -> Line:
    narrations.add_language(village.uow, LIBRARY, "Kriang", by=village.mali, now=NOW)
    return village.mali.id, "added a spoken language", "Kriang"


@deed("narrations.drop_language")
def does_drop_language(village: Village) -> Line:
    tongue, _ = narrations.add_language(village.uow, LIBRARY, "Kriang", by=village.mali, now=NOW)
    narrations.drop_language(village.uow, LIBRARY, tongue.key, by=village.mali, now=NOW)
    return village.mali.id, "took away a spoken language", "Kriang"


# Days -----------------------------------------------------------------------------------------------------------------
@deed("reminders/holidays.add")
def does_add(village: Village) -> Line:
    day = NOW.date() + DAY
    holidays.add(village.uow, day, day + DAY, by=village.mali, today=NOW.date(), now=NOW)
    return village.mali.id, "added", f"holiday {day} – {day + DAY}"


@deed("reminders/holidays.remove")
def does_remove(village: Village) -> Line:
    day = NOW.date() + DAY
    kept = holidays.add(village.uow, day, day, by=village.mali, today=NOW.date(), now=NOW)
    holidays.remove(village.uow, kept, by=village.mali, now=NOW)
    return village.mali.id, "removed", f"holiday {day} – {day}"


@deed("reminders/pauses.pause")
def does_pause(village: Village) -> Line:
    until = NOW.date() + 7 * DAY
    pauses.pause(village.uow, LIBRARY, village.group, until, by=village.noy, now=NOW)
    return village.noy.id, "paused", f"group {village.group} until {until}"


@deed("reminders/pauses.resume")
def does_resume(village: Village) -> Line:
    pauses.pause(village.uow, LIBRARY, village.group, None, by=village.noy, now=NOW)
    pauses.resume(village.uow, LIBRARY, village.group, by=village.noy, now=NOW)
    return village.noy.id, "resumed", f"group {village.group}"


def timed(village: Village, resets: bool) -> Line:
    scope = Scope(GROUP, village.group)
    what = "moments"
    timetables.choose(village.uow, LIBRARY, scope, what, 7, by=village.mali, now=NOW)
    if resets:
        timetables.reset(village.uow, LIBRARY, scope, by=village.mali, now=NOW)
    verb = "reset the timetable of" if resets else "changed the timetable of"
    return village.mali.id, verb, f"group {village.group}" + ("" if resets else f": {what} 7")


deed("reminders/timetables.choose")(lambda village: timed(village, False))
deed("reminders/timetables.reset")(lambda village: timed(village, True))


@deed("reminders/timetables.follow_zone")
def does_follow_zone(village: Village) -> Line:
    timetables.follow_zone(village.uow, LIBRARY, "Asia/Vientiane", now=NOW)
    timetables.follow_zone(village.uow, LIBRARY, "Asia/Tokyo", now=NOW)
    return None, "moved to another zone", "1 groups to Asia/Tokyo"


SLOT, DAYS = Slot("coffee-harvest", "south", 2026), (date(2026, 12, 1), date(2026, 12, 20))


@deed("seasons.set_days")
def does_set_days(village: Village) -> Line:
    seasons.set_days(village.uow, LIBRARY, SLOT, DAYS, by=village.mali, now=NOW)
    return village.mali.id, "set the days of", "season coffee-harvest south 2026"


@deed("seasons.forget_days")
def does_forget_days(village: Village) -> Line:
    seasons.set_days(village.uow, LIBRARY, SLOT, DAYS, by=village.mali, now=NOW)
    seasons.forget_days(village.uow, LIBRARY, SLOT, by=village.mali, now=NOW)
    return village.mali.id, "forgot the days of", "season coffee-harvest south 2026"


# Rounds ---------------------------------------------------------------------------------------------------------------
@deed("rounds/outages.measure")
def does_measure(village: Village) -> Line:
    outages.beat(village.uow, now=NOW)
    outages.measure(village.uow, zone=ZONE, now=NOW + DAY)
    return None, "was away", f"from {NOW.isoformat()} to {(NOW + DAY).isoformat()}"


def long_away(village: Village, moves: bool) -> Line:
    round_ = village.now().round
    outages.beat(village.uow, now=NOW + DAY)
    outages.measure(village.uow, zone=ZONE, now=NOW + 6 * DAY)
    outages.answer(village.uow, round_, moves, zone=ZONE, by=village.mali, now=NOW + 6 * DAY)
    verb = "moved the deadline for an outage of" if moves else "left the deadline of"
    return village.mali.id, verb, f"round {round_}"


deed("rounds/outages.answer")(lambda village: long_away(village, True))
deed("rounds/outages.answer")(lambda village: long_away(village, False))


def of_round(verb: str, do: Callable[[Village], object]) -> Deed:
    def told(village: Village) -> Line:
        do(village)
        return village.mali.id, verb, f"round {village.now().round}"

    return told


def new_round(village: Village) -> Line:
    made = rounds.begin(village.uow, LIBRARY.form.version, by=village.mali, now=NOW)
    for language in ("lo", "en"):
        rounds.rename(village.uow, made, language, "ຮອບ", by=village.mali, now=NOW)
    rounds.set_deadline(village.uow, made, date(2027, 3, 1), zone=ZONE, by=village.mali, now=NOW)
    village.uow.rounds.change(village.now().round, state="closed")
    rounds.start(village.uow, made, by=village.mali, now=NOW)
    return village.mali.id, "opened", f"round {made}"


def put_back(village: Village) -> None:
    outages.beat(village.uow, now=NOW + DAY)
    outages.measure(village.uow, zone=ZONE, now=NOW + 2 * DAY)
    rounds.put_back(village.uow, village.now().round, by=village.mali, now=NOW + 2 * DAY)


def ranked(village: Village) -> None:
    sent(village)
    rounds.close(village.uow, village.now().round, by=village.mali, now=NOW)
    rounds.set_position(village.uow, village.plan, 1, by=village.mali, now=NOW)


def released(village: Village) -> None:
    ranked(village)
    rounds.release(village.uow, village.now().round, by=village.mali, now=NOW)


def rename(village: Village) -> None:
    rounds.rename(village.uow, village.now().round, "en", "First", by=village.mali, now=NOW)


def deadline(village: Village) -> None:
    day = date(2027, 3, 1)
    rounds.set_deadline(village.uow, village.now().round, day, zone=ZONE, by=village.mali, now=NOW)


def agreement(village: Village) -> None:
    rounds.set_agreement(village.uow, village.now().round, Needed.ALL.value, by=village.mali, now=NOW)


def for_others(village: Village) -> None:
    rounds.set_for_others(village.uow, village.now().round, 3, by=village.mali, now=NOW)


def unranked(village: Village) -> None:
    rounds.set_unranked(village.uow, village.now().round, True, by=village.mali, now=NOW)


def removed(village: Village) -> None:
    endings.remove(village.uow, village.now().round, by=village.mali, now=NOW)


def brought_back(village: Village) -> None:
    removed(village)
    endings.bring_back(village.uow, village.now().round, by=village.mali, now=NOW)


def archived(village: Village) -> None:
    rounds.close(village.uow, village.now().round, by=village.mali, now=NOW)
    endings.archive(village.uow, village.now().round, True, by=village.mali, now=NOW)


def for_rlip(village: Village) -> None:
    whom.set_for(village.uow, village.now().round, "projects", ["RLIP"], by=village.mali, now=NOW)


def span(village: Village) -> None:
    rounds.set_span(village.uow, village.now().round, "from", date(2027, 1, 1), by=village.mali, now=NOW)


def closed(village: Village) -> None:
    rounds.close(village.uow, village.now().round, by=village.mali, now=NOW)


deed("rounds/rounds.start")(new_round)
deed("rounds/rounds.rename")(of_round("named", rename))
deed("rounds/rounds.set_deadline")(of_round("set the deadline 2027-03-01 of", deadline))
deed("rounds/rounds.put_back")(of_round("put back the deadline of", put_back))
deed("rounds/rounds.set_agreement")(of_round("set the agreement all of", agreement))
deed("rounds/rounds.set_for_others")(of_round("set 3 agreements from one phone of", for_others))
deed("rounds/rounds.set_unranked")(of_round("ranks nothing in", unranked))
deed("rounds/rounds.set_span")(of_round("set the days of work (from 2027-01-01) of", span))
deed("rounds/rounds.close_now")(of_round("closed", closed))
deed("rounds/endings.remove")(of_round("removed", removed))
deed("rounds/endings.bring_back")(of_round("brought back", brought_back))
deed("rounds/endings.archive")(of_round("archived", archived))
deed("rounds/whom.set_for")(of_round("set the projects RLIP of", for_rlip))
deed("rounds/rounds.release_now")(of_round("released the results of", released))


@deed("rounds/rounds.set_position")
def does_set_position(village: Village) -> Line:
    ranked(village)
    return village.mali.id, "put on position 1", f"plan {village.plan}"


@deed("backups.caught_up")
def _restored(here: Village) -> Line:
    for name, value in backups.held(NOW, now=NOW + DAY).items():
        here.uow.key_values.set(name, value)
    backups.caught_up(here.uow, 0, now=NOW + DAY)
    return None, "restored", f"the back-up of {NOW:%Y-%m-%d %H:%M} UTC"


# Competitions ---------------------------------------------------------------------------------------------------------
def competes(village: Village, phase: Phase = Phase.DRAFTING) -> Contest:
    """The round is a competition in this phase, and Noy's plan is sent."""
    sent(village)
    round_ = village.now().round
    contests.begin(village.uow, round_, by=village.mali, now=NOW)
    village.uow.contests.change(round_, phase=phase.value)
    found = village.uow.contests.get(round_)
    assert found is not None
    return found


def prize(village: Village) -> None:
    contests.set_prize(village.uow, competes(village).round, 1, "Seeds", by=village.mali, now=NOW)


def next_phase(village: Village) -> None:
    found = competes(village)
    phases.advance(village.uow, LIBRARY, found.round, found.phase, by=village.mali, now=NOW)


def ask_for_finalists(village: Village) -> None:
    readings.finalists_now(village.uow, competes(village, Phase.EXPERTS).round, by=village.mali, now=NOW)


def take_over(village: Village) -> None:
    standings.put(village.uow, LIBRARY, competes(village, Phase.DECISION).round, by=village.mali, now=NOW)


deed("contests/contests.begin")(of_round("made a competition of", competes))
deed("contests/contests._keep")(of_round("set the prize of position 1 in", prize))
deed("contests/phases._go_on")(of_round("began presenting in", next_phase))
deed("contests/readings.finalists_now")(of_round("asked for the finalists of", ask_for_finalists))
deed("contests/standings.put")(of_round("took over the positions by points of", take_over))


@deed("contests/practice.finish")
def _practised(here: Village) -> Line:
    round_id, kham = competes(here, Phase.EXPERTS).round, here.uow.people.with_role(Role.EXPERT)[0]
    (one,) = here.uow.reviews.of_plan(here.plan)
    here.uow.reviews.change(one.id, kind=Reading.FIRST.value)
    for criterion in LIBRARY.rubric.criteria:
        practice.mark(here.uow, LIBRARY, round_id, LIBRARY.practice[0].key, criterion.key, 1, by=kham)
    practice.say(here.uow, LIBRARY, round_id, LIBRARY.practice[0].key, Answer("text", "Why"), by=kham)
    practice.finish(here.uow, LIBRARY, round_id, LIBRARY.practice[0].key, by=kham, now=NOW)
    return kham.id, "practised on a plan for", f"round {round_id}"


@deed("contests/rule.tell")
def _rule_told(here: Village) -> Line:
    here.uow.rounds.change(here.now().round, state="draft")
    contests.begin(here.uow, here.now().round, by=here.mali, now=NOW)
    rule.tell(here.uow, here.now().round, by=here.mali, now=NOW)
    return here.mali.id, "told how places are found in", f"round {here.now().round}"


@deed("plans/next_season.take")
def _next_season(here: Village) -> Line:
    found = season(here.uow, here)
    assert found.take("all") > (0, 0)
    return here.noy.id, f"took over all of plan {found.old} in", f"plan {found.new}"


@deed("contests/pitches.throw")
def _thrown(here: Village) -> Line:
    found = competes(here, Phase.PRESENTING)
    pitches.throw(here.uow, here.plan, 46, by=here.noy, now=NOW)
    return here.noy.id, "threw 46 for the lot of", f"round {found.round}"


@deed("contests/peers.draw")
def _heard_by_lot(here: Village) -> Line:
    found = competes(here, Phase.PRESENTING)
    peers.draw(here.uow, found, now=NOW)
    drawn = here.uow.contests.get(found.round)
    assert drawn is not None
    assert drawn.seed
    return None, f"drew who hears whom by {drawn.seed[:16]} in", f"round {found.round}"


@deed("contests/readings.draw")
def _read_by_lot(here: Village) -> Line:
    found = competes(here, Phase.PEERS)
    here.uow.contests.change(found.round, seed="0123456789abcdef-and-more")
    again = here.uow.contests.get(found.round)
    assert again is not None
    readings.draw(here.uow, again, now=NOW)
    return None, "drew the readers by 0123456789abcdef in", f"round {found.round}"


@deed("contests/readings.choose_finalists")
def _finalists(here: Village) -> Line:
    found = competes(here, Phase.EXPERTS)
    (one,) = here.uow.reviews.of_plan(here.plan)
    here.uow.reviews.change(one.id, kind=Reading.FIRST.value, state=ReviewState.DONE.value)
    readings.choose_finalists(here.uow, found, now=NOW)
    return None, f"chose the finalists [{here.plan}] of", f"round {found.round}"


@deed("contests/readings.set_reader")
def _pinned(here: Village) -> Line:
    competes(here)
    readings.set_reader(here.uow, here.plan, here.bo.id, True, by=here.mali, now=NOW)
    return here.mali.id, f"pinned person {here.bo.id} as a reader of", f"plan {here.plan}"


@deed("contests/shared_plans.share")
def _shared(here: Village) -> Line:
    here.uow.rounds.change(here.now().round, state="released")
    shared_plans.share(here.uow, here.plan, True, by=here.noy, now=NOW)
    return here.noy.id, "shared", f"plan {here.plan}"


# All of them ---------------------------------------------------------------------------------------------------------
def test_every_place_that_writes_into_the_log_is_a_deed_here() -> None:
    assert set(DEEDS) == sites()


@pytest.mark.parametrize(("site", "number"), [(site, n) for site, told in DEEDS.items() for n in range(len(told))])
def test_a_deed_is_written_with_whoever_did_it_and_to_what(sqlite: Database, site: str, number: int) -> None:
    with sqlite.begin() as uow:
        village = settle(uow)
        who, verb, subject = DEEDS[site][number](village)
        noted = uow.audit.log()[-1]
        assert noted[:3] == (who, verb, subject)


# Group chats ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("linked", [True, False])
def test_results_reach_the_chat_of_each_group_that_took_part_and_no_other(database: Database, linked: bool) -> None:
    with database.begin() as uow:
        village = settle(uow)
        sent(village)
        other = uow.groups.add(
            now=NOW, name="Others", village_id=1, project="RLIP", state="active", zone="Asia/Vientiane"
        )
        uow.groups.change(other, chat_id=-6)
        if linked:
            uow.groups.change(village.group, chat_id=-5)
        rounds.close(uow, village.now().round, by=village.mali, now=NOW)
        rounds.set_position(uow, village.plan, 1, by=village.mali, now=NOW)
        before = {row.id for row in uow.outbox.due(now=NOW, limit=500)}
        rounds.release(uow, village.now().round, by=village.mali, now=NOW)
        rows = [row for row in uow.outbox.due(now=NOW + DAY, limit=500) if row.id not in before]
        told = sorted((row.chat, row.notice) for row in rows)
        expected = [(1001, "results_released"), (1002, "results_released")] + (
            [(-5, "results_released")] if linked else []
        )
        assert told == sorted(expected)
