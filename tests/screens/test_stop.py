"""The stop button in the chat: for administrators, by command and by tap, in both languages."""

from __future__ import annotations

import pytest

from bot.domain.people import Role
from bot.services import stops
from bot.store.outbox import Lane, Outgoing
from tests.story import Story

OFFICE = (Role.STAFF, Role.ADMIN)


@pytest.mark.parametrize("language", ["en", "lo"])
def test_an_administrator_holds_looks_drops_and_lets_go(story: Story, language: str) -> None:
    mali = story.known("Mali", language=language, roles=OFFICE)
    mali.says("/hold")
    hold, *_ = mali.sees.buttons()
    mali.taps(hold)
    story.delivering = True
    with story.database.begin() as uow:
        assert uow.stops.passing().stop is not None
        uow.outbox.put(Outgoing(0, 77, Lane.ANNOUNCEMENT, content={"text": "to all"}), now=story.now)
    story.delivering = False
    mali.says("/hold")
    with story.database.begin() as uow:  # what the real sender lets through
        row = next(row for row in uow.outbox.due(now=story.now, limit=9) if row.chat != 77)
    kind = {"en": "Announcements", "lo": "ແຈ້ງການ"}[language]
    assert row.content is not None
    assert f"{kind}: 1" in row.content["text"]


def test_kinds_one_by_one(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=OFFICE)
    mali.says("/hold")
    mali.taps("Hold all")
    assert "All is held now" in mali.sees.text
    with story.database.begin() as uow:
        person = uow.people.get(mali.me)
        assert person is not None
        stops.let_kind_go(uow, "lessons", by=person, now=story.now)
    mali.says("/hold")
    assert "Lessons of the day: 0, they leave" in mali.sees.text
    mali.taps("Lessons of the day")
    mali.taps("Hold them again")
    assert "They are held" in mali.sees.text
    mali.taps("Let these go")
    mali.says("/menu")
    assert "All messages are held" in mali.sees.text
    mali.taps("See what is held")
    mali.taps("Let all go")
    assert "Nothing is held" in mali.sees.text


def test_what_is_dropped_is_counted(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=OFFICE)
    mali.says("/hold")
    mali.taps("Hold all")
    story.delivering = False
    with story.database.begin() as uow:
        for number in range(2):
            uow.outbox.put(Outgoing(0, 77, Lane.ANNOUNCEMENT, content={"text": f"{number}"}), now=story.now)
    mali.forges("stop.kind!drop:announcements")
    with story.database.begin() as uow:
        rows = uow.outbox.due(now=story.now, limit=9)
        assert [row.chat for row in rows] == [mali.number]
        assert "2 messages were dropped" in str(rows[0].content)


def test_others_hold_nothing(story: Story) -> None:
    staff = story.known("Seng", language="en", roles=(Role.STAFF,))
    staff.says("/hold")
    for data in ("stop.page!hold", "stop.page!go", "stop.kind!drop:answers", "stop.kind!go:answers"):
        staff.forges(data)
    with story.database.begin() as uow:
        assert uow.stops.passing().stop is None
        assert [one.verb for one in uow.audit.log()] == []


@pytest.mark.parametrize("language", ["en", "lo"])
def test_whoever_taps_while_all_is_held_is_told_that_it_is_kept(story: Story, language: str) -> None:
    mali, noy = story.known("Mali", language="en", roles=OFFICE), story.known("Noy", language=language)
    story.group(noy)
    assert noy.forges("lessons.modules").toast == ""
    mali.says("/hold")
    mali.taps("Hold all")
    kept = noy.forges("lessons.modules")
    words = {
        "en": "Your tap is kept. The system rests for a while and answers later",
        "lo": "ໄດ້ຮັບແລ້ວ. ດຽວນີ້ລະບົບພັກໄວ້ກ່ອນ ຈະຕອບທ່ານພາຍຫຼັງ",
    }
    assert kept.toast == words[language]
    assert not kept.alert
    assert mali.forges("lessons.modules").toast == "", "administrators are answered"
    with story.database.begin() as uow:
        person = uow.people.get(mali.me)
        assert person is not None
        stops.let_kind_go(uow, "answers", by=person, now=story.now)
    assert noy.forges("lessons.modules").toast == ""
