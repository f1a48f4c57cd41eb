"""Staff of some projects: they write to their own groups, and what is of all they neither see whole nor change."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.people import Role
from tests.screens.test_announce import expand, write
from tests.screens.test_second_guards import nothing_comes_of
from tests.story import Someone, Story

STAFF = (Role.STAFF,)


@pytest.fixture
def tui(story: Story) -> Someone:
    """Looks after RLIP; Noy's group belongs to it, Kham's to SSSJ."""
    tui, noy, kham = story.known("Tui", language="en", roles=STAFF), story.known("Noy"), story.known("Kham")
    mine, other = story.group(noy, name="ກຸ່ມໜໍ່ໄມ້"), story.group(kham, name="ກຸ່ມກາເຟ", district="0101")
    with story.database.begin() as uow:
        uow.people.change(tui.me, projects=["RLIP"])
        for group, project in ((mine, "RLIP"), (other, "SSSJ")):
            uow.groups.change(group, project=project)
    return tui


def test_an_announcement_stays_within_their_groups(story: Story, tui: Someone) -> None:
    tui.says("/announce")
    tui.taps("New announcement")
    tui.says("ຝົນຈະຕົກໜັກ")
    tui.says("Heavy rain is coming")
    assert not {"🔬 Experts", "💼 Staff"} & set(tui.sees.buttons())
    tui.taps("One project")
    assert tui.sees.buttons()[:-1] == ["🏷 Project: RLIP"]
    tui.taps("◀ Back")
    tui.taps("One province")
    assert tui.sees.buttons()[:-1] == ["📍 Province: Attapeu"]
    tui.taps("◀ Back")
    tui.taps("Everybody in groups")
    assert tui.sees.text.endswith("👥 Everybody in groups\n🏷 Project: RLIP\n👤 1 person in 1 group")
    tui.taps("📤 Send")
    tui.taps("📤 Send now")
    expand(story)
    with story.database.begin() as uow:
        rows = uow.announcement_rows.by_state(uow.announcements.newest()[0].id)
    assert sum(rows.values()) == 1


def test_what_others_wrote_to_everybody_is_not_there_for_them(story: Story, tui: Someone) -> None:
    mali = story.known("Mali", language="en", roles=STAFF)
    write(mali)
    mali.taps("For whom")
    mali.taps("Keep under a name")
    mali.says("All of it")
    tui.says("/announce")
    assert tui.sees.text == "📣 Announcements\n\nThere is none yet"
    pages = ("check", "audience", "options", "when", "named", "report", "reach", "calls", "confirm", "silent")
    acts = ("check!test", "confirm!send", "confirm!confirm", "confirm!back", "options!night", "audience!anew")
    nothing_comes_of(story, tui, *(f"announce.{one}:1" for one in pages))
    nothing_comes_of(
        story, tui, *(f"announce.{one}:1" for one in acts), "announce.named!use:1,1", "announce.correct:1,lo"
    )


def test_rounds_holidays_and_recordings_are_changed_by_staff_of_all(story: Story, tui: Someone) -> None:
    mali, number = story.known("Mali", language="en", roles=STAFF), story.round()
    with story.database.begin() as uow:
        mine, other = (one.id for one in uow.groups.all_in_state("active"))
        for group in (mine, other):
            uow.plans.add(group, number, now=story.now)
        holiday = uow.holidays.add(date(2027, 4, 17), date(2027, 4, 18), "", now=story.now)
    tui.says("/rounds")
    assert "➕ New round" not in tui.sees.buttons()
    assert "being written: 1" in tui.sees.text
    tui.taps(tui.sees.buttons()[0])
    assert tui.sees.buttons() == ["◀ Back"]
    assert tui.sees.has("ກຸ່ມໜໍ່ໄມ້")
    assert not tui.sees.has("ກຸ່ມກາເຟ")
    acts = ("sure!close:{n},close", "sure!remove:{n},remove", "page!rank:{n},1", "sure!contest:{n},contest")
    days = ("day!keep:{n},20270417", "agreement!choose:{n},all", "span!free:{n}", "away!move:{n}", "phones!take:{n},3")
    forged = [f"rounds.{one.format(n=number)}" for one in (*acts, *days)]
    nothing_comes_of(story, tui, *forged, "rounds.list!new", f"contest.page:{number}", f"contest.sure!begin:{number}")
    tui.says("/holidays")
    assert "➕ Add a holiday" not in tui.sees.buttons()
    assert tui.sees.has("17/4/2027 – 18/4/2027")
    nothing_comes_of(story, tui, "holidays.sure!keep:20270420,20270420", f"holidays.page!remove:{holiday}")
    tui.says("/record")
    assert tui.sees.has("Only staff who look after all projects can do this")
    nothing_comes_of(story, tui, "record.languages", "record.language:lo")
    mali.says("/rounds")
    assert "➕ New round" in mali.sees.buttons()
    mali.taps(mali.sees.buttons()[1])
    assert mali.sees.has("ກຸ່ມກາເຟ")
    assert "📅 Change the last day" in mali.sees.buttons()
    mali.says("/holidays")
    assert "➕ Add a holiday" in mali.sees.buttons()
