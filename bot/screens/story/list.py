"""What other groups did: the stories that they share."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.chat.address import Back, Go
from bot.chat.message import Button, Message, column, row, shortened
from bot.chat.registry import Command, command
from bot.chat.screen import Screen, Turn
from bot.chat.typed import cut_out
from bot.domain.stories import Story, StoryState
from bot.i18n import Say, bold, mark
from bot.screens.plan.words import titles
from bot.services import stories

_PAGE = 4  # stories on one page
_LABEL = 20  # letters of a title on a button
command(Command("stories", Go("story.list"), mark("What other groups did"), order=38))


@dataclass(frozen=True, slots=True)
class ListView:
    stories: tuple[Story, ...]  # of this page
    page: int
    pages: int


class Listed(Screen[ListView]):
    """Stories by title, the newest first. Another sign says that only the group itself and staff read it."""

    name = "story.list"
    args = ("page",)
    help = mark("Groups tell here what their work has changed. Choose one to read, hear and see it")

    def load(self, turn: Turn) -> ListView:
        uow, by = turn.uow, turn.person
        page, pages = cut_out(stories.count(uow, by=by), turn.page, _PAGE)
        found = tuple(stories.readable(uow, by=by, offset=page * _PAGE, limit=_PAGE))
        called = titles(uow, (one.title for one in found), turn.say)
        return ListView(tuple(replace(one, title=called[one.title]) for one in found), page, pages)

    def render(self, view: ListView, say: Say) -> Message:
        shown, page, pages = view.stories, view.page, view.pages
        before = Button(say("◀ Before"), Go(self.name, {"page": page - 1})) if page > 0 else None
        more = Button(say("More ▶"), Go(self.name, {"page": page + 1})) if page < pages - 1 else None
        head = bold(say("🌱 What other groups did"))
        asks = say("Which story would you like to read?") if shown else say("No group has told its story yet")
        back = Button(say("◀ Back"), Back())
        return Message(head, [*column(map(_button, shown)), row(back, before, more)], asks=asks)


def _sign(story: Story) -> str:
    """Those that are not for all yet have another one."""
    return "🌱" if story.readable else "▫️" if story.state is StoryState.TOLD else "✍️"


def _button(story: Story) -> Button:
    label = f"{_sign(story)} {shortened(story.title, _LABEL)}"
    return Button(label, Go("story.read", {"story": story.id}, push=True))
