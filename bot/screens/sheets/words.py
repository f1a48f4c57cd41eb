"""How a spreadsheet, and what is wrong with one of its lines, is told."""

from __future__ import annotations

from bot.domain.sheets import Counts, Flaw, Line, LineState, Sheet, SheetState, Unreadable
from bot.i18n import Html, Say, bold, lines, mark, paragraphs

UNREAD = {
    Unreadable.OLD: mark("This is a very old kind of Excel file. Please save it as .xlsx and send it again"),
    Unreadable.LARGE: mark("This file is too large to be read. Please send the groups in several files"),
    Unreadable.LINES: mark("This table has more than 5,000 lines. Please send it in several files"),
    Unreadable.LETTERS: mark(
        "The letters of this file cannot be read. Please save it as Excel (.xlsx) and send it again"
    ),
    Unreadable.BROKEN: mark("This file cannot be opened. Please save it once more and send it again"),
    Unreadable.HEADS: mark(
        "The first line has to say what stands in each column: at least district, village and group. "
        "The empty table shows how"
    ),
    Unreadable.EMPTY: mark("There are no groups in this table yet"),
}
FLAWS = {
    Flaw.FORMULA: mark("“{word}” is a formula. Write what comes of it"),
    Flaw.NO_DISTRICT: mark("the district is missing"),
    Flaw.PROVINCE: mark("no province is called “{word}”"),
    Flaw.DISTRICT: mark("no district is called “{word}” there"),
    Flaw.WHICH_DISTRICT: mark("several districts are called “{word}”. Write the province too"),
    Flaw.NO_VILLAGE: mark("the village is missing"),
    Flaw.NO_GROUP: mark("the group is missing"),
    Flaw.LONG: mark("“{word}…” is longer than 60 letters"),
    Flaw.NAME: mark("“{word}” is no name"),
    Flaw.SEX: mark("woman or man? “{word}” is not understood"),
    Flaw.YOUTH: mark("18–35? “{word}” is not understood"),
    Flaw.LEADER: mark("leader, yes or no? “{word}” is not understood"),
    Flaw.LEADER_NAME: mark("the leader has no name"),
    Flaw.TWO_LEADERS: mark("the group has another leader than {word}"),
    Flaw.PHONE: mark("the phone number “{word}” is not clear. Write it like 020 5512 3456"),
    Flaw.PROJECT: mark("the group is in another project than {word}"),
    Flaw.NOT_YOURS: mark("the project “{word}” is not yours"),
    Flaw.FULL: mark("{word} has 200 members already"),
}


def told(sheet: Sheet, counts: Counts, faults: list[Line], say: Say) -> Html:
    """How far it is, without what is asked."""
    head = bold(sheet.name)
    if sheet.state is SheetState.UNREAD:
        return paragraphs(head, say(UNREAD[Unreadable(sheet.why)]))
    if sheet.state is SheetState.READING:
        return paragraphs(head, say("I am reading the table. The answer will come here"))
    if sheet.state is SheetState.CHECKED:
        return paragraphs(head, _checked(counts, say), _faults(counts, faults, say))
    if sheet.state is SheetState.LEFT:
        return paragraphs(head, say("Nothing was taken from this table"))
    return paragraphs(head, _done(sheet, counts, say))


def _checked(counts: Counts, say: Say) -> Html:
    new, doubles = counts.of(LineState.NEW), counts.of(LineState.DOUBLE)
    faults = counts.of(LineState.FAULT)
    return lines(
        say.plural("{n} new line", "{n} new lines", new),
        say.plural("{n} is here already", "{n} are here already", doubles) if doubles else "",
        say.plural("{n} line has a fault", "{n} lines have a fault", faults) if faults else "",
    )


def _faults(counts: Counts, faults: list[Line], say: Say) -> Html:
    """Each with its line, and how many more there are."""
    more = counts.of(LineState.FAULT) - len(faults)
    return lines(
        *(say("Line {n}: {fault}", n=line.number, fault=_fault(line, say)) for line in faults),
        say.plural("and {n} more", "and {n} more", more) if more > 0 else "",
    )


def _fault(line: Line, say: Say) -> Html:
    return say(FLAWS[line.flaw], word=line.value) if line.flaw else Html("")


def _done(sheet: Sheet, counts: Counts, say: Say) -> Html:
    groups = say.plural("{n} group", "{n} groups", counts.groups)
    people = say.plural("{n} person", "{n} people", counts.people)
    if sheet.state is SheetState.TAKING:
        left = counts.of(LineState.NEW)
        return say.plural("It is being taken: {n} line is left", "It is being taken: {n} lines are left", left)
    if sheet.state is SheetState.UNDOING:
        left = counts.of(LineState.TAKEN)
        return say.plural("It is being undone: {n} line is left", "It is being undone: {n} lines are left", left)
    if sheet.state is SheetState.TAKEN:
        return say("✅ Taken: {groups}, {people}", groups=groups, people=people)
    kept = counts.of(LineState.KEPT)
    return lines(
        say("Undone. Nothing of this table is left")
        if not kept
        else say.plural(
            "Undone, but for {n} line: it is used already", "Undone, but for {n} lines: they are used already", kept
        ),
    )
