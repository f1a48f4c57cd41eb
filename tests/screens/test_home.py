"""The first page: where the group stands, what waits for a role, and the large keyboard in any language."""

from datetime import date

from bot.domain.ids import GroupId, RoundId
from bot.domain.people import Role
from bot.domain.plans import Part, PlanState
from tests.story import Someone, Story


def planned(story: Story, author: Someone, group: GroupId, round_id: RoundId, state: PlanState, *steps: str) -> None:
    """The group's plan with so many answers and one action due on 15/1/2027."""
    me = author.me
    with story.database.begin() as uow:
        plan = uow.plans.add(group, round_id, now=story.now)
        for step in steps:
            uow.plans.put_answer(plan, step, [Part("text", "…")], me, now=story.now)
        uow.plans.add_action(plan, now=story.now, what="ຊື້ແນວພັນ", who="Noy", due_on=date(2027, 1, 15), cost=500000)
        uow.plans.change(plan, now=story.now, state=state.value)


def test_the_first_page_says_how_far_the_plan_is(story: Story) -> None:
    noy = story.known("Noy")
    group = story.group(noy)
    planned(story, noy, group, story.round(), PlanState.DRAFT, "group", "problem")
    noy.says("/menu")
    assert noy.sees.text == (
        "Noy\n👥 ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ, ບ້ານດັກຂຽດ\n📝 ແຜນ: ຕອບແລ້ວ 3 ໃນ 11 ຂໍ້\n⏰ ກຳນົດສົ່ງແຜນ: ວັນພຸດ, 23 ທັນວາ 2026\n\nຢາກເຮັດຫຍັງ?"
    )
    assert noy.sees.keyboard == [
        ["📚 ບົດຮຽນ", "📝 ແຜນຂອງກຸ່ມ"],
        ["🔨 ວຽກທີ່ຕ້ອງເຮັດ", "💰 ເງິນຂອງກຸ່ມ"],
        ["❓ ຖາມຜູ້ຊ່ຽວຊານ", "👥 ສະມາຊິກກຸ່ມ"],
        ["🔎 ຊອກຫາ", "🧭 ເບິ່ງຕື່ມ"],
    ]
    noy.says("🧭 ເບິ່ງຕື່ມ")
    assert noy.sees.buttons() == ["🌱 ກຸ່ມອື່ນເຮັດຫຍັງແດ່", "💡 ວິທີໃຊ້", "⚙️ ການຕັ້ງຄ່າ", "🤫 ບອກເລື່ອງລັບ"]
    noy.taps("ການຕັ້ງຄ່າ")
    noy.taps("◀ ກັບຄືນ")
    assert noy.sees.buttons()[0] == "🌱 ກຸ່ມອື່ນເຮັດຫຍັງແດ່"


def test_an_approved_plan_shows_the_next_work_instead_of_the_deadline(story: Story) -> None:
    noy = story.known("Noy", language="en")
    group = story.group(noy)
    planned(story, noy, group, story.round(), PlanState.APPROVED)
    noy.says("/start")
    assert noy.sees.text.split("\n")[2:4] == ["📝 The plan has passed", "🔨 Next: ຊື້ແນວພັນ, by 15/1/2027"]


def test_roles_see_what_waits_for_them_and_have_their_own_buttons(story: Story) -> None:
    kham = story.known("Dr. Kham", language="en", roles=(Role.EXPERT,))
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    noy = story.known("Noy")
    with story.database.begin() as uow:
        village = uow.groups.village("1704", "X", state="proposed")
        uow.groups.add(now=story.now, name="G", village_id=village, state="proposed", zone="Asia/Vientiane")
    for someone in (kham, mali, noy):
        someone.says("/menu")
    assert kham.sees.keyboard[0] == ["⭐ Reviews", "📥 Questions"]
    assert "🏘 New groups that wait for an answer: 1" in mali.sees.text
    assert mali.sees.keyboard[:2] == [["📣 Announcements", "🏘 Groups"], ["🔗 Invitations", "🏁 Rounds"]]
    assert noy.sees.text == "Noy\nທ່ານຍັງບໍ່ທັນເຂົ້າກຸ່ມ\n\nຢາກເຮັດຫຍັງ?"
    assert noy.sees.keyboard[0] == ["📚 ບົດຮຽນ", "🔎 ຊອກຫາກຸ່ມ"]


def test_a_button_of_the_other_language_still_works(story: Story) -> None:
    noy = story.known("Noy", language="en")
    story.group(noy)
    noy.says("👥 ສະມາຊິກກຸ່ມ")
    assert noy.sees.text == "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\n\n👑 Noy"


def test_cancel_leaves_and_says_that_nothing_is_lost(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.says("/settings")
    noy.taps("Change the name")
    noy.says("/cancel")
    assert noy.sees.text.startswith("Nothing is lost. What you answered is kept, and you can go on any day\n\nNoy\n")


def test_an_unknown_command_is_answered_kindly(story: Story) -> None:
    noy = story.known("Noy")
    noy.says("/dance")
    assert noy.sees.text.startswith("ຍັງບໍ່ມີຄຳສັ່ງ /dance. ເລືອກປຸ່ມລຸ່ມນີ້\n\nNoy\n")


def test_the_staff_page_stays_closed_to_others(story: Story) -> None:
    bo = story.known("Bo", language="en")
    bo.says("🏘 Groups")
    assert bo.sees.text.startswith("This part is not open to you\n\nBo\n")


def test_a_failure_is_told_in_the_language_of_the_person(story: Story) -> None:
    from bot.services import notices

    noy, mali = story.known("Noy", language="en"), story.known("Mali", roles=(Role.ADMIN,))
    with story.database.begin() as uow:
        notices.turn_failed(uow, noy.number, "K7Q2", now=story.now)
    story.deliver()
    assert noy.sees.text == ("Sorry, the system has a problem. Your answer is kept. Try again later\nCode: K7Q2")
    assert mali.sees.text == "ມີຂໍ້ຄວາມໜຶ່ງທີ່ລະບົບຍັງອ່ານບໍ່ໄດ້ ຈຶ່ງເກັບໄວ້ກ່ອນ. ລະຫັດ: K7Q2"
