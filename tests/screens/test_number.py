"""The number for calls: given with Telegram's key or typed, read back, taken away, and shown only to who calls."""

from __future__ import annotations

import pytest

from bot.domain.ids import AnnouncementId
from bot.domain.people import Role
from bot.papers import makers
from bot.services.announcements import sending
from tests.services.test_papers import CATALOGUES
from tests.story import Someone, Story

OWN = "8562055123456"  # as Telegram gives it


def number_of(someone: Someone) -> str:
    me = someone.me
    with someone.story.database.begin() as uow:
        found = uow.people.get(me)
    assert found is not None
    return found.phone


def asked(story: Story, language: str = "en") -> Someone:
    """Somebody who is on the page that asks."""
    noy = story.known("Noy", language=language)
    noy.says("/settings")
    noy.taps("ເບີໂທ" if language == "lo" else "My phone number")
    return noy


def test_the_key_gives_ones_own_number_and_the_large_keyboard_comes_back(story: Story) -> None:
    noy = asked(story)
    assert noy.sees.keyboard == [["📨 Send my number"], ["Later ▶"]]
    assert "Only staff who call you see it" in noy.sees.text
    noy.shares(OWN)
    assert number_of(noy) == "+8562055123456"
    *_, keys, page = noy.phone.values()
    assert keys.text == "👥 Noy"
    assert "✅ Your phone number is kept. Only staff who call you see it" in page.text
    assert ["📚 Lessons", "👥 Find my group"] in keys.keyboard
    assert page.text.startswith("Noy\n") or page.buttons()
    noy.taps("My phone number")
    assert "\n+8562055123456\n" in noy.sees.text
    noy.taps("Take it away")
    assert "\nYour phone number is no longer kept\n" in noy.sees.text
    assert number_of(noy) == ""


def test_it_works_in_lao_and_typed_as_people_write_it(story: Story) -> None:
    noy = asked(story, "lo")
    assert noy.sees.keyboard == [["📨 ສົ່ງເບີໂທຂອງຂ້ອຍ"], ["ພາຍຫຼັງ ▶"]]
    noy.says("໐໒໐ ໕໕໑໒ ໓໔໕໖")
    assert number_of(noy) == "+8562055123456"


def test_ones_own_number_is_kept_wherever_it_is_sent_and_anybody_elses_nowhere(story: Story) -> None:
    noy = asked(story)
    noy.says("/menu")
    assert noy.shares(OWN).forget
    assert number_of(noy) == "+8562055123456"
    assert noy.shares("8562099999999", own=False).forget
    assert number_of(noy) == "+8562055123456"
    assert "9999" not in "".join(line for line in story.transcript if line.startswith("bot >"))


def test_somebody_elses_number_is_not_taken(story: Story) -> None:
    noy = asked(story)
    noy.shares(OWN, own=False)
    assert "This is the number of somebody else" in noy.sees.text
    assert number_of(noy) == ""


@pytest.mark.parametrize(
    "words", ["hello", "123", "020 5512", "1,5 ລ້ານ", "020 5512 3456 020 5512 3457 / 5 / 6", "9" * 40]
)
def test_what_is_no_number_is_asked_for_once_more(story: Story, words: str) -> None:
    noy = asked(story)
    noy.says(words)
    assert "This is not a phone number yet" in noy.sees.text
    assert number_of(noy) == ""


def test_an_unsure_number_is_read_back(story: Story) -> None:
    noy = asked(story)
    noy.says("5512 3456")
    assert noy.sees.text == "+8562055123456 – is that right?"
    noy.says("yes")
    assert number_of(noy) == "+8562055123456"
    noy.taps("My phone number")
    noy.taps("Another number")
    noy.says("020 5512 3456 / 020 5512 3457")
    assert noy.sees.buttons()[:2] == ["+8562055123456", "+8562055123457"]
    noy.taps("57")
    assert number_of(noy) == "+8562055123457"
    noy.forges("number.sure!keep:8562055123456;7")
    noy.forges("number.sure!keep:5;0")
    noy.forges("number.sure:99999999999999999999")
    assert number_of(noy) == "+8562055123457"


def test_the_welcome_asks_once_and_it_can_wait(story: Story) -> None:
    bo = story.somebody("Bo")
    bo.says("/start")
    for label in ("English", "I agree", "Use this name", "Later", "Man", "Yes", "Not said"):
        bo.taps(label)
    assert bo.sees.keyboard == [["📨 Send my number"], ["Later ▶"]]
    bo.says("⏭ Later")
    assert bo.sees.text.startswith("You are not in a group yet")
    assert number_of(bo) == ""
    bo.forges("welcome.about!answer:sex;man")
    assert bo.sees.keyboard != [["📨 Send my number"], ["⏭ Later"]]


def called(story: Story, *people: Someone) -> None:
    """An announcement that reached people, each of whom asked for a call."""
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    mali.says("/announce")
    mali.taps("New announcement")
    for words in ("ຝົນ", "Rain"):
        mali.says(words)
    for label in ("Everybody in groups", "📤 Send", "📤 Send now"):
        mali.taps(label)
    with story.database.begin() as uow:
        sending.expand(uow, AnnouncementId(1), after_id=0, now=story.now)
    story.deliver()
    for one in people:
        one.taps("Call me")


def test_the_first_call_me_asks_and_says_whether_there_is_a_number(story: Story) -> None:
    noy = story.known("Noy", language="en")
    story.group(noy)
    with story.database.begin() as uow:
        uow.people.change(noy.me, asked="ethnic,phone,sex,youth")
    called(story, noy)
    assert "Staff know that you want a call" in noy.sees.text
    assert noy.sees.keyboard[0] == ["📨 Send my number"]
    noy.says("Later")
    assert noy.sees.text.endswith("Staff know that you want a call, but have no number of yours")
    noy.forges("announce.reply!call:1")
    assert noy.sees.text.endswith("but have no number of yours")  # it does not ask again
    noy.taps("My phone number")
    noy.shares(OWN)
    assert "A staff member will call you\n✅ Your phone number is kept" in noy.sees.text


def test_call_lists_show_the_number_and_export_it_as_it_is_dialled(story: Story) -> None:
    noy, seng = story.known("Noy", language="en"), story.known("=Seng", language="en")
    story.group(noy, seng)
    with story.database.begin() as uow:
        uow.people.change(noy.me, phone="+8562055123456")
    called(story, noy, seng)
    mali = Someone(story, next(number for number, name in story.names.items() if name == "Mali"), "Mali")
    mali.forges("announce.calls:1")
    assert mali.sees.text.endswith("Noy, ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ, +8562055123456\n=Seng, ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ, no phone number")
    mali.taps("The whole list as a file")
    medium = next(bubble.medium for bubble in mali.phone.values() if bubble.medium)
    make = makers.list_makers(CATALOGUES, story.runner.languages.zone)["callers"]
    with story.database.begin() as uow:
        made = make(uow, medium["recipe"])().decode("utf-8-sig")
    assert made == "Name,Group,Phone number\r\nNoy,ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ,020 5512 3456\r\n'=Seng,ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ,\r\n"
    with story.database.begin() as uow, pytest.raises(Exception, match="not open to you"):
        make(uow, medium["recipe"] | {"for": noy.me})


def test_nobody_else_is_shown_a_number(story: Story) -> None:
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    kham = story.known("Kham", language="en", roles=(Role.EXPERT,))
    somphone = story.known("Somphone", language="en", roles=(Role.ADMIN,))
    group = story.group(noy, seng)
    with story.database.begin() as uow:
        uow.people.change(seng.me, phone="+8562055123456")
    called(story, seng)
    for one in (noy, kham, somphone):
        one.forges("announce.calls:1")
        one.forges("announce.calls!file:1")
        for page in (
            f"members.list:{group}",
            f"members.member:{group},{seng.me}",
            f"people.page:{seng.me}",
            "number.page",
        ):
            one.forges(page)
        assert not [bubble for bubble in one.phone.values() if "5512" in bubble.text or bubble.medium]


def test_what_is_typed_as_a_number_stays_in_no_inbox_and_no_group_chat(story: Story) -> None:
    noy = asked(story)
    assert noy.says("020 5512 3456").forget
    assert noy._take("contact", text=OWN, own=True, chat=-5).forget is False
    assert "5512" not in "\n".join(line for line in story.transcript if line.startswith("bot >"))
