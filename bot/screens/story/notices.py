"""A group is asked for its story, and staff hear that one was told."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.message import Button, Message
from bot.chat.notice import Occasion, notice
from bot.domain.notices.stories import StoryTold, StoryWanted
from bot.domain.stories import StoryState
from bot.i18n import bold, lines


@notice(StoryWanted, screen="story.page")
def wanted(occasion: Occasion[StoryWanted]) -> Message | None:
    """To the members when the last work is done, and to the leader some days later: what has changed?"""
    story, person = occasion.uow.stories.of_plan(occasion.what.plan), occasion.person
    if story is None or person is None or story.state is StoryState.TOLD:
        return None
    if occasion.uow.groups.membership(story.group, person.id) is None:
        return None
    say = occasion.say
    text = lines(story.title, bold(say("🎉 All the work of the plan is done!")))
    asks = say("What has changed? Tell it here: speak, write or send photos")
    return Message(
        text, asks=asks, rows=[[Button(say("🌱 Tell the story"), Go("story.page", {"plan": story.plan}, push=True))]]
    )


@notice(StoryTold, screen="story.read")
def told(occasion: Occasion[StoryTold]) -> Message | None:
    """To staff: a group has told its story."""
    story = occasion.uow.stories.get(occasion.what.story)
    if story is None or story.state is not StoryState.TOLD:
        return None
    say = occasion.say
    text = lines(say("🌱 The group {group} has told what has changed", group=story.group_name), bold(story.title))
    return Message(text, [[Button(say("🌱 Read the story"), Go("story.read", {"story": story.id}, push=True))]])
