"""The group's money in the open: several amounts, receipts, corrections that keep what was wrong, and who sees it."""

from __future__ import annotations

from datetime import date

from bot.domain.ids import ActionId
from bot.domain.people import Role
from tests.follow_up import action, approved
from tests.story import Someone, Story

DUE = date(2026, 12, 10)


def at_work(story: Story, *, language: str = "lo") -> tuple[Someone, Someone, ActionId]:
    """Noy leads, Seng is in the group, and there is one piece of work for 500,000 kip."""
    noy, seng = story.known("Noy", language=language), story.known("Seng", language=language)
    return noy, seng, action(story, approved(story, story.group(noy, seng)), DUE, seng)


def spend(someone: Someone, amount: str) -> None:
    """Write an amount for the only piece of work."""
    someone.says("/money")
    someone.taps("💰 ຊື້ແນວພັນ")
    someone.taps("✍️")
    someone.says(amount)
    someone.bubble("Yes" if "is that right" in someone.sees.text else "ແມ່ນ")
    someone.taps("Yes" if "is that right" in someone.sees.text else "ແມ່ນ")


def spent(story: Story, key: ActionId) -> int | None:
    with story.database.begin() as uow:
        found = uow.actions.get(key)
    assert found is not None
    return found.spent


def test_several_amounts_with_receipts_and_whose_money_it_was(story: Story) -> None:
    noy, seng, key = at_work(story)
    spend(seng, "200 ພັນ")
    assert seng.sees.text == (
        "💰 200.000 ກີບ (ສອງແສນ)\nຊື້ແນວພັນ\nSeng, 23/11/2026\nແມ່ນເງິນຂອງໃຜ?\n✅ ບັນທຶກແລ້ວ\n📷 ສົ່ງຮູບໃບຮັບເງິນ ຫຼື ບອກວ່າຊື້ຫຍັງ"
    )
    assert seng.sees.buttons() == ["👥 ເງິນກຸ່ມອອກເອງ", "ເງິນໂຄງການ", "✍️ ແກ້ຈຳນວນ", "🗑 ຂີດອອກ", "◀ ກັບຄືນ"]
    seng.sends("photo", caption="ແນວພັນ 20 ກິໂລ")
    assert "ແນວພັນ 20 ກິໂລ" in seng.sees.text
    assert "📷 ໃບຮັບເງິນ 1 ໃບ" in seng.sees.text
    seng.taps("👥 ເງິນກຸ່ມອອກເອງ")
    spend(noy, "400.000")
    noy.taps("ເງິນໂຄງການ")
    noy.says("/money")
    assert noy.sees.text == (
        "ວາງແຜນໄວ້ 500.000 ກີບ\nກຸ່ມອອກເງິນເອງ 200.000 ກີບ\n💰 ໃຊ້ໄປ 600.000 ກີບ, ກາຍແຜນ 100.000 ກີບ\nເງິນຂອງວຽກໃດ?"
    )
    noy.taps("💰 ຊື້ແນວພັນ")
    assert noy.sees.buttons()[1:3] == ["💰 400.000 ກີບ – Noy", "💰 200.000 ກີບ – Seng"]
    noy.taps("📷 ໃບຮັບເງິນ (1)")
    assert [bubble.medium["kind"] for bubble in noy.phone.values() if bubble.medium] == ["photo"]
    assert spent(story, key) == 600_000


def test_a_correction_keeps_what_was_wrong_and_says_who_corrected_it(story: Story) -> None:
    noy, seng, key = at_work(story, language="en")
    spend(seng, "200,000")
    seng.sends("photo")
    noy.says("/money")
    noy.taps("💰 ຊື້ແນວພັນ")
    noy.taps("💰 200,000 kip – Seng")
    noy.taps("Correct")
    assert noy.sees.text == "ຊື້ແນວພັນ – Seng\n200,000 kip was written. What is the right amount?"
    noy.says("250,000")
    assert noy.sees.text == (
        "Written until now: 200,000 kip (two hundred thousand)\n"
        "250,000 kip (two hundred fifty thousand) – is that right?"
    )
    noy.taps("Yes")
    assert "📷 Receipts: 1" in noy.sees.text
    noy.taps("◀ Back")
    assert noy.sees.buttons()[1:3] == ["💰 250,000 kip – Seng", "🗑 200,000 kip – Seng"]
    noy.taps("🗑 200,000 kip – Seng")
    assert "✍️ Noy corrected it on 23/11/2026" in noy.sees.text
    assert noy.sees.buttons() == ["◀ Back"]
    assert spent(story, key) == 250_000
    seng.says("/actions")
    seng.taps("ຊື້ແນວພັນ")
    assert "23/11/2026 Noy: 💰 Corrected 200,000 kip to 250,000 kip" in seng.sees.text


def test_an_amount_written_by_mistake_is_struck_out_after_a_question_and_stays_readable(story: Story) -> None:
    _, seng, key = at_work(story, language="en")
    spend(seng, "9,000,000")
    seng.taps("🗑 Strike out")
    assert seng.sees.text == (
        "Was 9,000,000 kip (nine million) written by mistake? "
        "It will not count any more, but everybody can still see it"
    )
    strike = seng.bubble("🗑 Strike out")
    seng.taps("🗑 Strike out")
    seng.forges(strike[1]["data"], strike[0].id)
    assert "🗑 9,000,000 kip – Seng" in seng.sees.buttons()
    assert spent(story, key) is None


def test_a_second_tap_on_yes_writes_nothing_twice_and_an_old_button_still_writes(story: Story) -> None:
    noy, seng, key = at_work(story, language="en")
    seng.forges(f"actions.sum:{key},{200_000:x}")
    yes = seng.bubble("Yes")
    seng.taps("Yes")
    seng.forges(yes[1]["data"], yes[0].id)
    assert spent(story, key) == 200_000
    noy.forges(f"actions.sum!take:{key},{300_000:x};300000,0")
    assert noy.sees.has("This button is old. Here is the page as it is now")
    assert spent(story, key) == 200_000


def test_a_button_from_before_there_were_several_amounts_still_writes_the_first(story: Story) -> None:
    _, seng, key = at_work(story, language="en")
    for _ in range(2):
        seng.forges(f"actions.sum!take:{key},{300_000:x};300000")
    assert spent(story, key) == 300_000


def test_staff_and_experts_read_the_money_and_change_nothing(story: Story) -> None:
    _, seng, key = at_work(story, language="en")
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    kham = story.known("Dr. Kham", language="en", roles=(Role.EXPERT,))
    spend(seng, "200,000")
    mali.forges("money.group:1")
    assert "💰 Used 200,000 kip, 300,000 kip left" in mali.sees.text
    for someone in (mali, kham):
        someone.forges(f"money.action:{key}")
        assert not any("✍️" in label for label in someone.sees.buttons())
        someone.forges("money.expense:1")
        assert someone.sees.buttons() == ["◀ Back"]
        for claim in ("money.expense!paid:1;own", "money.strike!strike:1", f"actions.sum!take:{key},5;5,1"):
            someone.forges(claim)
            assert "Only members of the group can do this" in someone.sees.text
    assert spent(story, key) == 200_000


def test_strangers_other_groups_and_removed_members_see_no_money(story: Story) -> None:
    noy, seng, key = at_work(story, language="en")
    dao, bo = story.known("Dao", language="en"), story.somebody("Bo")
    story.group(dao, name="ກຸ່ມກາເຟ")
    spend(seng, "200,000")
    with story.database.begin() as uow:
        uow.groups.leave(uow.groups.of_person(noy.me)[0].group, noy.me)
    claims = (
        *("money.group:1", f"money.action:{key}", "money.expense:1", "money.strike:1", f"actions.cost:{key},,1"),
        *("money.expense!paid:1;own", "money.strike!strike:1", f"actions.sum!take:{key},5;5,1", f"actions.cost:{key}"),
    )
    for someone in (noy, dao, bo):
        for claim in claims:
            someone.forges(claim)
            assert "200,000" not in someone.sees.text
            assert "ຊື້ແນວພັນ" not in someone.sees.text
    with story.database.begin() as uow:
        assert [(one.kip, one.paid, one.counts) for one in uow.expenses.of_actions([key])] == [(200_000, "", True)]


def test_another_member_may_add_a_receipt_but_not_change_the_amount(story: Story) -> None:
    noy, seng, _ = at_work(story, language="en")
    dao = story.known("Dao", language="en")
    with story.database.begin() as uow:
        uow.groups.join(uow.groups.of_person(noy.me)[0].group, dao.me, leader=False, now=story.now)
    spend(seng, "200,000")
    dao.says("/money")
    dao.taps("💰 ຊື້ແນວພັນ")
    dao.taps("💰 200,000 kip")
    assert dao.sees.buttons() == ["◀ Back"]
    dao.sends("voice", seconds=5)
    assert dao.sees.has("✅ Kept with this amount")
    dao.forges("money.strike!strike:1")
    assert dao.sees.has("Only Seng and the group leader can change this")


def test_before_a_plan_has_passed_the_page_says_what_comes(story: Story) -> None:
    noy, bo = story.known("Noy", language="en"), story.known("Bo", language="en")
    story.group(noy)
    for someone in (noy, bo):
        someone.says("/money")
        assert someone.sees.text == "The money of the group comes here when its plan has passed"


def test_long_words_and_many_amounts_still_fit_a_message(story: Story) -> None:
    _, seng, key = at_work(story, language="en")
    with story.database.begin() as uow:
        for _ in range(20):
            uow.expenses.add(key, seng.me, 1_000, now=story.now, words="x" * 1_900)
    seng.forges(f"money.action:{key}")
    assert len(seng.sees.text) <= 4096
    for _ in range(6):
        seng.taps("Older ▶")
    assert len([label for label in seng.sees.buttons() if label.startswith("💰")]) == 2
