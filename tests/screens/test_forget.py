"""Being erased: asked twice, taken back within a day, done after it; and the group's work stays."""

from __future__ import annotations

import hashlib

import pytest

from bot.domain.ids import AccountId
from bot.domain.people import Role
from bot.domain.plans import Part
from bot.screens.welcome.words import KEPT
from bot.services import erasures, people
from tests.story import LIBRARY, Someone, Story


@pytest.fixture
def seng(story: Story) -> Someone:
    """A member who has written and spoken in the group's plan."""
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    group, round_ = story.group(noy, seng), story.round()
    with story.database.begin() as uow:
        plan = uow.plans.add(group, round_, now=story.now)
        voice = uow.media.add(now=story.now, kind="voice", file_id="v", person_id=seng.me)
        uow.wordings.add(plan, f"v{voice}", "said", "The shoots wither", noy.me, now=story.now)
        uow.answers.put(plan, "problem", (Part("voice", medium=voice, seconds=4),), seng.me, now=story.now)
        uow.answers.put(plan, "idea", (Part("text", "Compost"),), seng.me, now=story.now)
    return seng


def wishes(someone: Someone) -> None:
    someone.says("/forget")
    someone.taps("Erase it …")
    someone.taps("Yes, erase everything")


def passes(story: Story, *, hours: int) -> None:
    """Time passes, and what is due is carried out."""
    for _ in range(hours):
        story.wait(hours=1)
        with story.database.begin() as uow:
            while erasures.carry_out_due(uow, LIBRARY, 14, now=story.now):
                pass
    story.deliver()


def test_what_goes_and_what_stays_is_said_before(seng: Someone) -> None:
    seng.says("/forget")
    assert "Words in the group's plan stay, without the name" in seng.sees.text
    assert "Old back-ups of the office may hold it longer. Ask staff with /ask" in seng.sees.text
    seng.taps("Erase it …")
    assert "There is one day to change one's mind" in seng.sees.text
    seng.taps("No, keep it")
    assert "Shall everything be erased?" in seng.sees.text


def test_after_a_day_she_is_erased_and_the_plan_stays_without_her_name(story: Story, seng: Someone) -> None:
    wishes(seng)
    assert "Everything is erased on" in seng.sees.text
    passes(story, hours=30)
    assert "Everything about you was erased" in seng.sees.text
    assert "Back-ups hold it for 14 more days" in seng.sees.text
    with story.database.begin() as uow:
        assert uow.people.person_of(AccountId(seng.number)) is None
        problem, idea = (uow.answers.get(1, step) for step in ("problem", "idea"))  # type: ignore[arg-type]
        assert problem is not None
        assert idea is not None
        assert [(one.parts[0].kind, one.text, one.author_name) for one in (problem, idea)] == [
            ("text", "The shoots wither", ""),  # what the helper wrote stays, the voice is gone
            ("text", "Compost", ""),
        ]
    seng.says("/start")
    assert "Choose a language" in seng.sees.text


def test_she_is_told_two_hours_before_and_one_tap_keeps_everything(story: Story, seng: Someone) -> None:
    wishes(seng)
    passes(story, hours=23)
    assert "Everything about you is erased here on" in seng.sees.text
    seng.taps("Keep everything")
    assert "Nothing is erased" in seng.sees.text
    assert "Shall everything be erased?" not in seng.sees.text  # home, and no page of that day
    passes(story, hours=30)
    with story.database.begin() as uow:
        assert uow.people.person_of(AccountId(seng.number)) == seng.me
        assert uow.answers.get(1, "problem").parts[0].medium  # type: ignore[arg-type,union-attr]


def test_a_wish_in_the_night_ends_in_the_morning_so_that_nobody_is_woken(story: Story, seng: Someone) -> None:
    story.wait(hours=14)  # eleven in the evening
    with story.database.begin() as uow:
        by = uow.people.get(seng.me)
        assert by is not None
        wish = erasures.ask(uow, seng.me, story.runner.languages.zone, by=by, now=story.now)
    assert [at.astimezone(story.runner.languages.zone).hour for at in (wish.remind_at, wish.due_at)] == [7, 9]


def test_tapping_twice_is_one_wish(story: Story, seng: Someone) -> None:
    wishes(seng)
    seng.forges("forget.sure!erase")
    assert "Everything is erased on" in seng.sees.text
    with story.database.begin() as uow:
        assert [line.verb for line in uow.audit.log()].count("asked to erase") == 1


def test_staff_hear_of_a_group_without_a_leader(story: Story, seng: Someone) -> None:
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    noy = next(Someone(story, number, name) for number, name in story.names.items() if name == "Noy")
    noy.says("/forget")
    assert "Nobody else leads" in noy.sees.text
    noy.taps("Erase it …")
    noy.taps("Yes")
    passes(story, hours=30)
    assert "is not here any more" in mali.sees.text


def test_an_administrator_writes_the_wish_down_for_whoever_asks_and_she_is_told(story: Story, seng: Someone) -> None:
    dana = story.known("Dana", language="en", roles=(Role.ADMIN, Role.STAFF))
    dana.forges(f"people.page:{seng.me}")
    dana.taps("Erase at their wish")
    dana.taps("Erase it …")
    dana.taps("Yes")
    assert "Everything about you is erased here on" in seng.sees.text


def test_nobody_else_erases_anybody(story: Story, seng: Someone) -> None:
    noy = story.known("Mallory", language="en", roles=(Role.STAFF, Role.EXPERT))
    for data in (f"forget.sure!erase:{seng.me}", f"forget.page:{seng.me}"):
        noy.forges(data)
        assert "Only an administrator can do this" in noy.sees.text
    with story.database.begin() as uow:
        assert uow.erasures.next_at() is None


def test_the_last_administrator_invites_another_one_first(story: Story) -> None:
    dana = story.known("Dana", language="en", roles=(Role.ADMIN, Role.STAFF))
    wishes(dana)
    assert "There must be an administrator" in dana.sees.text


def test_the_version_of_the_notice_is_kept_with_the_consent(story: Story) -> None:
    new = story.somebody("Bua")
    new.says("/start")
    new.taps("English")
    new.taps("I agree")
    with story.database.begin() as uow:
        found = people.current(uow, AccountId(new.number))
        assert found is not None
        assert (found.consented_at, found.consent_version) == (story.now, people.NOTICE)


def test_whoever_changes_the_privacy_notice_gives_it_a_new_version() -> None:
    said = hashlib.sha256("\n".join(KEPT).encode()).hexdigest()[:12]
    assert {2: "116ff5cc7d95"}.get(people.NOTICE) == said, "a new version: people.NOTICE, and its words here"
