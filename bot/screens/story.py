"""The group's own story of change: members tell it, the leader finishes it and says whether others may read it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, length, row, shortened
from bot.chat.notice import Occasion, notice
from bot.chat.screen import Screen, Turn
from bot.domain.ids import PlanId
from bot.domain.incoming import Answer
from bot.domain.stories import StoryState, Telling
from bot.i18n import Html, Say, bold, lines, mark, paragraphs, safe
from bot.services import stories
from bot.services.stories import Told

RESULTS = "results"  # the step "how we will know" (content/plan/form.yaml)
_ROOM = 2_800  # UTF-16 units for what was told; questions and buttons share the 4,096 of a message with it
_LABEL = 30  # letters of a piece on a button


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story as members and staff see it. `sign`: how the group wanted to know that it has worked."""

    told: Told
    sign: str

    @property
    def finished(self) -> bool:
        return self.told.story.state is StoryState.TOLD


class Page(Screen[StoryView]):
    """What has changed? Words, voices and photos of any member become the story."""

    name = "story.page"
    args = ("plan",)
    asks = True
    personal = True
    appends = True
    help = mark("Tell what has changed: speak, write, send photos. The leader finishes the story")

    def load(self, turn: Turn) -> StoryView:
        told = stories.of_plan(turn.uow, PlanId(turn.number("plan")), turn.person)
        answer = turn.uow.plans.answer(told.story.plan, RESULTS)
        return StoryView(told, shortened(answer.text, 400) if answer else "")

    def render(self, view: StoryView, say: Say) -> Message:
        story = view.told.story
        head = lines(bold(say("🌱 What has changed?")), story.title)
        pieces = said(view.told.tellings, say, names=True)
        text = paragraphs(head, *_asks(view, say), *pieces, _readers(view, say))
        return Message(text, _rows(view, say))

    def on_answer(self, turn: Turn, view: StoryView, answer: Answer) -> Go:
        stories.add(turn.uow, view.told.story.plan, turn.person, answer, now=turn.now)
        return self._here(view, turn.say("🌱 Kept in the story. Tell more, if you like"))

    def tap_finish(self, turn: Turn, view: StoryView) -> Go:
        stories.finish(turn.uow, view.told.story.plan, turn.person, now=turn.now)
        return Go("story.share", {"plan": view.told.story.plan}, note=turn.say("🎉 The story is told. Thank you all!"))

    def tap_again(self, turn: Turn, view: StoryView) -> Go:
        stories.open_again(turn.uow, view.told.story.plan, turn.person)
        return self._here(view, turn.say("You can tell more now"))

    def tap_media(self, turn: Turn, view: StoryView) -> Go:
        stories.show_media(turn.uow, view.told, turn.chat, turn.person, now=turn.now)
        return Go(self.name, {"plan": view.told.story.plan}, fresh=True)

    def _here(self, view: StoryView, note: str) -> Go:
        return Go(self.name, {"plan": view.told.story.plan}, note=note)


def said(tellings: tuple[Telling, ...], say: Say, *, names: bool) -> list[Html]:
    """The pieces of a story, as many as one message has room for; with or without who told them."""
    kept: list[Html] = []
    for one in tellings:
        sign = {"text": "💬", "photo": "📷"}.get(one.kind, "🎤")
        words = safe(shortened(one.words, 900)) if one.words else say("Photo") if one.kind == "photo" else say("Voice")
        name = one.name or say("Somebody")
        told = say("{name}: {words}", name=name, words=words) if names else words
        part = Html(f"{sign} {told}")
        if sum(length(text) + 2 for text in (*kept, part)) > _ROOM:
            return [*kept, Html("…")]
        kept.append(part)
    return kept


def _asks(view: StoryView, say: Say) -> list[Html]:
    """What is asked of members while the story is being told."""
    if view.finished or not view.told.member:
        return []
    ask = say("All the work is done. What is better now, and for whom? Speak, write or send photos")
    count = say("You wanted to know it by this. How many is it now?") if view.sign else ""
    return [ask, lines(count, Html(f"“{safe(view.sign)}”") if view.sign else "")]


def _readers(view: StoryView, say: Say) -> Html:
    """Who may read it."""
    if not view.finished:
        return say("The leader finishes the story when all have told") if view.told.tellings else Html()
    shared = view.told.story.shared
    return say("🔓 Other groups may read this story") if shared else say("🔒 Only the group and staff read this story")


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


class Share(Screen[StoryView]):
    """The leader asks the group and says whether others may read the story. Any other day it can be changed."""

    name = "story.share"
    args = ("plan",)
    help = mark("Ask everybody in the group first. You can change this on any day")

    def load(self, turn: Turn) -> StoryView | Go:
        told = stories.of_plan(turn.uow, PlanId(turn.number("plan")), turn.person)
        if not told.leads:
            return Go("story.page", {"plan": told.story.plan})
        return StoryView(told, "")

    def render(self, view: StoryView, say: Say) -> Message:
        ask = lines(
            say("May other groups read this story? Ask everybody in the group first"),
            say("Names of people are not shown. Photos and voices are"),
        )
        yes, no = (
            Button(say("🔓 Yes, all agree"), Tap("share", (1,))),
            Button(say("🔒 Only our group"), Tap("share", (0,))),
        )
        now = _readers(view, say)
        back = Button(say("◀ Back"), Go("story.page", {"plan": view.told.story.plan}))
        return Message(paragraphs(bold(view.told.story.title), ask, now), column([yes, no, back]))

    def tap_share(self, turn: Turn, view: StoryView) -> Go:
        stories.share(turn.uow, view.told.story.plan, turn.person, bool(turn.choice()), now=turn.now)
        return Go("story.page", {"plan": view.told.story.plan}, note=turn.say("Saved"))


class Pieces(Screen[StoryView]):
    """Taking a piece out: one's own, or any for the leader."""

    name = "story.pieces"
    args = ("plan",)
    help = mark("Choose what is to be taken out of the story: your own words, or any for the leader")

    def load(self, turn: Turn) -> StoryView | Go:
        told = stories.of_plan(turn.uow, PlanId(turn.number("plan")), turn.person)
        if not told.member or told.story.state is StoryState.TOLD or not told.tellings:
            return Go("story.page", {"plan": told.story.plan})
        mine = tuple(one for one in told.tellings if told.leads or one.person == turn.me)
        return StoryView(Told(told.story, mine, told.member, told.leads, told.names), "")

    def render(self, view: StoryView, say: Say) -> Message:
        nameless = str(say("Photo or voice"))
        buttons = [
            Button(f"🗑 {shortened(one.words or nameless, _LABEL)}", Tap("out", (one.id,)))
            for one in view.told.tellings[-20:]
        ]
        back = Button(say("◀ Back"), Go("story.page", {"plan": view.told.story.plan}))
        ask = say("What shall be taken out?") if buttons else say("Nothing here is yours to take out")
        return Message(ask, column([*buttons, back]))

    def tap_out(self, turn: Turn, view: StoryView) -> Go:
        stories.take_out(turn.uow, view.told.story.plan, turn.choice(), turn.person)
        return Go("story.page", {"plan": view.told.story.plan}, note=turn.say("Taken out"))


@notice("story_wanted", screen="story.page")
def wanted(occasion: Occasion) -> Message | None:
    """To the members when the last work is done, and to the leader some days later: what has changed?"""
    story, person = occasion.uow.stories.of_plan(PlanId(occasion.args["plan"])), occasion.person
    if story is None or person is None or story.state is StoryState.TOLD:
        return None
    if occasion.uow.groups.membership(story.group, person.id) is None:
        return None
    say = occasion.say
    text = lines(
        bold(say("🎉 All the work of the plan is done!")),
        story.title,
        say("What has changed? Tell it here: speak, write or send photos"),
    )
    return Message(text, [[Button(say("🌱 Tell the story"), Go("story.page", {"plan": story.plan}, push=True))]])
