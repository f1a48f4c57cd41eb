"""What several pages about recording load and share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.chat.address import Go
from bot.chat.message import Button, shortened
from bot.chat.screen import Screen, Turn
from bot.chat.typed import only_text
from bot.content.library import Library
from bot.content.pieces import Piece
from bot.domain.ids import NarrationId
from bot.domain.incoming import Answer
from bot.domain.people import STAFF
from bot.domain.refused import Missing, Refused
from bot.i18n import Html, Say, bold, lines, safe
from bot.screens.record.words import KINDS, LABEL, SIGNS, part_title, texts
from bot.services import narrations, of_all, search
from bot.services.narrations import State, Tongue
from bot.store.narrations import Narration

PAGE = 8  # buttons of one page of a long list
View = TypeVar("View")


@dataclass(frozen=True, slots=True)
class Work:
    """A language, every text that may be spoken, and how far each is."""

    tongue: Tongue
    pieces: Sequence[Piece]
    states: dict[tuple[str, str], State]

    @classmethod
    def of(cls, turn: Turn) -> Work:
        """For the language that a page is about."""
        of_all.check(by=turn.person)
        tongue = narrations.open_tongue(turn.uow, turn.library, turn.word("language"))
        found = texts(turn)
        return cls(tongue, found, dict(narrations.states(turn.uow, found, tongue.key)))

    def within(self, *, section: str = "", part: str = "") -> tuple[Piece, ...]:
        """The texts of a section or a part."""
        return tuple(piece for piece in self.pieces if section in ("", piece.section) and part in ("", piece.part))

    def ready(self, among: Sequence[Piece]) -> int:
        return self.count(among, State.READY)

    def count(self, among: Sequence[Piece], state: State) -> int:
        return sum(self.states[piece.key] is state for piece in among)

    def far(self, among: Sequence[Piece]) -> str:
        """How far they are, as it stands behind a name: 3/24."""
        return f"{self.ready(among)}/{len(among)}"

    def sign(self, among: Sequence[Piece]) -> str:
        return SIGNS[State.READY] if self.ready(among) == len(among) else ""

    def label(self, piece: Piece, say: Say) -> str:
        """A text on a button: its sign, and how it begins."""
        kind = KINDS.get(piece.kind)
        name = say(kind) if kind else shortened(" ".join(piece.words(say.language).split()), LABEL)
        return f"{SIGNS[self.states[piece.key]]} {name}"

    def goes(self, piece: Piece) -> Go:
        return Go("record.piece", {"language": self.tongue.key, "text": piece.code})


class Finding(Screen[View]):
    """A page of /record on which any typed words look for a text."""

    roles = STAFF
    asks = True

    def on_answer(self, turn: Turn, view: View, answer: Answer) -> Go | None:
        return found_by(turn, answer)


def found_by(turn: Turn, answer: Answer) -> Go:
    """The texts that have the typed words in them."""
    if not (words := search.packed(only_text(answer))):
        raise Refused("Nothing found yet. Try another word")
    return Go("record.found", {"language": turn.word("language"), "words": words})


def turned(screen: str, args: dict[str, str | int], page: int, pages: int, say: Say) -> list[Button | None]:
    """The buttons that turn the pages of a long list."""
    before = Button(say("◀ Before"), Go(screen, args | {"page": page - 1})) if page > 0 else None
    more = Button(say("More ▶"), Go(screen, args | {"page": page + 1})) if page < pages - 1 else None
    return [before, more]


@dataclass(frozen=True, slots=True)
class InsideView:
    """A section, or a part of one; `page` is that of its list."""

    work: Work
    library: Library
    key: str
    page: int = 0


def heading(work: Work, title: str, say: Say) -> Html:
    return lines(bold(f"🎙 {work.tongue.name(say.language)}"), bold(title))


def progress_line(work: Work, among: Sequence[Piece], say: Say) -> Html:
    """How many texts there are and how many of them are recorded."""
    ready = work.ready(among)
    return say.plural("{x} of {n} text is recorded", "{x} of {n} texts are recorded", len(among), x=ready)


@dataclass(frozen=True, slots=True)
class PieceView:
    """A text in a language. `history` begins with what is heard now, where there is something."""

    work: Work
    library: Library
    piece: Piece
    draft: Narration | None  # mine, not kept yet
    history: tuple[Narration, ...]

    @property
    def heard(self) -> Narration | None:
        return next((one for one in self.history if one.state == "kept"), None)

    @property
    def removed(self) -> Narration | None:
        """What was taken away last, while nothing is heard."""
        return next((one for one in self.history if one.state == "removed"), None) if self.heard is None else None

    @property
    def args(self) -> dict[str, str | int]:
        return dict(self.work.goes(self.piece).args)


class PiecePage(Finding[PieceView]):
    """A page about one text in one language."""

    args = ("language", "text")

    def load(self, turn: Turn) -> PieceView:
        work = Work.of(turn)
        piece = next((piece for piece in work.pieces if piece.code == turn.word("text")), None)
        if piece is None:
            raise Missing
        repository, language = turn.uow.narrations, work.tongue.key
        history = repository.history(piece.key, language)
        history.sort(key=lambda one: one.state != "kept")
        return PieceView(work, turn.library, piece, repository.draft(piece.key, language, turn.me), tuple(history))

    def head(self, view: PieceView, say: Say) -> Html:
        among = view.work.within(part=view.piece.part)
        counter = say("{x} of {n}", x=among.index(view.piece) + 1, n=len(among))
        title = part_title(view.library, view.piece.part, say)
        return lines(bold(f"🎙 {view.work.tongue.name(say.language)}"), Html(f"{safe(title)} – {counter}"))

    def tap_play(self, turn: Turn, view: PieceView) -> Go:
        """One recording, and the page again below it."""
        narrations.play(turn.uow, NarrationId(turn.choice()), chat=turn.chat, by=turn.person, now=turn.now)
        return Go(self.name, dict(turn.args), fresh=True)


def restored(turn: Turn, view: PieceView) -> Go:
    narrations.restore(turn.uow, view.piece, NarrationId(turn.choice()), by=turn.person, now=turn.now)
    return Go("record.piece", view.args, note=turn.say("It is heard again"))


def recording_line(one: Narration, say: Say) -> Html:
    """Who recorded it, when, and how long it is."""
    values = {"date": say.day(say.today(one.at)), "n": one.seconds}
    if not one.by:
        return say("Recorded on {date}, {n} s", **values)
    return say("Recorded by {name} on {date}, {n} s", name=one.by, **values)
