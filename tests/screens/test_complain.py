"""A confidential word, said, read and answered: by tap and by text, in Lao and English, past everybody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.chat.registry import COMMANDS
from bot.domain.people import Role
from bot.services.complaints import complaints
from tests.story import Someone, Story

SECRET = "Boun took the cash box"


@pytest.fixture
def mali(story: Story) -> Someone:
    """Staff, whom the administrator named to read; Vong comes after her."""
    somphone = story.known("Somphone", language="en", roles=(Role.ADMIN, Role.STAFF))
    mali, _ = story.known("Mali", language="en", roles=(Role.STAFF,)), story.known("Vong", language="en")
    somphone.says("/complain")
    somphone.taps("Who reads them")
    assert "Nobody is named yet: administrators read them" in somphone.sees.text
    for name in ("mali", "Vong"):
        somphone.says(name)
        somphone.taps(f"{name.capitalize()}")
    assert "1. Mali\n2. Vong" in somphone.sees.text
    return mali


def pass_time(story: Story, days: int) -> None:
    story.now += timedelta(days=days)
    with story.database.begin() as uow:
        while complaints.pass_on(uow, now=story.now):
            pass
    story.deliver()


def number(someone: Someone) -> str:
    return "".join(filter(str.isdecimal, someone.sees.text.partition("number is ")[2][:6]))


def test_a_word_goes_to_its_reader_alone_and_its_answer_comes_back(story: Story, mali: Someone) -> None:
    leader, noy = story.known("Leader", language="en"), story.known("Noy", language="en")
    story.group(leader, noy)
    noy.says("/complain")
    assert "Only Mali reads it, and answers within 3 days" in noy.sees.text
    noy.says(SECRET)
    noy.sends("voice", seconds=9)
    assert "✅ 2 pieces are written down" in noy.sees.text
    assert "Your voice can be recognised" in noy.sees.text
    noy.taps("without my name")
    asked = number(noy)
    assert mali.sees.text == "🤫 There is a confidential message for you"
    mali.taps("Read it")
    assert SECRET in mali.sees.text
    assert "Without a name" in mali.sees.text
    assert "Noy" not in mali.sees.text
    mali.taps("Play or show it")
    assert any(bubble.medium for bubble in mali.phone.values())
    mali.says("I shall look into it")
    mali.taps("📤 Send")
    assert noy.sees.text == "🤫 There is a confidential message for you"
    noy.says("/complain")
    noy.says(asked)
    assert "💬 It is answered" in noy.sees.text
    assert "I shall look into it" in noy.sees.text
    noy.says("Thank you, when?")
    noy.taps("📤 Send")
    mali.taps("Read it")
    assert "Thank you, when?" in mali.sees.text
    assert SECRET in mali.sees.text
    seen = "\n".join(
        line for line in story.transcript if line.startswith(("bot > Leader", "bot > Somphone", "bot > Vong"))
    )
    assert "cash box" not in seen
    assert "message for you" not in seen


def test_it_works_in_lao_by_tap_and_without_a_group(story: Story, mali: Someone) -> None:
    bo = story.known("Bo")
    bo.says("/menu")
    if "🤫 ບອກເລື່ອງລັບ" in str(bo.sees.keyboard):
        bo.says("🤫 ບອກເລື່ອງລັບ")
    else:
        bo.says("🧭 ຕື່ມ")
        bo.taps("ບອກເລື່ອງລັບ")
    assert "ມີແຕ່ Mali ອ່ານ ແລະ ຕອບພາຍໃນ 3 ມື້" in bo.sees.text
    bo.says("ເງິນຂອງກຸ່ມຫາຍ")
    bo.taps("ໂດຍບອກຊື່")
    assert "⏳ ກຳລັງລໍຖ້າຄຳຕອບ" in bo.sees.text
    mali.taps("Read it")
    assert "Bo" in mali.sees.text
    assert "ເງິນຂອງກຸ່ມຫາຍ" in mali.sees.text


def test_who_does_not_answer_in_time_is_passed(story: Story, mali: Someone) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/complain")
    noy.says(SECRET)
    noy.taps("with my name")
    vong = Someone(story, next(key for key, name in story.names.items() if name == "Vong"), "Vong")
    assert not vong.phone
    pass_time(story, 3)
    assert vong.sees.text == "🤫 There is a confidential message for you"
    assert mali.sees.text == "🤫 A message that you did not answer in time has gone to somebody else"
    assert mali.forges("+complain.read:1").toast == "This page is not there any more"
    vong.taps("Read it")
    assert SECRET in vong.sees.text
    vong.says("/complain")
    vong.taps("Words for me: 1")
    vong.taps("⏳")
    assert SECRET in vong.sees.text


def test_somebody_can_be_left_out(story: Story, mali: Someone) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/complain")
    noy.says("It is about Mali")
    noy.taps("Let somebody else read it")
    assert "Only Vong reads it" in noy.sees.text
    noy.taps("with my name")
    assert not mali.phone


def test_the_days_are_set_by_an_administrator(story: Story, mali: Someone) -> None:
    somphone = Someone(story, 1001, "Somphone")
    somphone.taps("7 days")
    assert "within 7 days" in somphone.sees.text
    somphone.taps("🗑 Vong")
    noy = story.known("Noy", language="en")
    noy.says("/complain")
    assert "Only Mali reads it, and answers within 7 days" in noy.sees.text
    noy.says("x y")
    assert not [label for label in noy.sees.buttons() if "somebody else" in label]


FORGED = (
    "complain.own:1",
    "+complain.own:1",
    "complain.read:1",
    "complain.inbox",
    "complain.inbox:1",
    "complain.own!send:1",
    "complain.own!settled:1",
    "complain.own!play:1",
    "complain.own!anew:1",
    "complain.read!send:1",
    "complain.read!play:1",
    "complain.read!anew:1",
    "complain.readers",
    "complain.name:mali",
    "complain.name!name:mali;3",
    "complain.readers!off;2",
    "complain.readers!days;30",
    "complain.page!send;1",
    "complain.page!other",
    "complain.own:999999999999999999",
    "complain.read:-1",
)


@pytest.mark.parametrize("who", ["leader", "Seng", "Kham", "Vong", "Admin", "stranger"])
def test_forged_buttons_get_nowhere(story: Story, mali: Someone, who: str) -> None:
    leader, noy, seng = (story.known(name, language="en") for name in ("leader", "Noy", "Seng"))
    story.group(leader, noy, seng)
    kham = story.known("Kham", language="en", roles=(Role.EXPERT, Role.STAFF))
    admin = story.known("Admin", language="en", roles=(Role.ADMIN,))
    noy.says("/complain")
    noy.says(SECRET)
    noy.taps("without my name")
    asked = number(noy)
    vong = Someone(story, 1003, "Vong")
    people = {"leader": leader, "Seng": seng, "Kham": kham, "Vong": vong, "Admin": admin}
    one = people.get(who) or story.somebody("stranger")
    with story.database.begin() as uow:
        before = (uow.complaints.of_person(noy.me), uow.complaints.words(uow.complaints.of_person(noy.me)[0].id))
    for data in FORGED:
        if who == "Admin" and data.startswith(("complain.readers", "complain.name")):
            continue  # that is what an administrator may do
        one.forges(data)
        one.says("and an answer")
    one.says("/complain")
    one.says(asked)
    with story.database.begin() as uow:
        after = (uow.complaints.of_person(noy.me), uow.complaints.words(uow.complaints.of_person(noy.me)[0].id))
    assert after == before
    assert "cash box" not in "\n".join(bubble.text for bubble in one.phone.values())


def test_in_a_group_chat_it_says_kindly_to_write_alone(story: Story, mali: Someone) -> None:
    noy = story.known("Noy")
    group = story.group(noy)
    with story.database.begin() as uow:
        uow.groups.change(group, chat_id=-77, chat_language="en")
    outcome = noy._take("command", text="complain", payload=SECRET, chat=-77)
    assert outcome.forget
    said = next(iter(story.phones[-77].values()))
    assert said.text.startswith("🤫 A confidential word is for me alone: everybody can read this chat")
    assert said.rows[0][0]["url"] == "https://t.me/phaen_bot"
    assert not COMMANDS["complain"].groups  # no group's menu offers it
    with story.database.begin() as uow:
        assert uow.complaints.of_person(noy.me) == []


def test_what_is_said_here_stays_in_no_inbox(story: Story, mali: Someone) -> None:
    noy = story.known("Noy", language="en")
    assert noy.says("/complain").forget
    assert noy.says(SECRET).forget
    assert noy.sends("voice").forget
    assert noy._take("edited", text="Our leader stole").forget
    noy.taps("with my name")
    mali.taps("Read it")
    assert mali.says("I shall ask").forget
    assert not mali.says("/menu").forget


def test_words_behind_the_command_are_the_first_of_it(story: Story, mali: Someone) -> None:
    noy = story.known("Noy", language="en")
    assert noy.says(f"/complain {SECRET}").forget
    assert "✅ 1 piece is written down" in noy.sees.text
    noy.taps("with my name")
    mali.taps("Read it")
    assert SECRET in mali.sees.text


def test_a_long_word_that_telegram_cut_stays_one(story: Story, mali: Someone) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/complain")
    noy.says("a " * 1900)
    noy.says("and the rest")
    assert "2 pieces" in noy.sees.text
    noy.taps("Begin again")
    assert "Write or speak it here" in noy.sees.text


def test_a_double_tap_sends_once_and_settles_once(story: Story, mali: Someone) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/complain")
    noy.says(SECRET)
    bubble, button = noy.bubble("with my name")
    for _ in range(2):
        noy.forges(button["data"], bubble.id)
    assert [line for line in story.transcript if "message for you" in line] == [
        "bot > Mali: 🤫 There is a confidential message for you [📖 Read it]"
    ]
    mali.taps("Read it")
    mali.says("I shall ask")
    bubble, button = mali.bubble("📤 Send")
    for _ in range(2):
        mali.forges(button["data"], bubble.id)
    noy.taps("Read it")
    bubble, button = noy.bubble("settled")
    for _ in range(2):
        noy.forges(button["data"], bubble.id)
    assert "✅ It is settled" in noy.sees.text
