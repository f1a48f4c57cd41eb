"""Staff look at groups: those that wait, then by province and district, down to one group and its pages."""

from bot.domain.ids import GroupId
from bot.domain.people import Role
from tests.story import LIBRARY, Someone, Story

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
    assert mali.sees.text == "🏘 Groups\n\nOpen groups: 2\nWrite the name of a group or village to find it"
    assert mali.sees.buttons() == ["Attapeu (2)", "✍️ New group", "📨 Groups from a table", "◀ Back"]
    mali.taps("Attapeu")
    mali.taps("Sanxay (1)")
    mali.taps("ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ – ດັກຂຽດ")
    assert mali.sees.text == (
        "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\n\n📍 ດັກຂຽດ village, Sanxay, Attapeu\n🏷 Project: RLIP\n\n"
        "👑 Leader: Noy\n👥 2 members: 0 women, 0 men, 2 not said\n18–35 years: 0, 2 not said\n\n"
        f"📝 The plan is not begun yet\n📚 0 of {len(LIBRARY.lessons)} lessons read\n\n"
        "Nobody has been here on a phone yet"
    )
    mali.taps("Members and leader")
    assert mali.sees.text == "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\n2 members\nWhom do you want to open?"
    assert mali.sees.buttons() == ["👥 Invite with a link", "👥 Noy", "👥 Seng", "🧭 More"]


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
    assert "Open groups: 1" in mali.sees.text


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


def test_words_find_a_group_from_the_first_page(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=STAFF)
    story.group(story.known("Noy"))
    mali.says("/groups")
    mali.says("nothing of it")
    assert mali.sees.text.startswith("🔎 nothing of it\n\nNo group is called so")
    mali.says("Sanxay")
    assert "Sanxay ▶" in mali.sees.buttons()
    mali.says("ໜໍ່ໄມ້")
    mali.taps("ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ – ດັກຂຽດ")
    assert "👑 Leader: Noy" in mali.sees.text


def test_a_district_with_many_groups_shows_its_villages_and_pages_begin_behind_what_was_seen(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=STAFF)
    with story.database.begin() as uow:
        for n in range(23):
            village = uow.groups.village("1704", f"Village {chr(65 + n)}", state="known")
            values = {"village_id": village, "state": "active", "zone": "Asia/Vientiane"}
            uow.groups.add(now=story.now, name=f"Group {n}", **values)
    mali.forges("groups.district:1704")
    assert mali.sees.buttons()[:2] == ["Village A (1)", "Village B (1)"]
    with story.database.begin() as uow:  # what comes in before it shifts no page
        uow.groups.add(
            now=story.now, name="New", **(values | {"village_id": uow.groups.village("1704", "A", state="known")})
        )
    mali.taps("More ▶")
    assert mali.sees.buttons()[:2] == ["Village F (1)", "Village G (1)"]
    for _ in range(3):
        mali.taps("More ▶")
    assert "Village W (1)" in mali.sees.buttons()
    while "◀ Before" in mali.sees.buttons():
        mali.taps("◀ Before")
    assert mali.sees.buttons()[0] == "A (1)"
    mali.taps("Village B (1)")
    assert mali.sees.text == "Village B village\nOpen groups: 1"
    mali.taps("Group 1")
    assert "📍 Village B village, Sanxay, Attapeu" in mali.sees.text


def test_staff_open_a_group_by_writing_district_village_and_name(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=STAFF)
    story.group(story.known("Noy"))
    mali.says("/groups")
    mali.taps("New group")
    mali.says("ໄຊເສດຖາ")
    assert "Several districts are called so" in mali.sees.text
    mali.says("ໄຊເສດຖາ, Attapeu")
    assert mali.sees.text == "✍️ New group\nXaysetha\nIn which village? Please write its name"
    mali.taps("◀ Back")
    mali.forges("+groups.new:1704")
    mali.says("Dark Khiat")
    assert "There is no village Dark Khiat in the list. Is it one of these?" in mali.sees.text
    mali.taps("ດັກຂຽດ")
    mali.says("Goats")
    assert "✅ The group is open" in mali.sees.text
    assert "📍 ດັກຂຽດ village" in mali.sees.text
    mali.forges("+groups.new:1704")
    mali.says("Dark Khiat")
    mali.taps("A new village")
    mali.says("Cows")
    assert "📍 Dark Khiat village" in mali.sees.text


def test_what_is_written_is_changed_and_staff_write_to_the_group_and_act_for_it(story: Story) -> None:
    noy, mali = story.known("Noy", language="en"), story.known("Mali", language="en", roles=STAFF)
    group = story.group(noy)
    mali.forges(f"groups.page:{group}")
    mali.taps("✍️ Change")
    mali.taps("✍️ Name")
    mali.says("Asparagus")
    assert "✅ It is changed" in mali.sees.text
    mali.taps("✍️ Project")
    mali.says("SSSJ")
    assert "Project: SSSJ" in mali.sees.text
    mali.forges(f"groups.page:{group}")
    mali.taps("Write to the group")
    mali.says("Come on <Friday>")
    assert "📨 Sent to 1 phone" in mali.sees.text
    assert noy.sees.text == "📨 Mali writes to Asparagus:\n\nCome on <Friday>"
    mali.forges(f"groups.page:{group}")
    mali.taps("Act for the group")
    assert "You act for Asparagus now. Each answer bears your name, and the log says so" in mali.sees.text


def test_a_member_goes_to_another_group_and_two_entries_become_one(story: Story) -> None:
    noy, seng, mali = (
        story.known("Noy"),
        story.known("Seng", language="en"),
        story.known("Mali", language="en", roles=STAFF),
    )
    first, second = story.group(noy, seng, name="A"), story.group(story.known("La"), name="B")
    mali.forges(f"members.member:{first},{seng.me}")
    mali.taps("To another group")
    mali.taps("B – ດັກຂຽດ")
    mali.taps("✅ Move")
    assert "Seng is in the group B now" in mali.sees.text
    assert seng.sees.text == "👥 You are in the group B now. The staff have moved you there"
    mali.forges(f"groups.page:{first}")
    mali.taps("The same as another")
    mali.says("B")
    mali.taps("B – ດັກຂຽດ")
    assert "Are the two one group?" in mali.sees.text
    mali.taps("The other one stays")
    mali.taps("They are one group")
    assert "✅ B has all of it now" in mali.sees.text
    assert "👥 3 members" in mali.sees.text
    mali.forges(f"groups.page:{first}")  # an old button
    assert mali.sees.text.startswith("B\n")
    mali.taps("They are two groups")
    assert "They are two groups again" in mali.sees.text
    with story.database.begin() as uow:
        assert [len(uow.groups.members(group)) for group in (first, second)] == [1, 2]


def test_long_words_and_large_numbers_fit_the_buttons(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=STAFF)
    name = "ກຸ່ມຜະລິດໜໍ່ໄມ້ຝຣັ່ງອິນຊີບ້ານດັກຂຽດເມືອງສານໄຊ"
    with story.database.begin() as uow:
        village = uow.groups.village("1704", name, state="known")
        for n in range(30):
            values = {"village_id": village, "state": "active", "zone": "Asia/Vientiane", "id": 9_000_000 + n}
            uow.groups.add(now=story.now, name=f"{name} {n}", **values)
    mali.says("/groups")
    mali.says(name)
    mali.taps("More ▶")
    mali.taps("◀ Before")
    mali.forges("groups.pick:9000000,9000001")
    mali.says(name)
    mali.taps("More ▶")
    mali.taps("◀ Before")
    mali.forges("groups.new:1704")
    mali.says(name + "ໃ")


def test_no_list_of_places_or_groups_has_more_than_eight_buttons(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=STAFF)
    with story.database.begin() as uow:
        for n in range(1, 15):
            for m in range(1 if n < 14 else 13):
                village = uow.groups.village(f"{n:02}0{1 + m % 7}", f"ໜອງ {m}", state="known")
                values = {"village_id": village, "zone": "Asia/Vientiane"}
                uow.groups.add(now=story.now, name=f"G {n} {m}", state="proposed" if n < 4 else "active", **values)
                uow.groups.add(now=story.now, name=f"H {n} {m}", state="active", **values)
    mali.says("/groups")
    assert len([one for one in mali.sees.buttons() if one.startswith("🆕")]) == 2
    assert len([one for one in walked(mali) if one.endswith(")")]) == 14
    mali.says("/groups")
    mali.taps("🧭")
    assert {"✍️ New group", "📨 Groups from a table"} <= set(mali.sees.buttons())
    mali.forges("groups.province:14")
    assert len([one for one in walked(mali) if one.endswith(")")]) == 7
    mali.forges("groups.district:1401")
    walked(mali)


def walked(mali: Someone) -> set[str]:
    """All buttons of a list and its pages, eight at most on each."""
    found: set[str] = set()
    while True:
        assert len(mali.sees.buttons()) <= 8
        found |= set(mali.sees.buttons())
        if "More ▶" not in mali.sees.buttons():
            return found
        mali.taps("More ▶")
