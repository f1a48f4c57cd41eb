"""Stories of agreement: too few, without phones, one phone for three, objection and its end, in the group's chat."""

from __future__ import annotations

import pytest

from bot.domain.ids import AccountId, ChatId, GroupId, PlanId
from bot.domain.people import Role
from bot.domain.plans import PlanState
from bot.services.groups import groups, members
from bot.services.plans import agreements
from tests.follow_up import written
from tests.planning import LIBRARY
from tests.screens.test_group import CHAT, chat, taps
from tests.screens.test_plan_review import state
from tests.story import Someone, Story


def needs(story: Story, rule: str) -> None:
    """Staff chose how many members have to agree."""
    with story.database.begin() as uow:
        for round_ in uow.rounds.kept():
            uow.rounds.change(round_.id, agreement=rule)


def audit(story: Story) -> list[str]:
    with story.database.begin() as uow:
        return [f"{row.verb} {row.subject}" for row in uow.audit.log()]


def asks_again(story: Story) -> int:
    """The timetable looks after the plan has been calm."""
    story.wait(minutes=31)
    with story.database.begin() as uow:
        asked = agreements.ask_again(uow, LIBRARY, now=story.now)
    story.deliver()
    return asked


def test_staff_choose_how_many_have_to_agree(story: Story) -> None:
    mali, seng = story.known("Mali", roles=(Role.STAFF,)), story.known("Seng", language="en")
    round_ = story.round(agreement="half")
    mali.forges(f"rounds.page:{round_}")
    mali.taps("🤝")
    assert mali.sees.text == (
        "ຮອບທີ 1\n\nຕ້ອງມີສະມາຊິກຈັກຄົນເຫັນດີ ກຸ່ມຈຶ່ງສົ່ງແຜນໄດ້?\n\nໃນກຸ່ມທີ່ມີ 12 ຄົນ:\nສະມາຊິກທຸກຄົນ: 12 ຄົນ\nສອງໃນສາມ: 8 ຄົນ\nຫຼາຍກວ່າເຄິ່ງ: 7 ຄົນ"
    )
    assert mali.sees.buttons()[:4] == ["▫️ ສະມາຊິກທຸກຄົນ", "▫️ ສອງໃນສາມ", "✅ ຫຼາຍກວ່າເຄິ່ງ", "▫️ ບໍ່ຕ້ອງມີໃຜເຫັນດີ"]
    mali.taps("ສອງໃນສາມ")
    with story.database.begin() as uow:
        found = uow.rounds.get(round_)
    assert found is not None
    assert found.agreement == "two_thirds"
    assert seng.forges(f"rounds.agreement!choose:{round_};none").toast == "This part is not open to you"


def test_a_plan_is_not_sent_before_enough_members_agree_and_the_refusal_names_who_is_missing(story: Story) -> None:
    noy, seng, boun = story.known("ນ້ອຍ"), story.known("Seng", language="en"), story.known("ບຸນ")
    plan = written(story, story.group(noy, seng, boun), noy)
    needs(story, "half")
    noy.forges(f"plan.review:{plan}")
    assert noy.sees.text.endswith("👥 ເຫັນດີ 0 ໃນ 3 ຄົນ, ຕ້ອງມີ 2 ຄົນ\nຖາມສະມາຊິກກ່ອນບໍ?")
    assert noy.sees.buttons()[0] == "👥 ຖາມສະມາຊິກ"
    noy.taps("📨")
    assert noy.sees.has("ຕ້ອງມີ 2 ຄົນເຫັນດີກ່ອນສົ່ງແຜນ, ດຽວນີ້ມີ 1 ຄົນ. ຍັງລໍຖ້າ: Seng, ບຸນ")
    assert state(story, plan) is PlanState.DRAFT
    noy.taps("ຖາມສະມາຊິກ")
    seng.taps("Read and answer")
    seng.taps("👍 I agree")
    noy.forges(f"plan.send:{plan}")
    noy.taps("📨")
    assert noy.sees.text.startswith("🎉 ສົ່ງແຜນສະບັບທີ 1 ແລ້ວ")
    assert state(story, plan) is PlanState.SUBMITTED


def test_only_agreement_to_what_is_sent_counts(story: Story) -> None:
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    plan = written(story, story.group(noy, seng), noy)
    needs(story, "all")
    noy.forges(f"plan.review:{plan}")
    noy.taps("Ask the members")
    seng.taps("Read and answer")
    seng.taps("👍 I agree")
    noy.forges(f"plan.step:{plan},problem")
    noy.says("another problem")
    noy.forges(f"plan.send:{plan}")
    noy.taps("📨 Send the plan")
    assert noy.sees.has("2 people have to agree before the plan is sent, 1 does. Still missing: Seng")
    assert asks_again(story) == 1
    assert seng.sees.text.endswith("The plan was changed after you answered. Do you agree to send it as it is now?")
    assert asks_again(story) == 0
    seng.taps("Read and answer")
    seng.taps("See what has changed")
    assert "2. Problem or chance\nBefore: ຄຳຕອບຂໍ້ 2\nNow: another problem" in seng.sees.text
    seng.taps("◀ Back")
    seng.taps("👍 I agree")
    noy.forges(f"plan.send:{plan}")
    noy.taps("📨 Send the plan")
    assert state(story, plan) is PlanState.SUBMITTED


def test_a_change_of_the_work_is_shown_line_by_line(story: Story) -> None:
    noy, seng = story.known("Noy", language="en"), story.known("ແສງ")
    plan = written(story, story.group(noy, seng), noy)
    with story.database.begin() as uow:
        uow.actions.add(plan, now=story.now, what="ໄຖດິນ", who="ບຸນ")
    seng.forges(f"plan.agree:{plan}")
    seng.taps("👍")
    with story.database.begin() as uow:
        first, second, *_ = uow.actions.of_plan(plan)
        uow.actions.change(first.id, now=story.now, cost=(first.cost or 0) + 1, who="ບຸນ")
        uow.actions.change(second.id, now=story.now, state="removed")
        uow.actions.add(plan, now=story.now, what="ຂຸດນ້ຳສ້າງ", who="ແສງ", cost=5)
        uow.plans.change(plan, now=story.now)
    seng.forges(f"plan.agree:{plan}")
    seng.taps("ເບິ່ງສິ່ງທີ່ປ່ຽນ")
    shown = seng.sees.text
    assert f"🔨 {first.what}\n👥 ໃຜເຮັດ: {first.who} → ບຸນ\n" in shown
    assert f"ເອົາອອກແລ້ວ: {second.what}" in shown
    assert "ໃໝ່: ຂຸດນ້ຳສ້າງ – ແສງ – ? – 5 ກີບ" in shown


def test_members_without_phones_are_counted_by_name_and_the_log_says_who_told_it(story: Story) -> None:
    noy = story.known("ນ້ອຍ")
    group = story.group(noy)
    plan = written(story, group, noy)
    needs(story, "all")
    noy.says("👥 ສະມາຊິກກຸ່ມ")
    for name, sex in (("ຄຳ", "ແມ່ຍິງ"), ("ພັນ", "ຜູ້ຊາຍ")):
        noy.taps("ຜູ້ບໍ່ມີໂທລະສັບ")
        noy.says(name)
        assert noy.sees.text == f"{name} ເປັນແມ່ຍິງ ຫຼື ຜູ້ຊາຍ?"
        noy.taps(sex)
        noy.taps("◀")
    assert noy.sees.has("ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ", "ສະມາຊິກ 3 ຄົນ. ບໍ່ມີໂທລະສັບ 2 ຄົນ")
    noy.forges(f"plan.review:{plan}")
    noy.taps("👥 ຜູ້ບໍ່ມີໂທລະສັບ (2)")
    noy.taps("▫️ ຄຳ")
    assert "✅ ຄຳ" in noy.sees.buttons()
    noy.taps("▫️ ພັນ")
    noy.taps("✅ ພັນ")  # a wrong tap is taken back
    assert noy.sees.has(
        "👥 ເຫັນດີ 1 ໃນ 3 ຄົນ\nແມ່ຍິງ 1 ຄົນ\n📱 ຕອບໃນໂທລະສັບ 0 ຄົນ, ✍️ ບອກຫົວໜ້າ 1 ຄົນ\nຕ້ອງມີ 3 ຄົນ\n▫️ ຍັງບໍ່ທັນຕອບ: ນ້ອຍ, ພັນ"
    )
    noy.taps("▫️ ພັນ")
    noy.forges(f"plan.send:{plan}")
    noy.taps("📨")
    assert state(story, plan) is PlanState.SUBMITTED
    with story.database.begin() as uow:
        found = uow.submissions.latest(plan)
        assert found is not None
        tally = agreements.Tally.read(found.content["tally"])  # type: ignore[arg-type]
    assert (tally.agree, tally.women, tally.men, tally.unsaid, tally.told) == (3, 1, 1, 1, 2)
    told = [line for line in audit(story) if "agreement of" in line]
    assert [line.split(" person")[0] for line in told] == [
        *("told the agreement of", "told the agreement of", "took back the agreement of", "told the agreement of")
    ]


def test_nobody_speaks_for_a_member_who_has_a_phone_nor_for_the_leader(story: Story) -> None:
    noy, seng, bo = story.known("Noy", language="en"), story.known("Seng", language="en"), story.known("Bo")
    plan = written(story, story.group(noy, seng), noy)
    noy.forges(f"plan.told:{plan}")
    noy.forges(f"plan.told!count:{plan};{seng.me},1")
    assert "Seng has a phone and can answer there" in noy.sees.text
    seng.forges(f"plan.told!count:{plan};{noy.me},1")
    assert "Only the group leader can do this" in seng.sees.text
    assert bo.forges(f"plan.told:{plan}").toast == "ມີແຕ່ສະມາຊິກກຸ່ມເບິ່ງໜ້ານີ້ໄດ້"


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "📱 1 on their phone, ✍️ 2 told to the leader"), ("lo", "📱 ຕອບໃນໂທລະສັບ 1 ຄົນ, ✍️ ບອກຫົວໜ້າ 2 ຄົນ")],
)
def test_what_the_leader_was_told_stands_apart_wherever_the_agreement_is_shown(
    story: Story, language: str, told: str
) -> None:
    noy, seng = story.known("Noy", language=language), story.known("Seng", language=language)
    kham = story.known("Dr. Kham", language=language, roles=(Role.EXPERT,))
    group = story.group(noy, seng)
    plan = written(story, group, noy)
    linked(story, noy, group)
    with story.database.begin() as uow:
        leader, found = uow.people.get(noy.me), uow.plans.get(plan)
        assert leader is not None
        assert found is not None
        for name in ("A", "B"):
            new = members.enter(uow, group, name, by=leader, now=story.now)
            values = {"agrees": True, "by": leader, "revision": found.revision, "now": story.now}
            agreements.tell_for(uow, found, new, **values)  # type: ignore[arg-type]
    noy.forges(f"plan.review:{plan}")
    noy.taps("👥 Ask" if language == "en" else "👥 ຖາມ")
    for page in ("voices", "told"):
        noy.forges(f"plan.{page}:{plan}")
        assert told in noy.sees.text, page
    assert told in chat(story).text
    noy.forges(f"plan.send:{plan}")
    noy.taps("📨")
    noy.forges("plan.version:1,99")  # the last page
    assert told in noy.sees.text
    kham.taps("⭐")
    kham.taps("✅")
    assert told in kham.sees.text  # the only page of a short plan


def test_beyond_three_the_leader_reads_a_way_on_and_staff_allow_more(story: Story) -> None:
    noy, mali = story.known("Noy"), story.known("Mali", language="en", roles=(Role.STAFF,))
    group = story.group(noy)
    plan = written(story, group, noy)
    with story.database.begin() as uow:
        leader = uow.people.get(noy.me)
        assert leader is not None
        for name in "ABCD":
            members.enter(uow, group, name, by=leader, now=story.now)
    noy.forges(f"plan.told:{plan}")
    for name in "ABC":
        noy.taps(f"▫️ {name}")
    noy.taps("▫️ D")
    assert "ໂທລະສັບໜ່ວຍໜຶ່ງ ຕອບແທນຜູ້ອື່ນໄດ້ແຕ່ 3 ຄົນ. ຄົນທີ່ເຫຼືອ ໃຊ້ໂທລະສັບຂອງຜູ້ອື່ນ ຫຼື ຖາມພະນັກງານ" in noy.sees.text
    mali.forges("rounds.agreement:1")
    mali.taps("📱 From one phone, for others: 3")
    mali.says("four")
    assert "📱 From one phone, for others: 4" in mali.sees.buttons()
    mali.taps("📱 From one phone, for others: 4")
    mali.says("201")
    assert mali.sees.text.startswith("Please write a number from 0 to 200")
    mali.taps("▫️ 10")
    noy.taps("▫️ D")
    assert "✅ D" in noy.sees.buttons()
    assert noy.forges("rounds.phones!take:1;20").toast.startswith("ສ່ວນນີ້ມີຄົນອື່ນເບິ່ງແຍງ")


def test_two_members_of_one_name_are_told_apart(story: Story) -> None:
    noy = story.known("Noy", language="en")
    group = story.group(noy)
    noy.forges(f"+members.new:{group}")
    noy.says("noy")
    assert "noy is in the group already. Write the family name too, to tell them apart" in noy.sees.text
    with story.database.begin() as uow:
        assert len(uow.groups.members(group)) == 1


# One phone for three --------------------------------------------------------------------------------------------------
def three(story: Story, language: str) -> tuple[Someone, PlanId, GroupId]:
    """Noy leads from her own phone; Seng's phone serves Kham and Boun too."""
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language=language)
    group = story.group(noy, seng)
    with story.database.begin() as uow:
        leader = uow.people.get(noy.me)
        assert leader is not None
        members.enter(uow, group, "Kham", by=leader, now=story.now)
    return seng, written(story, group, noy), group


def test_one_phone_serves_three_members_and_asks_who_is_speaking(story: Story) -> None:
    seng, plan, _ = three(story, "en")
    noy = Someone(story, 1001, "Noy")
    needs(story, "all")
    seng.says("/settings")
    seng.taps("👥 Who uses this phone")
    seng.taps("One more person")
    seng.taps("Kham")
    assert noy.sees.text == "Kham uses the phone of Seng from now on\nIs it so?"
    noy.taps("👍 Yes")
    seng.taps("One more person")
    seng.says("Boun")
    assert "Boun uses this phone too. The leader has been told" in seng.sees.text
    assert "Boun asks to come into the group" in noy.sees.text
    noy.taps("👍 Yes, let in")
    seng.forges("speakers.list")
    assert seng.sees.has("👥 Who uses this phone", "Seng, Kham, Boun", "Seng is speaking")
    noy.forges(f"plan.review:{plan}")
    noy.taps("Ask the members")
    asked = [bubble.text.split("\n")[0] for bubble in seng.phone.values() if "Do you agree to send it?" in bubble.text]
    assert asked == ["👥 Seng", "👥 Kham", "👥 Boun"]
    seng.taps("Read and answer")
    assert seng.sees.text == "Who is speaking?"
    seng.taps("Seng")
    assert seng.sees.has("👤 Seng")
    seng.taps("👍 I agree")
    seng.forges(f"+plan.agree:{plan}")
    assert seng.sees.text == "Who is speaking?"
    seng.says("Kham")
    assert "Do you agree?" in seng.sees.text  # to be kept at all: nobody asked Kham yet
    seng.taps("👍 I agree")
    assert seng.sees.has("👤 Kham")
    seng.taps("👍 I agree")
    noy.forges(f"plan.voices:{plan}")
    assert "👥 3 of 4 people agree\n" in noy.sees.text
    assert "▫️ Not answered yet: Boun" in noy.sees.text
    seng.forges(f"+plan.agree:{plan}")
    seng.taps("Seng")
    seng.taps("👥 I am somebody else")
    seng.taps("Boun")
    seng.taps("👍 I agree")
    seng.taps("👍 I agree")
    noy.forges(f"plan.send:{plan}")
    noy.taps("📨 Send the plan")
    assert state(story, plan) is PlanState.SUBMITTED


def test_the_shared_phone_in_lao(story: Story) -> None:
    seng, plan, _ = three(story, "lo")
    seng.forges("speakers.add")
    seng.taps("Kham")
    assert seng.sees.has("Kham ໃຊ້ໂທລະສັບນີ້ນຳ. ບອກຫົວໜ້າກຸ່ມແລ້ວ", "👥 ໃຜໃຊ້ໂທລະສັບນີ້")
    seng.forges(f"+plan.agree:{plan}")
    assert seng.sees.text == "ດຽວນີ້ແມ່ນໃຜເວົ້າ?"
    seng.sends("voice")
    assert seng.sees.text.startswith("ເລືອກກ່ອນວ່າແມ່ນໃຜເວົ້າ ແລ້ວຈຶ່ງຕອບ")
    seng.taps("Seng")
    assert seng.sees.buttons()[-2] == "👥 ບໍ່ແມ່ນຂ້ອຍ, ແມ່ນຄົນອື່ນ"


def test_an_old_agree_button_on_a_shared_phone_asks_first(story: Story) -> None:
    seng, plan, _ = three(story, "en")
    seng.forges(f"plan.agree:{plan}")
    _, button = seng.bubble("👍 I agree")
    seng.forges("speakers.add")
    seng.taps("Kham")
    seng.says("/menu")
    seng.forges(button["data"])
    assert seng.sees.text == "Who is speaking?"
    with story.database.begin() as uow:
        assert not uow.agreements.of_plan(plan)
    seng.forges("speakers.ask!choose;1")  # Noy does not use this phone
    assert seng.sees.text.startswith("This person does not use this phone any more")


def test_the_leader_undoes_a_phone_that_is_not_shared(story: Story) -> None:
    seng, _, group = three(story, "en")
    noy = Someone(story, 1001, "Noy")
    seng.forges("speakers.add")
    seng.taps("Kham")
    noy.taps("No, undo it")
    assert "Kham does not use that phone" in noy.sees.text
    with story.database.begin() as uow:
        assert [one.name for one in uow.people.speakers(AccountId(seng.number))] == ["Seng"]
        assert "Kham" in [member.name for member in uow.groups.members(group)]
    noy.forges(f"members.member!unshare:{group},{seng.me};{seng.number}")
    assert "Seng has a phone and can answer there" in noy.sees.text


def test_nobody_takes_the_place_of_a_member_who_has_a_phone(story: Story) -> None:
    seng, _, _ = three(story, "en")
    bo = story.known("Bo", language="en")
    seng.forges("speakers.add")
    noy = Someone(story, 1001, "Noy")
    assert seng.forges(f"speakers.add!add;{noy.me}").toast == "Noy has a phone and can answer there"
    assert seng.forges(f"speakers.add!add;{bo.me}").toast == "This person is not in the group any more"


# Objection ------------------------------------------------------------------------------------------------------------
def test_an_objection_by_voice_reaches_the_leader_is_heard_and_ends_after_the_change(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("ແສງ")
    plan = written(story, story.group(noy, seng), noy)
    needs(story, "all")
    noy.forges(f"plan.review:{plan}")
    noy.taps("ຖາມສະມາຊິກ")
    seng.taps("👍")
    seng.taps("✋")
    assert seng.sees.text.endswith("ຊ່ວຍບອກເຫດຜົນແດ່ ກຸ່ມຈະໄດ້ປຶກສາກັນ")
    seng.sends("voice", seconds=9)
    assert noy.sees.text == "✋ ແສງ ຍັງບໍ່ເຫັນດີ:\nສຽງ ຫຼື ຮູບ"
    noy.taps("ເບິ່ງ ຫຼື ຟັງ")
    noy.taps("ເບິ່ງ ຫຼື ຟັງ")
    assert any(bubble.medium and bubble.medium["kind"] == "voice" for bubble in noy.phone.values())
    noy.forges(f"plan.send:{plan}")
    noy.taps("📨")
    assert noy.sees.has("ຕ້ອງມີ 2 ຄົນເຫັນດີກ່ອນສົ່ງແຜນ, ດຽວນີ້ມີ 1 ຄົນ. ຍັງລໍຖ້າ: ແສງ")
    noy.forges(f"plan.step:{plan},problem")
    noy.says("ໝາກນ້ອຍ ຍ້ອນນ້ຳບໍ່ພໍ")
    asks_again(story)
    assert seng.sees.has("ມີຄົນແກ້ແຜນຫຼັງຈາກທ່ານຕອບ. ເຫັນດີໃຫ້ສົ່ງສະບັບທີ່ແກ້ແລ້ວບໍ?")
    seng.taps("👍")
    seng.taps("👍")
    noy.forges(f"plan.objection:{plan},{seng.me}")
    assert noy.sees.text == "👍 ດຽວນີ້ ແສງ ເຫັນດີແລ້ວ"
    noy.forges(f"plan.send:{plan}")
    noy.taps("📨")
    assert state(story, plan) is PlanState.SUBMITTED


def test_a_removed_member_counts_no_more_and_old_buttons_refuse(story: Story) -> None:
    noy, seng, boun = story.known("Noy"), story.known("Seng", language="en"), story.known("Boun")
    group = story.group(noy, seng, boun)
    plan = written(story, group, noy)
    seng.forges(f"plan.agree:{plan}")
    _, button = seng.bubble("👍 I agree")
    seng.taps("👍 I agree")
    noy.forges(f"members.member!out:{group},{seng.me}")
    seng.forges(button["data"])
    assert "Only members of the group can see this" in seng.sees.text
    with story.database.begin() as uow:
        found = uow.plans.get(plan)
        assert found is not None
        assert (agreements.tally(uow, found).agree, agreements.tally(uow, found).of) == (0, 2)


# In the group's chat --------------------------------------------------------------------------------------------------
def linked(story: Story, noy: Someone, group: GroupId) -> None:
    me = noy.me
    with story.database.begin() as uow:
        leader = uow.people.get(me)
        assert leader is not None
        groups.link(uow, group, ChatId(CHAT), by=leader, now=story.now)
        groups.choose_chat_language(uow, group, leader.language, by=leader)


def test_members_agree_in_the_groups_chat_and_strangers_do_not(story: Story) -> None:
    noy, seng, bo = story.known("ນ້ອຍ"), story.known("ແສງ"), story.known("Bo", language="en")
    group = story.group(noy, seng)
    plan = written(story, group, noy)
    needs(story, "all")
    linked(story, noy, group)
    noy.forges(f"plan.review:{plan}")
    noy.taps("ຖາມສະມາຊິກ")
    assert chat(story).text == "ປູກໜໍ່ໄມ້ຝຣັ່ງໃຫ້ໄດ້ຕະຫຼອດປີ\n👥 ເຫັນດີ 1 ໃນ 2 ຄົນ\nກຸ່ມຂຽນແຜນແລ້ວ. ທ່ານເຫັນດີໃຫ້ສົ່ງບໍ?"
    assert chat(story).rows[1][0]["url"] == f"https://t.me/phaen_bot?start=agree-{plan}"
    refused = taps(bo, "👍")
    assert (refused.toast, refused.alert) == ("Only members of the group can do this", True)
    assert taps(seng, "👍").toast == "👍 ແສງ ເຫັນດີ"
    assert "👥 ເຫັນດີ 2 ໃນ 2 ຄົນ" in chat(story).text
    assert taps(seng, "👍").toast == "👍 ແສງ ເຫັນດີ"  # idempotent
    noy.forges(f"plan.send:{plan}")
    noy.taps("📨")
    assert state(story, plan) is PlanState.SUBMITTED


def test_a_tap_in_the_chat_agrees_to_what_the_message_showed_only(story: Story) -> None:
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    group = story.group(noy, seng)
    plan = written(story, group, noy)
    linked(story, noy, group)
    noy.forges(f"plan.review:{plan}")
    noy.taps("Ask the members")
    noy.forges(f"plan.step:{plan},problem")
    noy.says("another problem")
    assert taps(seng, "👍").toast == "The plan was changed. Do you agree to send it as it is now?"
    with story.database.begin() as uow:
        assert [row.person_id for row in uow.agreements.of_plan(plan)] == [noy.me]
    taps(seng, "👍")
    with story.database.begin() as uow:
        assert [row.person_id for row in uow.agreements.of_plan(plan)] == [noy.me, seng.me]
    seng.says(f"/start agree-{plan}")
    assert "👍 Saved: you agree" in seng.sees.text


def test_a_shared_phone_answers_in_the_private_chat(story: Story) -> None:
    seng, plan, group = three(story, "en")
    noy = Someone(story, 1001, "Noy")
    linked(story, noy, group)
    noy.forges(f"plan.review:{plan}")
    noy.taps("Ask the members")
    seng.forges("speakers.add")
    seng.taps("Kham")
    refused = taps(seng, "👍")
    assert (refused.toast, refused.alert) == (
        "Several people use this phone. Please answer in the private chat with me",
        True,
    )


@pytest.mark.parametrize("meanwhile", ["taken out", "answered", "sent", ""])
def test_a_question_that_waited_reaches_only_whoever_still_has_to_answer_it(story: Story, meanwhile: str) -> None:
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    group = story.group(noy, seng)
    plan = written(story, group, noy)
    needs(story, "half")
    story.delivering = False
    with story.database.begin() as uow:
        found, leader, member = uow.plans.get(plan), uow.people.get(noy.me), uow.people.get(seng.me)
        assert found is not None
        assert leader is not None
        assert member is not None
        agreements.ask(uow, LIBRARY, found, by=leader, now=story.now)
        if meanwhile == "taken out":
            groups.take_out(uow, group, seng.me, by=leader, now=story.now)
        elif meanwhile == "answered":
            agreements.give(uow, found, by=member, agrees=True, revision=found.revision, now=story.now)
        elif meanwhile == "sent":
            uow.plans.change(plan, now=story.now, state=PlanState.SUBMITTED.value)
    story.delivering = True
    story.deliver()
    asked = [bubble.text for bubble in seng.phone.values() if "Do you agree to send it?" in bubble.text]
    assert len(asked) == (0 if meanwhile else 1)


def test_a_leader_who_asked_waits_without_being_asked_again_and_hears_when_enough_agree(story: Story) -> None:
    noy, seng, boun = story.known("ນ້ອຍ"), story.known("Seng", language="en"), story.known("ບຸນ")
    plan = written(story, story.group(noy, seng, boun), noy)
    needs(story, "half")
    noy.forges(f"plan.review:{plan}")
    noy.taps("ຖາມສະມາຊິກ")
    assert noy.sees.text.endswith("👥 ເຫັນດີ 1 ໃນ 3 ຄົນ, ຕ້ອງມີ 2 ຄົນ\n👥 ຖາມສະມາຊິກ 2 ຄົນແລ້ວ\nເຫັນດີພໍແລ້ວ ຈະບອກທ່ານ")
    assert noy.sees.buttons()[0] == "📝 ເບິ່ງແຜນຂອງກຸ່ມ"
    noy.forges(f"plan.review:{plan}")
    assert noy.sees.text.endswith("ເຫັນດີພໍແລ້ວ ຈະບອກທ່ານ")
    seng.taps("Read and answer")
    seng.taps("👍 I agree")
    story.deliver()
    assert noy.sees.text.endswith("👥 ເຫັນດີ 2 ໃນ 3 ຄົນ, ຕ້ອງມີ 2 ຄົນ\n👍 ສະມາຊິກເຫັນດີພໍແລ້ວ. ສົ່ງແຜນດຽວນີ້ບໍ?")
    told = noy.sees.id
    boun.taps("ອ່ານ ແລະ ຕອບ")
    boun.taps("👍")
    story.deliver()
    assert noy.sees.id == told  # one message, not one for each who agrees
    noy.taps("📨 ກວດຄືນ ແລະ ສົ່ງ")
    noy.taps("📨 ສົ່ງແຜນ")
    assert state(story, plan) is PlanState.SUBMITTED


def test_at_night_the_leader_reads_when_the_members_are_asked(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = written(story, story.group(noy, seng), noy)
    needs(story, "all")
    story.wait(hours=14)  # from the morning to 22:00 or later
    before = len(seng.phone)
    noy.forges(f"plan.review:{plan}")
    noy.taps("ຖາມສະມາຊິກ")
    story.deliver()
    assert "👥 ກາງຄືນແລ້ວ. ຈະຖາມສະມາຊິກຕອນ 7:00\n" in noy.sees.text
    assert len(seng.phone) == before


def test_what_has_changed_says_so_also_when_it_is_nothing(story: Story) -> None:
    noy, seng = story.known("Noy", language="en"), story.known("Seng", language="en")
    plan = written(story, story.group(noy, seng), noy)
    seng.forges(f"plan.since:{plan}")
    assert "You have not answered yet" in seng.sees.text
    seng.forges(f"plan.agree:{plan}")
    seng.taps("👍 I agree")
    seng.forges(f"plan.since:{plan}")
    assert "Nothing was changed since you answered" in seng.sees.text
