"""Without a link somebody asks the leader, who answers with one tap; by text and by tap, in Lao and English."""

from __future__ import annotations

import pytest

from bot.domain.ids import GroupId
from bot.domain.people import Role
from tests.story import Someone, Story

NAME = "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ"


def people(story: Story, language: str = "en") -> tuple[Someone, Someone, GroupId]:
    noy, bo = (story.known(name, language=language) for name in ("Noy", "Bo"))
    return noy, bo, story.group(noy)


def asks(story: Story, bo: Someone, *, by_text: bool = False) -> None:
    with story.database.begin() as uow:
        (village,) = uow.groups.villages("1704")
    bo.forges(f"welcome.groups:{village.id}")
    if by_text:
        bo.says(NAME)
    else:
        bo.taps(NAME)


def inside(story: Story, group: GroupId) -> list[str]:
    with story.database.begin() as uow:
        return [member.name for member in uow.groups.members(group)]


@pytest.mark.parametrize("by_text", [True, False])
@pytest.mark.parametrize(
    ("language", "yes", "wait", "come"),
    [
        ("en", "Yes, let in", "The leader of ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ has been asked", "🎉 You are in the group"),
        ("lo", "ຮັບເຂົ້າ", "ຖາມຫົວໜ້າຂອງ", "🎉"),
    ],
)
def test_one_tap_of_the_leader_lets_somebody_in(
    story: Story, language: str, yes: str, wait: str, come: str, by_text: bool
) -> None:
    noy, bo, group = people(story, language)
    asks(story, bo, by_text=by_text)
    assert wait in bo.sees.text
    assert NAME in bo.sees.text
    for page in (f"members.list:{group}", f"money.group:{group}", f"plan.overview:{group}", f"members.invite:{group}"):
        bo.forges(page)
        assert "Noy" not in bo.sees.text
    assert inside(story, group) == ["Noy"]
    noy.taps(yes)
    assert inside(story, group) == ["Noy", "Bo"]
    assert bo.sees.text.startswith(come)


def test_no_is_told_and_said_to_this_asking_alone(story: Story) -> None:
    noy, bo, group = people(story)
    asks(story, bo)
    _, yes = noy.bubble("Yes, let in")
    noy.taps("No")
    assert noy.sees.text == f"Bo is not in the group {NAME}"
    assert bo.sees.text == f"The leader of {NAME} did not let you in. You can talk with them"
    asks(story, bo)
    assert "ask again tomorrow" in bo.sees.text
    noy.forges(yes["data"])
    assert inside(story, group) == ["Noy"]
    story.wait(days=1)
    asks(story, bo)
    noy.taps("👍 Yes, let in")
    assert inside(story, group) == ["Noy", "Bo"]


def test_who_was_taken_out_comes_back_by_the_leaders_invitation_alone(story: Story) -> None:
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    group = story.group(noy, seng)
    noy.forges(f"members.list!invite:{group}")
    code = noy.sees.text.split("start=i-")[1].split()[0]
    noy.forges(f"members.member!out:{group},{seng.me}")
    seng.says(f"/start i-{code}")
    assert "Only a new invitation" in seng.sees.text
    assert seng.forges(f"invite.open!join:{code}").toast.startswith("You are not in the group")
    asks(story, seng)
    assert inside(story, group) == ["Noy"]
    noy.says("👥 Members of the group")
    noy.taps("Who was taken out")
    noy.taps("👥 Seng")
    assert "Seng is invited again, and has been told" in noy.sees.text
    assert seng.sees.text == f"The leader of {NAME} invites you again"
    seng.taps("👍 Join")
    seng.taps("👍 Join")
    assert inside(story, group) == ["Noy", "Seng"]


def test_a_link_that_asks(story: Story) -> None:
    noy, bo, group = people(story)
    noy.forges(f"members.list!invite:{group}")
    noy.taps("Ask me first")
    assert "You say yes to each who comes" in noy.sees.text
    code = noy.sees.text.split("start=i-")[1].split()[0]
    bo.says(f"/start i-{code}")
    bo.taps("Join")
    assert "has been asked" in bo.sees.text
    assert inside(story, group) == ["Noy"]
    noy.taps("Yes, let in")
    assert inside(story, group) == ["Noy", "Bo"]
    noy.forges(f"members.invite:{group}")
    noy.taps("Let them in at once")
    assert "One tap, and they are in" in noy.sees.text


def test_the_leader_finds_who_waits_among_the_members(story: Story) -> None:
    noy, bo, group = people(story)
    asks(story, bo)
    noy.says("👥 Members of the group")
    assert "🙋 1 person asks to come in" in noy.sees.text
    noy.taps("Bo")
    noy.taps("Yes, let in")
    assert noy.sees.text == f"Bo is in the group {NAME}"
    assert inside(story, group) == ["Noy", "Bo"]


def test_only_the_leader_and_staff_answer(story: Story) -> None:
    _, bo, group = people(story)
    mali, la = story.known("Mali", language="en", roles=(Role.STAFF,)), story.known("La", language="en")
    asks(story, bo)
    for stranger in (bo, la):
        stranger.forges(f"members.asked!yes:{group},{bo.me}")
        stranger.forges(f"members.out!again:{group};{bo.me}")
    assert inside(story, group) == ["Noy"]
    mali.forges(f"members.asked!yes:{group},{bo.me}")
    assert inside(story, group) == ["Noy", "Bo"]
