"""Rounds: prepared with a name and a last day, opened, closed, ranked with shared positions, and released."""

import pytest

from bot.domain.ids import PlanId, RoundId
from bot.domain.people import Role
from bot.domain.plans import Round
from tests.story import Someone, Story


@pytest.fixture
def mali(story: Story) -> Someone:
    return story.known("Mali", language="en", roles=(Role.STAFF,))


def kept(story: Story, round_id: int = 1) -> Round:
    with story.database.begin() as uow:
        found = uow.rounds.get(RoundId(round_id))
    assert found is not None
    return found


def plan(story: Story, round_id: RoundId, leader: Someone, name: str, state: str = "submitted") -> PlanId:
    """The plan of a new group in a round."""
    group = story.group(leader, name=name)
    with story.database.begin() as uow:
        new = uow.plans.add(group, round_id, now=story.now)
        uow.plans.change(new, now=story.now, state=state)
    return new


def test_a_round_is_named_in_both_languages_dated_read_back_and_opened(story: Story, mali: Someone) -> None:
    mali.says("/rounds")
    assert mali.sees.text == "🏁 Rounds\n\nThere is none yet"
    mali.taps("New round")
    mali.says("ຮອບທີ 2")
    mali.says("Round 2")
    assert mali.sees.text.endswith("By which day must groups send their plans? For example 15/1/2027 or in 30 days")
    mali.says("ວັນທີ 15 ມັງກອນ 2570")
    assert mali.sees.text == "Friday, 15 January 2027 – is that right?"
    mali.taps("Yes")
    assert "⏰ Plans are due on Friday, 15 January 2027" in mali.sees.text
    assert kept(story).state == "draft"
    mali.taps("Open the round")
    assert mali.sees.text == "Round 2\n\nGroups can write their plans from now on. Open the round?"
    mali.taps("Open the round")
    found = kept(story)
    assert (found.state, dict(found.name)) == ("open", {"lo": "ຮອບທີ 2", "en": "Round 2"})
    assert found.deadline.isoformat() == "2027-01-15T16:59:59+00:00"  # the end of the day in Laos


def test_a_day_with_several_meanings_is_chosen_and_a_past_or_unclear_one_refused(story: Story, mali: Someone) -> None:
    story.round()
    mali.forges("rounds.deadline:1")
    mali.says("next week")
    assert mali.sees.text == "Which day do you mean?"
    assert mali.sees.buttons()[0] == "Monday, 30 November 2026"
    mali.taps("Friday, 4 December 2026")
    assert mali.sees.text == "Friday, 4 December 2026 – is that right?"
    mali.taps("Yes")
    assert "The last day is Friday, 4 December 2026" in mali.sees.text
    mali.forges("rounds.deadline:1")
    mali.says("after the harvest")
    assert mali.sees.text.startswith("This date is not understood yet. Try it like this: 15/1/2027")
    mali.sends("photo")
    assert mali.sees.text.startswith("Please write this, or choose it with a button")
    assert mali.forges("rounds.day!keep:1,20250101").toast == "This day is gone already. Choose a later day"
    assert mali.forges("rounds.day!keep:1,someday").toast == "This page is not there any more"
    assert kept(story).deadline.date().isoformat() == "2026-12-04"


def test_a_round_without_a_last_day_does_not_open(story: Story, mali: Someone) -> None:
    mali.says("/rounds")
    mali.taps("New round")
    mali.says("ຮອບທີ 3")
    mali.taps("Skip")
    mali.forges("rounds.page:1")
    mali.taps("Open the round")
    assert mali.taps("Open the round").toast == "Set the last day first"
    mali.says("/rounds")
    mali.taps("New round")
    with story.database.begin() as uow:
        assert len(uow.rounds.kept()) == 1


def test_several_plans_share_a_position_and_leaders_learn_it_when_it_is_released(story: Story, mali: Someone) -> None:
    noy, seng, kham = story.known("Noy"), story.known("Seng", language="en"), story.known("Kham")
    round_id = story.round()
    first, second = plan(story, round_id, noy, "ໜໍ່ໄມ້"), plan(story, round_id, seng, "ໝູ")
    draft = plan(story, round_id, kham, "ແບ້", state="draft")
    mali.says("/rounds")
    mali.taps("Round 1")
    assert "being written: 1, sent: 2" in mali.sees.text
    assert mali.forges(f"rounds.place:{first}").toast.startswith("Positions are set after the round is closed")
    mali.forges("rounds.sure:1,close")
    mali.taps("Close the round")
    mali.taps("Positions")
    for group in ("ໜໍ່ໄມ້", "ໝູ"):
        mali.taps(f"▫️ {group}")
        mali.taps("1")
    assert mali.sees.buttons()[:2] == ["🏆1 ໜໍ່ໄມ້", "🏆1 ໝູ"]
    assert mali.forges(f"rounds.place!give:{draft};1").toast == "This page is not there any more"
    assert noy.phone == seng.phone == {}
    mali.forges("rounds.sure:1,release")
    assert "First rank: ໜໍ່ໄມ້, ໝູ" in mali.sees.text
    mali.taps("Release the results")
    assert "🏆 2 groups have been told" in mali.sees.text
    assert noy.sees.text == ("ຮອບທີ 1\n🏆 ປະກາດຜົນແລ້ວ. ອັນດັບທີ 1: ໜໍ່ໄມ້, ໝູ\nກຸ່ມຂອງທ່ານໄດ້ອັນດັບທີໜຶ່ງ, ຮ່ວມກັບອີກ 1 ກຸ່ມ\nເບິ່ງແຜນຂອງກຸ່ມບໍ?")
    assert seng.sees.text == (
        "Round 1\n🏆 The results are out. First rank: ໜໍ່ໄມ້, ໝູ\nYour group has the first rank, with 1 other group\n"
        "See the group's plan?"
    )
    assert kham.phone == {}
    with story.database.begin() as uow:
        found = uow.plans.get(second)
        assert found is not None
        assert (found.position, found.revision) == (1, 1)  # a position changes no word of the plan


def test_a_double_tap_releases_once_and_nothing_changes_afterwards(story: Story, mali: Someone) -> None:
    noy = story.known("Noy")
    first = plan(story, story.round(), noy, "ໜໍ່ໄມ້")
    mali.forges("rounds.sure!close:1,close")
    mali.forges(f"rounds.place!give:{first};1")
    for _ in range(2):
        mali.forges("rounds.sure!release:1,release")
    assert len(noy.phone) == 1
    assert mali.forges(f"rounds.place!give:{first};0").toast.startswith("Positions are set after the round is closed")
    mali.forges("rounds.sure!open:1,open")
    assert kept(story).state == "released"


def test_results_need_a_first_position(story: Story, mali: Someone) -> None:
    plan(story, story.round(), story.known("Noy"), "ໜໍ່ໄມ້")
    mali.forges("rounds.sure!close:1,close")
    assert mali.forges("rounds.sure!release:1,release").toast == "Put at least one plan on the first position"
    mali.forges("rounds.sure!open:1,open")
    assert kept(story).state == "open"


def test_whoever_is_not_staff_gets_nowhere(story: Story) -> None:
    noy = story.known("Noy", language="en")
    first = plan(story, story.round(), noy, "ໜໍ່ໄມ້")
    for data in (
        "rounds.list",
        "rounds.list!new",
        "rounds.page:1",
        "rounds.sure!close:1,close",
        "rounds.day!keep:1,20270115",
        f"rounds.place!give:{first};1",
    ):
        assert noy.forges(data).toast == "This part is not open to you"
    noy.says("/rounds")
    assert "There is no command /rounds." in noy.sees.text
    assert kept(story).state == "open"
