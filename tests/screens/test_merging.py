"""One person is not there twice: the newcomer says so, the leader answers with one tap; in Lao and English."""

from __future__ import annotations

import pytest

from bot.domain.ids import GroupId, PersonId
from bot.services.groups import members
from tests.story import Someone, Story


def written_down(story: Story, language: str) -> tuple[Someone, Someone, GroupId, PersonId]:
    """Noy wrote down Kham, who comes by a link as Khamla."""
    noy, bo = story.known("Noy", language=language), story.known("Khamla", language=language)
    group = story.group(noy)
    with story.database.begin() as uow:
        leader = uow.people.get(noy.me)
        assert leader is not None
        kham = members.enter(uow, group, "Kham", by=leader, now=story.now)
    noy.forges(f"members.list!invite:{group}")
    code = noy.sees.text.split("start=i-")[1].split()[0]
    bo.says(f"/start i-{code}")
    bo.taps("👍")
    return noy, bo, group, kham


def inside(story: Story, group: GroupId) -> list[str]:
    with story.database.begin() as uow:
        return sorted(member.name for member in uow.groups.members(group))


@pytest.mark.parametrize("by_text", [False, True])
@pytest.mark.parametrize(
    ("language", "asked", "one", "apart"),
    [
        ("en", "Is one of them you?", "👍 Yes, one person", "They are two people"),
        ("lo", "ມີຊື່ທ່ານບໍ?", "👍 ແມ່ນ, ຄົນດຽວກັນ", "ແມ່ນຄົນລະຄົນ"),
    ],
)
def test_is_this_you(story: Story, language: str, asked: str, one: str, apart: str, by_text: bool) -> None:
    noy, bo, group, _ = written_down(story, language)
    assert any(asked in bubble.text for bubble in bo.phone.values())
    if by_text:
        bo.forges(f"members.same:{group}")
        bo.says("kham")
    else:
        bo.taps("Kham")
    noy.taps(one)
    assert inside(story, group) == ["Khamla", "Noy"]
    noy.taps(apart)
    assert inside(story, group) == ["Kham", "Khamla", "Noy"]


def test_no_from_either_side_changes_nothing(story: Story) -> None:
    noy, bo, group, kham = written_down(story, "en")
    bo.taps("No, I am new here")
    bo.forges(f"members.same!me:{group};{kham}")
    _, yes = noy.bubble("👍 Yes, one person")
    noy.taps("No, two people")
    assert bo.sees.text.endswith("says that Kham is somebody else")
    assert inside(story, group) == ["Kham", "Khamla", "Noy"]
    assert bo.forges(yes["data"]).toast.startswith("Only the group leader can do this")
    assert bo.forges(f"members.member!apart:{group},{bo.me};1").toast.startswith("Only the group leader")
    assert bo.forges(f"members.same!me:{group};{noy.me}").toast.startswith("Noy has a phone")


def test_the_leader_joins_two_by_herself(story: Story) -> None:
    noy, bo, group, kham = written_down(story, "en")
    noy.forges(f"members.member:{group},{kham}")
    noy.taps("👥 Listed twice")
    noy.taps("Khamla")
    noy.taps("👍 Yes, one person")
    noy.forges(f"members.merge!one:{group},{bo.me},{kham}")  # the same tap twice
    assert inside(story, group) == ["Khamla", "Noy"]
    assert "are one" in bo.sees.text
    story.wait(days=1)
    noy.forges(f"members.member!apart:{group},{bo.me};1")
    assert inside(story, group) == ["Khamla", "Noy"]
