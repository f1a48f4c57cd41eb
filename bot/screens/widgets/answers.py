"""How answers of a plan are quoted: words, voices and photos, and what helpers wrote beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bot.chat.message import length, shortened
from bot.content.form import Step
from bot.domain.plans import Answer, Part
from bot.domain.wordings import SAID, Wording, Wordings, of_text, of_voice, writing
from bot.i18n import Html, Say, lines, mark, plain, safe
from bot.papers.values import part_words

_NONE = Wordings()
_KINDS = {
    "photo": mark("📷 Photo"),
    "video": mark("📷 Video"),
    "document": mark("📎 File"),
}


def answer_words(
    answer: Answer | None, say: Say, characters: int, wordings: Wordings = _NONE, step: Step | None = None
) -> Html:
    """What stands at a step, with what helpers wrote beside it, who said it and when; "" when nothing does."""
    if answer is None:
        return Html("")
    date = say.day(say.today(answer.at))
    who = say("{name} answered this item on {date}", name=answer.author_name, date=date)
    return lines(parts_words(answer.parts, say, characters, wordings, step), Html(f"<i>{who}</i>"))


def parts_words(
    parts: Sequence[Part], say: Say, characters: int, wordings: Wordings = _NONE, step: Step | None = None
) -> Html:
    """The pieces of an answer one below the other, in at most so many characters; beside each what helpers wrote.

    What was chosen, counted or dated is said in the reader's language; choices need the `step` that offered them.
    """
    shown, room = [], characters
    for part in parts:
        written = part_words(part, say, step)
        words = safe(shortened(written, max(room, 2))) if written else Html("")
        room -= len(part.text)
        shown.append(words if part.kind == "text" else lines(_medium(part, say), words))
        if part.medium is not None:
            shown.append(helped(wordings.about(of_voice(part.medium)), say, characters))
        if room <= 0:
            break
    return lines(*shown, helped(wordings.about(of_text(writing(parts))), say, characters))


def brief(parts: Sequence[Part], say: Say, characters: int, step: Step | None = None) -> str:
    """An answer in one line of at most so many characters."""
    each = (" ".join(part_words(part, say, step).split()) or plain(_medium(part, say)) for part in parts)
    return shortened(", ".join(each), characters)


def helped(wordings: Iterable[Wording], say: Say, characters: int, *, all_languages: bool = False) -> Html:
    """What helpers wrote, each with their name: what was said, and the translation into the reader's language."""
    wanted = [one for one in wordings if all_languages or one.kind in (SAID, say.language)]
    return lines(*(_helped(one, say, characters) for one in wanted))


def _helped(wording: Wording, say: Say, characters: int) -> Html:
    said = {"words": shortened(wording.text, max(characters, 8)), "name": wording.helper_name}
    if wording.kind == SAID:
        return say("✍️ “{words}” – written down by {name}", **said)
    return say("🌐 “{words}” – translated by {name}", **said)


def _medium(part: Part, say: Say) -> Html:
    if part.kind in ("voice", "audio"):
        return say("🎤 Voice, {length}", length=clock(part.seconds))
    return say(_KINDS.get(part.kind, _KINDS["document"]))


def clock(seconds: int) -> str:
    """The length of a voice: 0:42."""
    return f"{seconds // 60}:{seconds % 60:02}"


def within(units: int, write: Callable[[int], Html]) -> Html:
    """What `write` says with as many characters for each piece as the room of a message allows, UTF-16 units."""
    for characters in (*SIZES, 0):
        words = write(characters)
        if length(words) <= units:
            break
    return words


SIZES = (400, 160, 120, 80, 50, 30, 16)
