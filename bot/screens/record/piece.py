"""Recording one text: read it, speak it, hear it back, keep it – and the next one is there at once."""

from __future__ import annotations

from typing import ClassVar

from bot.chat.address import Go, Tap
from bot.chat.message import Button, Message, column, row
from bot.chat.screen import Turn
from bot.domain.ids import NarrationId
from bot.domain.incoming import Answer
from bot.i18n import Html, Say, lines, mark, paragraphs
from bot.screens.record.views import PiecePage, PieceView, Work, found_by, recording_line, restored
from bot.services import narrations
from bot.services.narrations import State
from bot.store.narrations import Narration


class OnePiece(PiecePage):
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
        who = recording_line(view.heard, say)
        if view.work.states[view.piece.key] is State.CHANGED:
            return lines(
                say("The text has changed since. People do not hear this recording any more"),
                who,
                say("Speak it once more, or say that it still fits"),
            )
        return lines(Html(f"✅ {who}"), say("If you speak again, the new recording takes its place"))

    def _rows(self, view: PieceView, say: Say) -> list[list[Button]]:
        among = view.work.within(part=view.piece.part)
        index = among.index(view.piece)
        before = among[index - 1] if index else None
        after = among[index + 1] if index + 1 < len(among) else None
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
        return restored(turn, view)

    def on_answer(self, turn: Turn, view: PieceView, answer: Answer) -> Go | None:
        if answer.is_text:
            return found_by(turn, answer)
        narrations.speak(turn.uow, view.piece, view.work.tongue.key, answer, by=turn.person, now=turn.now)
        return None


def _tongue(view: PieceView, say: Say) -> str:
    return view.work.tongue.name(say.language)
