"""All that was given in a round as pages of a workbook: one each for plans, marks, comments, stars and visits."""

from __future__ import annotations

from collections.abc import Sequence

from bot.documents.figures import Page
from bot.i18n import Say
from bot.services.contests.scores import Line, Scores

_WIDTH = 24  # letters of a column


def pages(found: Scores, say: Say) -> list[Page]:
    """The pages, with their heads in the reader's language."""
    group, title, expert, kind = say("Group"), say("Plan"), say("Expert"), say("Kind")
    places = say("Rank"), say("Final rank"), say("Stars"), say("Votes")
    told: tuple[tuple[str, Sequence[str], Sequence[Line]], ...] = (
        (say("Plans"), (group, say("Project"), title, say("State"), *places), found.plans),
        (say("Marks"), (group, title, expert, kind, say("Question"), say("Points"), say("State")), found.marks),
        (
            say("Comments"),
            (group, title, expert, kind, say("Item"), say("Words"), group, say("Answer")),
            found.comments,
        ),
        (say("Stars"), (say("Heard by"), say("Plan of"), say("Stars"), say("Given by")), found.stars),
        (say("Visits"), (group, expert, say("Points"), say("Place")), found.visits),
        (
            say("Practice"),
            (expert, title, say("Attempt"), say("Question"), say("Points"), say("Words")),
            found.practice,
        ),
    )
    return [Page(name, tuple((head, _WIDTH) for head in heads), rows) for name, heads, rows in told]
