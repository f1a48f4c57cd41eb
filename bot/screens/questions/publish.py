"""The public words of an answered question, and whether everybody may read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.address import Back, Go, Tap
from bot.chat.message import Button, Message, column, row, shortened
from bot.chat.screen import Screen, Turn
from bot.domain.ids import QuestionId
from bot.domain.people import ADVISERS
from bot.domain.questions import Published
from bot.i18n import Html, Say, bold, lines, mark, paragraphs, safe
from bot.screens.questions.views import NAMES
from bot.services.questions import published

_SHOWN = 600  # characters of each part on the page


@dataclass(frozen=True, slots=True)
class PublishView:
    question: QuestionId
    public: Published
    named: tuple[str, ...]  # names that still stand in the words
    voices: bool  # something was spoken or shown that nobody has written down


class Publish(Screen[PublishView]):
    name = "questions.publish"
    args = ("question",)
    roles = ADVISERS
    help: ClassVar[str] = mark(
        "Change the words until no name, village or phone number is left, then publish. One language is enough"
    )

    def load(self, turn: Turn) -> PublishView:
        key = QuestionId(turn.number("question"))
        question, public = published.open_public(turn.uow, key, by=turn.person)
        voices = any(piece.medium for piece in turn.uow.questions.pieces(key))
        return PublishView(key, public, tuple(published.named(turn.uow, question, public)), voices)

    def render(self, view: PublishView, say: Say) -> Message:
        public = view.public.published_at is not None
        text = paragraphs(
            bold(say("🌐 Everybody can read this") if public else say("🌐 What everybody will read")),
            *(_said(view.public, language, part, say) for language, part in NAMES),
            say("🎤 Voices and photos stay private. Write down what others should know") if view.voices else "",
            say("Look once more: is this somebody’s name? {names}", names=say.names(view.named)) if view.named else "",
        )
        here = view.question
        buttons = [
            Button(say(label), Go("questions.wording", {"question": here, "language": language, "part": part}))
            for (language, part), label in NAMES.items()
        ]
        ready = Button(say("🌐 Publish"), Tap("publish")) if not public and view.public.languages() else None
        hide = Button(say("🚫 Hide it again"), Tap("hide")) if public else None
        return Message(text, [*column([*buttons, ready, hide]), row(Button(say("◀ Back"), Back()))])

    def tap_publish(self, turn: Turn, view: PublishView) -> Go:
        published.publish(turn.uow, view.question, by=turn.person, now=turn.now)
        return Go(self.name, {"question": view.question}, note=turn.say("✅ Published. It can be found with /search"))

    def tap_hide(self, turn: Turn, view: PublishView) -> Go:
        published.unpublish(turn.uow, view.question, by=turn.person, now=turn.now)
        return Go(self.name, {"question": view.question}, note=turn.say("Nobody else can read it any more"))


def _said(public: Published, language: str, part: str, say: Say) -> Html:
    words = public.words.get(language, {}).get(part, "")
    return lines(bold(say(NAMES[language, part])), safe(shortened(words, _SHOWN)) if words else "–")
