"""Why a step is asked."""

from __future__ import annotations

from typing import ClassVar

from bot.i18n import Html, Say, mark, safe
from bot.screens.plan.typed import BesideStep
from bot.screens.plan.views import StepView


class Why(BesideStep):
    name = "plan.why"
    piece = "why"
    help: ClassVar[str] = mark("Why this is asked. You can answer right here")

    def words(self, view: StepView, say: Say) -> Html:
        return safe(view.step.why(say.language))
