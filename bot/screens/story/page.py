"""The group's own story of change: words, voices and photos of any member; the leader finishes it."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, row, shortened
from bot.chat.screen import Screen, Turn
from bot.domain.ids import PlanId
from bot.domain.incoming import Answer
from bot.i18n import Html, Say, bold, lines, mark, paragraphs, safe
from bot.screens.story.views import StoryView, readers_line, said
from bot.screens.widgets.more import begin, more
from bot.services import stories

RESULTS = "results"  # the step "how we will know" (content/plan/form.yaml)


class Page(Screen[StoryView]):
    name = "story.page"
    args = ("plan",)
    asks = True
    personal = True
    appends = True
    help = mark("Tell what has changed: speak, write, send photos. The leader finishes the story")

    def load(self, turn: Turn) -> StoryView:
        told = stories.open_of_plan(turn.uow, PlanId(turn.number("plan")), by=turn.person)
        answer = turn.uow.plans.answer(told.story.plan, RESULTS)
        return StoryView(told, shortened(answer.text, 400) if answer else "")

    def render(self, view: StoryView, say: Say) -> Message:
        story = view.told.story
        head = lines(bold(say("🌱 What has changed?")), story.title)
        pieces = said(view.told.tellings, say, names=True)
        text = paragraphs(head, *_asks(view, say), *pieces, readers_line(view, say))
        return Message(text, _rows(view, say))

    def on_answer(self, turn: Turn, view: StoryView, answer: Answer) -> Go:
        stories.add(turn.uow, view.told.story.plan, answer, by=turn.person, now=turn.now)
        return self._here(view, turn.say("🌱 Kept in the story. Tell more, if you like"))

    def tap_finish(self, turn: Turn, view: StoryView) -> Go:
        stories.finish(turn.uow, view.told.story.plan, by=turn.person, now=turn.now)
        return Go("story.share", {"plan": view.told.story.plan}, note=turn.say("🎉 The story is told. Thank you all!"))

    def tap_again(self, turn: Turn, view: StoryView) -> Go:
        stories.reopen(turn.uow, view.told.story.plan, by=turn.person)
        return self._here(view, turn.say("You can tell more now"))

    def tap_media(self, turn: Turn, view: StoryView) -> Go:
        rest = stories.show_media(turn.uow, view.told, turn.chat, begin=begin(turn), by=turn.person, now=turn.now)
        return Go(self.name, {"plan": view.told.story.plan}, fresh=True, regrets=more(turn, "media", rest))

    def _here(self, view: StoryView, note: str) -> Go:
        return Go(self.name, {"plan": view.told.story.plan}, note=note)


def _asks(view: StoryView, say: Say) -> list[Html]:
    """What is asked of members while the story is being told."""
    if view.finished or not view.told.member:
        return []
    ask = say("All the work is done. What is better now, and for whom? Speak, write or send photos")
    count = say("You wanted to know it by this. How many is it now?") if view.sign else ""
    return [ask, lines(count, Html(f"“{safe(view.sign)}”") if view.sign else "")]


def _rows(view: StoryView, say: Say) -> list[list[Button]]:
    here, told = {"plan": view.told.story.plan}, view.told
    media = sum(one.medium is not None for one in told.tellings)
    shown = Button(say("🖼 Photos and voices ({n})", n=media), Tap("media")) if media else None
    finish = Button(say("✅ The story is told"), Tap("finish")) if told.leads and not view.finished else None
    pieces = Button(say("🗑 Take something out"), Go("story.pieces", here))
    share = Button(say("👥 Who may read it"), Go("story.share", here)) if told.leads and view.finished else None
    again = Button(say("✏️ Tell more"), Tap("again")) if told.leads and view.finished else None
    others = Button(say("🌱 Other groups"), Go("story.list"))
    some = bool(told.tellings)
    out = row(pieces) if told.member and some and not view.finished else []
    return [row(shown), row(finish if some else None), row(share), row(again), out, [others]]
