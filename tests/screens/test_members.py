"""A group's members: the leader invites, takes out and hands over; a member sees and leaves; strangers see nothing."""

from bot.domain.ids import GroupId
from bot.domain.people import Role
from bot.services.groups import members
from tests.story import Someone, Story


def names(story: Story, group: GroupId) -> dict[str, bool]:
    """Who is in the group, and whether they lead it."""
    with story.database.begin() as uow:
        return {member.name: member.leader for member in uow.groups.members(group)}


def both(story: Story) -> tuple[Someone, Someone, GroupId]:
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    return noy, seng, story.group(noy, seng)


def test_the_leader_has_buttons_that_a_member_has_not(story: Story) -> None:
    noy, seng, _ = both(story)
    for someone in (noy, seng):
        someone.says("👥 Members of the group")
    assert noy.sees.text == "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\n2 members\nWhom do you want to open?"
    assert noy.sees.buttons() == ["👥 Invite with a link", "👥 Seng", "🧭 More"]
    noy.taps("🧭 More")
    assert noy.sees.buttons() == ["A member without phone", "Leave the group", "◀ Back"]
    assert seng.sees.text == "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\n2 members\n\nNoy – leads the group\nSeng"
    assert seng.sees.buttons() == ["🧭 More"]
    seng.taps("🧭 More")
    assert seng.sees.buttons() == ["The leader cannot lead now", "Leave the group", "◀ Back"]


def test_taking_somebody_out_is_asked_first_and_they_are_told(story: Story) -> None:
    noy, seng, group = both(story)
    noy.says("👥 Members of the group")
    noy.taps("Seng")
    assert noy.sees.text == "👥 Seng\nIn the group since 23/11/2026\nWhat would you like to do?"
    noy.taps("🗑 Take out of the group")
    assert noy.sees.text == "Take Seng out of the group ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ?"
    assert names(story, group) == {"Noy": True, "Seng": False}
    noy.taps("🗑 Take out of the group")
    assert noy.sees.text == "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\n1 member\nSeng is not in the group any more\nInvite members?"
    assert seng.sees.text == "You are not in the group ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ any more. You can ask the leader"
    assert names(story, group) == {"Noy": True}
    assert seng.forges(f"members.list:{group}").toast == "Only members of the group can see this"


def test_not_now_changes_nothing(story: Story) -> None:
    noy, _, group = both(story)
    noy.says("👥 Members of the group")
    for label in ("👥 Seng", "🗑 Take out of the group", "◀ Not now", "◀ Back"):
        noy.taps(label)
    assert noy.sees.text == "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\n2 members\nWhom do you want to open?"
    assert names(story, group) == {"Noy": True, "Seng": False}


def test_the_group_is_handed_over_and_a_second_tap_does_no_harm(story: Story) -> None:
    noy, seng, group = both(story)
    noy.says("👥 Members of the group")
    noy.taps("Seng")
    noy.taps("Let them lead")
    _, button = noy.bubble("👍 Hand over")
    noy.taps("👍 Hand over")
    assert noy.sees.text == "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\n2 members\n\nSeng – leads the group\nNoy\nSeng leads the group now"
    assert seng.sees.text == "You lead the group ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ now"
    assert noy.forges(button["data"]).toast == "Only the group leader can do this. You can ask the leader"
    assert names(story, group) == {"Seng": True, "Noy": False}


def test_a_leader_hands_over_before_leaving(story: Story) -> None:
    noy, seng, group = both(story)
    noy.says("👥 Members of the group")
    noy.taps("Leave the group")
    noy.taps("Leave the group")
    assert "You lead this group. Hand it over to another member first" in noy.sees.text
    seng.says("👥 Members of the group")
    seng.taps("Leave the group")
    assert seng.sees.text == "The group's plan stays\nReally leave the group ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ?"
    seng.taps("Leave the group")
    assert "You are not in the group ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ any more" in seng.sees.text
    assert names(story, group) == {"Noy": True}


def test_forged_buttons_of_a_member_and_of_a_stranger_change_nothing(story: Story) -> None:
    noy, seng, group = both(story)
    bo = story.known("Bo", language="en")
    refusal = "Only the group leader can do this. You can ask the leader"
    assert seng.forges(f"members.member!out:{group},{noy.me}").toast == refusal
    assert seng.forges(f"members.member!lead:{group},{seng.me}").toast == refusal
    assert seng.forges(f"members.list!invite:{group}").toast == refusal
    for data in (f"members.list:{group}", f"members.invite:{group}", f"members.leave!leave:{group}"):
        assert bo.forges(data).toast == "Only members of the group can see this"
    assert names(story, group) == {"Noy": True, "Seng": False}


def test_staff_look_after_a_group_without_being_in_it(story: Story) -> None:
    _, seng, group = both(story)
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    mali.says("/menu")
    mali.forges(f"members.member!lead:{group},{seng.me}")
    assert names(story, group) == {"Seng": True, "Noy": False}
    mali.forges(f"members.list:{group}")
    assert "Leave the group" not in mali.sees.buttons()


def test_the_leader_sends_a_link_stops_it_and_makes_a_new_one(story: Story) -> None:
    noy, _, _ = both(story)
    noy.says("👥 Members of the group")
    noy.taps("Invite with a link")
    first = noy.sees
    assert first.text.startswith("ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\nhttps://t.me/phaen_bot?start=i-")
    assert first.text.endswith("\nOne tap, and they are in\nSend this link to the members?")
    assert "\nIt works until 21/2/2027\n" in first.text
    assert first.rows[0][0]["url"].startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fphaen_bot%3Fstart%3Di-")
    assert [row[0]["url"] for row in first.rows if "Telegram" in row[0]["label"]] == [
        "https://t.me/phaen_bot?startgroup=g-1"
    ]
    noy.taps("Stop this link")
    assert noy.sees.text == (
        "There is no link into the group at present\n"
        "The link is stopped. Nobody can come in with it any more\nMake a link now?"
    )
    noy.taps("Make a new link")
    assert "Send this link" in noy.sees.text
    assert noy.sees.text != first.text


def test_many_members_come_in_pages(story: Story) -> None:
    noy = story.known("Noy", language="en")
    others = [story.known(f"M{number}") for number in range(10)]
    story.group(noy, *others)
    noy.says("👥 Members of the group")
    assert noy.sees.buttons()[-2:] == ["More ▶", "🧭 More"]
    noy.taps("More ▶")
    assert noy.sees.buttons() == ["👥 Invite with a link", "👥 M8", "👥 M9", "◀ Before", "🧭 More"]


def test_without_a_group_the_way_leads_to_one(story: Story) -> None:
    bo = story.known("Bo", language="en")
    bo.says("👥 Members of the group")
    assert bo.sees.text == "Press the place, or write its name\nWhich province are you in?"


def test_whoever_has_no_phone_is_not_offered_as_leader(story: Story) -> None:
    """Nobody could open the group's pages any more."""
    noy, _, group = both(story)
    with story.database.begin() as uow:
        by = uow.people.get(noy.me)
        assert by is not None
        kham = members.enter(uow, group, "Kham", by=by, now=story.now)
    noy.forges(f"members.member:{group},{kham}")
    assert noy.sees.text.startswith("👥 Kham")
    assert "Let them lead" not in noy.sees.buttons()
    assert "Woman or man" in noy.sees.buttons()
    noy.forges(f"members.member!lead:{group},{kham},lead")
    assert names(story, group) == {"Noy": True, "Seng": False, "Kham": False}
