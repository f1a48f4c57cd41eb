"""Moving to a new phone: "it was not me", who looks at it, what a frozen person can do, and a phone that was stolen."""

from __future__ import annotations

import pytest

from bot.domain.ids import AccountId, GroupId
from bot.domain.people import Role
from tests.story import Someone, Story


def people(story: Story, language: str = "en") -> tuple[Someone, Someone, Someone, GroupId]:
    """Noy leads, Seng is a member, Mali is staff."""
    noy, seng = (story.known(name, language=language) for name in ("Noy", "Seng"))
    return noy, seng, story.known("Mali", language=language, roles=(Role.STAFF,)), story.group(noy, seng)


def link(story: Story) -> str:
    with story.database.begin() as uow:
        return uow.groups.open_invites(now=story.now, kind="person")[0].code


def moved(story: Story, maker: Someone, seng: Someone, group: GroupId, how: str = "make") -> Someone:
    """Seng's number on another phone, by a link of `maker`."""
    assert seng.me
    maker.forges(f"members.phone!{how}:{group},{seng.me}")
    new = story.somebody("Thief", 2001)
    new.says(f"/start m-{link(story)}")
    new.taps("👍")
    return new


def audit(story: Story) -> list[str]:
    with story.database.begin() as uow:
        return [f"{line.person_id} {line.verb} {line.subject}" for line in uow.audit.log()]


def speaks(story: Story, account: int) -> str:
    with story.database.begin() as uow:
        return uow.people.name(uow.people.person_of(AccountId(account)))


@pytest.mark.parametrize("language", ["lo", "en"])
def test_it_was_not_me_freezes_both_phones_and_asks_somebody_beside_the_maker(story: Story, language: str) -> None:
    noy, seng, mali, group = people(story, language)
    new = moved(story, noy, seng, group)
    assert seng.sees.buttons() == ["✋ It was not me" if language == "en" else "✋ ບໍ່ແມ່ນຂ້ອຍ"]
    seng.taps("✋")
    if language == "en":
        assert "Seng can do nothing on either phone now. Somebody calls Seng and asks" in seng.sees.text
    assert speaks(story, 2001) == "Seng"  # nothing moves back
    before = max(new.phone)
    for data in ("home.menu", f"members.list:{group}", "settings.page!light:;1", "+plan.overview"):
        new.forges(data)
    new.says("our problem is water")
    new.says("/menu")
    assert all("Seng" in bubble.text for number, bubble in new.phone.items() if number > before)
    wait = "Two phones say that they are Seng" if language == "en" else "ໂທລະສັບສອງໜ່ວຍ"
    assert wait in new.sees.text
    seng.says("/start")
    assert speaks(story, seng.number) == ""
    assert "🙅" not in "".join(noy.sees.buttons())
    assert "Seng" in mali.sees.text
    assert len(mali.sees.buttons()) == 2
    assert "None said it was not them person 2, from account 1002, to account 2001" in audit(story)


def test_staff_give_the_old_phone_back(story: Story) -> None:
    noy, seng, mali, group = people(story)
    new = moved(story, noy, seng, group)
    seng.taps("It was not me")
    mali.taps("The old phone")
    assert mali.sees.text == "📱 Seng has the old phone again"
    assert (speaks(story, 1002), speaks(story, 2001)) == ("Seng", "")
    assert seng.sees.text == "📱 Seng, this phone is yours here. Go on: /menu"
    assert new.sees.text.startswith("The other phone is Seng")
    seng.says("/menu")
    assert speaks(story, seng.number) == "Seng"
    assert seng.sees.text.startswith("🎉 You are in the group")
    assert "3 gave the old phone back to person 2, from account 2001, to account 1002" in audit(story)


def test_staff_confirm_the_new_phone(story: Story) -> None:
    noy, seng, mali, group = people(story)
    new = moved(story, noy, seng, group)
    seng.taps("It was not me")
    _, old = mali.bubble("The old phone")
    mali.taps("The new phone")
    assert mali.sees.text == "📱 Seng has a new phone here"
    mali.forges(old["data"])  # decided once
    assert (speaks(story, 1002), speaks(story, 2001)) == ("", "Seng")
    new.says("/menu")
    assert speaks(story, new.number) == "Seng"
    assert new.sees.text.startswith("🎉 You are in the group")
    assert seng.forges("phone.moved!not_me:1").toast == "ປຸ່ມນີ້ເກົ່າແລ້ວ. ນີ້ແມ່ນໜ້າຫຼ້າສຸດ"
    assert (speaks(story, 1002), speaks(story, 2001)) == ("", "Seng")
    new.says("/menu")
    assert new.sees.text.startswith("🎉 You are in the group")


def test_the_leader_looks_when_staff_made_the_link(story: Story) -> None:
    noy, seng, mali, group = people(story)
    moved(story, mali, seng, group)
    seng.taps("It was not me")
    assert "The old phone of Seng says" in noy.sees.text
    assert mali.forges("phone.look!new:1").toast == "Somebody other than the person who made the link must look at this"
    noy.taps("The old phone")
    assert speaks(story, 1002) == "Seng"


def test_only_the_old_phone_doubts_and_only_those_beside_the_maker_look(story: Story) -> None:
    noy, seng, mali, group = people(story)
    bo = story.known("Bo", language="en")
    new = moved(story, noy, seng, group)
    for other in (bo, new, noy, mali):
        assert other.forges("phone.moved!not_me:1").toast == "This page is not there any more"
        assert other.forges("phone.look!old:1").toast == "This page is not there any more"
    seng.taps("It was not me")
    for other in (bo, noy):
        assert (
            other.forges("phone.look!old:1").toast
            == "Somebody other than the person who made the link must look at this"
        )
    new.forges("phone.look!new:1")
    with story.database.begin() as uow:
        found = uow.people.get(seng.me)
        assert found is not None
        assert found.frozen
    assert speaks(story, 2001) == "Seng"


def test_a_frozen_person_is_moved_and_shared_by_nobody(story: Story) -> None:
    noy, seng, mali, group = people(story)
    moved(story, noy, seng, group)
    seng.taps("It was not me")
    for maker in (noy, mali):
        toast = maker.forges(f"members.phone!make:{group},{seng.me}").toast
        assert toast == "This page is not there any more"
    with story.database.begin() as uow:
        assert uow.groups.open_invites(now=story.now, kind="person") == []


def test_nothing_is_sent_to_a_frozen_persons_phones(story: Story) -> None:
    noy, seng, _, group = people(story)
    new = moved(story, noy, seng, group)
    seng.taps("It was not me")
    before = len(new.phone), len(seng.phone)
    noy.forges(f"members.member!lead:{group},{seng.me}")
    assert (len(new.phone), len(seng.phone)) == before


@pytest.mark.parametrize("theirs", ["The old phone", "The new phone"])
def test_what_was_due_meanwhile_comes_when_somebody_has_looked(story: Story, theirs: str) -> None:
    noy, seng, mali, group = people(story)
    new = moved(story, noy, seng, group)
    seng.taps("It was not me")
    noy.forges(f"members.member!lead:{group},{seng.me}")
    mali.taps(theirs)
    right, wrong = (seng, new) if theirs == "The old phone" else (new, seng)
    told = [one for one in (right, wrong) if any("You lead the group" in bubble.text for bubble in one.phone.values())]
    assert told == [right]
    story.deliver()
    assert sum("You lead the group" in bubble.text for bubble in right.phone.values()) == 1


def test_an_administrator_looks_when_nobody_else_can(story: Story) -> None:
    """She made the link, and there are no other staff: better she than a person frozen for ever."""
    boss, seng = (
        story.known("Boss", language="en", roles=(Role.ADMIN, Role.STAFF)),
        story.known("Seng", language="en"),
    )
    group = story.group(seng)
    moved(story, boss, seng, group)
    seng.taps("It was not me")
    boss.taps("The old phone")
    assert speaks(story, 1002) == "Seng"


def test_a_leader_without_a_phone_is_not_the_one_who_looks(story: Story) -> None:
    noy, seng, mali, group = people(story)
    boss = story.known("Boss", language="en", roles=(Role.ADMIN, Role.STAFF))
    moved(story, mali, seng, group)
    with story.database.begin() as uow:
        uow.people.leave(noy.me)
    seng.taps("It was not me")
    assert "The old phone of Seng says" in boss.sees.text
    assert mali.forges("phone.look!new:1").toast == "Somebody other than the person who made the link must look at this"
    boss.taps("The new phone")
    assert speaks(story, 2001) == "Seng"


def test_a_month_later_the_old_phone_doubts_no_more(story: Story) -> None:
    noy, seng, _, group = people(story)
    moved(story, noy, seng, group)
    story.wait(days=30)
    seng.taps("It was not me")
    with story.database.begin() as uow:
        found = uow.people.get(seng.me)
        assert found is not None
        assert not found.frozen


def test_a_lost_phone_is_sent_nothing_and_staff_hear_of_it(story: Story) -> None:
    noy, seng, mali, group = people(story)
    noy.forges(f"members.phone:{group},{seng.me}")
    noy.taps("The old phone is lost")
    assert "Nothing is sent to the old phone" in noy.sees.text
    before, new = len(seng.phone), story.somebody("Seng again", 2001)
    new.says(f"/start m-{link(story)}")
    new.taps("👍")
    assert len(seng.phone) == before
    assert mali.sees.text == "📱 Seng has a new phone here"
    assert seng.forges("phone.moved:1").toast == "ໜ້ານີ້ບໍ່ມີແລ້ວ"
    assert "1 moved to a new phone person 2, from account 1002, to account 2001" in audit(story)


def test_others_on_a_shared_phone_go_on(story: Story) -> None:
    noy, seng, _, group = people(story)
    kham = story.known("Kham", language="en")
    noy.forges(f"members.phone!make:{group},{seng.me}")
    kham.says(f"/start m-{link(story)}")
    kham.taps("👍")
    seng.taps("It was not me")
    kham.says("/menu")
    assert "Two phones say that they are Seng" in kham.sees.text
    kham.taps("I am somebody else")
    kham.taps("Kham")
    assert kham.sees.text.startswith("Kham\nYou are not in a group yet")


def test_staff_do_not_see_an_administrators_moving_link(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    boss, chief = (story.known(name, language="en", roles=(Role.ADMIN, Role.STAFF)) for name in ("Boss", "Chief"))
    group = story.group(boss)
    chief.forges(f"members.phone!make:{group},{boss.me}")
    code = link(story)
    mali.says("/invites")
    assert "Links that work now: 0" in mali.sees.text
    assert mali.forges(f"invites.page:{code}").toast == "This page is not there any more"
    assert mali.forges(f"invites.page!stop:{code}").toast == "This page is not there any more"
    for who in (chief, boss):
        who.says("/invites")
        assert "Links that work now: 1" in who.sees.text
