"""A plan for practice, as an expert reads a real one: its words, then points, why, and save."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column
from bot.chat.screen import Screen, Turn
from bot.domain.people import EXPERTS
from bot.i18n import Html, Say, mark, paragraphs
from bot.screens.practice import views
from bot.screens.practice.views import SampleView
from bot.services.contests import practice


class Sample(Screen[SampleView]):
    name = "practice.plan"
    args = ("round", "number")
    roles = EXPERTS
    help = mark("Read this invented plan and give points as you would for a real one")

    def load(self, turn: Turn) -> SampleView | Go:
        view = views.sample(turn)
        return Go("practice.others", view.here) if view.done else view

    def render(self, view: SampleView, say: Say) -> Message:
        said = views.told(view, view.form.steps, say.language)
        text = paragraphs(views.title(view, say), view.plan.group(say.language), *said)
        return Message(text, column([*_ways(view, say), _back(view, say)]), asks=_asks(view, say))

    def tap_save(self, turn: Turn, view: SampleView) -> Go:
        practice.finish(turn.uow, turn.library, view.whole.round, view.plan.key, by=turn.person, now=turn.now)
        return Go("practice.others", view.here, note=turn.say("✅ Saved. Thank you!"))


def _asks(view: SampleView, say: Say) -> Html:
    if view.missing:
        return say("Read the plan, then give points")
    return say("Save it?") if view.said else say("Why did you give these points?")


def _ways(view: SampleView, say: Say) -> list[Button | None]:
    count, best = len(view.missing), len(view.whole.rubric.criteria)
    if count:
        first = Go("practice.mark", view.here | {"criterion": view.missing[0]})
        return [Button(say("✍️ Give points ({x} of {n})", x=best - count, n=best), first)]
    again = Go("practice.mark", view.here | {"criterion": view.whole.rubric.criteria[0].key})
    save = Button(say("✅ Save"), Tap("save")) if view.said else None
    why = Button(say("✍️ Say why"), Go("practice.why", view.here))
    return [save, why, Button(say("✍️ Points"), again)]


def _back(view: SampleView, say: Say) -> Button:
    return Button(say("◀ Back"), Go("practice.page", {"round": view.whole.round}))
