"""Links that staff make: for one person, for some days, confirmed by an administrator, stopped at any time."""

from bot.domain.people import Role
from tests.story import Someone, Story

STAFF = (Role.STAFF,)


def code_of(mali: Someone) -> str:
    """The code of the link that is shown."""
    return mali.sees.text.split("start=i-")[1].split()[0]


def test_a_link_for_an_expert_works_once_and_an_administrator_confirms(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=STAFF)
    boss = story.known("Boss", language="en", roles=(Role.ADMIN, Role.STAFF))
    kham, bo = story.known("Kham", language="en"), story.known("Bo", language="en")
    mali.says("/invites")
    assert mali.sees.text == "🔗 Invitations\nLinks that work now: 0"
    mali.taps("Link for an expert")
    assert mali.sees.text.startswith("👤 expert\n\nhttps://t.me/phaen_bot?start=i-")
    assert mali.sees.text.endswith(
        "It works once, for one person. An administrator confirms\nIt works until Monday, 30 November 2026"
    )
    code = code_of(mali)
    kham.says(f"/start i-{code}")
    kham.taps("Yes")
    boss.taps("Confirm")
    with story.database.begin() as uow:
        assert uow.people.roles(kham.me) == {Role.EXPERT}
    bo.says(f"/start i-{code}")
    assert "This invitation has run out" in bo.sees.text
    mali.says("/invites")
    assert mali.sees.text.endswith("Links that work now: 0")


def test_a_stopped_link_lets_nobody_in(story: Story) -> None:
    mali, bo = story.known("Mali", language="en", roles=STAFF), story.known("Bo", language="en")
    mali.says("/invites")
    mali.taps("Link for staff")
    code = code_of(mali)
    mali.says("/invites")
    mali.taps("staff – 30/11/2026")
    mali.taps("Stop this link")
    assert mali.sees.has("The link is stopped. Nobody can come in with it any more")
    assert mali.sees.text.endswith("Links that work now: 0")
    bo.says(f"/start i-{code}")
    assert "This invitation has run out" in bo.sees.text
    assert mali.forges(f"invites.page:{code}").toast == "This link does not work any more"


def test_links_end_after_a_week_and_group_links_are_listed_with_their_group(story: Story) -> None:
    mali, noy = story.known("Mali", language="en", roles=STAFF), story.known("Noy", language="en")
    group = story.group(noy)
    mali.says("/invites")
    mali.taps("Link for an expert")
    story.wait(minutes=1)
    noy.forges(f"members.invite:{group}")
    noy.taps("Make a new link")
    mali.says("/invites")
    assert mali.sees.buttons()[4:6] == ["👥 ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ – 21/2/2027", "👤 expert – 30/11/2026"]
    story.wait(days=8)
    mali.says("/invites")
    assert mali.sees.buttons()[4:5] == ["👥 ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ – 21/2/2027"]


def test_no_button_makes_an_administrator_and_only_staff_make_links(story: Story) -> None:
    mali, noy = story.known("Mali", language="en", roles=STAFF), story.known("Noy", language="en")
    assert mali.forges("invites.list!new;admin").toast == "This button is old. Here is the page as it is now"
    assert noy.forges("invites.list!new;staff").toast == "This part is not open to you"
    assert noy.forges("invites.list").toast == "This part is not open to you"
    with story.database.begin() as uow:
        assert uow.groups.open_invites(now=story.now) == []


def test_the_first_administrators_link_is_not_shown(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=STAFF)
    with story.database.begin() as uow:
        values = {"code": "first", "kind": "role", "role": "admin", "uses_left": 1}
        uow.groups.add_invite(now=story.now, expires_at=story.now.replace(year=2027), **values)
    mali.says("/invites")
    assert mali.sees.text.endswith("Links that work now: 0")
    assert mali.forges("invites.page:first").toast == "This page is not there any more"


def test_a_training_day(story: Story) -> None:
    """Cards for the groups of a district; forty people join in ten minutes, each their own group, the first leads."""
    mali = story.known("Mali", language="en", roles=STAFF)
    groups = [story.group(name=f"G {n}") for n in range(4)]
    mali.says("/invites")
    mali.taps("Cards for a training day")
    mali.taps("Attapeu (4)")
    mali.taps("Sanxay (4)")
    assert any("📄 4 cards are coming" in line for line in story.transcript)
    [paper] = [bubble.medium for bubble in mali.phone.values() if bubble.medium]
    recipe = paper["recipe"]
    assert (recipe["paper"], recipe["copies"], len(recipe["codes"]), paper["name"]) == ("invites", 1, 4, "phaen-qr.pdf")
    for n in range(40):
        story.wait(seconds=5)
        person = story.known(f"Person {n}", language="en")
        person.says(f"/start i-{recipe['codes'][n % 4]}")
        person.taps("Join")
        assert "You are in the group G" in person.sees.text
    with story.database.begin() as uow:
        for group in groups:
            assert [one.leader for one in uow.groups.members(group)] == [True, *[False] * 9]
    mali.forges("invites.cards:17")
    mali.taps("Sanxay (4)")
    with story.database.begin() as uow:
        assert len(uow.groups.open_invites(now=story.now)) == 4  # the links that are there are used again


def test_a_link_works_for_some_days_and_so_many_people(story: Story) -> None:
    noy, mali = story.known("Noy", language="en"), story.known("Mali", language="en", roles=STAFF)
    group = story.group(noy)
    noy.forges(f"invites.make:{group}")
    noy.taps("7 days")
    noy.taps("1 person")
    assert noy.sees.text.endswith("The link works: 7 days, 1 person\nMake this link?")
    noy.taps("Make the link")
    code = code_of(noy)
    mali.forges(f"invites.page:{code}")
    assert "It works for 1 more person" in mali.sees.text
    mali.taps("📷 QR picture")
    assert [bubble.medium["kind"] for bubble in mali.phone.values() if bubble.medium] == ["photo"]
    bo, la = story.known("Bo", language="en"), story.known("La", language="en")
    bo.says(f"/start i-{code}")
    bo.taps("Join")
    la.says(f"/start i-{code}")
    assert "This invitation has run out" in la.sees.text
    for forged in (f"invites.make:{group},8,0", f"invites.make:{group},7,200", "invites.make:99"):
        assert noy.forges(forged).toast
    assert bo.forges(f"invites.make!make:{group},7,1").toast.startswith("Only the group leader")


def test_links_are_shown_a_page_at_a_time(story: Story) -> None:
    mali = story.known("Mali", language="en", roles=STAFF)
    for n in range(20):
        story.wait(minutes=1)
        with story.database.begin() as uow:
            values = {"kind": "role", "role": "expert", "created_by": mali.me}
            expires = story.now.replace(year=2027)
            uow.groups.add_invite(now=story.now, code=f"code{n:02}", expires_at=expires, uses_left=1, **values)
    mali.says("/invites")
    assert "Links that work now: 20" in mali.sees.text
    seen = [button["data"] for row in mali.sees.rows for button in row if "invites.page" in button["data"]]
    for _ in range(2):
        mali.taps("More ▶")
        seen += [button["data"] for row in mali.sees.rows for button in row if "invites.page" in button["data"]]
    assert seen == [f"+invites.page:code{n:02}" for n in reversed(range(20))]
    assert "More ▶" not in mali.sees.buttons()
    mali.taps("The newest")
    assert "+invites.page:code19" in [button["data"] for row in mali.sees.rows for button in row]
