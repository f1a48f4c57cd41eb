"""One story: what the group wanted, did and changed. Other groups see no names of people."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.chat.address import Back, Go, Tap, number
from bot.chat.message import Button, Message, column, shortened
from bot.chat.screen import Screen, Turn
from bot.domain.ids import StoryId
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.plan.words import titles
from bot.screens.story.views import said
from bot.screens.widgets.hits import Hit, shows
from bot.screens.widgets.more import begin, more
from bot.services import stories
from bot.services.stories import Told
from bot.understand.search import Passage

_WORK = 12  # actions named above a story


@dataclass(frozen=True, slots=True)
class ReadView:
    told: Told
    idea: str
    work: tuple[str, ...]


class Read(Screen[ReadView]):
    name = "story.read"
    args = ("story",)
    help = mark("What this group did and what has changed. Ask an expert if you want to try the same")

    def load(self, turn: Turn) -> ReadView:
        told = stories.open_story(turn.uow, StoryId(turn.number("story")), by=turn.person)
        title = titles(turn.uow, [told.story.title], turn.say)[told.story.title]
        told = replace(told, story=replace(told.story, title=title))
        idea = turn.uow.answers.get(told.story.plan, "idea")
        work = tuple(action.what for action in turn.uow.actions.of_plan(told.story.plan))
        return ReadView(told, shortened(idea.text, 400) if idea else "", work)

    def render(self, view: ReadView, say: Say) -> Message:
        told, story = view.told, view.told.story
        location = say("{group}, {village} village", group=story.group_name, village=story.village)
        did = lines(say("🔨 What they did:"), *(f"• {shortened(what, 60)}" for what in view.work[:_WORK]))
        told_of = said(told.tellings, say, names=told.names) or [say("Nothing is told yet")]
        changed = paragraphs(bold(say("🌱 What has changed:")), *told_of)
        media = sum(one.medium is not None for one in told.tellings)
        shown = Button(say("📷 Photos and voices ({n})", n=media), Tap("media")) if media else None
        own = Button(say("✍️ Our story"), Go("story.page", {"plan": story.plan})) if told.member else None
        every = Button(say("🌱 All stories"), Go("story.list"))
        text = paragraphs(lines(bold(story.title), location), view.idea, did, changed)
        return Message(text, column([shown, own, every, Button(say("◀ Back"), Back())]), asks=Html())

    def tap_media(self, turn: Turn, view: ReadView) -> Go:
        rest = stories.show_media(turn.uow, view.told, turn.chat, begin=begin(turn), by=turn.person, now=turn.now)
        return Go(self.name, {"story": view.told.story.id}, fresh=True, regrets=more(turn, "media", rest))


@shows(stories.KIND)
def hit(turn: Turn, passage: Passage) -> Hit | None:
    """A story as a search shows it; nothing of one that was taken back meanwhile."""
    story = turn.uow.stories.get(StoryId(number(passage.key)))
    if story is None or not story.readable:
        return None
    location = turn.say("{group}, {village} village", group=story.group_name, village=story.village)
    words = location if passage.words == story.title else passage.words
    title = titles(turn.uow, [story.title], turn.say)[story.title]
    return Hit("🌱", title, shortened(words, 200), Go("story.read", {"story": story.id}, push=True))
