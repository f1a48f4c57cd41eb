"""An archive of what is kept about somebody: a page to read in each language, the same for machines, and the files."""

from __future__ import annotations

import html
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import SpooledTemporaryFile

from bot.i18n import Say, mark, plain
from bot.services.own_data import Kept

_IN_MEMORY = 1_000_000  # bytes of an archive above which it is put together on the disk
HEADS = {  # how each table is called where people read it; what has no name here is called as it is kept
    "persons": mark("Who you are"),
    "accounts": mark("Your Telegram accounts"),
    "roles": mark("Your roles"),
    "members": mark("Your groups"),
    "agreements": mark("Your agreement to plans"),
    "answers": mark("Your answers in the plan"),
    "line_values": mark("What you wrote into the table of work"),
    "actions": mark("Work that you answer for"),
    "checkins": mark("What you told of the work"),
    "expenses": mark("Money that you wrote down"),
    "tellings": mark("What you told in stories"),
    "wordings": mark("What you wrote down or translated for others"),
    "questions": mark("Your questions"),
    "question_pieces": mark("Questions and answers"),
    "complaints": mark("Your confidential words"),
    "complaint_words": mark("Confidential words and answers"),
    "readings": mark("Lessons that you read"),
    "quiz_answers": mark("Your answers in quizzes"),
    "subscriptions": mark("Your lesson a day"),
    "announcement_replies": mark("Your answers to announcements"),
    "announcements": mark("Announcements that you wrote"),
    "assignments": mark("Plans that you read as an expert"),
    "scores": mark("Points that you gave"),
    "comments": mark("Your comments on plans"),
    "narrations": mark("Texts that you recorded"),
    "submissions": mark("Plans that you sent"),
    "reminders": mark("Reminders to you"),
    "audit": mark("What the system noted about your decisions"),
}
TOLD = (
    mark("This is what the programme keeps about you. Your photos and voices are in the other files"),
    mark("Copies of messages are kept for some weeks and are not in here: you have them in your chat"),
)
_STYLE = "body{font-family:sans-serif;max-width:50em;margin:auto;padding:1em}td{padding:.2em .8em;vertical-align:top}"


def archive(
    part: int,
    rows: Mapping[str, Sequence[Mapping[str, object]]],
    files: Iterable[Kept],
    media: Path,
    says: Sequence[Say],
) -> bytes:
    """One archive: the first holds what is written, the others files. What lies nowhere any more is left out."""
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as made:
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into:
            if part == 1:
                _write(into, rows, says)
            for file in files:
                path = media / file.path
                if file.path and path.is_file():
                    into.write(path, file.name, zipfile.ZIP_STORED)  # photos and voices are packed already
        made.seek(0)
        return made.read()


def _write(into: zipfile.ZipFile, rows: Mapping[str, Sequence[Mapping[str, object]]], says: Sequence[Say]) -> None:
    for say in says:
        into.writestr(f"mydata-{say.language}.html", page(rows, say))
    into.writestr("mydata.json", json.dumps(rows, ensure_ascii=False, indent=1))


def page(rows: Mapping[str, Sequence[Mapping[str, object]]], say: Say) -> str:
    """Everything as a page that any browser shows, without a network."""
    title = html.escape(plain(say("What is kept about you")))
    told = "".join(f"<p>{html.escape(plain(say(one)))}</p>" for one in TOLD)
    body = "".join(_table(table, found, say) for table, found in rows.items())
    head = f'<!doctype html><html lang="{say.language}"><meta charset="utf-8"><title>{title}</title>'
    return f"{head}<style>{_STYLE}</style><h1>{title}</h1>{told}{body}</html>"


def _table(table: str, rows: Sequence[Mapping[str, object]], say: Say) -> str:
    head = html.escape(plain(say(HEADS[table]))) if table in HEADS else table
    told = "".join(f"<table>{_row(row)}</table><hr>" for row in rows)
    return f"<h2>{head} ({len(rows)})</h2>{told}"


def _row(row: Mapping[str, object]) -> str:
    return "".join(f"<tr><td>{name}<td>{html.escape(_words(value))}" for name, value in row.items())


def _words(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
