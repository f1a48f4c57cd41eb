"""How the words of experts on a plan are told, what its group says of them, and the answers to that."""

from __future__ import annotations

from collections.abc import Iterable

from bot.chat.message import shortened
from bot.domain.ids import MediumId
from bot.domain.reviews import Comment, Exchange, Word
from bot.i18n import Html, Say, lines, mark

WORDS = {Word.HELPED: mark("👍 It helped"), Word.UNCLEAR: mark("✋ We do not understand it")}
SHOWN = 600  # characters of a comment where it is read


def comment(one: Comment, say: Say, characters: int = SHOWN) -> Html:
    """💬 Dr. Kham: “How many baskets?”, and what the expert answered since."""
    return lines(words(one, say, characters), answered(one, say, characters))


def words(one: Comment, say: Say, characters: int = SHOWN) -> Html:
    """A comment alone."""
    found = shortened(one.text, characters) or say("Voice or picture")
    return say("💬 {name}: “{words}”", name=say.who(one.author_name), words=found)


def answered(one: Comment, say: Say, characters: int = SHOWN) -> Html:
    """What the expert answered to what the group said of a comment, "" while there is no answer."""
    if one.answered_at is None:
        return Html("")
    found = shortened(one.answer, characters) or say("Voice or picture")
    return say("💬 {name} answers: “{words}”", name=say.who(one.author_name), words=found)


def heard(comments: Iterable[Comment]) -> list[MediumId]:
    """The voices and pictures of comments, and of the answers to what the group said of them."""
    found = (medium for one in comments for medium in (one.medium, one.answer_medium))
    return [medium for medium in found if medium is not None]


def question(one: Exchange, say: Say) -> Html:
    """What an expert asks the group, and its answer; whose question it is is not said."""
    asked = say("❓ The expert asks: “{words}”", words=shortened(one.text, SHOWN) or say("Voice or picture"))
    found = shortened(one.answer, SHOWN) or say("Voice or picture")
    return lines(asked, say("👥 The group: {word}", word=found) if one.answered_at else "")
