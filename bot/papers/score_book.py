"""All that was given in a round as a workbook: a sheet each for plans, marks, comments, stars and visits."""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from bot.i18n import Say
from bot.services.contests.scores import Line, Scores

_WIDTH = 24  # characters of a column


def book(found: Scores, say: Say) -> bytes:
    """An .xlsx file; words stay words, also where they look like a formula or a link."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    made: Any = import_module("xlsxwriter").Workbook(file, options)  # loaded when a workbook is made first
    group, title, expert, kind = say("Group"), say("Plan"), say("Expert"), say("Kind")
    plan_heads = (
        group,
        say("Project"),
        title,
        say("State"),
        say("Rank"),
        say("Final rank"),
        say("Stars"),
        say("Votes"),
    )
    sheets: tuple[tuple[str, Sequence[str], Sequence[Line]], ...] = (
        (say("Plans"), plan_heads, found.plans),
        (say("Marks"), (group, title, expert, kind, say("Question"), say("Points")), found.marks),
        (say("Comments"), (group, title, expert, kind, say("Item"), say("Words")), found.comments),
        (say("Stars"), (say("Heard by"), say("Plan of"), say("Stars"), say("Given by")), found.stars),
        (say("Visits"), (group, expert, say("Points"), say("Place")), found.visits),
    )
    head = made.add_format({"bold": True, "bottom": 1})
    for name, heads, rows in sheets:
        sheet = made.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(heads) - 1, _WIDTH)
        sheet.write_row(0, 0, heads, head)
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, row)
    made.close()
    return file.getvalue()
