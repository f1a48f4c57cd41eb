"""/people: an administrator finds somebody, takes a role away with what is lost said before, locks and moves phones."""

from __future__ import annotations

import pytest

from bot.domain.notices.groups import JoinDecided
from bot.domain.people import Role
from bot.services import notices
from tests.story import Someone, Story

BOSS = (Role.ADMIN, Role.STAFF)


def people(story: Story, language: str = "en") -> tuple[Someone, Someone]:
    boss = story.known("Boss", language=language, roles=BOSS)
    return boss, story.known("Mali", language=language, roles=(Role.STAFF,))


def roles(story: Story, someone: Someone) -> frozenset[Role]:
    me = someone.me
    with story.database.begin() as uow:
        return uow.people.roles(me)


def test_a_role_is_taken_away_by_taps(story: Story) -> None:
    boss, mali = people(story)
    assert mali.me
    boss.says("/people")
    assert boss.sees.buttons() == ["Boss – staff, administrator", "Mali – staff", "◀ Back"]
    boss.taps("Mali")
    boss.taps("No longer staff")
    assert boss.sees.text == "Should Mali no longer be staff?\n\nWhat Mali wrote stays"
    assert roles(story, mali) == {Role.STAFF}
    boss.taps("✅ Take away")
    assert boss.sees.text.startswith("Mali is no longer staff, and has been told\n\nMali\n")
    assert mali.sees.text == "You do not work here as staff any more. You can ask the administrator"
    assert roles(story, mali) == frozenset()
    mali.says("/invites")
    assert "There is no command" in mali.sees.text


@pytest.mark.parametrize("language", ["lo", "en"])
def test_somebody_without_a_role_is_found_by_typing(story: Story, language: str) -> None:
    boss, _ = people(story, language)
    story.known("ນ້ອຍ")
    boss.says("/people")
    boss.says("ນ້ອຍ")
    assert any("ນ້ອຍ" in label for label in boss.sees.buttons())
    boss.taps("ນ້ອຍ")
    assert boss.sees.text.startswith("ນ້ອຍ\n")
    boss.says("/people")
    boss.says("Zzz")
    assert len(boss.sees.buttons()) == 1


def test_a_stolen_phone_opens_nothing_and_the_found_one_is_moved_back(story: Story) -> None:
    boss, mali = people(story)
    assert mali.me
    mali.says("/menu")
    boss.forges(f"people.page:{mali.me}")
    boss.taps("Lock the phone")
    boss.taps("Lock it now")
    assert boss.sees.text.startswith("🔒 The phone of Mali is locked\n\nMali – staff\n\n📵")
    before = len(mali.phone)
    for words in ("/start", "/invites", "/language", "hello"):
        mali.says(words)
    mali.forges("groups.list")
    mali.forges("welcome.language!choose;en")
    new = [bubble.text for number, bubble in sorted(mali.phone.items())][before:]
    assert len(new) >= 1
    assert all("This phone is locked here" in text for text in new)
    boss.taps("A new phone")
    boss.taps("Make the link")
    code = boss.sees.text.split("start=m-")[1].split()[0]
    mali.says(f"/start m-{code}")
    mali.taps("👍")
    assert "This phone is yours: you are Mali" in mali.sees.text
    assert roles(story, mali) == {Role.STAFF}


def test_nothing_that_waited_reaches_a_locked_phone(story: Story) -> None:
    boss, mali = people(story)
    group = story.group(story.known("Noy"))
    story.delivering = False
    mali.forges(f"members.phone!make:{group},3")
    with story.database.begin() as uow:
        notices.tell(uow, mali.me, JoinDecided(group), now=story.now)
        uow.joinings.wait(group, mali.me, next_at=None, now=story.now)
        uow.joinings.refuse(group, mali.me)
    boss.forges(f"people.lock!lock:{mali.me}")
    story.delivering = True
    story.deliver()
    assert not any("did not let you in" in bubble.text for bubble in mali.phone.values())


def test_an_expert_is_no_longer_one(story: Story) -> None:
    boss, _ = people(story)
    kham = story.known("Kham", language="en", roles=(Role.EXPERT,))
    boss.forges(f"people.take:{kham.me},expert")
    assert boss.sees.text.startswith("Should Kham no longer be expert?")
    boss.taps("✅ Take away")
    assert roles(story, kham) == frozenset()


def test_staff_and_strangers_do_not_see_the_room(story: Story) -> None:
    boss, mali = people(story)
    bo = story.known("Bo", language="en")
    for who in (mali, bo):
        for data in (
            "people.list",
            f"people.page:{boss.me}",
            f"people.take!take:{boss.me},admin",
            f"people.lock!lock:{boss.me}",
            f"people.phone!make:{boss.me}",
        ):
            assert who.forges(data).toast == "This part is not open to you"
    assert roles(story, boss) == set(BOSS)


def test_a_doubted_move_is_found_here_too(story: Story) -> None:
    boss, mali = people(story)
    boss.forges(f"people.phone!make:{mali.me}")
    with story.database.begin() as uow:
        code = uow.groups.open_invites(now=story.now, kind="person")[0].code
    new = story.somebody("Thief", 2001)
    new.says(f"/start m-{code}")
    new.taps("👍")
    mali.taps("It was not me")
    boss.forges(f"people.page:{mali.me}")
    boss.taps("Which phone is theirs?")
    assert boss.sees.text.startswith("🔴 The old phone of Mali says")  # she made the link, but nobody else is there
    story.known("Keo", roles=(Role.STAFF,))
    boss.forges(f"people.page:{mali.me}")
    boss.taps("Which phone is theirs?")
    assert "Somebody other than the person who made the link" in boss.sees.text


def test_a_role_is_given_and_the_projects_of_staff_are_chosen(story: Story) -> None:
    boss = story.known("Boss", language="en", roles=BOSS)
    tui, noy = story.known("Tui", language="en"), story.known("Noy")
    rlip = story.group(noy)
    with story.database.begin() as uow:
        village = uow.groups.village("1703", "B", state="known")
        values = {"village_id": village, "project": "SSSJ", "state": "active", "zone": "Asia/Vientiane"}
        sssj = uow.groups.add(now=story.now, name="Goats", **values)
    boss.says("/people")
    boss.says("Tui")
    boss.taps("Tui")
    boss.taps("Make them staff")
    assert "They see all groups, plans and phone numbers" in boss.sees.text
    boss.taps("Give the role")
    assert roles(story, tui) == {Role.STAFF}
    assert "You work here as staff now" in tui.sees.text
    tui.says("/groups")
    assert "Open groups: 2" in tui.sees.text
    boss.taps("Projects ▶")
    boss.taps("SSSJ")
    assert "Tui sees and acts for the groups of SSSJ alone" in boss.sees.text
    assert tui.sees.text == "👥 You look after the groups of these projects now: SSSJ"
    tui.says("/groups")
    assert "Open groups: 1" in tui.sees.text
    assert tui.forges("groups.province:17").toast == ""
    for page in (f"groups.page:{rlip}", f"members.list:{rlip}", f"groups.write:{rlip}", f"members.invite:{rlip}"):
        assert tui.forges(page).toast == "Only members of the group can see this", page
    assert tui.forges("groups.district:1704").toast == "No open group is there"
    tui.forges(f"groups.page:{sssj}")
    assert "Goats" in tui.sees.text
    boss.taps("All projects")
    tui.forges(f"groups.page:{rlip}")
    assert "👑 Leader: Noy" in tui.sees.text


def test_two_entries_are_joined_from_the_page_of_a_person(story: Story) -> None:
    boss, noy = story.known("Boss", language="en", roles=BOSS), story.known("Noy")
    group = story.group(noy)
    with story.database.begin() as uow:
        entry = uow.people.add(now=story.now, name="Khamla", language="")
        uow.groups.join(group, entry, leader=False, now=story.now)
    boss.says("/people")
    boss.says("Khamla")
    boss.taps("Khamla")
    boss.taps("👥 In ")
    boss.taps("Listed twice")
    assert "Noy" in "".join(boss.sees.buttons())


def test_only_administrators_give_roles_and_choose_projects(story: Story) -> None:
    boss, mali = people(story)
    bo = story.known("Bo")
    for forged in (f"people.give!give:{bo.me},staff", f"people.projects!all:{mali.me}", f"people.give:{bo.me},staff"):
        assert mali.forges(forged).toast == "This part is not open to you"
    assert boss.forges(f"people.give:{bo.me},admin").toast
    assert boss.forges(f"people.give!give:{bo.me},nobody").toast
    assert boss.forges(f"people.projects!turn:{bo.me};abc").toast
    assert roles(story, bo) == frozenset()
