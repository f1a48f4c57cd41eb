"""Staff make a round a competition, set its days and rules, and begin its phases."""

import pytest

from bot.domain.contests import Phase
from bot.domain.ids import RoundId
from bot.domain.people import Role
from bot.services.contests import contests
from tests.story import Someone, Story


def contest(story: Story, round_id: int) -> Phase:
    with story.database.begin() as uow:
        found = uow.contests.get(RoundId(round_id))
    assert found is not None
    return found.phase


def sent(story: Story, round_id: int) -> None:
    """Noy's group has sent its plan, La's has begun one."""
    for name, state in (("Noy", "submitted"), ("La", "draft")):
        group = story.group(story.known(name, language="en"), name=f"Group of {name}")
        with story.database.begin() as uow:
            plan = uow.plans.add(group, RoundId(round_id), now=story.now)
            uow.plans.change(plan, now=story.now, state=state)


def mali(story: Story) -> Someone:
    return story.known("Mali", language="en", roles=(Role.STAFF,))


def test_a_round_becomes_a_competition_with_days_and_rules(story: Story) -> None:
    staff, round_id = mali(story), story.round()
    staff.forges(f"rounds.page:{round_id}")
    staff.taps("Make it a competition")
    staff.taps("Make it a competition")
    assert "🔨 Groups write their plans\n▫️ Groups tell about their plans" in staff.sees.text
    staff.taps("Days of the phases")
    staff.taps("Groups tell about their plans: by hand")
    staff.says("15/1/2027")
    assert staff.sees.text == "Friday, 15 January 2027 – is that right?"
    staff.taps("Yes")
    staff.taps("Groups tell about their plans: ")
    staff.taps("By hand")
    assert "Groups tell about their plans: by hand" in staff.sees.buttons()
    staff.forges(f"contest.rules:{round_id}")
    staff.taps("Experts for each plan: 3")
    assert "⭐ Experts for each plan: 4" in staff.sees.buttons()
    staff.taps("Groups see experts' names: yes")
    staff.taps("Winners: all together")
    assert "Winners: each project has its own" in staff.sees.buttons()
    staff.taps("Prizes")
    staff.says("A water pump")
    assert "A water pump" in staff.sees.text
    staff.taps("No prize")
    assert "A water pump" not in staff.sees.text
    staff.forges(f"contest.sheet:{round_id}")
    staff.taps("PROCASUR, 2012")
    assert "✅ PROCASUR, 2012" in staff.sees.buttons()
    staff.forges(f"contest.categories:{round_id}")
    staff.says("women's groups, youth")
    assert "women's groups, youth\n\nWrite" in staff.sees.text


def test_a_phase_begins_once_after_it_was_read_back(story: Story) -> None:
    staff, round_id = mali(story), story.round()
    staff.forges(f"rounds.page:{round_id}")
    staff.taps("Make it a competition")
    staff.taps("Make it a competition")
    staff.taps("Begin the next phase")
    assert "No group has sent its plan yet" in staff.sees.text
    staff.forges(f"contest.sure!begin:{round_id},1")
    assert contest(story, round_id) is Phase.DRAFTING
    sent(story, round_id)
    staff.forges(f"contest.sure:{round_id},1")
    assert "Now: Groups write their plans\nThen: Groups tell about their plans" in staff.sees.text
    assert "This closes the round: 1 plan is sent, 1 are not" in staff.sees.text
    staff.taps("Begin the next phase")
    assert contest(story, round_id) is Phase.PRESENTING
    staff.forges(f"contest.sure!begin:{round_id},1")
    assert contest(story, round_id) is Phase.PRESENTING


def test_nobody_but_staff_opens_it(story: Story) -> None:
    staff, noy, round_id = mali(story), story.known("Noy", language="en"), story.round()
    staff.forges(f"rounds.page:{round_id}")
    staff.taps("Make it a competition")
    staff.taps("Make it a competition")
    for page in ("page", "days", "rules", "sheet", "prize", "categories", "sure", "day"):
        noy.forges(f"contest.{page}:{round_id},1")
        assert "Groups write their plans" not in noy.sees.text


def test_who_hears_of_a_competition_is_said_before_it_is_one(story: Story) -> None:
    staff, round_id = mali(story), story.round()
    sent(story, round_id)
    staff.forges(f"rounds.page!contest:{round_id}")  # also of old pages
    assert "2 people in 2 groups hear of it at once" in staff.sees.text
    with story.database.begin() as uow:
        assert uow.contests.get(RoundId(round_id)) is None
    for _ in range(2):
        staff.forges(f"rounds.sure!contest:{round_id},contest")
        assert contest(story, round_id) is Phase.DRAFTING


def test_a_round_that_is_judged_offers_no_way_to_open_it_again(story: Story) -> None:
    staff, round_id = mali(story), story.round()
    sent(story, round_id)
    staff.forges(f"rounds.sure!contest:{round_id},contest")
    for phase in (1, 2):
        staff.forges(f"rounds.page:{round_id}")
        assert ("🟢 Open it again" in staff.sees.buttons()) == (phase == 2)  # closed, and nothing is judged yet
        staff.forges(f"contest.sure!begin:{round_id},{phase}")
    assert contest(story, round_id) is Phase.PEERS
    staff.forges(f"rounds.page:{round_id}")
    assert "🟢 Open it again" not in staff.sees.buttons()


@pytest.mark.parametrize(("number", "told"), [(1, "heard by the other groups"), (9, "heard by 8 other groups")])
def test_a_small_round_promises_no_more_groups_than_there_are(story: Story, number: int, told: str) -> None:
    mali = story.known("Mali", language="en", roles=(Role.STAFF,))
    for n in range(number):
        story.group(story.known(f"Noy {n}"), name=f"Group {n}")
    round_id = story.round()
    with story.database.begin() as uow:
        by = uow.people.get(mali.me)
        assert by is not None
        contests.begin(uow, round_id, by=by, now=story.now)
    mali.forges(f"contest.rules:{round_id}")
    assert told in mali.sees.text
    mali.forges(f"peers.rule:{round_id}")
    assert told in mali.sees.text
