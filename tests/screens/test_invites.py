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
    assert mali.sees.buttons()[3:5] == ["👥 ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ – 21/2/2027", "👤 expert – 30/11/2026"]
    story.wait(days=8)
    mali.says("/invites")
    assert mali.sees.buttons()[3:4] == ["👥 ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ – 21/2/2027"]


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
