"""Recording one text: read it, speak it, hear it back, keep it – and the next one is there at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Turn
from bot.content.library import Library
from bot.content.pieces import Piece
from bot.domain.ids import NarrationId
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.i18n import Html, Say, bold, lines, mark, paragraphs
from bot.screens.record_words import Finding, Work, found_by, part_title
from bot.services import narrations
from bot.services.narrations import State
from bot.store.narrations import Narration

_EARLIER = 8  # recordings of a text that its history lists


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


class _OfPiece(Finding[PieceView]):
    """A page about one text in one language."""

    args = ("language", "text")

    def load(self, turn: Turn) -> PieceView:
        work = Work.of(turn)
        piece = next((piece for piece in work.pieces if piece.code == turn.word("text")), None)
        if piece is None:
            raise Refused("This page is not there any more")
        repository, language = turn.uow.narrations, work.tongue.key
        history = repository.history(piece.key, language)
        history.sort(key=lambda one: one.state != "kept")
        return PieceView(work, turn.library, piece, repository.draft(piece.key, language, turn.me), tuple(history))

    def head(self, view: PieceView, say: Say) -> Html:
        among = view.work.within(part=view.piece.part)
        place = say("{x} of {n}", x=among.index(view.piece) + 1, n=len(among))
        title = part_title(view.library, view.piece.part, say)
        return lines(bold(f"🎙 {view.work.tongue.name(say.language)}"), f"{title} – {place}")

    def tap_play(self, turn: Turn, view: PieceView) -> Go:
        """One recording, and the page again below it."""
        narrations.play(turn.uow, NarrationId(turn.choice()), chat=turn.chat, by=turn.person, now=turn.now)
        return Go(self.name, dict(turn.args), fresh=True)


class OnePiece(_OfPiece):
    name = "record.piece"
    appends = True  # whoever speaks twice means the second one
    help: ClassVar[str] = mark(
        "Hold the microphone, read the text aloud in this language, and let go. Then listen to it, and keep it"
    )

    def render(self, view: PieceView, say: Say) -> Message:
        words = view.piece.words(view.piece.source(view.work.tongue.key))
        text = paragraphs(self.head(view, say), f"“{words}”", self._stands(view, say))
        return Message(text, self._rows(view, say))

    def _stands(self, view: PieceView, say: Say) -> Html:
        """How far this text is, and what to do."""
        if view.draft:
            return say("Listen to it. Then keep it, or speak it once more")
        if view.heard is None:
            return say("🎤 Hold the microphone and read this text in {language}", language=_tongue(view, say))
        who = _line(view.heard, say)
        if view.work.states[view.piece.key] is State.CHANGED:
            return lines(
                say("⚠️ The text has changed since. People do not hear this recording any more"),
                who,
                say("Speak it once more, or say that it still fits"),
            )
        return lines(f"✅ {who}", say("If you speak again, the new recording takes its place"))

    def _rows(self, view: PieceView, say: Say) -> list[list[Button]]:
        among = view.work.within(part=view.piece.part)
        place = among.index(view.piece)
        before = among[place - 1] if place else None
        after = among[place + 1] if place + 1 < len(among) else None
        part = {"language": view.work.tongue.key, "part": view.piece.part}
        return [
            *(self._draft(view.draft, say) if view.draft else self._kept(view, say)),
            row(
                Button(say("◀ Before"), view.work.goes(before)) if before else None,
                Button(say("Next ▶"), view.work.goes(after)) if after else None,
            ),
            [Button(say("◀ Back"), Go("record.part", part))],
        ]

    def _draft(self, draft: Narration, say: Say) -> list[list[Button]]:
        return [
            [Button(say("✅ Keep it"), Tap("keep", (draft.id,)))],
            row(Button(say("▶️ Hear it"), Tap("play", (draft.id,))), Button(say("🔁 Once more"), Tap("again"))),
        ]

    def _kept(self, view: PieceView, say: Say) -> list[list[Button]]:
        heard, changed = view.heard, view.work.states[view.piece.key] is State.CHANGED
        return column(
            [
                Button(say("▶️ Hear it"), Tap("play", (heard.id,))) if heard else None,
                Button(say("👍 It still fits"), Tap("fits", (heard.id,))) if heard and changed else None,
                Button(say("🗑 Remove it"), Tap("remove", (heard.id,))) if heard else None,
                Button(say("↩️ Put it back"), Tap("restore", (view.removed.id,))) if view.removed else None,
                Button(say("🕘 Earlier recordings"), Go("record.history", view.args))
                if len(view.history) > 1
                else None,
            ]
        )

    def tap_keep(self, turn: Turn, view: PieceView) -> Go:
        if view.draft is None and view.heard and view.heard.id == turn.choice():
            return self._next(turn, view)  # a second tap at once
        narrations.keep(turn.uow, view.piece, view.work.tongue.key, by=turn.person, now=turn.now)
        return self._next(turn, view)

    def _next(self, turn: Turn, view: PieceView) -> Go:
        """The next text that is missing, at once."""
        work, say = Work.of(turn), turn.say
        following = narrations.following(work.pieces, work.states, view.piece)
        if following is None:
            note = say("🎉 Every text is recorded in {language}. Thank you!", language=_tongue(view, say))
            return Go("record.language", {"language": work.tongue.key}, note=note)
        kept = say.plural(
            "✅ Kept. {x} of {n} text is recorded",
            "✅ Kept. {x} of {n} texts are recorded",
            len(work.pieces),
            x=work.ready(work.pieces),
        )
        return Go(self.name, work.goes(following).args, note=kept)

    def tap_again(self, turn: Turn, view: PieceView) -> None:
        narrations.discard(turn.uow, view.piece, view.work.tongue.key, by=turn.person)

    def tap_fits(self, turn: Turn, view: PieceView) -> Go:
        narrations.still_fits(turn.uow, view.piece, view.work.tongue.key, by=turn.person, now=turn.now)
        return self._next(turn, view)

    def tap_remove(self, turn: Turn, view: PieceView) -> Go:
        language = view.work.tongue.key
        narrations.remove(turn.uow, view.piece, language, seen=NarrationId(turn.choice()), by=turn.person, now=turn.now)
        return Go(self.name, view.args, note=turn.say("It is removed. You can put it back"))

    def tap_restore(self, turn: Turn, view: PieceView) -> Go:
        return _restored(turn, view)

    def on_answer(self, turn: Turn, view: PieceView, answer: Answer) -> Go | None:
        if answer.is_text:
            return found_by(turn, answer)
        narrations.speak(turn.uow, view.piece, view.work.tongue.key, answer, by=turn.person, now=turn.now)
        return None


class History(_OfPiece):
    """Every recording of a text that was ever kept."""

    name = "record.history"
    help: ClassVar[str] = mark("Press a recording to hear it. One that is not heard now can be put back")

    def render(self, view: PieceView, say: Say) -> Message:
        shown = view.history[:_EARLIER]
        listed = (f"{place}. {_sign(one)} {_line(one, say)}".replace("  ", " ") for place, one in enumerate(shown, 1))
        rows = [
            row(
                Button(say("▶️ Hear {n}", n=place), Tap("play", (one.id,))),
                Button(say("↩️ Use {n}", n=place), Tap("restore", (one.id,))) if one.state != "kept" else None,
            )
            for place, one in enumerate(shown, 1)
        ]
        back = Button(say("◀ Back"), Go("record.piece", view.args))
        return Message(paragraphs(self.head(view, say), lines(*listed)), [*rows, [back]])

    def tap_restore(self, turn: Turn, view: PieceView) -> Go:
        return _restored(turn, view)


def _restored(turn: Turn, view: PieceView) -> Go:
    narrations.restore(turn.uow, view.piece, NarrationId(turn.choice()), by=turn.person, now=turn.now)
    return Go("record.piece", view.args, note=turn.say("It is heard again"))


def _sign(one: Narration) -> str:
    return {"kept": "✅", "removed": "🗑"}.get(one.state, "")


def _line(one: Narration, say: Say) -> Html:
    """Who recorded it, when, and how long it is."""
    values = {"date": say.day(say.today(one.at)), "n": one.seconds}
    if not one.by:
        return say("Recorded on {date}, {n} s", **values)
    return say("Recorded by {name} on {date}, {n} s", name=one.by, **values)


def _tongue(view: PieceView, say: Say) -> str:
    return view.work.tongue.name(say.language)
