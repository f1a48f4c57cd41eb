"""How much a paper has room for: what people wrote is shortened where all of it would weigh more than 500 KB.

A plan may have 100,000 characters, and each weighs about nine bytes in a PDF. Nobody reads 40 pages of it on paper: the
longest texts end earlier there, and say that the rest stands in Phaen.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.documents.paper import Action, Beside, Part, PlanPaper, Step
from bot.understand import lao

LETTERS = 36_000  # of a paper, some 12 pages
PHOTOS = 24  # on a paper; more are named, and are seen in Phaen
_BYTES = 10  # of a letter
_ALL = 450_000  # bytes of characters and photos
_PHOTO_BYTES = (110_000, 330_000)  # of all photos together
_ROOMS = (
    8_000,
    6_000,
    5_000,
    4_000,
    3_500,
    3_000,
    2_500,
    2_000,
    1_700,
    1_400,
    1_200,
    1_000,
    800,
    600,
    400,
    250,
    100,
)  # characters of one text


def fitted(paper: PlanPaper) -> PlanPaper:
    """The paper with its longest texts shortened, as far as its characters need it; most papers as they are."""
    if letters(paper) <= LETTERS:
        return paper
    sizes = [len(text) for text in _texts(paper)]
    most = next((room for room in _ROOMS if sum(min(size, room) for size in sizes) <= LETTERS), _ROOMS[-1])
    rest = " · ".join(labels["rest"] for labels in paper.labels)
    return _shortened(paper, most, f"… ({rest})")


def letters(paper: PlanPaper) -> int:
    """How many characters people wrote."""
    return sum(map(len, _texts(paper)))


def photo_bytes(paper: PlanPaper) -> int:
    """How many bytes all photos together may have, beside the characters."""
    least, most = _PHOTO_BYTES
    return max(least, min(most, _ALL - _BYTES * letters(paper)))


def _texts(paper: PlanPaper) -> Iterator[str]:
    for step in paper.steps:
        yield from (beside.text for beside in step.beside)
        for part in step.parts:
            yield from (part.text, *(beside.text for beside in part.beside))
    for action in paper.actions:
        yield from (action.what, action.sign, *(beside.text for beside in action.beside))


def _shortened(paper: PlanPaper, most: int, rest: str) -> PlanPaper:
    def cut(text: str) -> str:
        return text if len(text) <= most else _beginning(text, most) + rest

    def helped(beside: tuple[Beside, ...]) -> tuple[Beside, ...]:
        return tuple(replace(one, text=cut(one.text)) for one in beside)

    def part(one: Part) -> Part:
        return replace(one, text=cut(one.text), beside=helped(one.beside))

    def step(one: Step) -> Step:
        return replace(one, parts=tuple(map(part, one.parts)), beside=helped(one.beside))

    def action(one: Action) -> Action:
        return replace(one, what=cut(one.what), sign=cut(one.sign), beside=helped(one.beside))

    return replace(paper, steps=tuple(map(step, paper.steps)), actions=tuple(map(action, paper.actions)))


def _beginning(text: str, most: int) -> str:
    """About `most` characters, up to the end of a syllable."""
    tail = lao.syllables(text[most - 40 : most + 20])
    kept = text[: most - 40]
    for syllable in tail[:-1]:
        if len(kept) + len(syllable) > most:
            break
        kept += syllable
    return kept.rstrip()
