"""A group's plan on paper: the PDF (A4) and the picture card for the group chat."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from bot.documents import letters, photos, press, timeline

# The words on the paper, which the caller gives in its language. Filled in here: {n} of `version` and `more`,
# {agree}, {of} and {women} of `agreed`, {name} of `translated`, {length} of `voice`.
_WORDS = """
    programme project round village district province leader members women men date version scan voice no_photo
    no_answer translated actions what who start due cost own total sign timeline money asked kip agreement agreed more
"""
LABELS = frozenset(_WORDS.split())

_PHOTO_BYTES = 330_000  # of all photos together, so that the PDF stays under 500 KB
# Letters that the heads have room for.
_HEAD = {"title": 160, "group": 90, "village": 40, "district": 40, "province": 40, "programme": 90, "project": 60,
         "round": 60, "leader": 60, "date": 60}  # fmt: skip
_CARD_HEAD = {"title": 90, "group": 60, "village": 24, "district": 24, "province": 24, "date": 30}
_CARD_ACTIONS = 5
_CARD_WIDTH = 1080  # pixels


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a step; a voice or photo may have a text beside it (a transcription, a caption)."""

    kind: Literal["text", "voice", "photo"]
    text: str = ""
    author: str = ""
    when: str = ""
    translation: str = ""
    translator: str = ""
    seconds: int = 0
    photo: Path | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One question of the form with its answers, in order."""

    number: int
    title: str
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """A line of the action table; amounts in kip."""

    what: str
    who: str = ""
    start: date | None = None
    due: date | None = None
    cost: int | None = None
    own: int | None = None
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """Kip: all actions, what the group pays itself, what it asks for."""

    total: int
    own: int
    asked: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many members agree, of how many, and how many of those who agree are women."""

    agree: int
    of: int
    women: int


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """All that stands on the paper, in the language of the labels; answers as they were written."""

    language: Literal["lo", "en"]
    title: str
    group: str
    village: str
    district: str
    province: str
    programme: str
    project: str
    round: str
    leader: str
    women: int
    men: int
    version: int
    date: str
    steps: tuple[Step, ...]
    actions: tuple[Action, ...]
    totals: Totals
    agreement: Agreement | None
    labels: Mapping[str, str]
    link: str

    def __post_init__(self) -> None:
        if missing := LABELS - self.labels.keys():
            raise ValueError(f"labels are missing: {', '.join(sorted(missing))}")


def plan_pdf(paper: PlanPaper) -> bytes:
    """The whole plan as PDF (A4), under 500 KB with its photos scaled down; a photo that cannot be read is named so."""
    small = _photos(paper)
    names = {photo: f"photo-{number}.jpg" for number, photo in enumerate(small)}
    pictures = {"qr.svg": press.qr(paper.link), **{names[photo]: picture for photo, picture in small.items()}}
    return press.pdf("plan", _head(paper) | {"steps": list(_steps(paper, names))} | _work(paper), pictures)


def plan_card(paper: PlanPaper) -> bytes:
    """The plan at a glance as PNG under 100 KB, 1,080 pixels wide: title, first actions, money, agreement, QR code."""
    more = len(paper.actions) - _CARD_ACTIONS
    data = {
        **_head(paper),
        **_work(paper),
        **_cut(paper, _CARD_HEAD),
        "actions": [_glimpse(action) for action in paper.actions[:_CARD_ACTIONS]],
        "more": letters.lines(paper.labels["more"].format(n=more)) if more > 0 else None,
    }
    return press.png("card", data, {"qr.svg": press.qr(paper.link)}, width=_CARD_WIDTH)


def _glimpse(action: Action) -> dict[str, Any]:
    return {
        "what": letters.lines(letters.short(action.what, 60)),
        "who": letters.lines(letters.short(action.who, 40)),
        "due": _day(action.due),
    }


def _head(paper: PlanPaper) -> dict[str, Any]:
    agreed = paper.agreement and paper.labels["agreed"].format(
        agree=paper.agreement.agree, of=paper.agreement.of, women=paper.agreement.women
    )
    return {
        **_cut(paper, _HEAD),
        "labels": {name: letters.lines(label) for name, label in paper.labels.items()},
        "plain": {"title": letters.shown(paper.title), "language": paper.language},
        "version": letters.lines(paper.labels["version"].format(n=paper.version)),
        "women": paper.women,
        "men": paper.men,
        "agreed": letters.lines(agreed) if agreed else None,
        "agreeing": paper.agreement.agree / max(paper.agreement.of, 1) if paper.agreement else 0,
    }


def _cut(paper: PlanPaper, widest: Mapping[str, int]) -> dict[str, letters.Lines]:
    return {name: letters.lines(letters.short(getattr(paper, name), most)) for name, most in widest.items()}


def _work(paper: PlanPaper) -> dict[str, Any]:
    """The action table, its sums and its timeline."""
    return {
        "actions": [
            {
                "what": letters.lines(action.what),
                "brief": letters.lines(letters.short(action.what, 30)),
                "who": letters.lines(action.who),
                "start": _day(action.start),
                "due": _day(action.due),
                "cost": _kip(action.cost, paper.language),
                "own": _kip(action.own, paper.language),
                "sign": letters.lines(action.sign) if action.sign else None,
            }
            for action in paper.actions
        ],
        "total": _kip(paper.totals.total, paper.language),
        "own": _kip(paper.totals.own, paper.language),
        "asked": _kip(paper.totals.asked, paper.language),
        "own_share": min(1.0, paper.totals.own / paper.totals.total) if paper.totals.total else 0,
        "timeline": timeline.drawn([(action.start, action.due) for action in paper.actions]),
    }


def _steps(paper: PlanPaper, names: Mapping[Path, str]) -> Iterator[dict[str, Any]]:
    for step in paper.steps:
        answers = [_answer(answer, paper.labels, names) for answer in step.answers]
        yield {"number": step.number, "title": letters.lines(step.title), "answers": answers}


def _answer(answer: Answer, labels: Mapping[str, str], names: Mapping[Path, str]) -> dict[str, Any]:
    minutes, seconds = divmod(answer.seconds, 60)
    return {
        "kind": answer.kind,
        "text": letters.lines(answer.text) if answer.text.strip() else None,
        "by": letters.lines(" · ".join(filter(None, (answer.author, answer.when)))),
        "translation": letters.lines(answer.translation) if answer.translation.strip() else None,
        "translated": letters.lines(labels["translated"].format(name=answer.translator)),
        "voice": letters.lines(labels["voice"].format(length=f"{minutes}:{seconds:02}")),
        "photo": names.get(answer.photo) if answer.photo else None,
    }


def _photos(paper: PlanPaper) -> dict[Path, bytes]:
    """The photos that can be read, made small; they share the room that a document has for them."""
    taken = list(dict.fromkeys(answer.photo for step in paper.steps for answer in step.answers if answer.photo))
    small = {photo: photos.smaller(photo, _PHOTO_BYTES // len(taken)) for photo in taken}
    return {photo: picture for photo, picture in small.items() if picture}


def _day(day: date | None) -> str:
    return f"{day.day}/{day.month}/{day.year}" if day else ""


def _kip(kip: int | None, language: str) -> str:
    """1.500.000 in Lao, 1,500,000 in English (lao-style.md, 1.8)."""
    return "" if kip is None else f"{kip:,}".replace(",", "." if language == "lo" else ",")
