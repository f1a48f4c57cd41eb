"""The group's own story of change: words, voices and photos of any member; the leader finishes it."""

from __future__ import annotations

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, shortened
from bot.chat.screen import Screen, Turn
from bot.domain.ids import PlanId
from bot.domain.incoming import Answer
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.story.views import StoryView, readers_line, said
from bot.screens.widgets.more import begin, more
from bot.services import stories

_SIGN = 60  # letters of how the group wanted to know that it has worked
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
        answer = turn.uow.answers.get(told.story.plan, RESULTS)
        return StoryView(told, shortened(answer.text, _SIGN) if answer else "")

    def render(self, view: StoryView, say: Say) -> Message:
        story, told = view.told.story, view.told
        head = lines(bold(say("🌱 What has changed?")), story.title)
        pieces = said(told.tellings, say, names=True)
        text = paragraphs(head, _sign(view, say), *pieces, readers_line(view, say))
        asking = told.member and not view.finished
        asks = say("What is better now, and for whom? Speak, write or send photos") if asking else Html()
        return Message(text, column([_first(view, say), _others(say)]), asks=asks, more=_more(view, say))

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


def _sign(view: StoryView, say: Say) -> Html:
    """How the group wanted to know that it has worked, as long as the story is being told."""
    if view.finished or not view.told.member or not view.sign:
        return Html()
    return say("You wanted to know it by this: “{sign}”", sign=view.sign)


def _first(view: StoryView, say: Say) -> Button | None:
    """What the leader does next."""
    if not view.told.leads:
        return None
    if view.finished:
        return Button(say("👥 Who may read it"), Go("story.share", {"plan": view.told.story.plan}))
    return Button(say("✅ The story is told"), Tap("finish")) if view.told.tellings else None


def _others(say: Say) -> Button:
    return Button(say("🌱 Other groups"), Go("story.list"))


def _more(view: StoryView, say: Say) -> list[Button]:
    """What else can be done with it, behind 🧭."""
    told = view.told
    media = sum(one.medium is not None for one in told.tellings)
    shown = Button(say("📷 Photos and voices ({n})", n=media), Tap("media")) if media else None
    again = Button(say("✍️ Tell more"), Tap("again")) if told.leads and view.finished else None
    here = {"plan": told.story.plan}
    pieces = Button(say("🗑 Take something out"), Go("story.pieces", here))
    out = pieces if told.member and told.tellings and not view.finished else None
    return [button for button in (shown, again, out) if button]
