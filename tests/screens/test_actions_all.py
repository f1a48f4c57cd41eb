"""The work of all groups for staff and nobody else: filters, locations, projects and rounds, by tap and by name."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.ids import GroupId
from bot.domain.people import Role
from bot.domain.plans import ActionState
from tests.follow_up import action, approved
from tests.story import Someone, Story


class Programme:
    """Two groups in Attapeu (Sanxay and Samakkhixay), one in Salavan; today is Monday, 23 November 2026."""

    def __init__(self, story: Story, *, language: str = "en") -> None:
        self.story = story
        self.mali = story.known("Mali", language=language, roles=(Role.STAFF,))
        self.noy, self.seng, self.dao = (story.known(name, language="en") for name in ("Noy", "Seng", "Dao"))
        asparagus = approved(story, self.group(self.noy, "ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ", "1704", "RLIP"))
        coffee = approved(story, self.group(self.seng, "ກຸ່ມກາເຟ", "1702", "RLIP"))
        pigs = approved(story, self.group(self.dao, "ກຸ່ມລ້ຽງໝູ", "1401", "SSSJ"))
        action(story, asparagus, date(2026, 11, 3), self.noy, what="ຂຸດຂຸມ")
        action(story, asparagus, date(2026, 11, 28), self.noy, what="ຊື້ແນວພັນ")
        self.state(action(story, asparagus, date(2026, 11, 20), self.noy, what="ເຮັດຮົ້ວ"), ActionState.DONE)
        self.state(action(story, coffee, date(2026, 12, 8), self.seng, what="ສ້ອມຄ້າງ"), ActionState.HELP)
        action(story, pigs, date(2026, 10, 24), self.dao, what="ສ້າງຄອກ")

    def group(self, leader: Someone, name: str, district: str, project: str) -> GroupId:
        group = self.story.group(leader, name=name, district=district)
        with self.story.database.begin() as uow:
            uow.groups.change(group, project=project)
        return group

    def state(self, key: int, state: ActionState) -> None:
        with self.story.database.begin() as uow:
            uow.actions.change(key, now=self.story.now, state=state.value)  # type: ignore[arg-type]


def work(someone: Someone) -> list[str]:
    """The names of the actions on the page."""
    return [
        label.split(" ", 1)[1] for label in someone.sees.buttons() if label[:1] in "🔴▫🙋✅📅🔨" and "(" not in label
    ]


def test_staff_see_what_is_overdue_first_with_a_count_for_each_filter(story: Story) -> None:
    mali = Programme(story).mali
    mali.says("/actions")
    assert mali.sees.text == (
        "🗂 Work of all groups\n🔴 Overdue\n\n"
        "🔴 ສ້າງຄອກ\nກຸ່ມລ້ຽງໝູ, Salavan\n24/10/2026, 30 days late, Dao\n\n"
        "🔴 ຂຸດຂຸມ\nກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ, Sanxay\n3/11/2026, 20 days late, Noy"
    )
    assert mali.sees.buttons()[2:] == [
        *("• 🔴 Overdue (2)", "🙋 Want help (1)", "📅 This month (3)", "✅ Done (1)", "🔨 All (5)"),
        *("📍 Whose work", "📊 By district"),
    ]
    mali.taps("Want help (1)")
    assert work(mali) == ["ສ້ອມຄ້າງ"]
    mali.taps("📅 This month (3)")
    assert work(mali) == ["ຂຸດຂຸມ", "ເຮັດຮົ້ວ", "ຊື້ແນວພັນ"]
    mali.taps("✅ Done (1)")
    assert work(mali) == ["ເຮັດຮົ້ວ"]


def test_in_lao_too(story: Story) -> None:
    mali = Programme(story, language="lo").mali
    mali.says("/actions")
    assert mali.sees.text.startswith("🗂 ວຽກຂອງທຸກກຸ່ມ\n🔴 ກາຍກຳນົດ\n\n🔴 ສ້າງຄອກ\nກຸ່ມລ້ຽງໝູ, ເມືອງ")
    mali.says("ເມືອງສານໄຊ")
    assert "ສານໄຊ" in mali.sees.text
    assert work(mali) == ["ຂຸດຂຸມ"]


def test_an_action_opens_with_its_history_and_returns(story: Story) -> None:
    mali = Programme(story).mali
    mali.says("/actions")
    mali.taps("🔴 ສ້າງຄອກ")
    assert "Responsible: Dao" in mali.sees.text
    assert mali.sees.buttons() == ["🔨 All the work", "🧭 More"]


def test_province_then_district_then_group_by_taps(story: Story) -> None:
    mali = Programme(story).mali
    mali.says("/actions")
    mali.taps("🔨 All (5)")
    mali.taps("📍 Whose work")
    assert [label for label in mali.sees.buttons() if "(" in label] == ["Salavan (1)", "Attapeu (4)"]
    mali.taps("Attapeu (4)")
    assert mali.sees.text.startswith("🗂 Work of all groups\nAttapeu\n🔨 All")
    mali.taps("📍 Whose work")
    mali.taps("Sanxay (3)")
    assert work(mali) == ["ຂຸດຂຸມ", "ເຮັດຮົ້ວ", "ຊື້ແນວພັນ"]
    mali.taps("📍 Whose work")
    mali.taps("ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ (3)")
    mali.taps("📍 Whose work")
    mali.taps("All groups")
    assert len(work(mali)) == 5


def test_project_and_round_by_taps(story: Story) -> None:
    mali = Programme(story).mali
    mali.says("/actions")
    mali.taps("🔨 All (5)")
    mali.taps("📍 Whose work")
    mali.taps("🏷 Project")
    mali.taps("SSSJ (1)")
    assert work(mali) == ["ສ້າງຄອກ"]
    mali.taps("📍 Whose work")
    mali.taps("All groups")
    mali.taps("📍 Whose work")
    mali.taps("🏁 Round")
    mali.taps("Round 1 (3)")
    assert work(mali) == ["ຂຸດຂຸມ", "ເຮັດຮົ້ວ", "ຊື້ແນວພັນ"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ກຸ່ມກາເຟ", ["ສ້ອມຄ້າງ"]),
        ("ກາເຟ", ["ສ້ອມຄ້າງ"]),
        ("sanxay", ["ຂຸດຂຸມ", "ເຮັດຮົ້ວ", "ຊື້ແນວພັນ"]),
        ("ແຂວງສາລະວັນ", ["ສ້າງຄອກ"]),
        ("sssj", ["ສ້າງຄອກ"]),
    ],
)
def test_a_typed_name_narrows_it_down(story: Story, typed: str, found: list[str]) -> None:
    mali = Programme(story).mali
    mali.says("/actions")
    mali.taps("🔨 All (5)")
    mali.says(typed)
    if mali.sees.text.startswith("Which one?"):
        mali.taps("📍 Province")
    assert work(mali) == found


def test_several_that_fit_are_asked_back_and_none_is_said(story: Story) -> None:
    mali = Programme(story).mali
    mali.says("/actions")
    mali.says("ກຸ່ມ")
    assert mali.sees.text == "Which one? Choose"
    assert [label for label in mali.sees.buttons() if "🏘" in label] == [
        *("🏘 Group ກຸ່ມໜໍ່ໄມ້ຝຣັ່ງ (1)", "🏘 Group ກຸ່ມກາເຟ (0)", "🏘 Group ກຸ່ມລ້ຽງໝູ (1)"),
    ]
    mali.taps("🏘 Group ກຸ່ມລ້ຽງໝູ")
    assert work(mali) == ["ສ້າງຄອກ"]
    mali.says("Timbuktu")
    assert mali.sees.text.startswith("No group, district, province or project of this name has work")
    mali.says("Done")
    assert mali.sees.text.startswith("🗂 Work of all groups\nກຸ່ມລ້ຽງໝູ\n✅ Done")
    mali.sends("voice")
    assert mali.sees.text.startswith("Please write this, or choose it with a button")


def test_a_long_list_is_paged(story: Story) -> None:
    programme = Programme(story)
    plan = approved(story, programme.group(programme.noy, "ກຸ່ມປາ", "1704", "RLIP"))
    for number in range(21):
        action(story, plan, date(2026, 11, 4), what=f"ວຽກ {number}")
    programme.mali.says("/actions")
    assert "Page 1 of 3" in programme.mali.sees.text
    programme.mali.taps("More ▶")
    programme.mali.taps("More ▶")
    assert len(work(programme.mali)) == 3
    programme.mali.forges("actions.all:overdue,all,99")
    assert "Page 3 of 3" in programme.mali.sees.text


def test_the_districts_where_things_stand_still_the_worst_first(story: Story) -> None:
    mali = Programme(story).mali
    mali.says("/actions")
    mali.taps("📊 By district")
    assert mali.sees.text == (
        "📊 By district\n\nSalavan\n🔴 Overdue: 1. Groups: 1. Longest: 30 days\n\n"
        "Sanxay\n🔴 Overdue: 1. Groups: 1. Longest: 20 days\n\nSamakkhixay\n🙋 Want help: 1"
    )
    mali.taps("🔴 Sanxay (1)")
    assert work(mali) == ["ຂຸດຂຸມ"]


@pytest.mark.parametrize(
    "claim", ["actions.all", "actions.all:all,all", "actions.where:all,all", "actions.meant:all,g1", "actions.stuck"]
)
def test_nobody_but_staff_sees_all_groups(story: Story, claim: str) -> None:
    programme = Programme(story)
    kham, bo = story.known("Dr. Kham", roles=(Role.EXPERT,)), story.somebody("Bo")
    for someone in (programme.noy, kham, bo):
        someone.forges(claim)
        assert "ສ້າງຄອກ" not in someone.sees.text
        assert "Salavan" not in someone.sees.text
    programme.mali.forges(claim)
    assert any(word in programme.mali.sees.text for word in ("ສ້າງຄອກ", "Whose work?", "Which one?", "Salavan"))


@pytest.mark.parametrize("claim", ["actions.all:x,d99999999999,1", "actions.all:help,jzz", "actions.where:x,g0,x"])
def test_a_forged_filter_shows_a_page_all_the_same(story: Story, claim: str) -> None:
    mali = Programme(story).mali
    mali.forges(claim)
    assert mali.sees.buttons()


def test_a_member_who_is_staff_too_sees_the_own_group_first(story: Story) -> None:
    programme = Programme(story)
    with story.database.begin() as uow:
        uow.people.put_role(programme.noy.me, Role.STAFF, "confirmed", now=story.now)
    programme.noy.says("/actions")
    assert programme.noy.sees.has("Which work?")
    programme.noy.taps("Work of all groups")
    assert programme.noy.sees.text.startswith("🗂 Work of all groups")
