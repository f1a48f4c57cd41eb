"""Links: a group's is joined with one tap, a role is confirmed, and a link that has run out is answered kindly."""

import pytest

from bot.domain.ids import GroupId
from bot.domain.people import Role
from bot.services import invites
from tests.story import Someone, Story

RUN_OUT = "This invitation has run out. Ask your group leader for a new one"


def group_link(story: Story, leader: Someone, group: GroupId) -> str:
    me = leader.me
    with story.database.begin() as uow:
        person = uow.people.get(me)
        assert person is not None
        return invites.for_group(uow, group, by=person, now=story.now)


def role_link(story: Story, maker: Someone, role: Role) -> str:
    me = maker.me
    with story.database.begin() as uow:
        person = uow.people.get(me)
        assert person is not None
        return invites.for_role(uow, role, by=person, now=story.now)


def roles(story: Story, someone: Someone) -> frozenset[Role]:
    me = someone.me
    with story.database.begin() as uow:
        return uow.people.roles(me)


def test_a_stranger_comes_in_through_a_link_and_the_leader_keeps_them(story: Story) -> None:
    noy = story.known("Noy")
    group = story.group(noy)
    seng = story.somebody("Seng")
    seng.says(f"/start i-{group_link(story, noy, group)}")
    for label in ("ລາວ", "👍 ເຫັນດີ", "👍 ໃຊ້ຊື່ນີ້"):
        seng.taps(label)
    assert seng.sees.text == "Noy ເຊີນທ່ານ\nເຂົ້າກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ, ບ້ານດັກຂຽດ ບໍ?"
    seng.taps("👍 ເຂົ້າຮ່ວມ")
    assert seng.sees.text == "ທ່ານເຂົ້າກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ ແລ້ວ. ບອກຫົວໜ້າກຸ່ມໃຫ້ຮູ້ແລ້ວ\nທ່ານເປັນແມ່ຍິງ ຫຼື ຜູ້ຊາຍ?"
    for label in ("ບໍ່ບອກ", "ບໍ່ບອກ", "ບໍ່ບອກ"):
        seng.taps(label)
    seng.says("⏭ ພາຍຫຼັງ")
    assert seng.sees.text.startswith("🎉 ທ່ານເຂົ້າກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ ແລ້ວ\nຮຽນບົດທີ 1 ກ່ອນ (6 ໜ້າ)")
    assert noy.sees.text == "Seng ເຂົ້າກຸ່ມແລ້ວ\nແມ່ນສະມາຊິກຂອງກຸ່ມບໍ?"
    assert noy.sees.buttons() == ["👍 ແມ່ນ", "✋ ບໍ່ແມ່ນ, ເອົາອອກ"]
    noy.taps("👍 ແມ່ນ")
    assert "ດີຫຼາຍ. Seng ຍັງຢູ່ໃນກຸ່ມຄືເກົ່າ" in noy.sees.text


def test_the_leader_takes_a_stranger_out_with_one_tap(story: Story) -> None:
    noy, bo = story.known("Noy", language="en"), story.known("Bo", language="en")
    group = story.group(noy)
    bo.says(f"/start i-{group_link(story, noy, group)}")
    bo.taps("Join")
    _, button = noy.bubble("No, take out")
    noy.taps("No, take out")
    assert "Bo is not in the group any more" in noy.sees.text
    assert bo.sees.text == "You are not in the group ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ any more. You can ask the leader"
    assert noy.forges(button["data"]).toast == "This person is not in the group any more"


def test_a_second_tap_on_join_keeps_the_next_question(story: Story) -> None:
    noy, bo = story.known("Noy"), story.somebody("Bo")
    group = story.group(noy)
    bo.says(f"/start i-{group_link(story, noy, group)}")
    for label in ("English", "I agree", "Use this name"):
        bo.taps(label)
    bubble, button = bo.bubble("Join")
    bo.taps("Join")
    bo.forges(button["data"], bubble.id)
    assert bo.sees.text.endswith("Are you a woman or a man?")
    assert len([bubble for bubble in noy.phone.values() if "Bo" in bubble.text]) == 1


def test_who_is_in_the_group_already_uses_nothing(story: Story) -> None:
    noy = story.known("Noy", language="en")
    group = story.group(noy)
    noy.says(f"/start i-{group_link(story, noy, group)}")
    assert "You are in the group ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ already" in noy.sees.text


def test_not_this_group_leads_to_the_list(story: Story) -> None:
    noy, bo = story.known("Noy"), story.known("Bo", language="en")
    group = story.group(noy)
    bo.says(f"/start i-{group_link(story, noy, group)}")
    bo.taps("Not this group")
    assert bo.sees.text == "Press the place, or write its name\nWhich province are you in?"


@pytest.mark.parametrize("payload", ["i-unknown", "i-", "i-a,b;c", "i-ລາວ", "i-" + "x" * 62])
def test_an_unknown_link_is_answered_kindly(story: Story, payload: str) -> None:
    bo = story.known("Bo", language="en")
    bo.says(f"/start {payload}")
    said = "This link is not known. Here is the first page" if payload == "i-" else RUN_OUT
    assert f"{said}" in bo.sees.text
    bo.says("/language")
    assert bo.sees.text == "Choose a language"


def test_a_stopped_or_old_link_is_answered_kindly_even_when_it_was_open_before(story: Story) -> None:
    noy, bo, seng = story.known("Noy"), story.known("Bo", language="en"), story.known("Seng", language="en")
    group = story.group(noy)
    code = group_link(story, noy, group)
    bo.says(f"/start i-{code}")
    with story.database.begin() as uow:
        uow.groups.revoke(code)
    assert bo.taps("Join").toast == RUN_OUT
    other = group_link(story, noy, group)
    story.wait(days=90)
    seng.says(f"/start i-{other}")
    assert RUN_OUT in seng.sees.text
    with story.database.begin() as uow:
        assert [member.name for member in uow.groups.members(group)] == ["Noy"]


def test_an_expert_is_confirmed_by_an_administrator(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=(Role.ADMIN, Role.STAFF))
    kham, bo = story.known("Dr. Kham", language="en"), story.known("Bo", language="en")
    code = role_link(story, mali, Role.EXPERT)
    kham.says(f"/start i-{code}")
    assert kham.sees.text == "You are invited to work here as: expert. Is that right?"
    kham.taps("Yes")
    assert "An administrator has been told. The answer will come here" in kham.sees.text
    assert roles(story, kham) == frozenset()
    bo.says(f"/start i-{code}")
    assert RUN_OUT in bo.sees.text
    assert mali.sees.text == "Dr. Kham wants to work here as: expert. Confirm it?"
    mali.taps("✅ Confirm")
    assert mali.sees.text == "Dr. Kham is expert now"
    assert kham.sees.text == "You work here as expert now. Press /menu to see what is new"
    assert roles(story, kham) == {Role.EXPERT}


def test_a_role_that_is_not_confirmed_is_told_and_a_second_tap_changes_nothing(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=(Role.ADMIN, Role.STAFF))
    bo = story.known("Bo", language="en")
    bo.says(f"/start i-{role_link(story, mali, Role.STAFF)}")
    bo.taps("Yes")
    _, confirm = mali.bubble("✅ Confirm")
    mali.taps("Do not confirm")
    assert bo.sees.text == "The administrator did not confirm it: staff. You can ask them"
    mali.forges(confirm["data"])
    assert mali.sees.text == "Bo is not staff"
    assert roles(story, bo) == frozenset()


def test_nobody_confirms_their_own_role(story: Story) -> None:
    mali = story.known("Mali", roles=(Role.ADMIN, Role.STAFF))
    bo = story.known("Bo", language="en")
    bo.says(f"/start i-{role_link(story, mali, Role.STAFF)}")
    bo.taps("Yes")
    assert bo.forges(f"invite.confirm!confirm:{bo.me},staff").toast == "This part is not open to you"
    assert roles(story, bo) == frozenset()


def test_the_first_administrator_comes_through_a_link_that_works_once(story: Story) -> None:
    mali, bo = story.somebody("Mali"), story.known("Bo", language="en")
    with story.database.begin() as uow:
        code = invites.first_admin(uow, frozenset(), now=story.now)
        assert code == invites.first_admin(uow, frozenset(), now=story.now)
    mali.says(f"/start i-{code}")
    for label in ("English", "I agree", "Use this name"):
        mali.taps(label)
    assert mali.sees.text == "You are invited to work here as: administrator. Is that right?"
    mali.taps("Yes")
    assert mali.sees.text.startswith("You are an administrator now")
    assert roles(story, mali) == {Role.ADMIN, Role.STAFF}
    bo.says(f"/start i-{code}")
    assert RUN_OUT in bo.sees.text
    with story.database.begin() as uow:
        assert invites.first_admin(uow, frozenset(), now=story.now) is None
