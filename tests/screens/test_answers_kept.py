"""What is an answer and how much one takes: nothing invisible, and not three hundred photos."""

from __future__ import annotations

import pytest

from bot.domain.incoming import says_something
from bot.domain.people import Role
from bot.domain.plans import Part
from bot.services import free_text
from bot.store.database import UnitOfWork
from bot.store.outbox import Outgoing
from tests.follow_up import send, written
from tests.screens.test_plan_step import begun, said, stands
from tests.story import Someone, Story


@pytest.mark.parametrize(
    "text", [".", "-", "…", " ", "\u200b", "\u2800", "\u3164", "\uffa0", "\u2060\ufeff", "?!", "--\n.", "_"]
)
def test_what_says_nothing_is_no_answer(story: Story, text: str) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy._take("text", text=text)
    assert stands(story, plan) is None
    assert noy.sees.text.startswith("There is nothing to read in your message. Please write or speak your answer")
    noy.says("It wilts")
    assert said(story, plan) == "It wilts"


@pytest.mark.parametrize("text", ["0", "ກ", "👍", "a.", "໑", "+", "50%"])
def test_whatever_says_something_is_one(text: str) -> None:
    assert says_something(text)


def test_a_photo_needs_no_words_and_keeps_no_dots(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.sends(caption=".")
    found = stands(story, plan)
    assert found is not None
    assert [(part.kind, part.text) for part in found.parts] == [("photo", "")]


def test_an_album_of_many_photos_is_kept_up_to_twenty_and_the_rest_is_told(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    for _ in range(30):
        noy.sends(album="harvest")
    found = stands(story, plan)
    assert found is not None
    assert len(found.parts) == free_text.PARTS
    assert "An answer has room for 20 pieces. What you sent before is kept" in noy.sees.text
    with story.database.begin() as uow:
        assert len(uow.answers.history(plan, "problem")) <= free_text.PARTS


def test_an_expert_gets_ten_pictures_at_a_time(story: Story) -> None:
    noy, kham = story.known("Noy"), story.known("Dr. Kham", language="en", roles=(Role.EXPERT,))
    plan = written(story, story.group(noy), noy)
    with story.database.begin() as uow:
        photos = [uow.media.add(now=story.now, kind="photo", file_id=f"p{n}", person_id=noy.me) for n in range(24)]
        for step, some in (("problem", photos[:12]), ("learned", photos[12:])):
            uow.answers.put(plan, step, tuple(Part("photo", "", one) for one in some), noy.me, now=story.now)
    send(story, plan, noy)
    kham.taps("⭐")
    kham.taps("✅ Not connected")
    kham.taps("Pictures, voices (24)")
    assert len(pictures(kham)) == 10
    kham.taps("More of them (14)")
    kham.taps("More of them (4)")
    assert pictures(kham) == [f"p{n}" for n in range(24)]
    assert "📷 Pictures, voices (24)" in kham.sees.buttons()


def test_the_twenty_photos_of_an_answer_are_shown_ten_at_a_time_with_their_words(story: Story) -> None:
    noy = story.known("ນ້ອຍ")
    plan = begun(story, noy)
    for number in range(20):
        noy.sends(album="harvest", caption=f"ຮູບ {number}")
    noy.forges(f"plan.step:{plan},problem")
    noy.taps("📷 ເບິ່ງ ຫຼື ຟັງ")
    assert len(pictures(noy)) == 10
    assert noy.sees.text.startswith("ຂໍ້ 2 ໃນ 11")
    bubble, button = noy.bubble("ເບິ່ງຕື່ມ (10)")
    noy.taps("ເບິ່ງຕື່ມ (10)")
    assert [bubble.text for bubble in noy.phone.values() if bubble.medium] == [f"ຮູບ {n}" for n in range(20)]
    assert not any("📷" in label for label in noy.sees.buttons())
    for forged in ("99", "-1", "x", "10,3"):
        noy.forges(button["data"].replace(";10", f";{forged}"), bubble.id)
    with story.database.begin() as uow:
        albums = [row.content["album"] for row in everything_sent(uow) if row.content and "album" in row.content]
    assert {len(album) for album in albums} == {10}


def everything_sent(uow: UnitOfWork) -> list[Outgoing]:
    return [Outgoing(0, 0, 0, content=uow.shown_pages.content_of(row.id)) for row in uow.outbox.log()]


def pictures(someone: Someone) -> list[str]:
    media = [bubble.medium for _, bubble in sorted(someone.phone.items()) if bubble.medium]
    return [medium["file_id"] for medium in media if "recipe" not in medium]
