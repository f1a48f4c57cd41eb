"""Whom an announcement is for: every kind of condition, met together or not, counted as it is sent, under a name."""

from datetime import timedelta

import pytest

from bot.domain.audiences import Audience, Condition, Kind
from bot.domain.ids import AccountId, AnnouncementId, ChatId
from bot.domain.people import Person
from bot.domain.plans import Part
from bot.domain.refused import Missing, Refused, Stale
from bot.services.announcements import announcements, audiences, replies
from bot.services.groups import members
from bot.services.plans import actions, drafts
from bot.store.bookmarks import Bookmark
from bot.store.database import Database
from tests.services.announcements.here import NOW, Here, limited, reached, settle, written
from tests.story import LIBRARY


def test_each_audience_reaches_exactly_its_people(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        noy, seng, kham = here.noy.id, here.seng.id, here.kham.id
        assert reached(here, written(here)) == {noy, seng, kham, None}
        assert reached(here, written(here, "who", "leaders")) == {noy, kham}
        assert reached(here, written(here, "province", "17")) == {noy, seng, None}
        assert reached(here, written(here, "project", "SSSJ")) == {kham}
        assert reached(here, written(here, "role", "staff")) == {here.mali.id, here.somphone.id}
        english = written(here)
        audiences.limit_language(uow, english, "en", by=here.mali)
        assert reached(here, english) == {seng}


def test_people_without_consent_and_removed_members_get_nothing(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        uow.people.change(here.noy.id, consented_at=None)
        member = next(iter(uow.groups.of_person(here.seng.id)))
        uow.groups.leave(member.group, here.seng.id)
        assert reached(here, written(here)) == {here.kham.id, None}


def test_a_chat_in_another_language_is_left_out_when_one_language_is_meant(database: Database) -> None:
    with database.begin() as uow:
        settle(uow)
        day = audiences.day(uow, NOW)
        assert [one.chat for one in uow.audiences.chats(wanting(("language", "lo")), day)] == [ChatId(-7)]
        assert uow.audiences.chats(wanting(("language", "en")), day) == []
        assert uow.audiences.chats(Audience(spared=(Condition(Kind.LANGUAGE, "lo"),)), day) == []


def wanting(*wanted: tuple[str, str], spared: tuple[tuple[str, str], ...] = ()) -> Audience:
    each, never = ([Condition(Kind(kind), value) for kind, value in one] for one in (wanted, spared))
    return Audience(tuple(each), tuple(never), chosen=True)


def names(here: Here, *wanted: tuple[str, str], spared: tuple[tuple[str, str], ...] = ()) -> list[str]:
    """Who meets the conditions, counted and found by the same SQL."""
    whom, day = wanting(*wanted, spared=spared), audiences.day(here.uow, NOW)
    found = here.uow.audiences.hearers(whom, day, after_id=0, limit=99)
    size = here.uow.audiences.size(whom, day)
    assert size.people == len(found)
    assert size.reached == len([one for one in found if one.account])
    assert [one.name for one in here.uow.audiences.examples(whom, day)] == [one.name for one in found][:10]
    return [one.name for one in found]


def test_conditions_of_one_kind_are_any_and_kinds_are_all(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        assert names(here, ("province", "17"), ("province", "01")) == ["Noy", "Seng", "Kham"]
        assert names(here, ("province", "17"), ("language", "en")) == ["Seng"]
        assert names(here, ("district", "1704"), ("who", "leaders")) == ["Noy"]
        assert names(here, spared=(("province", "17"),)) == ["Kham"]
        assert names(here, ("project", "RLIP"), spared=(("who", "leaders"),)) == ["Seng"]
        assert names(here, ("role", "staff"), spared=(("language", "en"),)) == ["Mali", "Somphone"]
        [rlip] = [one.id for one in uow.groups.all_in_state("active") if one.project == "RLIP"]
        assert names(here, ("group", str(rlip))) == ["Noy", "Seng"]
        assert names(here, ("group", "99"), ("group", "x")) == []
        assert names(here, ("province", "17"), ("role", "staff")) == []


def test_how_far_a_plan_is(database: Database) -> None:
    """RLIP drafts and has answered the first step, SSSJ has no plan yet."""
    with database.begin() as uow:
        here = settle(uow)
        number = uow.rounds.add(
            name={"en": "R"},
            opens_at=NOW,
            deadline=NOW + timedelta(days=9),
            state="open",
            form_version=1,
            agreement="none",
        )
        here_round = str(number)
        [rlip] = [one.id for one in uow.groups.all_in_state("active") if one.project == "RLIP"]
        plan = drafts.begin(uow, rlip, by=here.noy, now=NOW)
        assert plan is not None
        steps = [step.key for step in LIBRARY.form.steps]
        drafts.answer(uow, plan, LIBRARY.form.steps[0], Part("text", "words"), by=here.noy, now=NOW)
        assert names(here, ("round", here_round)) == ["Noy", "Seng"]
        assert names(here, ("unplanned", here_round)) == ["Kham"]
        assert names(here, ("submitted", here_round)) == names(here, ("returned", here_round)) == []
        item = written(here)
        for step, people in ((steps[0], 0), (steps[1], 2), (steps[2], 0)):
            audiences.begin_anew(uow, item, by=here.mali)
            audiences.want(uow, LIBRARY, item, "rests", step, by=here.mali)
            assert audiences.size(uow, item, by=here.mali, now=NOW).people == people
        for state in ("submitted", "returned"):
            uow.plans.change(plan, now=NOW, state=state)
            assert names(here, (state, here_round), ("who", "leaders")) == ["Noy"]
        line = actions.add(uow, plan, "Dig", by=here.noy, now=NOW)
        uow.plans.change(plan, now=NOW, state="approved")
        assert names(here, ("overdue", "1")) == []
        uow.actions.change(line, now=NOW, due_on=NOW.date() - timedelta(days=1))
        assert names(here, ("overdue", "1")) == ["Noy", "Seng"]
        assert names(here, ("overdue", "1"), spared=(("who", "leaders"),)) == ["Seng"]


def test_what_somebody_read_answered_and_whether_they_were_heard_from(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        lesson = LIBRARY.lessons[0].key
        uow.lessons.put(here.noy.id, lesson, 0, now=NOW)
        assert names(here, ("unread", lesson), ("province", "17")) == ["Noy", "Seng"]
        uow.lessons.finish(here.noy.id, lesson, now=NOW)
        assert names(here, ("unread", lesson), ("province", "17")) == ["Seng"]
        first = written(here, "province", "17")
        reached(here, first)
        replies.reply(uow, first, "understood", by=here.noy, now=NOW)
        assert names(here, ("unanswered", str(first))) == ["Seng"]
        item = written(here)
        audiences.want(uow, LIBRARY, item, "unanswered", "last", by=here.mali)
        assert audiences.size(uow, item, by=here.mali, now=NOW).people == 1
        assert reached(here, item) == {here.seng.id}  # and not of this one, which is the last now
        account = uow.people.account_of(here.noy.id)
        assert account is not None
        uow.bookmarks.put(account, account, Bookmark(), now=NOW - timedelta(days=8))
        assert names(here, ("silent", "7"), ("province", "17")) == ["Noy", "Seng"]
        assert names(here, ("silent", "9"), ("province", "17")) == ["Seng"]


def test_who_has_no_telegram_is_counted_and_gets_no_row(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        [rlip] = [one.id for one in uow.groups.all_in_state("active") if one.project == "RLIP"]
        members.enter(uow, rlip, "Phan", by=here.noy, now=NOW)
        item = written(here, "project", "RLIP")
        size = audiences.size(uow, item, by=here.mali, now=NOW)
        assert (size.people, size.reached, size.others, size.groups) == (3, 2, 1, 1)
        assert reached(here, item) == {here.noy.id, here.seng.id, None}


def test_somebody_with_two_phones_gets_it_once_on_the_one_heard_from_last(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        uow.people.account(AccountId(5), now=NOW)
        uow.people.serve(AccountId(5), here.noy.id)
        uow.bookmarks.put(5, 5, Bookmark(), now=NOW)
        item = written(here, "who", "leaders")
        reached(here, item)
        rows = [row for row in uow.outbox.due(now=NOW, limit=99) if row.announcement == item]
        assert [row.chat for row in rows if row.person == here.noy.id] == [5]


def test_an_audience_is_kept_under_a_name_and_used_again(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = first = written(here, "who", "leaders")
        audiences.spare(uow, LIBRARY, item, "province", "01", by=here.mali)
        audiences.save(uow, item, "  Leaders of   Attapeu ", by=here.mali, now=NOW)
        other = written(here)
        [saved] = uow.audiences.saved()
        assert saved.name == "Leaders of Attapeu"
        audiences.use(uow, other, saved.id, by=here.somphone)
        assert reached(here, other) == {here.noy.id}
        audiences.forget(uow, saved.id, by=here.somphone)
        with pytest.raises(Missing):
            audiences.forget(uow, saved.id, by=here.mali)
        with pytest.raises(Missing):
            audiences.use(uow, written(here), saved.id, by=here.mali)
        for name in (" ", "x" * 41):
            with pytest.raises(Refused):
                audiences.save(uow, first, name, by=here.mali, now=NOW)


@pytest.mark.parametrize(
    ("kind", "value"), [("who", "all"), ("role", "king"), ("rests", "nowhere"), ("x", "y"), ("project", "")]
)
def test_forged_conditions_change_nothing(database: Database, kind: str, value: str) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = written(here)
        for verb in (audiences.want, audiences.spare):
            with pytest.raises(Stale):
                verb(uow, LIBRARY, item, kind, value, by=here.mali)
        with pytest.raises(Stale):
            audiences.spare(uow, LIBRARY, item, "who", "everybody", by=here.mali)
        assert len(reached(here, item)) == 4


def test_the_last_condition_is_taken_away_and_there_are_not_too_many(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        item = written(here)
        audiences.spare(uow, LIBRARY, item, "province", "01", by=here.mali)
        audiences.drop(uow, item, by=here.mali)
        assert len(names(here)) == audiences.size(uow, item, by=here.mali, now=NOW).people
        for n in range(audiences.MOST - 1):
            audiences.want(uow, LIBRARY, item, "group", str(n + 100), by=here.mali)
        with pytest.raises(Refused):
            audiences.want(uow, LIBRARY, item, "group", "5", by=here.mali)


def test_audiences_of_older_versions_are_read_as_they_were_meant() -> None:
    assert Audience.read({}) == Audience()
    old = Audience.read({"who": "leaders", "language": "lo"})
    assert old == wanting(("who", "leaders"), ("language", "lo"))
    assert Audience.read(old.written()) == old
    assert Audience.read({"wanted": [["moon", "full"]], "spared": []}) == Audience(chosen=True)  # of a newer version


@pytest.mark.parametrize("value", ["everybody", "leaders"])
def test_staff_of_some_projects_reach_their_groups_alone(database: Database, value: str) -> None:
    with database.begin() as uow:
        here = settle(uow)
        tui = limited(here, "RLIP")
        item = written(here, "who", value, writer=tui)
        assert names_of(here, item, tui) == (["Noy", "Seng"] if value == "everybody" else ["Noy"])
        for kind, other in (("project", "SSSJ"), ("province", "01"), ("role", "staff"), ("group", "2")):
            audiences.address(uow, item, kind, other, by=tui)  # no page offers these: forged
            assert names_of(here, item, tui) == []
        audiences.begin_anew(uow, item, by=tui)
        assert names_of(here, item, tui) == ["Noy", "Seng"]
        assert reached(here, item, by=tui) == {here.noy.id, here.seng.id, None}


def names_of(here: Here, item: AnnouncementId, by: Person) -> list[str]:
    found = [one.name for one in audiences.examples(here.uow, item, by=by, now=NOW)]
    assert audiences.size(here.uow, item, by=by, now=NOW).people == len(found)
    return found


def test_staff_of_some_projects_see_and_use_what_is_theirs(database: Database) -> None:
    with database.begin() as uow:
        here = settle(uow)
        tui, whole = limited(here, "RLIP"), written(here, "project", "RLIP")
        with pytest.raises(Missing):
            announcements.open_announcement(uow, whole, by=tui)
        theirs = written(here, "who", "leaders", writer=tui)
        assert [one.id for one in announcements.listed(uow, by=tui)] == [theirs]
        assert [one.id for one in announcements.listed(uow, by=here.mali)] == [theirs, whole]
        for item, by, name in ((whole, here.mali, "All of it"), (theirs, tui, "Leaders")):
            audiences.save(uow, item, name, by=by, now=NOW)
        [everybody, leaders] = audiences.named(uow, by=here.mali)
        assert audiences.named(uow, by=tui) == [leaders]
        with pytest.raises(Missing):
            audiences.use(uow, theirs, everybody.id, by=tui)
        with pytest.raises(Missing):
            audiences.forget(uow, everybody.id, by=tui)
        with pytest.raises(Refused):  # it would replace what another keeps
            audiences.save(uow, theirs, "All of it", by=tui, now=NOW)
        audiences.use(uow, theirs, everybody.id, by=here.mali)  # and stays where it was begun
        assert names_of(here, theirs, tui) == ["Noy", "Seng"]
        audiences.use(uow, whole, leaders.id, by=here.mali)
        assert names_of(here, whole, here.mali) == ["Noy"]


def test_what_is_kept_of_a_bound_comes_back() -> None:
    bound = Audience(within=("RLIP",))
    assert Audience.read(bound.written()) == bound
    chosen = bound.with_wanted(Condition(Kind.WHO, "leaders"))
    assert Audience.read(chosen.written()) == chosen
    assert [one.is_of({"RLIP", "SSSJ"}) for one in (bound, Audience())] == [True, False]
    assert not bound.is_of({"SSSJ"})
    assert not Audience(within=("RLIP", "SSSJ")).is_of({"RLIP"})
