"""Staff look at groups: those that wait, then by province and district, down to one group and its pages."""

from bot.domain.ids import GroupId
from bot.domain.people import Role
from tests.story import Someone, Story

STAFF = (Role.STAFF,)


def proposed(story: Story, by: Someone, name: str = "ກຸ່ມລ້ຽງແບ້") -> GroupId:
    """A group that waits for staff, in a village that waits too."""
    person = by.me
    with story.database.begin() as uow:
        village = uow.groups.village("1704", "ບ້ານໃໝ່", state="proposed")
        values = {"village_id": village, "state": "proposed", "zone": "Asia/Vientiane", "created_by": person}
        group = uow.groups.add(now=story.now, name=name, **values)
        uow.groups.join(group, person, leader=True, now=story.now)
    return group


def test_staff_find_a_group_by_province_and_district(story: Story) -> None:
    noy, seng = story.known("Noy"), story.known("Seng")
    mali = story.known("Mali", language="en", roles=STAFF)
    story.group(noy, seng)
    story.group(seng, name="ກຸ່ມກາເຟ", district="1703")
    story.round()
    mali.says("/groups")
    assert mali.sees.text == "🏘 Groups\n\nOpen groups: 2"
    assert mali.sees.buttons() == ["Attapeu (2)", "📨 Groups from a table", "◀ Back"]
    mali.taps("Attapeu")
    mali.taps("Sanxay (1)")
    mali.taps("ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ – ດັກຂຽດ")
    assert mali.sees.text == (
        "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\n\n📍 ດັກຂຽດ village, Sanxay, Attapeu\n🏷 Project: RLIP\n\n"
        "👑 Leader: Noy\n👥 2 members, 0 of them women\n\n📝 The plan is not begun yet"
    )
    mali.taps("Members and leader")
    assert "👑 Noy\n👤 Seng" in mali.sees.text


def test_the_way_back_leads_through_the_same_lists(story: Story) -> None:
    mali = story.known("Mali", roles=STAFF)
    story.group(story.known("Noy"))
    mali.says("/groups")
    first = mali.sees.text
    for label in ("ອັດຕະປື", "ສານໄຊ", "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ"):
        mali.taps(label)
    for _ in range(3):
        mali.taps("◀ ກັບຄືນ")
    assert mali.sees.text == first


def test_a_proposed_group_is_opened_with_its_village_and_its_people_learn_of_it(story: Story) -> None:
    noy, mali = story.known("Noy"), story.known("Mali", language="en", roles=STAFF)
    group = proposed(story, noy)
    mali.says("/groups")
    assert "🆕 Groups that wait for an answer: 1" in mali.sees.text
    mali.taps("🆕 ກຸ່ມລ້ຽງແບ້")
    mali.taps("✅ Open it")
    assert "ກຸ່ມລ້ຽງແບ້" in noy.sees.text
    with story.database.begin() as uow:
        found = uow.groups.get(group)
        assert found is not None
        assert found.state == "active"
        assert [village.name for village in uow.groups.villages("1704")] == ["ບ້ານໃໝ່"]
    mali.says("/groups")
    assert mali.sees.text == "🏘 Groups\n\nOpen groups: 1"


def test_a_leader_is_named_and_a_link_made_from_the_groups_page(story: Story) -> None:
    noy, seng = story.known("Noy"), story.known("Seng")
    mali = story.known("Mali", language="en", roles=STAFF)
    group = story.group(noy, seng)
    mali.forges(f"groups.page:{group}")
    mali.taps("Link into the group")
    mali.taps("Make a new link")
    assert "https://t.me/phaen_bot?start=i-" in mali.sees.text
    mali.forges(f"groups.page:{group}")
    mali.taps("Members and leader")
    mali.taps("Seng")
    mali.forges(f"members.member!lead:{group},{seng.me},lead")
    with story.database.begin() as uow:
        assert [leader.name for leader in uow.groups.leaders(group)] == ["Seng"]


def test_whoever_is_not_staff_gets_nowhere(story: Story) -> None:
    noy = story.known("Noy", language="en")
    group = story.group(noy)
    for page in ("groups.list", "groups.province:17", "groups.district:1704", f"groups.page:{group}"):
        assert noy.forges(page).toast == "This part is not open to you"
    noy.says("/groups")
    assert "There is no command /groups." in noy.sees.text


def test_locations_and_groups_that_are_not_there_lead_back_kindly(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=STAFF)
    assert mali.forges("groups.province:99").toast == "No open group is there"
    assert mali.forges("groups.district:zz").toast == "No open group is there"
    assert mali.forges("groups.page:77").toast == "Only members of the group can see this"
    assert mali.forges("groups.page:word").toast == "This page is not there any more"
