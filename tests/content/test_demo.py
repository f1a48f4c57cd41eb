"""The demo begins with a programme in which every screen has something to show, and says what is invented."""

from pathlib import Path

import pytest

from bot.content.demo import load_programme
from bot.content.library import Library
from bot.content.programme import Programme
from bot.content.spelling import slips

RANKED = {
    "Strengthening farmers groups organizations for improved banana plantation productivity.": (1, "RLIP"),
    "Strengthening Asparagus Producers Group in Attapeu province.": (1, "RLIP"),
    "Building farmers know-how for pig rising.": (1, "SNRMPEP"),
    "Food security improvement though enhanced group organization and crops plantation.": (2, "RLIP"),
    "Enhancing farmers capabilities in coffee plantation and sales.": (2, "SNRMPEP"),
    "Enhancing group organization and farmers knowledge in cardamom plantation in Sayaboury though"
    " farmers-to-farmers trainings..": (3, "SSSJ"),
}
"""The six titles as they were printed in 2013, with rank and programme."""


@pytest.fixture(scope="module")
def programme(content: Path, library: Library) -> Programme:
    return load_programme(content, library)


def test_the_first_competition_has_eleven_plans_and_the_six_ranked_titles(programme: Programme) -> None:
    projects = {group.key: group.project for group in programme.groups}
    first = [plan for plan in programme.plans if plan.round == "first"]
    ranked = {plan.title("en"): (plan.position, projects[plan.group]) for plan in first if plan.position}
    assert len(first) == 11
    assert ranked == RANKED
    assert [plan.invented for plan in first] == [plan.position is None for plan in first]


def test_only_the_three_host_groups_are_not_invented(programme: Programme) -> None:
    real = {group.key: group.village("en") for group in programme.groups if not group.invented}
    assert real == {"asparagus": "Darkhied", "dyes": "Vang Xai", "nursery": "Daxeum"}


def test_there_are_plans_in_every_state(programme: Programme) -> None:
    assert {plan.state for plan in programme.plans} == {"draft", "submitted", "returned", "approved"}
    assert {review.state for plan in programme.plans for review in plan.reviews} == {"asked", "scoring", "done"}
    assert {action.state for plan in programme.plans for action in plan.actions} == {
        "planned",
        "started",
        "late",
        "help",
        "done",
    }


def test_something_is_due_today_soon_and_past(programme: Programme) -> None:
    days = [
        action.due
        for plan in programme.plans
        if plan.state == "approved"
        for action in plan.actions
        if action.state != "done"
    ]
    assert min(days) < 0
    assert 0 in days
    assert any(0 < day <= 3 for day in days)


def test_noy_leads_the_asparagus_group_and_seng_is_in_it(programme: Programme) -> None:
    [group] = [group for group in programme.groups if group.key == "asparagus"]
    assert group.leader.key == "noy"
    assert "seng" in [member.key for member in group.members]


def test_a_finished_review_has_a_mark_for_every_question_and_a_decision(programme: Programme, library: Library) -> None:
    criteria = {criterion.key for criterion in library.rubric.criteria}
    for plan in programme.plans:
        for review in plan.reviews:
            assert (set(review.scores) == criteria) == (review.state == "done"), (plan.group, review.expert)
            assert bool(review.decision) == (review.state == "done")
            assert all(library.rubric.level(key, value) for key, value in review.scores.items())


def test_nobody_scores_a_group_of_the_own_district(programme: Programme) -> None:
    districts = {group.key: group.district for group in programme.groups}
    experts = {expert.key: expert.district for expert in programme.experts}
    done = [(plan.group, review.expert) for plan in programme.plans for review in plan.reviews if review.scores]
    near = [(group, expert) for group, expert in done if districts[group] == experts[expert]]
    assert near == []


def test_a_submitted_plan_has_the_required_steps(programme: Programme, library: Library) -> None:
    required = {step.key for step in library.form.steps if step.required and step.kind != "actions"}
    for plan in programme.plans:
        if plan.submitted is not None:
            assert required <= {answer.step for answer in plan.answers}, plan.group
            assert plan.actions


def test_money_and_days_of_an_action_make_sense(programme: Programme) -> None:
    for plan in programme.plans:
        for action in plan.actions:
            assert 0 <= action.own <= action.cost
            assert action.start <= action.due
            assert not action.expenses or (plan.state == "approved" and action.state in ("started", "late", "done"))
            assert all(expense.kip > 0 and expense.day <= 0 for expense in action.expenses)


def test_money_with_a_receipt_a_call_for_help_and_a_story_can_be_shown(programme: Programme, content: Path) -> None:
    actions = [action for plan in programme.plans for action in plan.actions]
    assert {expense.paid for action in actions for expense in action.expenses} == {"own", "project"}
    assert any(expense.receipt for action in actions for expense in action.expenses)
    assert (content / "demo" / "receipt.jpg").stat().st_size < 50_000
    assert [action.state for action in actions if action.request] == ["help"]
    [story] = [plan.story for plan in programme.plans if plan.story]
    assert story.shared
    finished = [plan for plan in programme.plans if plan.story]
    assert all(action.state == "done" for plan in finished for action in plan.actions)


def test_the_lao_of_the_demo_is_well_spelt(content: Path) -> None:
    words = (content / "demo/programme.yaml").read_text(encoding="utf-8")
    assert list(slips(words)) == []
