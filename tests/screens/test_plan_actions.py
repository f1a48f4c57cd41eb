"""The table of actions: one question at a time, days and amounts read back, every line changed, moved, taken out."""

from datetime import date

import pytest

from bot.chat.message import length
from bot.domain.ids import PlanId
from bot.domain.plans import Action, costs
from tests.follow_up import send, written
from tests.story import Someone, Story


def begun(story: Story, *members: Someone) -> PlanId:
    """An empty plan that everybody has opened at its table."""
    round_, group = story.round(), story.group(*members)
    with story.database.begin() as uow:
        plan = uow.plans.add(group, round_, now=story.now)
    for member in members:
        member.forges(f"plan.actions:{plan}")
    return plan


def rows(story: Story, plan: PlanId) -> list[Action]:
    with story.database.begin() as uow:
        return uow.actions.of_plan(plan)


def dug(someone: Someone, what: str = "ຂຸດຂຸມ") -> None:
    """A whole line, by text and taps."""
    someone.says(what)
    someone.says("Aunt Bua")
    someone.says("15/1/2027")
    someone.taps("👍")
    someone.says("500,000")
    someone.taps("👍")
    someone.says("100,000")
    someone.taps("👍")


def test_a_line_is_asked_piece_by_piece_and_read_back(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    noy.says("ຂຸດຂຸມ 200 ຂຸມ")
    assert noy.sees.has("ຂຸດຂຸມ 200 ຂຸມ", "✅ ບັນທຶກວຽກແລ້ວ", "ວຽກນີ້ໃຜຮັບຜິດຊອບ? ກົດ ຫຼື ຂຽນຊື່")
    assert noy.sees.buttons()[:2] == ["👥 ຂ້ອຍເອງ", "Seng"]
    noy.taps("Seng")
    noy.says("15/1/2027")
    assert noy.sees.has("ຂຸດຂຸມ 200 ຂຸມ", "ວັນສຸກ, 15 ມັງກອນ 2027 – ແມ່ນບໍ?")
    noy.taps("👍 ແມ່ນ")
    noy.says("1,5 ລ້ານ")
    assert noy.sees.has("ຂຸດຂຸມ 200 ຂຸມ", "1.500.000 ກີບ (ໜຶ່ງລ້ານຫ້າແສນ) – ແມ່ນບໍ?")
    noy.taps("👍 ແມ່ນ")
    assert noy.sees.text.startswith("ຂຸດຂຸມ 200 ຂຸມ – Seng – 15/1 – 1.500.000 ກີບ\n")
    noy.taps("💰 ອອກເອງເຄິ່ງໜຶ່ງ")
    assert "1 ວຽກ. ລວມ 1.500.000 ກີບ, ກຸ່ມອອກເອງ 750.000 ກີບ" in noy.sees.text
    assert "✅ 1. ຂຸດຂຸມ 200 ຂຸມ" in noy.sees.buttons()
    (row,) = rows(story, plan)
    assert (row.what, row.who, row.owner) == ("ຂຸດຂຸມ 200 ຂຸມ", "Seng", seng.me)
    assert (row.due, row.cost, row.own) == (date(2027, 1, 15), 1_500_000, 750_000)


def test_each_piece_is_kept_as_it_arrives_and_an_unfinished_line_is_marked(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("Dig holes")
    noy.says("/menu")
    noy.forges(f"plan.actions:{plan}")
    assert "▫️ 1. Dig holes" in noy.sees.buttons()
    noy.forges(f"plan.review:{plan}")
    noy.taps("Still open")
    noy.taps("Others")
    noy.taps("👥 Who: Dig holes")
    noy.says("Noy")
    assert rows(story, plan)[0].owner == noy.me
    assert "Which day does it start and which day is it done?" in noy.sees.text


def test_three_short_messages_are_three_lines(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    story.delivering = False
    for what in ("Dig holes", "Buy seedlings", "Build a fence"):
        noy.says(what)
    story.delivering = True
    story.deliver()
    assert [row.what for row in rows(story, plan)] == ["Dig holes", "Buy seedlings", "Build a fence"]


@pytest.mark.parametrize(
    ("typed", "buttons"),
    [
        ("ອາທິດໜ້າ", 7),
        ("1/11/2026", 2),  # gone by: next year's, or really this one
        ("next week", 7),
    ],
)
def test_an_unsure_day_is_chosen_from_buttons(story: Story, typed: str, buttons: int) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("Dig holes")
    noy.taps("Skip")
    noy.says(typed)
    assert noy.sees.text.endswith("Which is it? Choose")
    assert len(noy.sees.buttons()) == buttons + 1
    assert rows(story, plan)[0].due is None
    noy.taps(noy.sees.buttons()[0])
    assert rows(story, plan)[0].due is not None


def test_a_day_that_is_over_is_asked_back_before_it_is_kept(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("Dig holes")
    noy.taps("Skip")
    noy.says("20/11/2026")
    noy.taps("20 November 2026")
    assert rows(story, plan)[0].due == date(2026, 11, 20)


def test_what_is_not_understood_is_asked_again_with_an_example(story: Story) -> None:
    noy = story.known("ນ້ອຍ")
    plan = begun(story, noy)
    noy.says("ຂຸດຂຸມ")
    noy.taps("ຂ້ອຍເອງ")
    noy.says("ເມື່ອສະບາຍໃຈ")
    assert noy.sees.has("ຍັງບໍ່ເຂົ້າໃຈວັນທີນີ້. ລອງຂຽນແບບນີ້: 15/1/2027", "ຂຸດຂຸມ")
    noy.sends("photo")
    assert noy.sees.has("✅ ເກັບໄວ້ນຳຕາຕະລາງວຽກແລ້ວ", "ຂຸດຂຸມ", "ຈະເລີ່ມມື້ໃດ ແລະ ແລ້ວມື້ໃດ?")
    noy.taps("ອາທິດໜ້າ")
    noy.says("ຫຼາຍໂພດ")
    assert noy.sees.has("ຍັງບໍ່ເຂົ້າໃຈຈຳນວນເງິນນີ້. ຕົວຢ່າງ: 500.000", "ຂຸດຂຸມ")
    assert rows(story, plan)[0].cost is None


def test_yes_may_be_typed_and_another_day_too(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("Dig holes")
    noy.says("Seng")
    noy.says("15/1/2027")
    noy.says("16/1/2027")
    assert "Saturday, 16 January 2027 – is that right?" in noy.sees.text
    noy.says("yes")
    assert rows(story, plan)[0].due == date(2027, 1, 16)


def test_a_double_tap_keeps_once_and_goes_on_once(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("Dig holes")
    noy.says("Seng")
    noy.says("15/1/2027")
    bubble, button = noy.bubble("👍 Yes")
    noy.forges(button["data"], bubble.id)
    noy.forges(button["data"], bubble.id)
    assert noy.sees.text.endswith("How much does it cost? Press or write, for example 850 thousand")
    assert rows(story, plan)[0].due == date(2027, 1, 15)


def test_an_old_quick_button_does_not_undo_what_came_after_it(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("Dig holes")
    noy.taps("Myself")
    noy.taps("Next week")
    assert (rows(story, plan)[0].start, rows(story, plan)[0].due) == (date(2026, 11, 30), date(2026, 12, 6))
    bubble, old = noy.bubble("2,000,000 kip")
    noy.taps("200,000 kip")
    noy.forges(old["data"], bubble.id)
    assert rows(story, plan)[0].cost == 200_000


def test_a_line_is_changed_field_by_field(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    dug(noy)
    for field, typed in (("✍️ What", "Dig 200 holes"), ("👥 Who", "noy"), ("💡 How we know", "a photo")):
        noy.taps("1. ")
        noy.taps(field)
        noy.says(typed)
    noy.taps("1. ")
    noy.taps("📅 Start")
    noy.says("1/1/2027")
    noy.taps("👍 Yes")
    (row,) = rows(story, plan)
    assert (row.what, row.who, row.owner, row.sign) == ("Dig 200 holes", "noy", noy.me, "a photo")
    assert row.start == date(2027, 1, 1)
    noy.taps("1. ")
    assert noy.sees.text == (
        "Dig 200 holes\n👥 noy\n📅 1–15/1\n💰 500,000 kip, the group pays 100,000 kip\n💡 a photo\n"
        "What do you want to change?"
    )


def test_lines_are_moved_copied_taken_out_and_put_back_and_the_sums_are_right(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    dug(noy, "Dig holes")
    dug(noy, "Buy seedlings")
    noy.taps("2. ")
    noy.looks("Move up")
    bubble, up = noy.bubble("Move up")
    noy.forges(up["data"], bubble.id)
    noy.forges(up["data"], bubble.id)
    assert [row.what for row in rows(story, plan)] == ["Buy seedlings", "Dig holes"]
    noy.forges(f"plan.actions:{plan}")
    noy.taps("1. ")
    noy.looks("Copy")
    bubble, copy = noy.bubble("Copy")
    noy.forges(copy["data"], bubble.id)
    noy.forges(copy["data"], bubble.id)
    assert [row.what for row in rows(story, plan)] == ["Buy seedlings", "Dig holes", "Buy seedlings"]
    assert costs(rows(story, plan)).total == 1_500_000
    noy.forges(f"plan.actions:{plan}")
    assert "3 pieces of work. Together 1,500,000 kip, the group pays 300,000 kip" in noy.sees.text
    noy.taps("3. ")
    noy.taps("🗑 Take out")
    assert costs(rows(story, plan)).total == 1_000_000
    noy.taps("Put it back")
    assert costs(rows(story, plan)).total == 1_500_000


def test_the_group_cannot_pay_more_than_it_costs(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    dug(noy)
    noy.taps("1. ")
    noy.taps("💰 Group pays")
    noy.says("2 million")
    noy.taps("👍 Yes")
    assert noy.sees.text.startswith("The group cannot pay more itself than it costs")
    assert rows(story, plan)[0].own == 100_000


def test_a_voice_stands_beside_the_table_and_never_becomes_a_conflict(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    noy.sends("voice", seconds=30)
    assert "ມີຄຳຕອບເປັນສຽງນຳ" in noy.sees.text
    seng.sends("photo")
    with story.database.begin() as uow:
        found = uow.answers.get(plan, "actions")
    assert found is not None
    assert [part.kind for part in found.parts] == ["voice", "photo"]
    seng.taps("See or listen")
    assert [bubble.medium["kind"] for bubble in seng.phone.values() if bubble.medium] == ["voice", "photo"]


def test_what_is_typed_on_the_example_becomes_a_line(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.taps("See an example")
    noy.says("Dig holes")
    assert [row.what for row in rows(story, plan)] == ["Dig holes"]


def test_forty_long_lines_still_fit_a_message(story: Story) -> None:
    noy = story.known("ນ້ອຍ")
    plan = begun(story, noy)
    with story.database.begin() as uow:
        for _ in range(40):
            values = {"what": "ຂຸດຂຸມ " * 60, "who": "ກຸ່ມ" * 12, "due_on": date(2027, 1, 15), "cost": 10**11}
            uow.actions.add(plan, now=story.now, **values)
    for page in ("plan.actions", "plan.review", "plan.overview"):
        noy.forges(f"{page}:{plan}")
        assert length(noy.sees.text) <= 4096
    noy.forges(f"plan.actions:{plan}")
    assert len(noy.sees.buttons()) <= 100  # what Telegram takes under one message
    noy.says("ອີກວຽກໜຶ່ງ")
    assert len(rows(story, plan)) == 40


def test_strangers_and_a_sent_plan_change_nothing(story: Story) -> None:
    noy, bo = story.known("Noy", language="en"), story.known("Bo", language="en")
    plan = written(story, story.group(noy), noy)
    row = rows(story, plan)[0]
    for data in (f"plan.action!remove:{row.id}@0", f"plan.field!take:{row.id},cost;5@0", f"plan.field:{row.id},cost"):
        bo.forges(data)
        assert "Only members of the group can see this" in bo.sees.text
    send(story, plan, noy)
    noy.forges(f"plan.action!remove:{row.id}@0")
    assert noy.sees.has("The plan is sent, and the experts are reading it. It cannot be changed now")
    assert rows(story, plan) == [row]


@pytest.mark.parametrize(
    "data", ["plan.field!take:1,due;99999999@0", "plan.field!take:1,cost;-5@0", "plan.sure!pick:1,due,zz-zz;9@0"]
)
def test_a_forged_day_or_amount_is_not_kept(story: Story, data: str) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    noy.says("Dig holes")
    noy.forges(data)
    assert (rows(story, plan)[0].due, rows(story, plan)[0].cost) == (None, None)


def test_a_cost_below_the_groups_share_takes_the_share_down_with_it(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    dug(noy)
    noy.forges(f"plan.field:{rows(story, plan)[0].id},cost")
    assert "So far: 500,000 kip" in noy.sees.text
    noy.says("50.000")
    noy.taps("👍 Yes")
    assert noy.sees.has(
        "✅ Saved: 50,000 kip\nIt replaces “500,000 kip” by Noy, which is kept\n"
        "The group's share was more than the cost. It is 50,000 kip now"
    )
    (row,) = rows(story, plan)
    assert (row.cost, row.own) == (50_000, 50_000)
    assert costs(rows(story, plan)).asked == 0


def test_a_share_above_the_cost_is_refused(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    dug(noy)
    noy.forges(f"plan.field:{rows(story, plan)[0].id},own")
    noy.says("600 thousand")
    noy.taps("👍 Yes")
    assert noy.sees.has("The group cannot pay more itself than it costs")
    assert rows(story, plan)[0].own == 100_000


def test_a_start_behind_the_end_is_said(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    dug(noy)
    noy.forges(f"plan.field:{rows(story, plan)[0].id},start")
    noy.says("20/1/2027")
    noy.taps("👍 Yes")
    assert noy.sees.has("✅ Saved: Wednesday, 20 January 2027\nIt starts after it ends")


def test_what_a_line_says_can_be_emptied(story: Story) -> None:
    noy = story.known("Noy", language="en")
    plan = begun(story, noy)
    dug(noy)
    for field in ("who", "due", "cost"):
        noy.forges(f"plan.field:{rows(story, plan)[0].id},{field}")
        noy.taps("🗑 Empty it")
    (row,) = rows(story, plan)
    assert (row.who, row.owner, row.due, row.cost, row.own) == ("", None, None, None, None)
    noy.forges(f"plan.field:{row.id},what")
    assert "🗑 Empty it" not in noy.sees.buttons()
    noy.forges(f"plan.field!empty:{row.id},what@{row.revision}")
    assert rows(story, plan)[0].what == "ຂຸດຂຸມ"


def test_two_people_on_one_field_choose_before_an_answer_is_replaced(story: Story) -> None:
    noy, seng = story.known("ນ້ອຍ"), story.known("Seng", language="en")
    plan = begun(story, noy, seng)
    noy.says("ຂຸດຂຸມ")
    (row,) = rows(story, plan)
    seng.forges(f"plan.field:{row.id},who")
    noy.says("ປ້າບົວ")
    seng.says("Uncle Kham")
    assert rows(story, plan)[0].who == "ປ້າບົວ"
    seng.taps("Keep mine")
    assert rows(story, plan)[0].who == "Uncle Kham"


@pytest.mark.parametrize(("field", "day"), [("start", date(2026, 12, 31)), ("due", date(2027, 1, 29))])
def test_a_season_is_a_start_or_an_end_only_by_yes(story: Story, field: str, day: date) -> None:
    noy = story.known("ນ້ອຍ")
    plan = begun(story, noy)
    noy.says("ຂຸດຂຸມ")
    (row,) = rows(story, plan)
    noy.forges(f"plan.field:{row.id},{field}")
    noy.says("ຫຼັງເກັບກ່ຽວເຂົ້າ")
    assert noy.sees.text.endswith("1/12/2027 – 29/2/2028\nຕົ້ນ, ກາງ ຫຼື ທ້າຍ? ປີໃດ?")
    noy.taps("ກາງ (12/2026)")
    assert noy.sees.text.endswith("– ແມ່ນບໍ?")
    assert (rows(story, plan)[0].start, rows(story, plan)[0].due) == (None, None)
    noy.taps("👍 ແມ່ນ")
    assert getattr(rows(story, plan)[0], field) == day


def test_a_name_of_two_festivals_asks_which_day_of_them(story: Story) -> None:
    noy = story.known("ນ້ອຍ")
    plan = begun(story, noy)
    noy.says("ຂຸດຂຸມ")
    (row,) = rows(story, plan)
    noy.forges(f"plan.field:{row.id},due")
    noy.says("ບຸນປີໃໝ່")
    assert noy.sees.buttons()[:2] == ["ວັນສຸກ, 1 ມັງກອນ 2027", "ວັນພຸດ, 14 ເມສາ 2027"]
    noy.taps("ວັນພຸດ, 14")
    assert rows(story, plan)[0].due == date(2027, 4, 14)
