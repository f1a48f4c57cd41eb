"""What Phaen knows about somebody, as a page that they can read: headings, sentences and days, in their language."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from bot.content.library import Library
from bot.domain.ids import ActionId, GroupId, PlanId
from bot.i18n import Html, Say, mark, plain, safe
from bot.papers.everything import SEX
from bot.services.invites import ROLES
from bot.store.database import UnitOfWork

Row: TypeAlias = Mapping[str, Any]
Rows: TypeAlias = Mapping[str, Sequence[Row]]
_STYLE = "body{font-family:sans-serif;max-width:40em;margin:auto;padding:1em;line-height:1.6}li{margin:.4em 0}"
_ANSWERS = {
    "done": mark("done"),
    "started": mark("started"),
    "late": mark("it takes longer"),
    "help": mark("help is wanted"),
}
TOLD = (
    mark("This is what the programme knows about you. Your photos and voices come in the other files"),
    mark("Copies of messages are kept for some weeks. They are in your chat"),
)


@dataclass(frozen=True, slots=True)
class Names:
    """What the numbers in rows are called, and how the reader is spoken to."""

    groups: Mapping[int, str]
    plans: Mapping[int, str]
    works: Mapping[int, str]
    library: Library
    say: Say

    def day(self, row: Row, *names: str) -> str:
        """The day of the first of these instants that the row has."""
        written = next((str(row[name]) for name in names if row.get(name)), "")
        if not written:
            return "–"
        at = datetime.fromisoformat(written) if "T" in written else None
        return self.say.day(self.say.today(at) if at else date.fromisoformat(written))

    def step(self, key: str) -> str:
        forms = (self.library.forms[version] for version in sorted(self.library.forms, reverse=True))
        return next((step.title(self.say.language) for form in forms if (step := form.step(key))), "–")

    def lesson(self, key: str) -> str:
        found = self.library.lesson(key)
        return found.title(self.say.language) if found else "–"


Tell: TypeAlias = Callable[[Row, Names], Iterable[Html]]


def names(uow: UnitOfWork, library: Library, rows: Rows, say: Say) -> Names:
    """The names of all that the rows point at."""
    each = [row for found in rows.values() for row in found]
    wanted = {name: {row[name] for row in each if row.get(name)} for name in ("group_id", "plan_id", "action_id")}
    groups = ((number, uow.groups.get(GroupId(number))) for number in wanted["group_id"])
    plans = ((number, uow.plans.get(PlanId(number))) for number in wanted["plan_id"])
    works = ((number, uow.actions.get(ActionId(number))) for number in wanted["action_id"])
    return Names(
        {number: one.name for number, one in groups if one},
        {number: one.title for number, one in plans if one},
        {number: one.what for number, one in works if one},
        library,
        say,
    )


def page(rows: Rows, called: Names, files: int) -> str:
    """The whole page, which any browser shows without a network; `files`: how many photos and voices there are."""
    say = called.say
    title, written = html.escape(plain(say("What Phaen knows about you"))), {table for _, table, _ in CHAPTERS}
    told = "".join(f"<p>{say(one)}</p>" for one in TOLD)
    body = "".join(_chapter(say(head), _lines(rows.get(table, ()), tell, called)) for head, table, tell in CHAPTERS)
    sent = say.plural("You sent {n} photo, voice or file", "You sent {n} photos, voices and files", files)
    rest = sum(len(found) for table, found in rows.items() if table not in written)
    other = say.plural(
        "{n} short note more, such as which reminder came. It stands in mydata.json, for machines",
        "{n} short notes more, such as which reminders came. They stand in mydata.json, for machines",
        rest,
    )
    body += _chapter(say("Photos, voices and files"), [sent] if files else [])
    body += _chapter(say("What else is kept"), [other] if rest else [])
    head = f'<!doctype html><html lang="{say.language}"><meta charset="utf-8"><title>{title}</title>'
    scale = '<meta name="viewport" content="width=device-width">'
    return f"{head}{scale}<style>{_STYLE}</style><h1>{title}</h1>{told}{body}</html>"


def _chapter(head: Html, told: Iterable[Html | str]) -> str:
    listed = "".join(f"<li>{line}" for line in told)
    return f"<h2>{head}</h2><ul>{listed}</ul>" if listed else ""


def _lines(rows: Iterable[Row], tell: Tell, called: Names) -> Iterator[Html]:
    return (line for row in rows for line in tell(row, called) if line)


# A row in words -------------------------------------------------------------------------------------------------------


def _person(row: Row, called: Names) -> Iterator[Html]:
    say = called.say
    yield say("Your name: {name}", name=row["name"])
    if row.get("phone"):
        yield say("Your phone number: {number}", number=row["phone"])
    if sex := SEX.get(row.get("sex", "")):
        yield say(sex)
    if row.get("ethnic"):
        yield say("Your ethnic group: {name}", name=row["ethnic"])
    yield say("You are here since {date}", date=called.day(row, "created_at"))
    if row.get("consented_at"):
        yield say("You agreed on {date} that this is kept", date=called.day(row, "consented_at"))


def _member(row: Row, called: Names) -> Iterator[Html]:
    group, day = called.groups.get(row["group_id"], "–"), called.day(row, "joined_at")
    if row.get("state") != "active":
        yield called.say("You were in the group {group}", group=group)
    elif row.get("leader"):
        yield called.say("You lead the group {group}, since {date}", group=group, date=day)
    else:
        yield called.say("You are in the group {group}, since {date}", group=group, date=day)


def _role(row: Row, called: Names) -> Iterator[Html]:
    if (role := ROLES.get(row["role"])) and row.get("state") == "confirmed":
        yield called.say("{role}, since {date}", role=called.say(role), date=called.day(row, "at"))


def _answer(row: Row, called: Names) -> Iterator[Html]:
    said = [str(part.get("text") or "") or plain(called.say("a photo or a voice")) for part in row["parts"]]
    words = ", ".join(word.strip() for word in said if word.strip())
    yield _at(called, row, called.step(row["step"]), words)


def _work(row: Row, called: Names) -> Iterator[Html]:
    if row.get("due_on"):
        yield called.say("{what}: by {date}", what=row["what"], date=called.day(row, "due_on"))
    else:
        yield safe(row["what"])


def _checkin(row: Row, called: Names) -> Iterator[Html]:
    told = _ANSWERS.get(row.get("answer", ""))
    answer = plain(called.say(told)) if told else ""
    words = ", ".join(part for part in (answer, _said(row, called)) if part)
    if words:
        yield _at(called, row, called.works.get(row["action_id"], "–"), words)


def _expense(row: Row, called: Names) -> Iterator[Html]:
    yield _money(row, called, called.works.get(row["action_id"], "–"))


def _income(row: Row, called: Names) -> Iterator[Html]:
    yield _money(row, called, called.plans.get(row["plan_id"], "–"))


def _money(row: Row, called: Names, about: str) -> Html:
    words = ", ".join(part for part in (called.say.money(row.get("kip", 0)), str(row.get("words") or "")) if part)
    return _at(called, row, about, words)


def _agreement(row: Row, called: Names) -> Iterator[Html]:
    title, day = called.plans.get(row["plan_id"], "–"), called.day(row, "at")
    if row.get("agrees"):
        yield called.say("{date}: you agree to send the plan “{title}”", date=day, title=title)
    else:
        yield called.say("{date}: you do not agree yet to send the plan “{title}”", date=day, title=title)
    if row.get("reason"):
        yield called.say("The reason: {words}", words=row["reason"])


def _sent(row: Row, called: Names) -> Iterator[Html]:
    title = row["content"].get("title", "–")
    yield called.say("{date}: version {v} of “{title}”", date=called.day(row, "at"), v=row["version"], title=title)


def _lesson(row: Row, called: Names) -> Iterator[Html]:
    title, done = called.lesson(row["lesson"]), row.get("finished_at")
    text = mark("{title}: finished on {date}") if done else mark("{title}: last read on {date}")
    yield called.say(text, title=title, date=called.day(row, "finished_at", "updated_at"))


def _piece(row: Row, called: Names) -> Iterator[Html]:
    mine = row.get("side") == "asker" or row.get("speaker") == "complainant"
    who = plain(called.say("You") if mine else called.say("The answer"))
    yield _at(called, row, who, _said(row, called))


def _words(row: Row, called: Names) -> Iterator[Html]:
    yield called.say("{date}: {words}", date=called.day(row, "at"), words=_said(row, called))


def _said(row: Row, called: Names) -> str:
    """What somebody wrote, or that they sent a photo or a voice."""
    medium = plain(called.say("a photo or a voice")) if row.get("medium_id") else ""
    return str(row.get("words") or row.get("text") or "") or medium


def _at(called: Names, row: Row, about: str, words: str) -> Html:
    return called.say("{date}, {about}: {words}", date=called.day(row, "at"), about=about, words=words)


CHAPTERS: tuple[tuple[str, str, Tell], ...] = (
    (mark("Who you are"), "persons", _person),
    (mark("Your groups"), "members", _member),
    (mark("Your roles"), "roles", _role),
    (mark("Your answers in the plan"), "answers", _answer),
    (mark("Plans that you sent"), "submissions", _sent),
    (mark("Your agreement to plans"), "agreements", _agreement),
    (mark("Work that you answer for"), "actions", _work),
    (mark("What you told of the work"), "checkins", _checkin),
    (mark("Money that you wrote down"), "expenses", _expense),
    (mark("Money that the group received and you wrote down"), "incomes", _income),
    (mark("Questions and answers"), "question_pieces", _piece),
    (mark("Confidential words and answers"), "complaint_words", _piece),
    (mark("What you told in stories"), "tellings", _words),
    (mark("What you wrote down or translated for others"), "wordings", _words),
    (mark("Your comments on plans"), "comments", _words),
    (mark("Lessons that you read"), "readings", _lesson),
)
