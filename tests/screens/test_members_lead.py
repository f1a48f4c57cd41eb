"""The leader's phone is lost: a link to a new phone, a new leader by the members' consent, or by staff."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.ids import AccountId, GroupId, PersonId
from bot.domain.people import Role
from bot.services import invites
from bot.services.groups import handovers
from tests.follow_up import written
from tests.screens.test_members import names
from tests.screens.test_plan_agree import audit
from tests.story import Someone, Story

KHAM = PersonId(3)


def four(story: Story, language: str = "en") -> tuple[Someone, Someone, Someone, Someone, GroupId]:
    noy, seng, kham, boun = (story.known(name, language=language) for name in ("Noy", "Seng", "Kham", "Boun"))
    return noy, seng, kham, boun, story.group(noy, seng, kham, boun)


def lapse(story: Story) -> int:
    with story.database.begin() as uow:
        found = handovers.lapse(uow, now=story.now)
    story.deliver()
    return found


def test_the_members_make_another_member_leader_and_the_draft_goes_on(story: Story) -> None:
    noy, seng, kham, boun, group = four(story)
    plan = written(story, group, noy)
    noy._take("blocked")
    seng.says("👥 Members of the group")
    seng.taps("The leader cannot lead now")
    assert seng.sees.text == (
        "Noy leads the group ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ now\n"
        "The members have 3 days to answer. What is written stays\n"
        "Can the leader not lead now? Ask the group whether you may lead it?"
    )
    seng.taps("Ask the group")
    assert seng.sees.text == (
        "Should Seng lead the group ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ from now on?\n👍 1 wants it, 2 are needed\n"
        "Until Thursday, 26 November 2026\n🙋 The group has been asked"
    )
    assert kham.sees.text == (
        "Seng asks to lead, because the leader cannot answer now\nShould Seng lead the group ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ from now on?"
    )
    kham.taps("✋ I do not agree")
    assert names(story, group)["Noy"]
    boun.taps("👍 I agree")
    assert names(story, group) == {"Noy": False, "Seng": True, "Kham": False, "Boun": False}
    assert boun.sees.text == "👑 Seng leads the group ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ now"
    assert seng.sees.text == "You lead the group ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ now"
    assert "leads by consent group 1, person 2, question 1" in audit(story)
    seng.forges(f"plan.send:{plan}")
    seng.taps("📨 Send the plan")
    assert seng.sees.text.startswith("🎉 Version 1 of the plan is sent")
    noy._take("unblocked")
    assert noy.forges(f"members.invite:{group}").toast == "Only the group leader can do this. You can ask the leader"


def test_the_question_in_lao(story: Story) -> None:
    _, seng, kham, _, group = four(story, "lo")
    seng.forges(f"members.lead!ask:{group}")
    assert kham.sees.text == "Seng ຂໍເປັນຫົວໜ້າ ຍ້ອນຫົວໜ້າຕອບບໍ່ໄດ້ດຽວນີ້\nຈາກນີ້ໄປ ໃຫ້ Seng ເປັນຫົວໜ້າກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ ບໍ?"
    assert kham.sees.buttons() == ["👍 ເຫັນດີ", "✋ ບໍ່ເຫັນດີ"]


def test_a_leader_who_has_the_phone_stops_it(story: Story) -> None:
    noy, seng, kham, _, group = four(story)
    seng.forges(f"members.lead!ask:{group}")
    noy.taps("✋ I do not agree")
    assert "Seng does not lead the group ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ. Nothing has changed" in noy.sees.text
    assert seng.sees.text == "The leader of ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ has answered: nothing changes. Talk with them"
    kham.taps("👍 I agree")
    assert "This button is old. Here is the page as it is now" in kham.sees.text
    assert names(story, group)["Noy"]


def test_nobody_answers_in_time_and_staff_are_told(story: Story) -> None:
    noy, seng, kham, boun, group = four(story)
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    seng.forges(f"members.lead!ask:{group}")
    story.wait(days=2)
    assert lapse(story) == 0
    story.wait(days=1)
    assert lapse(story) == 1
    assert lapse(story) == 0
    kham.taps("👍 I agree")
    boun.taps("👍 I agree")
    assert names(story, group)["Noy"]
    assert seng.sees.text.startswith("Too few members of ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ answered, so nothing changes")
    assert mali.sees.text == (
        "👑 Seng asks to lead the group ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ: its leader cannot answer\n"
        "The members could not decide. Call the group, then choose the leader"
    )
    mali.taps("👥 Members and leader")
    mali.taps("Seng")
    mali.taps("Let them lead")
    mali.taps("👍 Hand over")
    assert names(story, group)["Seng"]
    assert noy.sees.text == kham.sees.text == "👑 Seng leads the group ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ now"


def test_nobody_takes_a_group_alone(story: Story) -> None:
    noy, seng = story.known("Noy"), story.known("Seng", language="en")
    group, mali = story.group(noy, seng), story.known("Mali", language="en", roles=(Role.STAFF,))
    seng.forges(f"members.lead!ask:{group}")
    assert "Too few members have a phone to decide it. The staff have been told" in seng.sees.text
    assert names(story, group) == {"Noy": True, "Seng": False}
    assert mali.sees.text.startswith("👑 Seng asks to lead the group")


def test_strangers_and_removed_members_have_no_say(story: Story) -> None:
    noy, seng, kham, _, group = four(story)
    bo = story.known("Bo", language="en")
    seng.forges(f"members.lead!ask:{group}")
    noy.forges(f"members.member!out:{group},{kham.me}")
    refusal = "Only members of the group can do this"
    assert kham.forges("members.consent!yes:1").toast == refusal
    assert bo.forges("members.consent!yes:1").toast == refusal
    assert bo.forges(f"members.lead!ask:{group}").toast == "Only members of the group can see this"
    with story.database.begin() as uow:
        assert list(uow.handovers.consents(1)) == [seng.me]


# A new phone ----------------------------------------------------------------------------------------------------------
def link(story: Story) -> str:
    """The code of the newest link to a new phone."""
    with story.database.begin() as uow:
        return uow.groups.open_invites(now=story.now, kind="person")[0].code


def test_a_lost_phone_opens_nothing_any_more_and_the_new_one_everything(story: Story) -> None:
    noy, seng, _, _, group = four(story)
    plan = written(story, group, noy)
    me = seng.me
    noy.says("👥 Members of the group")
    noy.taps("Seng")
    noy.taps("A new phone")
    noy.taps("Make the link")
    code = link(story)
    assert noy.sees.text == (
        f"https://t.me/phaen_bot?start=m-{code}\nIt works once, until 30/11/2026\n"
        "Give this link to Seng, to be opened on the new phone"
    )
    new = story.somebody("Seng's new phone", 2001)
    new.says(f"/start m-{code}")
    assert new.sees.text == (
        "Are you Seng?\nThis phone takes the place of the old one\nໂທລະສັບນີ້ຈະແທນໂທລະສັບເກົ່າ\nທ່ານແມ່ນ Seng ບໍ?"
    )
    new.taps("👍")
    assert "This phone is yours: you are Seng" in new.sees.text
    assert new.me == me
    assert seng.sees.text.startswith("Seng uses another phone from now on. This one no longer works here for Seng")
    assert noy.sees.text == "📱 Seng has a new phone here"
    seng.forges(f"plan.overview:{plan}")
    assert seng.sees.text.endswith("Choose a language")  # nobody speaks through it
    new.forges(f"plan.overview:{plan}")
    assert new.sees.text.startswith("ປູກໜໍ່ໄມ້ຝຣັ່ງ")
    bo = story.known("Bo", language="en")
    bo.says(f"/start m-{code}")
    assert "This invitation has run out" in bo.sees.text
    assert "moved to a new phone person 2, from account 1002, to account 2001" in audit(story)


def test_a_member_without_a_phone_gets_one(story: Story) -> None:
    noy = story.known("Noy", language="en")
    group = story.group(noy)
    noy.forges(f"members.new:{group}")
    noy.says("ຄຳ")
    noy.taps("Woman")
    noy.forges(f"members.phone!make:{group},2")
    new = story.somebody("phone", 2002)
    new.says(f"/start m-{link(story)}")
    new.taps("👍")
    assert new.sees.text.endswith("Choose a language")  # how to be spoken to, and consent, were never asked
    new.taps("English")
    new.taps("👍 I agree")
    assert new.sees.text.startswith("🎉 You are in the group ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ now")
    me = new.me
    with story.database.begin() as uow:
        assert uow.people.name(me) == "ຄຳ"
    assert names(story, group) == {"Noy": True, "ຄຳ": False}


def test_a_phone_that_somebody_uses_already_is_shared_from_then_on(story: Story) -> None:
    noy, seng, kham, _, group = four(story)
    noy.forges(f"members.phone!make:{group},{seng.me}")
    kham.says(f"/start m-{link(story)}")
    kham.taps("👍 Yes, I am Seng")
    with story.database.begin() as uow:
        assert [one.name for one in uow.people.speakers(AccountId(kham.number))] == ["Seng", "Kham"]
    kham.forges("+speakers.list")
    assert kham.sees.text == "👥 Who uses this phone\nSeng, Kham\nSeng is speaking\nWhat would you like to do?"
    kham.taps("🗑 Kham no longer uses it")
    assert "Kham no longer uses this phone. Nothing that Kham wrote is lost" in kham.sees.text
    assert "Kham" in names(story, group)


def test_nobody_makes_a_link_that_gives_them_rights(story: Story) -> None:
    noy, seng, _, _, group = four(story)
    bo, mali = story.known("Bo", language="en"), story.known("Mali", language="en", roles=(Role.STAFF,))
    with story.database.begin() as uow:
        uow.people.put_role(KHAM, Role.EXPERT, "confirmed", now=story.now)
    refusal = "Only an administrator can do this"
    assert noy.forges(f"members.phone!make:{group},{KHAM}").toast == refusal
    assert mali.forges(f"members.phone!make:{group},{KHAM}").toast == refusal
    assert seng.forges(f"members.phone!make:{group},{noy.me}").toast.startswith("Only the group leader can do this")
    assert bo.forges(f"members.phone!make:{group},{noy.me}").toast == "Only members of the group can see this"
    me = mali.me
    with story.database.begin() as uow:
        staff = uow.people.get(me)
        assert staff is not None
        first = invites.for_person(uow, PersonId(2), by=staff, now=story.now)
        second = invites.for_person(uow, PersonId(2), by=staff, now=story.now)
        assert [one.code for one in uow.groups.open_invites(now=story.now, kind="person")] == [second]
        assert first != second
        assert not uow.groups.open_invites(now=story.now + timedelta(days=8), kind="person")
