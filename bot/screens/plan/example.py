"""A real answer of another group, beside the step."""

from __future__ import annotations

from typing import ClassVar

from bot.i18n import Html, Say, lines, mark
from bot.screens.plan.typed import BesideStep
from bot.screens.plan.views import StepView


class Example(BesideStep):
    name = "plan.example"
    piece = "example"
    help: ClassVar[str] = mark("An example of another group. You can answer right here")

    def words(self, view: StepView, say: Say) -> Html:
        step = view.step
        return lines(
            say("💡 For example, from {group}:", group=step.example_of(say.language)),
            f"“{step.example(say.language)}”",
        )
