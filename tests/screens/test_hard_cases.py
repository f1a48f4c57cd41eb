"""What goes wrong in real chats: each case gets a clear, kind message, and nothing is lost."""

from __future__ import annotations

import pytest

from bot.domain.ids import PlanId
from tests.story import Someone, Story


@pytest.fixture
def noy(story: Story) -> Someone:
    """Noy, who leads a group with Seng in it, at the first step of their plan."""
    story.round()
    noy, seng = story.known("ນ້ອຍ"), story.known("ແສງ")
    story.group(noy, seng)
    noy.says("/plan")
    noy.taps("ຂຽນຕໍ່: ຂໍ້ 1")
    return noy


def stands(noy: Someone, step: str) -> list[str]:
    """The pieces of the answer that stands at a step."""
    with noy.story.database.begin() as uow:
        answer = uow.answers.get(PlanId(1), step)
    return [part.text or part.kind for part in answer.parts] if answer else []


def test_three_short_messages_in_a_row_become_one_answer(noy: Someone) -> None:
    noy.story.delivering = False  # the phone sends faster than answers come back
    for words in ("ພວກເຮົາປູກຜັກ", "ມີ 12 ຄອບຄົວ", "ຢູ່ບ້ານພູວົງໃຕ້"):
        noy.says(words)
    noy.story.delivering = True
    noy.story.deliver()
    assert stands(noy, "group") == ["ພວກເຮົາປູກຜັກ", "ມີ 12 ຄອບຄົວ", "ຢູ່ບ້ານພູວົງໃຕ້"]
    assert stands(noy, "problem") == []
    assert "ຕື່ມໃສ່ຂໍ້ 1 ແລ້ວ" in noy.sees.text
    assert "ຂໍ້ 2 ໃນ 11" in noy.sees.text


def test_an_album_of_four_photos_becomes_one_answer(noy: Someone) -> None:
    for _ in range(4):
        noy.sends("photo", album="77")
    assert stands(noy, "group") == ["photo"] * 4
    assert stands(noy, "problem") == []


def test_an_answer_that_arrives_in_two_messages_because_telegram_cuts_it_is_whole(noy: Someone) -> None:
    noy.story.delivering = False
    noy.says("ກ" * 2000)
    noy.says("ຂ" * 1000)
    noy.story.delivering = True
    noy.story.deliver()
    assert stands(noy, "group") == ["ກ" * 2000, "ຂ" * 1000]
    assert all(len(bubble.text.encode("utf-16-le")) // 2 <= 4096 for bubble in noy.phone.values())


def test_an_answer_longer_than_the_step_takes_is_kept_and_the_writer_decides(noy: Someone) -> None:
    noy.story.delivering = False
    noy.says("ກ" * 4000)
    noy.says("ຂ" * 4000)
    noy.story.delivering = True
    noy.story.deliver()
    noy.says("/plan")
    noy.forges("plan.step:1,group")
    assert "ຍາວໂພດ" in noy.sees.text or "ກກກ" in noy.sees.text
    with noy.story.database.begin() as uow:
        kept = uow.answers.history(PlanId(1), "group")
    assert sum(len(part.text) for part in max(kept, key=lambda one: len(one.text)).parts) == 8000


def test_a_step_that_two_people_answer_keeps_both(noy: Someone) -> None:
    seng = next(Someone(noy.story, number, name) for number, name in noy.story.names.items() if name == "ແສງ")
    seng.says("/plan")
    seng.taps("ຂຽນຕໍ່: ຂໍ້ 1")
    noy.says("ຄຳຕອບຂອງນ້ອຍ")
    seng.says("ຄຳຕອບຂອງແສງ")
    assert "ນ້ອຍ ກໍຫາກໍ່ຕອບຂໍ້ນີ້. ຈະເອົາຄຳຕອບໃດ?" in seng.sees.text
    assert stands(noy, "group") == ["ຄຳຕອບຂອງນ້ອຍ"]
    seng.taps("ເອົາທັງສອງ")
    assert stands(noy, "group") == ["ຄຳຕອບຂອງນ້ອຍ", "ຄຳຕອບຂອງແສງ"]


def test_help_in_the_middle_returns_to_the_same_step(noy: Someone) -> None:
    noy.says("/help")
    assert "ໜ້ານີ້ໃຊ້ແນວນີ້" in noy.sees.text
    noy.taps("ກັບຄືນ")
    assert "ຂໍ້ 1 ໃນ 11" in noy.sees.text
    noy.says("ພວກເຮົາປູກຜັກ")
    assert stands(noy, "group") == ["ພວກເຮົາປູກຜັກ"]


def test_an_answer_written_on_the_example_is_an_answer_to_its_step(noy: Someone) -> None:
    noy.taps("ເບິ່ງຕົວຢ່າງ")
    noy.says("ພວກເຮົາປູກຜັກ")
    assert stands(noy, "group") == ["ພວກເຮົາປູກຜັກ"]


def test_an_unknown_command_is_answered_kindly_and_the_step_stays(noy: Someone) -> None:
    noy.says("/dance")
    assert "/dance" in noy.sees.text
    assert "ຂໍ້ 1 ໃນ 11" in noy.sees.text


def test_a_sticker_is_no_answer_and_loses_nothing(noy: Someone) -> None:
    noy._take("other")
    assert "ຂຽນ, ເວົ້າ ຫຼື ສົ່ງຮູບກໍໄດ້" in noy.sees.text
    assert "ຂໍ້ 1 ໃນ 11" in noy.sees.text


def test_a_file_above_what_telegram_gives_out_is_refused_with_its_size(noy: Someone) -> None:
    noy.sends("video", size=31 * 1024 * 1024)
    assert "31 MB" in noy.sees.text
    assert stands(noy, "group") == []


def test_a_double_tap_on_send_sends_once(noy: Someone) -> None:
    for answer in ("ກຸ່ມ", "ບັນຫາ", "ຮຽນຮູ້", "ແນວຄິດ", "ເຮັດຕູບ"):
        noy.says(answer)
    noy.forges("plan.step:1,results")
    noy.says("ຈະນັບ")
    noy.forges("plan.review:1")
    bubble, button = noy.bubble("ສົ່ງແຜນ")
    noy.forges(button["data"], bubble.id)
    noy.forges(button["data"], bubble.id)
    with noy.story.database.begin() as uow:
        sent = uow.submissions.latest(PlanId(1))
    assert sent is not None
    assert sent.version == 1


def test_a_stranger_and_a_member_taken_out_get_nowhere(noy: Someone) -> None:
    bo = noy.story.known("ໂບ້")
    bo.forges("plan.step:1,group")
    assert "ຂໍ້ 1 ໃນ 11" not in bo.sees.text
    assert bo.sees.keyboard or bo.sees.buttons()


def test_everything_works_in_english_too(noy: Someone) -> None:
    noy.says("/language")
    noy.taps("English")
    assert "Item 1 of 11" in noy.sees.text
    noy.says("We grow vegetables")
    assert "Item 1 is saved" in noy.sees.text
    assert stands(noy, "group") == ["We grow vegetables"]


@pytest.fixture
def asked_when(noy: Someone) -> Someone:
    """Noy has written a piece of work and said who does it: now the day is asked."""
    noy.forges("plan.actions:1")
    noy.says("ເຮັດຕູບຮົ່ມ")
    noy.taps("ແສງ")
    assert "ແລ້ວມື້ໃດ?" in noy.sees.text
    return noy


def test_a_day_that_is_over_is_asked_back_before_it_is_kept(asked_when: Someone) -> None:
    noy = asked_when
    noy.says("1/1/2020")
    with noy.story.database.begin() as uow:
        (action,) = uow.actions.of_plan(PlanId(1))
    assert action.due is None
    assert noy.sees.buttons()
    assert "1 ມັງກອນ" in noy.sees.text + "".join(noy.sees.buttons())


def test_words_that_are_no_day_are_answered_with_an_example(asked_when: Someone) -> None:
    asked_when.says("ຈັກບາດໜຶ່ງ")
    assert "15/1/2027" in asked_when.sees.text


def test_a_photo_where_an_amount_is_asked_is_answered_kindly_and_the_question_stays(asked_when: Someone) -> None:
    noy = asked_when
    noy.says("ມື້ອື່ນ")
    noy.taps("ແມ່ນ")
    assert "ຕ້ອງໃຊ້ເງິນເທົ່າໃດ?" in noy.sees.text
    noy.sends("photo")
    assert "ຕ້ອງໃຊ້ເງິນເທົ່າໃດ?" in noy.sees.text
    noy.says("50")
    assert "50.000 ກີບ" in noy.sees.text + "".join(noy.sees.buttons())
