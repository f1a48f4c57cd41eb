"""Versions of a plan: read later as they were sent, what changed between them, agreement asked anew for the next."""

from __future__ import annotations

from datetime import date

from bot.domain.ids import PlanId
from bot.domain.people import Role
from bot.domain.plans import PlanState
from bot.services.plans import plan_view, readiness
from tests.follow_up import written
from tests.screens.test_plan_agree import needs
from tests.screens.test_plan_review import returned, state
from tests.story import LIBRARY, Someone, Story


def send_again(noy: Someone, plan: PlanId) -> None:
    """She answers what was asked and sends version two."""
    noy.forges(f"plan.step:{plan},problem")
    noy.says("1 basket in 10")
    noy.forges(f"plan.send:{plan}")
    noy.taps("📨 Send the plan")


def test_version_two_is_agreed_to_anew_and_shows_what_changed_in_lao(story: Story) -> None:
    noy = story.known("ນ້ອຍ")
    plan = returned(story, noy)
    seng = story.known("ແສງ")
    with story.database.begin() as uow:
        found = uow.plans.get(plan)
        assert found is not None
        uow.groups.join(found.group, 3, leader=False, now=story.now)  # type: ignore[arg-type]
        (action,) = uow.actions.of_plan(plan)
    needs(story, "all")
    noy.forges(f"plan.step:{plan},problem")
    noy.says("ໝາກນ້ອຍ 1 ໃນ 10 ກະຕ່າ")
    noy.forges(f"plan.field:{action.id},cost")
    noy.says("700000")
    noy.taps("👍")
    noy.forges(f"plan.send:{plan}")
    noy.taps("📨")
    assert noy.sees.has("ຕ້ອງມີ 2 ຄົນເຫັນດີກ່ອນສົ່ງແຜນ, ດຽວນີ້ມີ 1 ຄົນ. ຍັງລໍຖ້າ: ແສງ")
    noy.taps("👥 ຖາມ")
    seng.taps("👍")
    seng.taps("👍")
    noy.forges(f"plan.send:{plan}")
    noy.taps("📨")
    assert state(story, plan) is PlanState.SUBMITTED
    noy.forges(f"plan.overview:{plan}")
    noy.taps("ທຸກສະບັບ (2)")
    assert noy.sees.text.endswith("ຢາກອ່ານສະບັບໃດ?")
    assert noy.sees.buttons()[:2] == ["📝 ສະບັບທີ 2: 23/11/2026", "📝 ສະບັບທີ 1: 23/11/2026"]
    noy.taps("📝 ສະບັບທີ 2")
    assert "ສະບັບທີ 2: ນ້ອຍ ສົ່ງວັນທີ 23/11/2026" in noy.sees.text
    noy.taps("ມີຫຍັງປ່ຽນແດ່")
    assert noy.sees.text == (
        "ສະບັບທີ 2: ສິ່ງທີ່ປ່ຽນຈາກສະບັບທີ 1\n\n"
        "2. ບັນຫາ ຫຼື ໂອກາດ\nກ່ອນນີ້: ຄຳຕອບຂໍ້ 2\nດຽວນີ້: ໝາກນ້ອຍ 1 ໃນ 10 ກະຕ່າ\n\n"
        "🔨 ຊື້ແນວພັນ\n💰 ຕ້ອງໃຊ້ເງິນ: 500.000 ກີບ → 700.000 ກີບ"
    )


def test_a_version_stays_as_it_was_sent_and_its_pdf_comes_on_a_tap(story: Story) -> None:
    noy, bo = story.known("Noy", language="en"), story.known("Bo", language="en")
    plan = returned(story, noy)
    noy.forges(f"plan.step:{plan},problem")
    noy.says("something else")
    noy.forges("plan.version:1")
    assert noy.sees.buttons() == ["Next ▶", "📄 PDF", "🧭 More"]
    noy.taps("Next ▶")
    noy.taps("Next ▶")
    assert noy.sees.text == "Item 2 of 11: Problem or chance\nຄຳຕອບຂໍ້ 2"
    for _ in range(20):
        assert "something else" not in noy.sees.text
        if "Next ▶" in noy.sees.buttons():
            noy.taps("Next ▶")
    assert noy.sees.buttons() == ["📝 All versions", "◀ Page before"]
    noy.forges("plan.version:1")
    assert "✍️ What has changed" not in noy.sees.buttons()
    noy.taps("📄 PDF")
    paper = next(bubble for bubble in noy.phone.values() if bubble.medium)
    assert paper.medium is not None
    assert paper.medium["recipe"] == {"paper": "plan", "submission": 1, "language": "en"}
    assert bo.forges("plan.version:1").toast == "Only members of the group can see this"
    assert noy.forges("plan.version:99").toast == "This page is not there any more"


def test_the_marks_of_questions_whose_steps_stayed_come_along_to_version_two(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = returned(story, noy)
    send_again(noy, plan)
    with story.database.begin() as uow:
        again = max(uow.reviews.of_plan(plan), key=lambda one: one.id)
        carried = set(uow.reviews.scores(again.id))
    untouched = {one.key for one in LIBRARY.rubric.criteria if "problem" not in one.steps}
    assert carried == untouched


def test_the_expert_sees_what_changed_since_it_was_returned(story: Story) -> None:
    noy, bo = story.known("Noy", language="en"), story.known("Bo", language="en")
    plan = returned(story, noy)
    with story.database.begin() as uow:
        (before,) = uow.reviews.of_plan(plan)
    send_again(noy, plan)
    with story.database.begin() as uow:
        again = max(uow.reviews.of_plan(plan), key=lambda one: one.id)
        assert again.expert is not None
        uow.people.change(again.expert, language="en")
        number = uow.people.account_of(again.expert)
    expert = story.somebody("Dr. Kham", number)
    expert.forges(f"+review.plan:{before.id}")
    assert "what has changed" not in expert.sees.text
    changed = (
        "Version 2: what has changed since version 1\n\n2. Problem or chance\nBefore: ຄຳຕອບຂໍ້ 2\nNow: 1 basket in 10"
    )
    expert.forges(f"+review.changes:{again.id}")  # as earlier versions led to it
    assert expert.sees.text == changed
    expert.taps("Read the plan")
    assert expert.sees.text.startswith(changed)
    expert.taps("Next ▶")
    assert "1 basket in 10" in expert.sees.text
    assert bo.forges(f"review.changes:{again.id}").toast == "This part is not open to you"


def test_staff_set_the_days_of_the_work(story: Story) -> None:
    mali, seng = story.known("Mali", roles=(Role.STAFF,)), story.known("Seng", language="en")
    round_ = story.round()
    mali.forges(f"rounds.page:{round_}")
    mali.taps("📆")
    assert mali.sees.text == "ຮອບທີ 1\n📆 ວຽກໃນແຜນເຮັດມື້ໃດກໍໄດ້"
    mali.taps("📅 ມື້ທຳອິດ")
    mali.taps("30")
    mali.taps("📅 ມື້ສຸດທ້າຍ")
    mali.says("1/11/2026")
    assert mali.sees.text.startswith("ມື້ນັ້ນເລືອກບໍ່ໄດ້")
    mali.says("30/6/2027")
    assert mali.sees.text.endswith("📆 ເລີ່ມເຮັດວຽກໄດ້ຕັ້ງແຕ່ວັນຈັນ, 30 ພະຈິກ 2026\n📆 ຕ້ອງເຮັດວຽກໃຫ້ແລ້ວພາຍໃນວັນພຸດ, 30 ມິຖຸນາ 2027")
    mali.taps("📅 ມື້ທຳອິດ")
    mali.says("1/7/2027")
    assert mali.sees.text.startswith("ມື້ທຳອິດຢູ່ຫຼັງມື້ສຸດທ້າຍ. ເລືອກມື້ໃໝ່")
    with story.database.begin() as uow:
        found = uow.rounds.get(round_)
    assert found is not None
    assert (found.work_from, found.work_until) == (date(2026, 11, 30), date(2027, 6, 30))
    mali.forges(f"rounds.span!free:{round_}")
    assert mali.sees.text.endswith("📆 ວຽກໃນແຜນເຮັດມື້ໃດກໍໄດ້")
    assert seng.forges(f"rounds.span!free:{round_}").toast == "This part is not open to you"


# The check before it is sent ------------------------------------------------------------------------------------------
def test_the_check_finds_what_does_not_fit_and_opens_the_very_field(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = written(story, story.group(noy), noy)
    with story.database.begin() as uow:
        (round_,) = uow.rounds.kept()
        uow.rounds.change(round_.id, work_from=date(2026, 12, 1), work_until=date(2027, 6, 30))
        (action,) = uow.actions.of_plan(plan)
        uow.actions.change(action.id, now=story.now, own=900_000, due_on=date(2027, 7, 1))
        uow.actions.add(plan, now=story.now, what="Dig", who="Seng", cost=0, own=0, due_on=date(2026, 11, 1))
        uow.plans.change(plan, now=story.now)
    noy.forges(f"plan.review:{plan}")
    noy.taps("▫️ Still open")
    assert noy.sees.buttons()[:3] == ["▫️ Day not in the round", "▫️ Pays more than it costs", "▫️ Its day is over"]
    noy.taps("▫️ Its day is over")
    assert "Dig" in noy.sees.text


def test_the_experts_questions_are_a_list_of_the_group_s_own(story: Story) -> None:
    noy = story.known("ນ້ອຍ")
    plan = written(story, story.group(noy), noy)
    with story.database.begin() as uow:
        uow.answers.clear(plan, "partners", now=story.now)
        found = uow.plans.get(plan)
        assert found is not None
        whole = plan_view.whole(uow, LIBRARY, found)
    asked = readiness.expert_questions(whole, LIBRARY, story.now.date())
    open_ = [one.criterion.key for one in asked if not one.ready]
    assert open_ == [one.key for one in LIBRARY.rubric.criteria if "partners" in one.steps]
    noy.forges(f"plan.review:{plan}")
    noy.taps("⭐ ຜູ້ຊ່ຽວຊານຈະຖາມຫຍັງ")
    market = next(one for one in asked if one.criterion.key == "market")
    assert noy.sees.has(market.criterion.question("lo"), f"▫️ ຂໍ້ {market.look.number} ຍັງບໍ່ທັນບອກ")
    noy.taps(f"ຂໍ້ {market.look.number}")
    assert noy.sees.text.startswith(f"ຂໍ້ {market.look.number} ໃນ 11")
