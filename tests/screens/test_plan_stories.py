"""A whole plan as groups write it: on one phone, on four at once, by voice, and in one sitting with back and skip."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from bot.domain.ids import PlanId
from bot.domain.plans import PlanState
from bot.i18n import catalogue
from bot.services.plans import versions
from bot.settings import shipped
from tests.story import LIBRARY, Someone, Story

STEPS = LIBRARY.form.steps
WRITTEN = {
    step.key: f"{step.number}. ໜໍ່ໄມ້ຝຣັ່ງຂອງພວກເຮົາ" for step in STEPS if step.kind == "text" and not step.from_work
}  # what the table of work answers is passed over
both = pytest.mark.parametrize("language", ["lo", "en"])


def in_(language: str, english: str) -> str:
    """A label of the product in somebody's language, up to its first value."""
    return catalogue(language, shipped("locales")).text(english).partition("{")[0].strip()


def plan_of(story: Story, *members: Someone) -> PlanId:
    round_, group = story.round(), story.group(*members)
    with story.database.begin() as uow:
        return uow.plans.add(group, round_, now=story.now)


def head(step: int, language: str) -> str:
    title = STEPS[step].title(language)
    text = catalogue(language, shipped("locales")).text("Item {i} of {n}: {title}")
    return text.format(i=step + 1, n=len(STEPS), title=title)


def answers(story: Story, plan: PlanId) -> dict[str, list[str]]:
    with story.database.begin() as uow:
        return {key: [part.text or part.kind for part in one.parts] for key, one in uow.answers.of_plan(plan).items()}


def one_action(someone: Someone, language: str) -> None:
    """A whole line of the table, by text and taps."""
    yes = in_(language, "👍 Yes")
    someone.says("ເຮັດຕູບຮົ່ມ")
    someone.says("ນ້ອຍ")
    someone.says("30/6/2027")
    someone.taps(yes)
    someone.says("8 ແສນ")
    someone.taps(yes)
    someone.says("3 ແສນ")
    someone.taps(yes)


@both
def test_one_phone_from_an_empty_plan_to_the_submitted_one(story: Story, language: str) -> None:
    noy = story.known("ນ້ອຍ", language=language)
    story.group(noy)
    story.round()
    noy.says("/plan")
    noy.taps(in_(language, "✍️ Go on: item {n}"))
    for index, step in enumerate(STEPS):
        if step.from_work:
            continue
        assert head(index, language) in noy.sees.text
        if step.kind == "actions":
            one_action(noy, language)
            noy.taps(in_(language, "That is all, to item {n} ▶"))
        else:
            noy.says(WRITTEN[step.key])
            assert in_(language, "✅ Item {i} is saved. You can change it any day") in noy.sees.text
    assert in_(language, "Once sent, this version cannot be changed. Send it now?") in noy.sees.text
    noy.taps(in_(language, "📨 Send the plan"))
    with story.database.begin() as uow:
        (plan,) = uow.plans.of_round(uow.rounds.kept()[0].id)
        found = uow.submissions.latest(plan.id)
    assert plan.state is PlanState.SUBMITTED
    assert found is not None
    version = versions.of_submission(found)
    assert {key: [part.text for part in answer.parts] for key, answer in version.answers.items()} == {
        key: [text] for key, text in WRITTEN.items()
    }
    assert [action.what for action in version.actions] == ["ເຮັດຕູບຮົ່ມ"]


@both
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_four_phones_at_once_lose_nothing(story: Story, language: str, seed: int) -> None:
    """Each of the four writes every item, in turns that chance decides; the network delivers only now and then."""
    chance = random.Random(seed)
    four = [story.known(name, language=language) for name in ("ນ້ອຍ", "Seng", "ບຸນ", "ຄຳ")]
    plan = plan_of(story, *four)
    keys = list(WRITTEN)[:4]
    waiting = [(someone, key) for someone in four for key in keys]
    chance.shuffle(waiting)
    for someone, key in waiting:
        story.delivering = chance.random() < 0.8
        someone.forges(f"plan.step:{plan},{key}")
        story.delivering = True
        story.deliver()
        someone.says(f"{someone.name} {key}")
        keep = in_(language, "Keep both")
        if keep in someone.sees.buttons():
            someone.taps(keep)
    with story.database.begin() as uow:
        kept = {text for key in keys for one in uow.answers.history(plan, key) for text in one.text.split("\n")}
        standing = {key: one.text for key, one in uow.answers.of_plan(plan).items()}
    assert kept == {f"{someone.name} {key}" for someone in four for key in keys}
    assert set(standing) == set(keys)
    for someone in four:
        someone.forges(f"plan.overview:{plan}")
        assert "4" in someone.sees.text.split("📝")[1]


@both
def test_everything_by_voice(story: Story, language: str) -> None:
    noy = story.known("ນ້ອຍ", language=language)
    plan = plan_of(story, noy)
    noy.forges(f"plan.step:{plan},{STEPS[0].key}")
    for step in STEPS:
        noy.sends("voice", seconds=20 + step.number)
        if step.kind == "actions":
            noy.taps(in_(language, "That is all, to item {n} ▶"))
        else:
            heard = in_(language, "Your voice has arrived. It counts as the answer, no need to type")
            assert heard in noy.sees.text
    assert answers(story, plan) == {step.key: ["voice"] for step in STEPS}
    noy.taps(in_(language, "📨 Send the plan"))
    with story.database.begin() as uow:
        found = uow.plans.get(plan)
    assert found is not None
    assert found.state is PlanState.SUBMITTED


@both
def test_the_whole_plan_in_one_sitting_with_back_and_skip_at_every_step(story: Story, language: str) -> None:
    noy = story.known("ນ້ອຍ", language=language)
    plan = plan_of(story, noy)
    noy.forges(f"plan.step:{plan},{STEPS[0].key}")
    back, skip, onward = (in_(language, text) for text in ("◀ Item before", "Skip ▶", "To item {n} ▶"))
    for index, step in enumerate(STEPS):
        if step.from_work:
            continue
        assert head(index, language) in noy.sees.text
        if index and not STEPS[index - 1].from_work:
            noy.taps(back)
            assert head(index - 1, language) in noy.sees.text
            noy.taps(in_(language, "That is all, to item {n} ▶") if STEPS[index - 1].kind == "actions" else onward)
        if step.kind == "actions":
            one_action(noy, language)
            noy.taps(in_(language, "That is all, to item {n} ▶"))
            continue
        if index + 1 < len(STEPS):
            noy.taps(skip)
            noy.taps(back)
        noy.says("/help")
        noy.taps(in_(language, "◀ Back"))
        assert head(index, language) in noy.sees.text
        noy.says(WRITTEN[step.key])
    assert answers(story, plan) == {key: [text] for key, text in WRITTEN.items()}
    assert in_(language, "Once sent, this version cannot be changed. Send it now?") in noy.sees.text


@both
def test_a_sitting_that_was_left_goes_on_another_day_and_on_another_phone(story: Story, language: str) -> None:
    noy, seng = story.known("ນ້ອຍ", language=language), story.known("Seng", language=language)
    plan = plan_of(story, noy, seng)
    noy.forges(f"plan.step:{plan},{STEPS[0].key}")
    noy.says(WRITTEN[STEPS[0].key])
    story.now += timedelta(days=3)
    for someone in (seng, noy):
        someone.says("/plan")
        someone.taps(in_(language, "✍️ Go on: item {n}"))
        assert head(1, language) in someone.sees.text
