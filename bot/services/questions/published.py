"""Answered questions that everybody may read: their public words, written by experts and staff, without names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from bot.content.library import Library
from bot.domain.ids import QuestionId
from bot.domain.people import Person
from bot.domain.questions import ASKER, EXPERT, Piece, Published, Question
from bot.domain.refused import Counted, Missing, Refused, Stale
from bot.services import search
from bot.services.questions import questions
from bot.store.database import UnitOfWork
from bot.understand import lao
from bot.understand.search import Passage

LANGUAGES = ("lo", "en")
PARTS = ("question", "answer")
LONGEST = {"question": 500, "answer": 1500}  # characters; a list and a search show their beginning
KIND = "question"  # of what a search finds


def open_public(uow: UnitOfWork, question: QuestionId, *, by: Person) -> tuple[Question, Published]:
    """An answered question with its public words, which begin as what was typed. For experts and staff.

    Raises: Missing, Forbidden, Refused.
    """
    found = questions.open_to_answer(uow, question, by=by)
    if not found.answered:
        raise Refused("This question is not answered yet")
    kept = uow.questions.public_of(question)
    return found, kept or Published(0, question, _typed(uow.questions.pieces(question)), 0, None)


def write(
    uow: UnitOfWork, question: QuestionId, language: str, part: str, text: str, *, by: Person, now: datetime
) -> None:
    """Keep the public words of a part in a language. What is published already changes at once.

    Raises: Missing, Forbidden, Stale, Refused.
    """
    public = _open_kept(uow, question, by, now)
    if language not in LANGUAGES or part not in PARTS:
        raise Stale
    tidy, longest = text.strip(), LONGEST[part]
    if len(tidy) > longest:
        raise Refused(
            Counted(
                "This text is too long ({x} letter). Please keep it under {max}",
                "This text is too long ({x} letters). Please keep it under {max}",
                len(tidy),
            ),
            x=len(tidy),
            max=longest,
        )
    words = {name: dict(said) for name, said in public.words.items()}
    words.setdefault(language, {})[part] = tidy
    uow.questions.change_public(public.id, by=by.id, now=now, words=words)
    search.changed(uow)


def publish(uow: UnitOfWork, question: QuestionId, *, by: Person, now: datetime) -> None:
    """Let everybody read it. Refused while neither language has both question and answer.

    Raises: Missing, Forbidden, Refused.
    """
    public = _open_kept(uow, question, by, now)
    if not public.languages():
        raise Refused("Write the question and the answer in one language first")
    if public.published_at is None:
        uow.questions.change_public(public.id, by=by.id, now=now, published_at=now)
        uow.audit.note(by.id, "published", f"question {question}", now=now)
        search.changed(uow)


def unpublish(uow: UnitOfWork, question: QuestionId, *, by: Person, now: datetime) -> None:
    """Nobody else may read it any more; its words are kept. Raises: Missing, Forbidden, Refused."""
    public = _open_kept(uow, question, by, now)
    if public.published_at is not None:
        uow.questions.change_public(public.id, by=by.id, now=now, published_at=None)
        uow.audit.note(by.id, "unpublished", f"question {question}", now=now)
        search.changed(uow)


def open_published(uow: UnitOfWork, published: int) -> Published:
    """A published question. Refused when it is not there any more. Raises: Missing."""
    found = uow.questions.public(published)
    if found is None or found.published_at is None or not found.languages():
        raise Missing
    return found


def named(uow: UnitOfWork, question: Question, public: Published) -> list[str]:
    """Names of the asker and the village that still stand in the public words."""
    group = uow.groups.get(question.group) if question.group else None
    names = [question.asker_name, question.taker_name, group.village if group else "", group.name if group else ""]
    said = lao.fold(" ".join(text for words in public.words.values() for text in words.values()))
    return [name for name in names if name and lao.fold(name) in said]


@search.source
def passages(uow: UnitOfWork, library: Library) -> Iterator[Passage]:
    """What a search may find in the published questions."""
    for public in uow.questions.published():
        for language in public.languages():
            yield Passage(KIND, str(public.id), 0, public.words[language]["question"], 2.0)
            for sentence in search.sentences(public.words[language]["answer"]):
                yield Passage(KIND, str(public.id), 0, sentence)


def _open_kept(uow: UnitOfWork, question: QuestionId, by: Person, now: datetime) -> Published:
    """The public words of a question as they are kept, which they are from the first change on."""
    _, public = open_public(uow, question, by=by)
    if public.id:
        return public
    uow.questions.begin_public(question, public.words, by=by.id, now=now)
    kept = uow.questions.public_of(question)
    assert kept is not None, "it was written a moment ago in this transaction"
    return kept


def _typed(pieces: list[Piece]) -> Mapping[str, Mapping[str, str]]:
    """What was typed, by the language of its characters; what was spoken or photographed is for people to write."""
    asked = "\n".join(piece.text for piece in pieces if piece.side == ASKER and piece.turn and piece.text)
    told = "\n".join(piece.text for piece in pieces if piece.side == EXPERT and piece.turn and piece.text)
    words: dict[str, dict[str, str]] = {}
    for part, text in zip(PARTS, (asked, told), strict=True):
        if text:
            language = "lo" if any("\u0e80" <= character <= "\u0eff" for character in text) else "en"
            words.setdefault(language, {})[part] = text[: LONGEST[part]]
    return words
