"""The numbers of a score sheet's question as buttons and words: all, or low, middle and high first, then a number."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from bot.chat.address import Go, Tap
from bot.chat.message import Button, grid
from bot.chat.typed import only_text
from bot.content.rubric import Criterion, ScoreLevel
from bot.domain.incoming import Answer
from bot.domain.refused import Refused
from bot.i18n import Html, bold, lines
from bot.understand import numbers


def band_of(criterion: Criterion, written: object) -> int | None:
    """The band that a page's argument names."""
    fits = criterion.banded and isinstance(written, int) and 0 <= written < len(criterion.bands())
    return written if fits and isinstance(written, int) else None


def meanings(criterion: Criterion, given: int | None, language: str) -> Html:
    """Each number and what it means, or each band."""
    if not criterion.banded:
        return lines(*(_meaning(item, item.value == given, language) for item in criterion.levels))
    return lines(*(_band(band, given, language) for band in criterion.bands()))


def buttons(
    criterion: Criterion, band: int | None, given: int | None, language: str, chosen: Callable[[int], Go]
) -> list[list[Button]]:
    """The numbers to choose from; where they are many, the bands, each of which leads to where it is `chosen`."""
    if not criterion.banded:
        each = [_tap(item, given, f"{item.value} – {item.label(language)}") for item in criterion.levels]
        return grid(each, 2)
    bands = criterion.bands()
    if band is None:
        return grid([Button(one[0].label(language), chosen(index)) for index, one in enumerate(bands)], 3)
    return grid([_tap(item, given, str(item.value)) for item in bands[band]], 3)


def typed(criterion: Criterion, answer: Answer) -> int:
    """The number that somebody writes. Raises: Refused."""
    found = numbers.read(only_text(answer))
    if not isinstance(found, Decimal) or not 0 <= found <= criterion.best or found % 1:
        raise Refused("Please choose a mark, or write a number from 0 to {n}", n=criterion.best)
    return round(found)


def said(criterion: Criterion, value: int, language: str) -> str:
    """A mark with its name."""
    given = criterion.level(value)
    return f"{value} – {given.label(language)}" if given else str(value)


def _tap(item: ScoreLevel, given: int | None, label: str) -> Button:
    return Button(f"{'✅ ' if item.value == given else ''}{label}", Tap("mark", (item.value,)))


def _band(band: tuple[ScoreLevel, ...], given: int | None, language: str) -> Html:
    first, last = band[0], band[-1].value
    text = f"{first.value}–{last} – {first.label(language)}: {first.meaning(language)}"
    return bold(f"✅ {given} – {first.label(language)}") if given in range(first.value, last + 1) else lines(text)


def _meaning(item: ScoreLevel, given: bool, language: str) -> Html:
    label, meaning = item.label(language), item.meaning(language)
    text = f"{item.value} – {label}" if label == meaning else f"{item.value} – {label}: {meaning}"
    return bold(f"✅ {text}") if given else lines(text)
