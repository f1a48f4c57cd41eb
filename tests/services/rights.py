"""Every verb of bot/services that somebody acts by, tried by everybody: rights.tsv is compared with what comes of it.

`python -m tests.services.rights` prints the table as the code is now; whoever adds a verb looks at its line before
putting it there. A letter a person: y may, - may not (`Forbidden`, `Missing`), s the right is there and the state of
things refuses.
"""

from __future__ import annotations

import ast
import inspect
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.content import pieces
from bot.domain.all_actions import EVERYBODY, Which
from bot.domain.contests import Phase
from bot.domain.ids import AccountId, ChatId, MediumId, PersonId
from bot.domain.incoming import Answer, File
from bot.domain.notices.reminders import CheckedIn
from bot.domain.people import Person, Role
from bot.domain.plans import Part, PlanState, RoundState
from bot.domain.questions import About
from bot.domain.refused import Forbidden, Missing, Refused
from bot.domain.reminders import CheckInAnswer, Help, Told
from bot.domain.report import Figure
from bot.domain.reviews import Reading, Said, Word
from bot.domain.rounds import Rules
from bot.domain.sheets import SheetState
from bot.services import help_requests, invites, media, narrations, phones, stops, stories
from bot.services.actions import checkins
from bot.services.announcements import announcements, audiences
from bot.services.complaints import complaints, readers
from bot.services.contests import contests
from bot.services.groups import groups, members, merging, uniting
from bot.services.log import Wanted
from bot.services.money import expenses, incomes
from bot.services.plans import actions, drafts, wordings
from bot.services.questions import questions
from bot.services.reminders import holidays, reminders
from bot.services.reviews import reviews
from bot.services.seasons import Slot
from bot.services.sheets import sheets
from bot.store.database import Database, UnitOfWork
from bot.store.timetables import GROUP, Scope
from tests import databases, planning
from tests.planning import LIBRARY, NOW, person
from tests.services.verbs import Key, verbs

TABLE = Path(__file__).parent / "rights.tsv"
# Noy leads the group, Seng is in it; La leads another; Kham reads its plan as an expert, Vong is one with nothing to
# read; Mali is staff, Dana an administrator (who is staff too), Bo nobody, Out was taken out of the group,
# and Tui is staff of another project than the group's.
WHO = ("leader", "member", "other", "reader", "expert", "staff", "admin", "stranger", "removed", "staff elsewhere")
NAMES = ("noy", "seng", "la", "kham", "vong", "mali", "dana", "bo", "out", "tui")
TODAY, WORDS, PART = date(2026, 11, 23), Answer("text", "words"), Part("text", "words")
ZONE = ZoneInfo("Asia/Vientiane")
WEEK = timedelta(days=7)


@dataclass
class World:
    """A programme in the middle of everything, and what verbs are about in it."""

    uow: UnitOfWork
    people: dict[str, Person] = field(default_factory=dict)
    known: dict[str, Any] = field(default_factory=dict)


def world(uow: UnitOfWork) -> World:
    village = planning.settle(uow)
    here = World(uow)
    kham, assignment = planning.sent(village)
    reviews.accept(uow, assignment, by=kham)
    others: dict[str, tuple[Role, ...]] = {"vong": (Role.EXPERT,), "dana": (Role.ADMIN, Role.STAFF)}
    others["tui"] = (Role.STAFF,)
    others |= dict.fromkeys(("la", "out", "asks", "gone"), ())
    new = {name: person(uow, 1010 + n, name, *given) for n, (name, given) in enumerate(others.items())}
    uow.people.change(new["tui"].id, projects=["SSSJ"])
    noy, seng, mali, group = village.noy, village.seng, village.mali, village.group
    place = uow.groups.village("1704", "Darkhied", state="known")
    values = {"village_id": place, "zone": "Asia/Vientiane"}
    other = uow.groups.add(now=NOW, name="B", state="active", **values)
    proposed = uow.groups.add(now=NOW, name="C", state="proposed", **values)
    uow.groups.join(other, new["la"].id, leader=True, now=NOW)
    for name in ("out", "gone"):
        uow.groups.join(group, new[name].id, leader=False, now=NOW)
    groups.take_out(uow, group, new["out"].id, by=noy, now=NOW)
    uow.joinings.wait(group, new["asks"].id, next_at=None, now=NOW)
    here.known |= {"group": group, "other": other, "proposed": proposed, "village_id": place, "assignment": assignment}
    here.known |= {"sent": village.plan, "asks": new["asks"].id, "closed": village.now().round}
    _carried(here, noy, seng, group)
    here.known |= {"kham": kham.id, "la": new["la"].id}
    _drafted(here, noy, seng, group)
    uow.rounds.change(here.known["closed"], state=RoundState.CLOSED)
    _competing(here, mali, group, other)
    _returned(here, noy, kham)
    _asked(here, noy, seng, mali, kham)
    _people(here, noy, seng, mali, new["dana"], new["gone"].id)
    _confided(here, seng, mali, new["dana"])
    loaded = {"noy": noy, "seng": seng, "kham": kham, "mali": mali, "bo": village.bo} | new
    here.people = {name: found for name, one in loaded.items() if (found := uow.people.get(one.id))}
    _office(here)
    return here


def _round(here: World, **values: Any) -> Any:
    rules = {"form_version": LIBRARY.form.version, "agreement": "none", "state": "open"} | values
    return here.uow.rounds.add(name={"en": "R"}, opens_at=NOW, deadline=NOW + WEEK, **rules)


def _carried(here: World, noy: Person, seng: Person, group: Any) -> None:
    """A plan that has passed, what was answered and spent, a call for help, and its story."""
    uow = here.uow
    _round(here)
    plan = drafts.begin(uow, group, by=noy, now=NOW)
    assert plan is not None
    lines = [actions.add(uow, plan, what, by=noy, now=NOW) for what in ("Dig", "Sow", "Sell")]
    for line in lines:
        actions.own(uow, line, seng.id, by=noy, now=NOW)
        actions.plan_day(uow, line, "due", date(2026, 12, 10), by=noy, now=NOW)
    uow.plans.change(plan, now=NOW, state=PlanState.APPROVED.value)
    found = uow.plans.get(plan)
    assert found is not None
    reminders.schedule(uow, LIBRARY, found, now=NOW)
    action, late, wanting = (one.id for one in uow.actions.of_plan(plan))
    seen = {one.id: one.revision for one in uow.actions.of_plan(plan)}
    checkins.late(uow, LIBRARY, late, date(2026, 12, 20), by=seng, seen=seen[late], now=NOW)
    request = help_requests.ask(uow, LIBRARY, wanting, Help.MONEY, by=seng, seen=seen[wanting], now=NOW).id
    expense = expenses.add(uow, action, 5000, by=seng, now=NOW)
    here.known["income"] = incomes.add(uow, here.known["group"], 5000, "prize", by=seng, now=NOW)
    story = uow.stories.add(plan, now=NOW, next_at=NOW + WEEK)
    stories.add(uow, plan, WORDS, by=seng, now=NOW)
    assert story is not None
    told = stories.open_story(uow, story, by=noy)
    here.known |= {"carried": plan, "action": action, "request": request, "expense": expense, "story": story}
    here.known |= {"telling": told.tellings[0].id, "told_story": told}
    here.known["entry_id"] = uow.reminders.checkins(late)[-1].id
    here.known["context"] = checkins.open_action(uow, action, by=seng)
    here.known["shown"] = uow.expenses.of_actions([action])


def _drafted(here: World, noy: Person, seng: Person, group: Any) -> None:
    """A plan that is being written, with an answer, work, and what a member objects to."""
    uow = here.uow
    here.known["round_id"] = _round(here)
    plan = drafts.begin(uow, group, by=noy, now=NOW)
    assert plan is not None
    step = planning.step("problem")
    drafts.answer(uow, plan, step, Part("text", "No water"), by=noy, now=NOW)
    line = actions.add(uow, plan, "Plant", by=noy, now=NOW)
    piece = wordings.open_piece(uow, plan, step, "t1", by=noy)
    wordings.write(uow, plan, piece, "lo", "ບໍ່ມີນ້ຳ", by=noy, now=NOW)
    actions.say(uow, line, "what", "Plant trees", by=noy, now=NOW)
    before = next(one.id for one in uow.line_values.of(line) if one.ended)
    waits = actions.say(uow, line, "what", "Weed", by=seng, now=NOW)
    here.known |= {"plan": plan, "step": step, "line": line, "wording": piece, "before": before, "waits": waits}


def _competing(here: World, mali: Person, group: Any, other: Any) -> None:
    """The round of the plan that is being written is a competition; in another Noy's group hears La's plan."""
    uow, round_id = here.uow, _round(here)
    for one in (round_id, here.known["round_id"]):
        contests.begin(uow, one, by=mali, now=NOW)
    heard = uow.plans.add(other, round_id, now=NOW)
    uow.plans.change(heard, now=NOW, state=PlanState.SUBMITTED.value)
    uow.pitches.let_hear(heard, group, 1)
    submission = uow.submissions.freeze(heard, here.known["la"], {"title": "B"}, revision=0, now=NOW)
    reading = uow.reviews.assign(submission, here.known["kham"], now=NOW, kind=Reading.FIRST)
    assert reading is not None
    uow.reviews.change(reading, state="scoring")
    here.known |= {"reading": reading, "reading_round": round_id}
    uow.contests.change(round_id, phase=Phase.EXPERTS.value)
    followed = _round(here)
    contests.begin(uow, followed, by=mali, now=NOW)
    uow.contests.change(followed, phase=Phase.FOLLOW_UP.value)
    visited = uow.plans.add(other, followed, now=NOW)
    uow.submissions.freeze(visited, here.known["la"], {"title": "B"}, revision=0, now=NOW)
    uow.plans.change(visited, now=NOW, state=PlanState.APPROVED.value)
    uow.plans.set_position(visited, 1)
    here.known["visited"] = visited
    here.known["hearing"] = uow.pitches.of_group(group, round_id)[0].id


def _returned(here: World, noy: Person, kham: Person) -> None:
    """A plan of Noy's group that came back with a comment, of which the group says that it is not clear."""
    uow = here.uow
    plan = uow.plans.add(here.known["group"], _round(here), now=NOW)
    known = uow.submissions.latest(here.known["sent"])
    assert known is not None
    submission = uow.submissions.freeze(plan, noy.id, known.content, revision=0, now=NOW)
    review = uow.reviews.assign(submission, kham.id, now=NOW)
    assert review is not None
    uow.reviews.change(review, state="done", decision="return", decided_at=NOW)
    uow.plans.change(plan, now=NOW, state=PlanState.RETURNED.value)
    uow.reviews.comment(review, "", "Who buys it?", None, now=NOW)
    comment = uow.reviews.comments(review)[0]
    uow.exchanges.feel(comment, Word.UNCLEAR, noy.id, now=NOW)
    said = uow.exchanges.of_comment(comment.id)
    assert said is not None
    asked = uow.exchanges.put_question(here.known["assignment"], "Who buys it?", None, kham.id, now=NOW)
    here.known |= {"asked": asked}
    here.known |= {"returned": plan, "comment": comment.id, "exchange": said.id}


def _asked(here: World, noy: Person, seng: Person, mali: Person, kham: Person) -> None:
    """A question of Seng's, an announcement, a recording, a holiday."""
    uow = here.uow
    questions.begin(uow, About(), WORDS, by=seng, now=NOW)
    question, _ = questions.begun(uow, by=seng.id)
    assert question is not None
    questions.send(uow, LIBRARY, question.id, by=seng, now=NOW)
    item = announcements.begin(uow, by=mali, now=NOW)
    announcements.write(uow, item, "lo", "ສະບາຍດີ", by=mali)
    spoken, *_ = pieces.of_library(LIBRARY)
    voice = media.receive(uow, File("voice", "v", seconds=5, size=900), "", by=mali, now=NOW)
    narrations.speak(uow, spoken, "alak", voice, by=mali, now=NOW)
    narrations.keep(uow, spoken, "alak", by=mali, now=NOW)
    recording = uow.narrations.history(spoken.key, "alak")[0].id
    announcements.explain(uow, item, "Everybody reads Lao", by=mali)
    audiences.save(uow, item, "Everybody", by=mali, now=NOW)
    uow.reach.write(item, [(seng.id, None)])
    here.known |= {"question": question.id, "question_whole": uow.questions.get(question.id), "announcement": item}
    here.known["audience"] = uow.audiences.saved()[0].id
    tongue, _ = narrations.add_language(uow, LIBRARY, "Taliang", by=mali, now=NOW)
    here.known |= {"spoken": spoken, "voice": voice, "recording": recording, "tongue": tongue.key}
    here.known["holiday"] = holidays.add(uow, TODAY + WEEK, TODAY + WEEK, by=mali, today=TODAY, now=NOW)
    here.known["own_piece"] = uow.questions.pieces(question.id)[0]


def _people(here: World, noy: Person, seng: Person, mali: Person, dana: Person, gone: PersonId) -> None:
    """Links, a doubted move, somebody without a phone, one who shares one, two who are one, who wants to lead."""
    uow, group = here.uow, here.known["group"]
    kham, dao, bua = (members.enter(uow, group, name, by=noy, now=NOW) for name in ("Khamla", "Dao", "Bua"))
    members.share_phone(uow, AccountId(1002), dao, by=seng, now=NOW)
    number = merging.merge(uow, group, seng.id, bua, by=noy, now=NOW)
    code = invites.for_group(uow, group, by=noy, now=NOW)
    uow.people.account(AccountId(3001), now=NOW)
    phones.move(uow, invites.for_person(uow, gone, by=dana, now=NOW), AccountId(3001), now=NOW)
    moved = uow.moves.latest(gone)
    assert moved is not None
    phones.doubt(uow, moved.id, moved.old, now=NOW)
    uow.people.put_role(seng.id, Role.EXPERT, "waiting", now=NOW)
    handover = uow.handovers.add(group, seng.id, until=NOW + WEEK, now=NOW)
    here.known["other_open"] = uow.groups.add(
        now=NOW, name="D", state="active", village_id=here.known["village_id"], zone="Asia/Vientiane"
    )
    united = uow.groups.add(
        now=NOW, name="E", state="active", village_id=here.known["village_id"], zone="Asia/Vientiane"
    )
    here.known["union"] = uniting.unite(uow, group, united, by=mali, now=NOW)
    here.known["sheet_taken"], here.known["sheet"] = _sheet(here, mali), _sheet(here, mali)
    uow.sheets.change(here.known["sheet_taken"], state=SheetState.TAKEN, taken_at=NOW)
    here.known |= {"entry": kham, "shares": dao, "merged": number, "code": code, "move": moved.id, "handover": handover}


def _sheet(here: World, mali: Person) -> Any:
    """A spreadsheet that was read."""
    table = media.receive(here.uow, File("document", "t", name="t.csv"), "", by=mali, now=NOW)
    here.known["table"] = table
    sheet = sheets.begin(here.uow, table, "Asia/Vientiane", by=mali, now=NOW)
    lines = [[1, ["District", "Village", "Group"]], [2, ["Sanxay", "Ban A", "A"]]]
    sheets.keep(here.uow, LIBRARY, sheet, {"lines": lines}, now=NOW)
    return sheet


def _office(here: World) -> None:
    """An administrator holds what leaves."""
    stops.hold(here.uow, by=here.people["dana"], now=NOW)


def _confided(here: World, seng: Person, mali: Person, dana: Person) -> None:
    """What Seng says past the leader, sent and answered by Mali, and what Seng is about to say."""
    uow = here.uow
    readers.name_reader(uow, mali.id, by=dana, now=NOW)
    complaints.begin(uow, WORDS, by=seng, now=NOW)
    said = complaints.send(uow, named=True, by=seng, now=NOW)
    complaints.add(uow, said.id, WORDS, by=mali, now=NOW)
    complaints.reply(uow, said.id, by=mali, now=NOW)
    complaints.add(uow, said.id, WORDS, by=mali, now=NOW)
    complaints.begin(uow, WORDS, by=seng, now=NOW)
    here.known |= {"complaint": said.id, "said": complaints.open_own(uow, said.id, by=seng)}


# What a verb is called with -------------------------------------------------------------------------------------------
Give = Callable[[World], Any]


def _of(name: str) -> Give:
    return lambda here: here.known[name]


def _id(name: str) -> Give:
    return lambda here: here.people[name].id


def _is(value: Any) -> Give:
    return lambda here: value


def _plan(here: World) -> Any:
    return here.uow.plans.get(here.known["plan"])


# Of the verb, of its module, or of the name, whatever is found first.
GIVEN: dict[str, Give] = {
    "uow": lambda here: here.uow,
    "now": _is(NOW),
    "thread": _is(7),
    **{name: _of(name) for name in ("group", "plan", "action", "request", "expense", "income", "story", "telling")},
    "entry_id": _of("entry_id"),
    "money.incomes.add.source": _is("prize"),
    **{name: _of(name) for name in ("context", "shown", "step", "question", "announcement", "holiday", "assignment")},
    **{name: _of(name) for name in ("code", "handover", "entry", "village_id", "round_id")},
    "library": _is(LIBRARY),
    "today": _is(TODAY),
    "zone": _is(ZONE),
    "groups.groups.propose.zone": _is("Asia/Vientiane"),
    "text": _is("words"),
    "name": _is("A new name"),
    "title": _is("A title"),
    "words": _is("Noy"),
    "caption": _is(""),
    "file": _is(File("photo", "f")),
    "answer": _is(WORDS),
    "announcements.replies.reply.answer": _is("yes"),
    "narrations.speak.answer": _of("voice"),
    "part": _is(PART),
    "questions.published.write.part": _is("question"),
    "language": _is("lo"),
    "narrations.speak.language": _is("alak"),
    "narrations.language": _is("alak"),
    "chat": _is(ChatId(-9)),
    "own_data.chat": _is(ChatId(1002)),  # the phone of the member
    "seen": _is(0),
    "revision": lambda here: _plan(here).revision,
    "at": _is(NOW),
    "agrees": _is(True),
    "approve": _is(True),
    "confirm": _is(True),
    "yes": _is(True),
    "asks": _is(True),
    "up": _is(True),
    "moves": _is(False),
    "back": _is(False),
    "shared": _is(True),
    "unranked": _is(True),
    "archived": _is(True),
    "way": _is("all"),
    "rounds.whom.set_for.kind": _is("projects"),
    "rounds.whom.set_for.names": _is(["RLIP"]),
    "rounds.results.scored.plans": lambda here: [_plan(here)],
    "most": _is(5),
    "offset": _is(0),
    "limit": _is(5),
    "kip": _is(5000),
    "value": _is(2),
    "hour": _is(8),
    "page": _is(0),
    "position": _is(1),
    "form_version": _is(LIBRARY.form.version),
    "max_without_second": _is(200),
    "first": _is(TODAY + WEEK * 2),
    "last": _is(TODAY + WEEK * 2),
    "until": _is(TODAY + WEEK),
    "day": _is(TODAY + WEEK),
    "due": _is(TODAY + WEEK * 5),
    "days": _is(7),
    "seasons.days": _is((date(2026, 12, 1), date(2026, 12, 20))),
    "slot": _is(Slot("coffee-harvest", "south", 2026)),
    "end": _is("from"),
    "needed": _is("half"),
    "sex": _is("woman"),
    "paid": _is("own"),
    "decision": _is("approve"),
    "criterion": _is(LIBRARY.rubric.criteria[0].key),
    "result": _is("failed"),
    "side": _is("asker"),
    "choice": _is("mine"),
    "field": _is("what"),
    "plans.actions.plan_day.field": _is("due"),
    "plans.actions.price.field": _is("cost"),
    "plans.actions.empty.field": _is("who"),
    "given": _is(CheckInAnswer.STARTED),
    "kind": _is("lo"),
    "help_requests.ask.kind": _is(Help.MONEY),
    "actions.all_actions.parts.kind": _is("group"),
    "announcements.audiences.kind": _is("province"),
    "announcements.audiences.value": _is("17"),
    "announcements.announcements.reason": _is("A reason"),
    "announcements.announcements.ways": _is("both"),
    "announcements.announcements.asks": _is(False),
    "announcements.announcements.answer": _is(Answer("photo", "", MediumId(1))),
    "announcements.announcements.item": lambda here: here.uow.announcements.get(here.known["announcement"]),
    "announcements.sending.at": _is(NOW + WEEK),
    "announcements.sending.at_night": _is(True),
    "announcements.under_way.arrived": _is(True),
    "announcements.under_way.result": _is("refused"),
    "announcements.reach.people": lambda here: [here.people["seng"].id],
    "announcements.reach.reached": _is("called"),
    "announcements.audiences.name": _is("A name"),
    "announcements.audiences.number": _of("audience"),
    "which": _is(Which.ALL),
    "scope": _is(EVERYBODY),
    "reminders.timetables.scope": lambda here: Scope(GROUP, here.known["group"]),
    "reminders.timetables.choose.what": _is("moments"),
    "actions.checkins.tell.what": lambda here: CheckedIn(here.known["action"], here.known["entry_id"]),
    "what": _is("Weed"),
    "told": _is(Told.CHAT),
    "stories.show_media.told": _of("told_story"),
    "stops.kind": _is("lessons"),
    "log.read.wanted": _is(Wanted()),
    "before": _is(0),
    "setup.name": _is("contact"),
    "setup.typed": _is("Mali"),
    "setup.first": _is({}),
    "report.paper": _is("pdf"),
    "figure": _is(Figure.GROUPS),
    "after": _is(0),
    "report.table.kind": _is("district"),
    "report.scopes.kind": _is("project"),
    "about": _is(About()),
    "key": _is("coffee"),
    "narrations.drop_language.key": _of("tongue"),
    "plans.wordings.open_piece.key": _is("t1"),
    "lesson": _is("coffee"),
    "piece": _of("spoken"),
    "plans.wordings.piece": _of("wording"),
    "questions.questions.visible.piece": _of("own_piece"),
    "narration": _of("recording"),
    "narrations.remove.seen": _of("recording"),
    "actions.corrections.takes_back.history": lambda here: here.uow.reminders.checkins(here.known["action"]),
    "plans.agreements.plan": _plan,
    "plans.actions.action": _of("line"),
    "plans.actions.own.person": _id("seng"),
    "plans.plan_view.open_action.action": _of("line"),
    "stories.plan": _of("carried"),
    "submission": lambda here: here.uow.submissions.latest(here.known["sent"]).id,  # type: ignore[union-attr]
    "papers.show_group.language": _is("lo"),
    "rounds.rounds.plan_id": _of("sent"),
    "rounds.rounds.release.round_id": _of("closed"),
    "rounds.rounds.start.round_id": _of("closed"),
    "questions.questions.asked_by.question": _of("question_whole"),
    "questions.questions.visible.question": _of("question_whole"),
    "role": _is(Role.EXPERT),
    "member": _id("seng"),
    "groups.members.member": _of("entry"),
    "groups.members.unshare_phone.member": _of("shares"),
    "plans.agreements.tell_for.member": _of("entry"),
    "groups.groups.decide.group": _of("proposed"),
    "to": _id("seng"),
    "kept": _id("seng"),
    "gone": _of("entry"),
    "account": _is(AccountId(1002)),
    "person": _id("seng"),
    "people.take_off.person": _of("shares"),
    "groups.joining.answer.person": _of("asks"),
    "invites.invite_again.person": _id("out"),
    "roles.take.person": _id("vong"),
    "number": _of("move"),
    "groups.merging.undo.number": _of("merged"),
    "plans.drafts.answer.seen": _is(1),
    "reviews.reviews.step": _is("problem"),
    "plans.moves.move.origin": _of("step"),
    "plans.moves.move.goal": _is(planning.step("idea")),
    "plans.actions.bring_back.which": _of("before"),
    "plans.actions.settle.which": _of("waits"),
    "complaint": _of("complaint"),
    "complaints.complaints.visible.complaint": _of("said"),
    "complaints.complaints.open_numbered.number": lambda here: here.known["said"].number,
    "reader": _id("mali"),
    "named": _is(True),
    "complaints.readers.person": _id("dana"),
    "complaints.readers.set_days.number": _is(3),
    "numbers.keep.number": _is("+8562055123456"),
    "when": _is("settings"),
    "rules": _is(Rules()),
    "sheet": _of("sheet"),
    "roles.give.person": _id("noy"),
    "roles.look_after.person": _id("mali"),
    "projects": _is(("RLIP",)),
    "codes": lambda here: [here.known["code"]],
    "invite_cards.handed.at": _is(NOW.isoformat()),
    "invite_cards.send_paper.kind": _is("png"),
    "groups.directory.state.group": _of("group"),
    "groups.directory.province": _is("17"),
    "district": _is("1704"),
    "village": _of("village_id"),
    "groups.desk.change.field": _is("name"),
    "groups.desk.change.value": _is("A new name"),
    "groups.desk.move_member.to": _of("other_open"),
    "groups.desk.create.zone": _is("Asia/Vientiane"),
    "groups.desk.create.hours": _is(LIBRARY.reminders),
    "groups.uniting.kept": _of("group"),
    "groups.uniting.gone": _of("other_open"),
    "groups.uniting.undo.number": _of("union"),
    "sheets.sheets.undo.sheet": _of("sheet_taken"),
    "sheets.sheets.begin.answer": _of("table"),
    "sheets.sheets.begin.zone": _is("Asia/Vientiane"),
    "reason": _is("A reason"),
    "contests.contests.plan": _of("plan"),
    "contests.pitches.answer": _of("voice"),
    "contests.pitches.number": _is(4613),
    "contests.peers.group": _of("group"),
    "hearing": _of("hearing"),
    "contests.readings.set_reader.expert": _id("kham"),
    "contests.readings.plan": _of("plan"),
    "contests.practice.round_id": _of("reading_round"),
    "contests.practice.plan": _is(LIBRARY.practice[0].key),
    "contests.begin.practice": _is(True),
    "contests.visits.plan": _of("visited"),
    "contests.shared_plans.open_shared.plan": _of("sent"),
    "points": _is(5),
    "pinned": _is(True),
    "reviews.reviews.say.kind": _is(Said.STRENGTH),
    "reviews.reviews.save.assignment": _of("reading"),
    "stars": _is(2),
    "reviews.echoes.plan": _of("returned"),
    "comment": _of("comment"),
    "reviews.group_questions.exchange": _of("asked"),
    "exchange": _of("exchange"),
    "word": _is(Word.HELPED),
    "contests.contests.set_count.what": _is("experts"),
    "contests.contests.set_flag.what": _is("withhold"),
    "contests.contests.key": _is("procasur"),
    "contests.phases.seen": _is("drafting"),
    "phase": _is("presenting"),
    "count": _is(3),
    "flag": _is(True),
    "project": _is(""),
    "category": _is(""),
}


def acted() -> list[Key]:
    """The public verbs that somebody acts by."""
    return [key for key, verb in verbs().items() if verb.public and _actor(verb.node.args.kwonlyargs)]


def _actor(parameters: Any) -> bool:
    kinds = ("Person", "Person | None")
    return any(one.arg == "by" and one.annotation and ast.unparse(one.annotation) in kinds for one in parameters)


def named(key: Key) -> str:
    """A verb as the table names it."""
    return f"{key[0].removeprefix('bot.services.')}.{key[1]}"


def tried(here: World, key: Key) -> str:
    """A letter for each of WHO; nothing has happened afterwards."""
    return "".join(one(here, key, here.people[name]) for name in NAMES)


def one(here: World, key: Key, by: Person) -> str:
    verb = getattr(import_module(key[0]), key[1])
    nested = here.uow.connection.begin_nested()
    try:
        found = verb(**_arguments(here, key, verb), by=by)
    except (Forbidden, Missing):
        return "-"
    except Refused:
        return "s"
    finally:
        nested.rollback()
    return "-" if found is False and named(key) in ASKING else "y"


ASKING = frozenset(
    {"groups.groups.office", "groups.groups.sees", "groups.groups.leads", "actions.corrections.takes_back"}
)


def _arguments(here: World, key: Key, verb: Callable[..., Any]) -> dict[str, Any]:
    found = {}
    for each in list(inspect.signature(verb).parameters.values()):
        if each.name == "by" or each.default is not inspect.Parameter.empty or each.kind is each.VAR_KEYWORD:
            continue
        module = key[0].removeprefix("bot.services.")
        names = (f"{named(key)}.{each.name}", f"{module}.{each.name}", each.name)
        give = next((GIVEN[name] for name in names if name in GIVEN), None)
        assert give is not None, f"GIVEN does not say what {names[0]} is"
        found[each.name] = give(here)
    return found


def table() -> Iterator[tuple[str, str]]:
    """Every verb and who may, as the code is now."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(databases.migrated("sqlite", Path(folder)))
        with database.begin() as uow:
            here = world(uow)
            for key in acted():
                yield named(key), tried(here, key)
        database.close()


def written() -> dict[str, str]:
    """The table of the file."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {name: who for name, _, who in (line.partition("\t") for line in lines)}


if __name__ == "__main__":
    print(f"# verb\t{', '.join(WHO)}: y may, - may not, s may but for the state of things")
    for name, who in table():
        print(f"{name}\t{who}")
