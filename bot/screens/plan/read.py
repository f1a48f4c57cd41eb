"""The whole plan to read, an item a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, row
from bot.chat.screen import Screen, Turn
from bot.chat.typed import cut_out
from bot.content.form import Step
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.plan.words import action_line, title_of
from bot.screens.widgets.answers import parts_words
from bot.screens.widgets.more import begin, more
from bot.services import media
from bot.services.plans import contents, plan_view
from bot.services.plans.plan_view import PlanView

_WORKS = 3  # pieces of work on a page
_LONGEST = 3000  # characters of an answer


@dataclass(frozen=True, slots=True)
class ReadView:
    """Page `page` of those that say something."""

    whole: PlanView
    pages: tuple[tuple[Step, int], ...]  # a step, and from which piece of work on
    page: int


class Read(Screen[ReadView]):
    name = "plan.read"
    args = ("plan", "page")
    help: ClassVar[str] = mark("The plan, an item a page. The last button leads back to the question")

    def load(self, turn: Turn) -> ReadView:
        whole = plan_view.open_plan(turn.uow, turn.library, turn.number("plan"), by=turn.person)
        pages = tuple(page for step in whole.form.steps for page in _pages(whole, step))
        return ReadView(whole, pages, cut_out(len(pages), turn.page, 1)[0])

    def render(self, view: ReadView, say: Say) -> Message:
        whole, back = view.whole, Button(say("◀ Back"), Back())
        if not view.pages:
            return Message(lines(bold(title_of(whole, say)), say("Nothing is written yet")), [[back]], asks=Html())
        step, first = view.pages[view.page]
        title = say("Item {i} of {n}: {title}", i=step.number, n=len(whole.form.steps), title=step.title(say.language))
        told = lines(bold(title_of(whole, say)) if not view.page else "", bold(title), _words(whole, step, first, say))
        last = view.page == len(view.pages) - 1
        onward = Button(say("That is all ▶"), Back()) if last else Button(say("Next ▶"), self._page(view, 1))
        before = Button(say("◀ Page before"), self._page(view, -1)) if view.page else back
        listen = [Button(say("📷 See or listen"), Tap("play"))] if contents.media(whole.answers) else []
        return Message(told, [[onward], row(before)], asks=Html(), more=listen)

    def _page(self, view: ReadView, by: int) -> Go:
        return Go(self.name, {"plan": view.whole.plan.id, "page": view.page + by})

    def tap_play(self, turn: Turn, view: ReadView) -> Go:
        """What was spoken and photographed, and the page again below it."""
        spoken = contents.media(view.whole.answers)
        rest = media.show(turn.uow, spoken, turn.chat, turn.me, begin=begin(turn), now=turn.now)
        return Go(self.name, dict(turn.args), fresh=True, regrets=more(turn, "play", rest))


def _pages(whole: PlanView, step: Step) -> list[tuple[Step, int]]:
    if step.kind == "actions" and whole.actions:
        return [(step, first) for first in range(0, len(whole.actions), _WORKS)]
    return [(step, 0)] if step.key in whole.answers else []


def _words(whole: PlanView, step: Step, first: int, say: Say) -> Html:
    answer = whole.answers.get(step.key)
    words = parts_words(answer.parts, say, _LONGEST, whole.wordings, step) if answer and not first else Html()
    shown = whole.actions[first : first + _WORKS] if step.kind == "actions" else ()
    return lines(words, *(Html(f"▫️ {action_line(action, say)}") for action in shown))
