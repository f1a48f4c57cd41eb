"""What other groups did: the stories that they share, to be read by everybody – and all of them by staff."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column, row, shortened
from bot.chat.notice import Occasion, notice
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import paged
from bot.domain.ids import StoryId
from bot.domain.search import Passage
from bot.domain.stories import Story, StoryState
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.search import Hit, shows
from bot.screens.story import said
from bot.services import stories
from bot.services.stories import Told

_PAGE = 8  # stories on one page
_LABEL = 34  # letters of a title on a button
_WORK = 12  # pieces of work named above a story
command(Command("stories", Go("story.list"), mark("What other groups did"), order=38))


@dataclass(frozen=True, slots=True)
class ListView:
    stories: tuple[Story, ...]
    page: int


class Listed(Screen[ListView]):
    """Stories by title, the newest first. A lock says that only the group itself and staff read it."""

    name = "story.list"
    args = ("page",)
    help = mark("Groups tell here what their work has changed. Choose one to read, hear and see it")

    def load(self, turn: Turn) -> ListView:
        page = turn.args.get("page", 0)
        return ListView(tuple(stories.readable(turn.uow, turn.person)), page if isinstance(page, int) else 0)

    def render(self, view: ListView, say: Say) -> Message:
        shown, page, pages = paged(view.stories, view.page, _PAGE)
        before = Button(say("◀ Before"), Go(self.name, {"page": page - 1})) if page > 0 else None
        more = Button(say("More ▶"), Go(self.name, {"page": page + 1})) if page < pages - 1 else None
        none = say("No group has told its story yet") if not view.stories else ""
        text = paragraphs(bold(say("🌱 What other groups did")), none, *(_line(story, say) for story in shown))
        return Message(text, [*column(map(_button, shown)), row(before, more), [Button(say("◀ Back"), Back())]])


def _sign(story: Story) -> str:
    return "🌱" if story.readable else "🔒" if story.state is StoryState.TOLD else "✏️"


def _line(story: Story, say: Say) -> Html:
    place = say("{group}, {village} village", group=story.group_name, village=story.village)
    return lines(bold(f"{_sign(story)} {story.title}"), place)


def _button(story: Story) -> Button:
    label = f"{_sign(story)} {shortened(story.title, _LABEL)}"
    return Button(label, Go("story.read", {"story": story.id}, push=True))


@dataclass(frozen=True, slots=True)
class ReadView:
    told: Told
    idea: str
    work: tuple[str, ...]


class Read(Screen[ReadView]):
    """One story: what the group wanted, what it did, what has changed. Other groups see no names of people."""

    name = "story.read"
    args = ("story",)
    help = mark("What this group did and what has changed. Ask an expert if you want to try the same")

    def load(self, turn: Turn) -> ReadView:
        told = stories.read(turn.uow, StoryId(turn.number("story")), turn.person)
        idea = turn.uow.plans.answer(told.story.plan, "idea")
        work = tuple(action.what for action in turn.uow.plans.actions(told.story.plan))
        return ReadView(told, shortened(idea.text, 400) if idea else "", work)

    def render(self, view: ReadView, say: Say) -> Message:
        told, story = view.told, view.told.story
        place = say("{group}, {village} village", group=story.group_name, village=story.village)
        did = lines(say("🔨 What they did:"), *(f"• {shortened(what, 60)}" for what in view.work[:_WORK]))
        told_of = said(told.tellings, say, names=told.names) or [say("Nothing is told yet")]
        changed = paragraphs(bold(say("🌱 What has changed:")), *told_of)
        media = sum(one.medium is not None for one in told.tellings)
        shown = Button(say("🖼 Photos and voices ({n})", n=media), Tap("media")) if media else None
        own = Button(say("✏️ Our story"), Go("story.page", {"plan": story.plan})) if told.member else None
        every = Button(say("🌱 All stories"), Go("story.list"))
        text = paragraphs(lines(bold(story.title), place), view.idea, did, changed)
        return Message(text, column([shown, own, every, Button(say("◀ Back"), Back())]))

    def tap_media(self, turn: Turn, view: ReadView) -> Go:
        stories.show_media(turn.uow, view.told, turn.chat, turn.person, now=turn.now)
        return Go(self.name, {"story": view.told.story.id}, fresh=True)


@shows(stories.KIND)
def hit(turn: Turn, passage: Passage) -> Hit | None:
    """A story as a search shows it; nothing of one that was taken back meanwhile."""
    story = turn.uow.stories.get(StoryId(int(passage.key)))
    if story is None or not story.readable:
        return None
    place = turn.say("{group}, {village} village", group=story.group_name, village=story.village)
    words = place if passage.words == story.title else passage.words
    return Hit("🌱", story.title, shortened(words, 200), Go("story.read", {"story": story.id}, push=True))


@notice("story_told", screen="story.read")
def told(occasion: Occasion) -> Message | None:
    """To staff: a group has told its story."""
    story = occasion.uow.stories.get(StoryId(occasion.args["story"]))
    if story is None or story.state is not StoryState.TOLD:
        return None
    say = occasion.say
    text = lines(say("🌱 The group {group} has told what has changed", group=story.group_name), bold(story.title))
    return Message(text, [[Button(say("📖 Open"), Go("story.read", {"story": story.id}, push=True))]])
