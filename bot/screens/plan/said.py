"""What experts said and gave at one step of a plan: shown on the step, with the way back to all comments."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.message import Button
from bot.domain.plans import PlanState
from bot.i18n import Html, Say, lines
from bot.screens.widgets.exchanges import comment
from bot.services.plans.plan_view import PlanView
from bot.services.reviews.judged import Mark


def at_step(whole: PlanView, step: str, say: Say) -> Html:
    """The comments on a step and, once the results are out, what it got."""
    marks = whole.judged.of_step(step)
    several = say("⭐ This item got {points}", points=say.names(_points(one, say) for one in marks))
    got = several if len(marks) > 1 else lines(*(titled(one, say) for one in marks))
    return lines(*(comment(one, say) for one in whole.judged.about(step)), got)


def titled(mark: Mark, say: Say) -> Html:
    """What a question got, in a line with its name."""
    label = mark.levels[len(mark.levels) // 2].label(say.language)
    title = mark.criterion.title(say.language)
    return say("⭐ {title}: {points} – {label}", title=title, points=_points(mark, say), label=label)


def _points(mark: Mark, say: Say) -> Html:
    return say("{x} of {n}", x=say.number(round(float(mark.mean), 1)), n=mark.best)


def asked(whole: PlanView, step: str) -> bool:
    """Whether the group works on what was said of a step, so that it comes back to the comments afterwards."""
    return whole.open and whole.plan.state is PlanState.RETURNED and bool(whole.judged.about(step))


def back(whole: PlanView, step: str, say: Say) -> Button | None:
    """The way to all comments, on a step that one is about."""
    if not whole.judged.about(step):
        return None
    return Button(say("💬 All comments"), Go("plan.comments", {"plan": whole.plan.id}))


def unsaid(whole: PlanView, step: str, say: Say) -> Button | None:
    """To say of a comment on a step whether it helped: the first of which nothing is said."""
    found = next((one for one in whole.judged.about(step) if not one.word), None)
    if found is None:
        return None
    return Button(say("👍 Did it help?"), Go("plan.helped", {"plan": whole.plan.id, "comment": found.id}))
