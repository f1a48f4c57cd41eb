"""The plan at a glance: begun on its first opening, seen by its group and by nobody else, with its name and papers."""

from bot.domain.people import Role
from tests.follow_up import written
from tests.story import Story


def test_the_plan_begins_when_a_member_first_looks(story: Story) -> None:
    story.round()
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    story.group(noy, seng)
    noy.says("/plan")
    assert noy.sees.text == (
        "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\nກຳນົດສົ່ງແຜນ: 23/12/2026. ຍັງເຫຼືອ 30 ມື້\n📝 ຕອບແລ້ວ 0 ໃນ 11 ຂໍ້\nຂຽນຕໍ່ຂໍ້ 1: ກຸ່ມຂອງພວກເຮົາ ບໍ?"
    )
    assert noy.sees.buttons() == ["✍️ ຂຽນຕໍ່: ຂໍ້ 1", "📨 ກວດຄືນ ແລະ ສົ່ງ", "🧭 ຕື່ມ"]
    seng.says("/plan")
    assert "📝 0 of 11 items answered" in seng.sees.text
    with story.database.begin() as uow:
        assert len(uow.plans.of_round(uow.rounds.kept()[0].id)) == 1


def test_without_a_group_there_is_a_way_to_one(story: Story) -> None:
    story.round()
    bo = story.known("Bo", language="en")
    bo.says("/plan")
    assert bo.sees.text == "You are not in a group yet\nFind your group now?"
    assert bo.sees.buttons() == ["👥 Find my group"]


def test_without_a_round_there_are_the_lessons(story: Story) -> None:
    noy = story.known("Noy", language="en")
    story.group(noy)
    noy.says("/plan")
    assert noy.sees.text == "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ\nNo round is open at present\nRead a lesson meanwhile?"
    noy.taps("📚 Lessons")
    assert "📚 Lessons" in noy.sees.text


def test_who_is_in_two_groups_goes_from_one_plan_to_the_other(story: Story) -> None:
    story.round()
    noy = story.known("Noy", language="en")
    story.group(noy, name="ກຸ່ມກາເຟ")
    story.wait(hours=1)
    story.group(noy, name="ກຸ່ມເປັດ")
    noy.says("/plan")
    assert noy.sees.text.startswith("ກຸ່ມເປັດ")
    noy.taps("👥 ກຸ່ມກາເຟ")
    assert noy.sees.text.startswith("ກຸ່ມກາເຟ")


def test_a_stranger_and_a_removed_member_do_not_see_it(story: Story) -> None:
    noy, seng, bo = story.known("Noy"), story.known("Seng", language="en"), story.known("Bo", language="en")
    group = story.group(noy, seng)
    plan = written(story, group, noy)
    for data in (f"plan.overview:{plan}", f"plan.step:{plan},problem", f"plan.review:{plan}", f"plan.actions:{plan}"):
        bo.forges(data)
        assert "Only members of the group can see this" in bo.sees.text
    seng.forges(f"plan.items:{plan}")
    with story.database.begin() as uow:
        uow.groups.leave(group, seng.me)
    seng.taps("✅ 2.")
    assert "Only members of the group can see this" in seng.sees.text


def test_staff_see_every_plan_and_may_take_a_draft_over(story: Story) -> None:
    noy = story.known("Noy")
    plan = written(story, story.group(noy), noy)
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    mali.forges(f"plan.step:{plan},problem")
    assert mali.sees.text.startswith("Item 2 of 11: Problem or chance")
    mali.says("Written down from a call")
    mali.taps("Keep mine")
    assert "Written down from a call\n✅ Item 2 is saved" in mali.sees.text


def test_a_link_opens_the_plan_or_one_of_its_steps(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = written(story, story.group(noy), noy)
    noy.says(f"/start p-{plan}")
    assert "📝 11 of 11 items answered" in noy.sees.text
    noy.says(f"/start p-{plan}-problem")
    assert noy.sees.text.startswith("Item 2 of 11")
    noy.says("/start p-x")
    assert "📝 11 of 11 items answered" in noy.sees.text


def test_a_plan_gets_its_name_and_a_photo_is_no_name(story: Story) -> None:
    story.round()
    noy = story.known("ນ້ອຍ")
    story.group(noy)
    noy.says("/plan")
    noy.taps("ຊື່ແຜນ")
    noy.sends("photo")
    assert noy.sees.has("ຂໍ້ນີ້ຕ້ອງຂຽນ ຫຼື ເລືອກປຸ່ມ. ຂຽນສັ້ນໆກໍໄດ້")
    noy.says("ຕັດໜໍ່ໄມ້ຝຣັ່ງແຕ່ເຊົ້າ")
    assert noy.sees.has("✅ ບັນທຶກແລ້ວ", "ຕັດໜໍ່ໄມ້ຝຣັ່ງແຕ່ເຊົ້າ", "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ")
    noy.taps("ຊື່ແຜນ")
    noy.says("ກ" * 121)
    assert "120" in noy.sees.text
    noy.says("/plan")
    assert noy.sees.text.startswith("ຕັດໜໍ່ໄມ້ຝຣັ່ງແຕ່ເຊົ້າ")


def test_without_a_name_the_idea_gives_it(story: Story) -> None:
    story.round()
    noy = story.known("Noy", language="en")
    story.group(noy)
    noy.says("/plan")
    noy.taps("▫️ 4")
    noy.says("Cut in the cool morning\nand wrap in wet cloth")
    noy.says("/plan")
    assert noy.sees.text.startswith("Cut in the cool morning\n")


def test_the_papers_come_once_when_a_button_is_pressed_twice(story: Story) -> None:
    noy = story.known("ນ້ອຍ")
    plan = written(story, story.group(noy), noy)
    noy.says("/plan")
    noy.taps("📄 PDF")
    bubble, button = noy.bubble("📄 ລາວ")
    noy.forges(button["data"], bubble.id)
    noy.forges(button["data"], bubble.id)
    noy.taps("📷")
    noy.taps("📄 ລາວ + English")
    media = [bubble.medium for bubble in noy.phone.values() if bubble.medium]
    recipe = {"plan": plan, "revision": 1}
    assert [medium["recipe"] for medium in media] == [
        recipe | {"paper": "plan", "language": "lo"},
        recipe | {"paper": "card", "language": "both"},
    ]
    assert [medium["kind"] for medium in media] == ["document", "photo"]


def test_after_the_deadline_the_page_says_so(story: Story) -> None:
    story.round(days=2)
    noy = story.known("Noy", language="en")
    story.group(noy)
    noy.says("/plan")
    story.wait(days=3)
    noy.taps("▫️ 2")
    noy.taps("📝 See the group")
    assert "📅 Plans were due on 25/11/2026" in noy.sees.text
