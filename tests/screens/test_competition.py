"""A full round in Lao and in English: eleven plans, six experts, from the rule that everybody hears to final winners.

One conflict is found and one declared, one expert is silent, one plan comes back and is improved, two places are
shared; the results are released, a plan goes to the library, and visits choose the final winners.
"""

from datetime import date

import pytest

from bot.domain.contests import Phase
from bot.domain.incoming import Answer
from bot.domain.people import Person
from bot.domain.plans import Part, PlanState
from bot.domain.reviews import Reading, ReviewState
from bot.services import search
from bot.services.contests import contests, peers, readings, standings, visits
from bot.services.plans import drafts, submissions
from bot.services.reviews import reviews
from bot.services.rounds import rounds
from bot.store.database import UnitOfWork
from tests.competing import Competition, competition, read, sent
from tests.planning import DEADLINE, LIBRARY, NOW, step
from tests.services.rights import ZONE
from tests.story import AT_ONCE, Someone, Story

WORDS = {
    "lo": {
        "rule": "ດາວທີ່ກຸ່ມຂອງທ່ານໃຫ້ ບໍ່ປ່ຽນອັນດັບຂອງແຜນກຸ່ມຕົນເອງ",
        "own": "ແຜນຂອງພວກເຮົາ",
        "everybody": "ທຸກຄົນອ່ານໄດ້",
        "winners": "ຜູ້ຊະນະ",
    },
    "en": {
        "rule": "Your own votes cannot lift your own plan",
        "own": "Our plan",
        "everybody": "Everybody may read it",
        "winners": "Final winners",
    },
}


def phone(story: Story, number: int, name: str) -> Someone:
    """The phone of somebody whom the competition made."""
    story.names[number] = name
    story.phones.setdefault(number, {})
    return Someone(story, number, name)


def told(uow: UnitOfWork, here: Competition) -> None:
    """What the job of a phase does."""
    contests.tell_phase(uow, here.round, here.now.phase, after_id=0, now=NOW)


def improved(here: Competition, adviser: Person) -> None:
    """The last plan comes back with advice, is changed, sent again and passes."""
    uow, plan, leader = here.uow, here.plans[10], here.leaders[10]
    for decision in ("return", "approve"):
        latest = uow.submissions.latest(plan)
        assert latest is not None
        uow.reviews.assign(latest.id, adviser.id, now=NOW)
        for one in uow.reviews.of_submission(latest.id):
            expert = next(each for each in here.experts if each.id == one.expert)
            reviews.accept(uow, one.id, by=expert)
            for criterion in LIBRARY.rubric.criteria:
                reviews.score(uow, LIBRARY, one.id, criterion.key, 2, by=expert, now=NOW)
            reviews.comment(uow, one.id, "idea", Answer("text", "Say more"), by=expert, now=NOW)
            found = uow.reviews.get(one.id)
            assert found is not None
            reviews.decide(uow, LIBRARY, one.id, decision, AT_ONCE, by=expert, seen=found.revision, now=NOW)
        if decision == "return":
            assert uow.plans.get(plan).state is PlanState.RETURNED  # type: ignore[union-attr]
            drafts.answer(uow, plan, step("idea"), Part("text", "Mushrooms in the shade"), by=leader, now=NOW)
            submissions.submit(uow, LIBRARY, plan, by=leader, at=NOW, now=NOW)
    assert uow.plans.get(plan).state is PlanState.APPROVED  # type: ignore[union-attr]


@pytest.mark.parametrize("language", ["lo", "en"])
def test_a_full_round(story: Story, language: str) -> None:
    words = WORDS[language]
    with story.database.begin() as uow:
        here = competition(uow, 11, 6)
        for one in (*here.leaders, *here.experts):
            uow.people.change(one.id, language=language)
        uow.plans.change(here.plans[0], now=NOW, title="ເຫັດ mushrooms")
        told(uow, here)
        improved(here, here.experts[0])
        uow.groups.join(here.groups[3], here.experts[1].id, leader=False, now=NOW)  # a conflict that is found
        for expert in here.experts[1:2]:
            assert expert.id in readings.connected(uow, uow.plans.get(here.plans[0]), [expert.id])  # type: ignore[arg-type]
    story.deliver()
    leader = phone(story, 5000, "Leader 0")
    assert words["rule"] not in leader.sees.text  # two short lines; the rule stands behind a button
    leader.taps("💡")
    leader.taps("▶")
    assert words["rule"] in leader.sees.text

    with story.database.begin() as uow:
        here.uow = uow
        here.on_to(Phase.PRESENTING)
        here.tell()
        here.on_to(Phase.PEERS)
        here.give({0: 3, 1: 3, 2: 2, 3: 2, 4: 2})
        places = peers.of_round(uow, here.round).places
        assert [places[plan].position for plan in here.plans[:6]] == [1, 1, 2, 2, 2, None]
        here.on_to(Phase.EXPERTS)
    story.deliver()
    declares(story, here)
    judged(story, here)
    with story.database.begin() as uow:
        here.uow = uow
        here.on_to(Phase.RELEASED)
        told(uow, here)
    story.deliver()
    leader.taps(words["own"])
    leader.taps(words["everybody"])
    with story.database.begin() as uow:
        assert [plan.id for plan in uow.plans.in_library()] == [here.plans[0]]
        assert ("plan", str(here.plans[0])) in {
            (one.passage.kind, one.passage.key) for one in search.find(uow, LIBRARY, "mushrooms")
        }
    other = phone(story, 5007, "Leader 7")
    other.says("/library")
    other.taps("ເຫັດ mushrooms")
    assert "ເຫັດ mushrooms" in other.sees.text
    finals(story, here)
    leader.taps(words["winners"])
    assert "🏆 1. Group 1" in leader.sees.text
    assert "🏆 2. Group 0" in leader.sees.text


def declares(story: Story, here: Competition) -> None:
    """Expert 2 is connected with a group and says so: another one is asked."""
    with story.database.begin() as uow:
        mine = uow.reviews.of_expert(here.experts[2].id)[0]
        before = {one.expert for one in uow.reviews.readings_of(mine.plan)}
    expert = phone(story, 7002, "Expert 2")
    expert.forges(f"review.plan:{mine.id}")
    expert.taps("🙅")
    with story.database.begin() as uow:
        after = uow.reviews.readings_of(mine.plan)
        assert len({one.expert for one in after} - before) == 1
        assert uow.reviews.get(mine.id).state is ReviewState.DECLINED  # type: ignore[union-attr]


def judged(story: Story, here: Competition) -> None:
    """All but the silent one read; finalists are read by all who may; two places are shared."""
    with story.database.begin() as uow:
        here.uow = uow
        adviser = here.experts[0].id
        assert adviser not in {one.expert for one in uow.reviews.readings_of(here.plans[10])}
        strength = {0: 3, 1: 3, 2: 2, 3: 2, 4: 1}
        read(here, strength, without=(5,))
        assert readings.finalists_now(uow, here.round, by=here.mali, now=NOW) >= 5
        read(here, strength, without=(5,))
        assert any(one.kind is Reading.FINAL for one in uow.reviews.readings(here.round))
        here.on_to(Phase.DECISION)
        standings.put(uow, LIBRARY, here.round, by=here.mali, now=NOW)
        placed = [uow.plans.get(plan).position for plan in here.plans[:5]]  # type: ignore[union-attr]
        assert placed == [1, 1, 2, 2, 3]
    story.deliver()
    mali = phone(story, 9001, "Mali")
    assert any("have not finished: Expert 5" in bubble.text for bubble in mali.phone.values())


def finals(story: Story, here: Competition) -> None:
    """Two plans are visited: the one with more to see is first, though their points were the same."""
    with story.database.begin() as uow:
        here.uow = uow
        here.on_to(Phase.FOLLOW_UP)
        expert = here.experts[4]
        for plan, points in ((here.plans[0], 7), (here.plans[1], 8)):
            visits.give(uow, plan, points, by=expert, now=NOW)
            visits.show(uow, plan, sent(uow, expert, "photo"), by=expert, now=NOW)
            visits.show(uow, plan, Answer("location", "14.81000, 106.83000"), by=expert, now=NOW)
        here.on_to(Phase.WINNERS)
        assert [uow.plans.get(plan).final for plan in here.plans[:3]] == [2, 1, None]  # type: ignore[union-attr]
        told(uow, here)
    story.deliver()


def test_the_page_of_stars_says_something_at_every_phase(story: Story) -> None:
    """Also before there are any stars; after the results a group reads its own in words."""
    with story.database.begin() as uow:
        here = competition(uow, 7)
        for one in here.leaders:
            uow.people.change(one.id, language="en")
    leader, said = phone(story, 5000, "Leader 0"), dict[Phase, str]()
    for phase in Phase:
        with story.database.begin() as uow:
            here.uow = uow
            if phase is Phase.RELEASED:
                uow.plans.set_position(here.plans[0], 1)
            here.on_to(phase)
            if phase is Phase.PRESENTING:
                here.tell()
        leader.forges("home.more")
        leader.taps("The competition" if phase not in (Phase.PRESENTING, Phase.PEERS) else "🔊")
        if phase is Phase.PRESENTING:
            leader.forges("peers.list")
        said[phase] = leader.sees.text
        if phase is Phase.PEERS:
            with story.database.begin() as uow:
                here.uow = uow
                here.give({0: 3})
    assert "later you hear" in said[Phase.DRAFTING]
    assert "Tell about your plan" in said[Phase.PRESENTING]
    assert "Plans heard: 0 of" in said[Phase.PEERS]
    assert "told with the results" in said[Phase.EXPERTS]
    leader.forges("peers.list")
    leader.taps("Stars of our plan")
    assert "⭐⭐⭐ very good: 5 groups" in leader.sees.text or "⭐⭐⭐ very good: 6 groups" in leader.sees.text
    assert "first place" in leader.sees.text


def test_nobody_is_told_of_a_competition_when_there_is_none(story: Story) -> None:
    with story.database.begin() as uow:
        here = competition(uow, 1)
        uow.people.change(here.leaders[0].id, language="en")
        uow.groups.leave(here.groups[0], here.leaders[0].id)
    noy = phone(story, 5000, "Leader 0")
    noy.forges("peers.list")
    assert "You will be told when one begins" in noy.sees.text


def test_staff_tell_the_rule_before_they_open_the_round(story: Story) -> None:
    """Everybody reads it while the round is being prepared; opening says what it lacks before."""
    with story.database.begin() as uow:
        here = competition(uow, 2)
        rounds.close(uow, here.round, by=here.mali, now=NOW)
        coming = rounds.begin(uow, LIBRARY.form.version, by=here.mali, now=NOW)
        rounds.rename(uow, coming, "en", "Next year", by=here.mali, now=NOW)
        rounds.set_deadline(uow, coming, date(2027, 3, 1), zone=ZONE, by=here.mali, now=NOW)
        contests.begin(uow, coming, by=here.mali, now=NOW)
        for one in (here.mali, *here.leaders):
            uow.people.change(one.id, language="en")
    mali, leader = phone(story, 9001, "Mali"), phone(story, 5000, "Leader 0")
    story.deliver()
    mali.forges(f"rounds.sure:{coming},open")
    assert "have not heard yet" in mali.sees.text
    mali.taps("📣 Tell the rule")
    assert "3 people in 2 groups" in mali.sees.text or "2 people in 2 groups" in mali.sees.text
    mali.taps("📣 Tell the rule")
    assert "Everybody is told" in mali.sees.text
    with story.database.begin() as uow:
        contests.tell_phase(uow, coming, contests.COMING, after_id=0, now=NOW)
    story.deliver()
    assert "begins soon" in leader.sees.text
    leader.taps("💡")
    assert "2½ or more is first" in leader.sees.text
    for said in ("cannot lift your own plan", "Experts choose the final winners"):
        leader.taps("Next ▶")
        assert said in leader.sees.text
    leader.taps("Next ▶")
    assert "Who is equal at the end" in leader.sees.text
    mali.forges(f"rounds.sure:{coming},open")
    assert "have not heard yet" not in mali.sees.text


@pytest.mark.parametrize("answer", ["tap", "ແມ່ນ", "no"])
def test_the_next_season_begins_from_the_last_plan_where_the_group_wants_that(story: Story, answer: str) -> None:
    with story.database.begin() as uow:
        here = competition(uow, 1)
        uow.people.change(here.leaders[0].id, language="en")
        uow.actions.add(here.plans[0], now=NOW, what="Sell together")
        uow.plans.change(here.plans[0], now=NOW, state=PlanState.APPROVED.value)
        rounds.close(uow, here.round, by=here.mali, now=NOW)
        values = {"name": {"en": "Next"}, "form_version": LIBRARY.form.version, "agreement": "none"}
        second = uow.rounds.add(state="open", opens_at=NOW, deadline=DEADLINE, **values)
    story.deliver()
    leader = phone(story, 5000, "Leader 0")
    leader.forges("plan.overview")
    assert "Begin from your last plan?" in leader.sees.text
    leader.taps("From our last plan")
    if answer == "tap":
        leader.taps("Take all of it")
    else:
        leader.says(answer)
    with story.database.begin() as uow:
        plan = uow.plans.of_group(here.groups[0], second)
        assert plan is not None
        taken = uow.answers.of_plan(plan.id), [one.what for one in uow.actions.of_plan(plan.id)]
    if answer == "no":
        assert taken == ({}, [])
    else:
        assert len(taken[0]) > 5
        assert taken[1] == ["Sell together"]
        assert "Taken over" in leader.sees.text


def office(story: Story, here: Competition) -> Someone:
    """Mali, who reads English, after all that waited for her."""
    with story.database.begin() as uow:
        uow.people.change(here.mali.id, language="en")
    story.deliver()
    return phone(story, 9001, "Mali")


def test_staff_choose_whose_groups_a_round_is_for(story: Story) -> None:
    with story.database.begin() as uow:
        here = competition(uow, 3)
    mali = office(story, here)
    mali.forges(f"rounds.page:{here.round}")
    mali.taps("For which groups")
    assert "For all groups" in mali.sees.text
    mali.taps("Projects")
    mali.taps("RLIP")
    assert "Only for: RLIP" in mali.sees.text
    mali.taps("◀ Back")
    mali.taps("Districts")
    mali.taps("Attapeu")
    district = next(one for one in mali.sees.buttons() if "◀" not in one)
    mali.taps(district)
    assert f"Only in: {district}" in mali.sees.text
    mali.taps(district)
    assert "Only in" not in mali.sees.text
    mali.forges(f"rounds.whom:{here.round}")
    mali.taps("All groups")
    with story.database.begin() as uow:
        found = uow.rounds.get(here.round)
        assert found is not None
        assert (found.projects, found.districts) == ((), ())


def test_an_old_round_leaves_the_list_is_read_and_comes_back(story: Story) -> None:
    with story.database.begin() as uow:
        here = competition(uow, 2)
        here.on_to(Phase.PRESENTING)
    mali = office(story, here)
    mali.forges(f"rounds.page:{here.round}")
    mali.taps("Put into the archive")
    assert "competition is not over" in mali.sees.text  # what is lost is said before
    mali.taps("Put into the archive")
    assert "in the archive" in mali.sees.text
    mali.forges("rounds.list")
    assert not any("Round" in one and "rounds" not in one and "New" not in one for one in mali.sees.buttons())
    mali.taps("Old rounds (1)")
    mali.taps("Round")
    mali.taps("Bring it back")
    mali.taps("Bring it back")
    mali.forges("rounds.list")
    assert "Round" in mali.sees.buttons()


def test_a_competition_that_is_opened_again_asks_for_its_day(story: Story) -> None:
    with story.database.begin() as uow:
        here = competition(uow, 2)
        contests.set_end(uow, here.round, "drafting", DEADLINE.date(), zone=ZONE, by=here.mali, now=NOW)
        here.on_to(Phase.PRESENTING)
    story.wait(days=40)
    mali = office(story, here)
    mali.forges(f"rounds.sure:{here.round},open")
    mali.taps("Open the round")
    assert "Its last day is gone already" in mali.sees.text
    mali.says("in 30 days")
    mali.taps("👍")
    with story.database.begin() as uow:
        here.uow = uow
        found = uow.rounds.get(here.round)
        assert found is not None
        assert here.now.phase is Phase.DRAFTING
        assert here.now.ends == found.deadline > story.now


def test_categories_have_places_of_their_own_by_one_button(story: Story) -> None:
    with story.database.begin() as uow:
        here = competition(uow, 2)
    mali = office(story, here)
    mali.forges(f"contest.categories:{here.round}")
    mali.says("Women, Youth")
    mali.taps("Places: all together")
    mali.taps("Group 0: –")
    with story.database.begin() as uow:
        here.uow = uow
        assert here.now.rules.own_places
        assert here.now.part(here.plans[0], "RLIP") == "Women"
        assert here.now.part(here.plans[1], "RLIP") == ""


def test_whoever_scans_a_certificate_sees_at_once_that_it_is_true(story: Story) -> None:
    """No welcome, no name, no consent stands before it."""
    with story.database.begin() as uow:
        here = competition(uow, 2)
        uow.plans.set_position(here.plans[0], 1)
        here.on_to(Phase.RELEASED)
    anybody = phone(story, 6666, "Somebody")
    anybody.says(f"/start c-{here.plans[0]}")
    assert "Group 0" in anybody.sees.text
    assert "✅" in anybody.sees.text
    anybody.taps(anybody.sees.buttons()[0])
    assert "✅" not in anybody.sees.text  # the first page begins with the welcome
    anybody.says(f"/start c-{here.plans[1]}")  # it has no place
    assert "Group 1" not in anybody.sees.text
