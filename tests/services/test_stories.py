"""Stories of change: told by members, finished and shared by their leader, read by whoever may."""

from __future__ import annotations

import pytest

from bot.domain.ids import StoryId
from bot.domain.incoming import Answer
from bot.domain.refused import Forbidden, Missing, Refused
from bot.services import stories
from bot.services.actions import checkins
from bot.store.database import Database
from tests.planning import NOW, Village, carried, settle, told

WORDS = Answer("text", "We sell to the market now")


def finished(village: Village) -> StoryId:
    """All work is done: the story is asked for."""
    carried(village)
    (line,) = village.uow.actions.of_plan(village.plan)
    checkins.done(village.uow, line.id, by=village.seng, seen=line.revision, now=NOW)
    return stories.open_of_plan(village.uow, village.plan, by=village.noy).story.id


def test_members_tell_the_leader_finishes_and_shares(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        story = finished(village)
        stories.add(uow, village.plan, WORDS, by=village.seng, now=NOW)
        stories.finish(uow, village.plan, by=village.noy, now=NOW)
        stories.finish(uow, village.plan, by=village.noy, now=NOW)
        assert told(uow).count(("story_told", village.mali.id)) == 1
        with pytest.raises(Refused, match="The story is finished"):
            stories.add(uow, village.plan, WORDS, by=village.seng, now=NOW)
        with pytest.raises(Forbidden, match="only to its own members"):
            stories.open_story(uow, story, by=village.bo)
        stories.share(uow, village.plan, True, by=village.noy, now=NOW)
        seen = stories.open_story(uow, story, by=village.bo)
        assert ([one.words for one in seen.tellings], seen.names) == ([WORDS.text], False)
        assert [one.id for one in stories.readable(uow, by=village.bo)] == [story]
        stories.reopen(uow, village.plan, by=village.noy)
        assert stories.readable(uow, by=village.bo) == []


def test_what_is_refused(database: Database) -> None:
    with database.begin() as uow:
        village = settle(uow)
        with pytest.raises(Missing):
            stories.open_of_plan(uow, village.plan, by=village.noy)
        story = finished(village)
        with pytest.raises(Refused, match="Tell something first"):
            stories.finish(uow, village.plan, by=village.noy, now=NOW)
        stories.add(uow, village.plan, WORDS, by=village.noy, now=NOW)
        (piece,) = stories.open_story(uow, story, by=village.seng).tellings
        with pytest.raises(Forbidden, match="and the group leader"):
            stories.take_out(uow, village.plan, piece.id, by=village.seng)
        with pytest.raises(Forbidden):
            stories.add(uow, village.plan, WORDS, by=village.mali, now=NOW)
        for verb in (stories.reopen, stories.open_of_plan):
            with pytest.raises(Forbidden):
                verb(uow, village.plan, by=village.bo)
        with pytest.raises(Forbidden, match="Only the group leader"):
            stories.share(uow, village.plan, True, by=village.seng, now=NOW)
        with pytest.raises(Missing):
            stories.open_story(uow, StoryId(story + 1), by=village.noy)
        stories.take_out(uow, village.plan, piece.id, by=village.noy)
        stories.take_out(uow, village.plan, piece.id, by=village.noy)
        assert stories.open_story(uow, story, by=village.noy).tellings == ()
