"""How the values of answers are said in the reader's language, in chat and on paper."""

from __future__ import annotations

from datetime import date

from bot.content.form import Step
from bot.domain.plans import Part
from bot.i18n import Say
from bot.services.plans.answers import Value


def words(value: Value, say: Say, step: Step | None = None) -> str:
    """What a value says; "" for choices when the form that offered them is not at hand."""
    if "choices" in value:
        found = [step.choice(key) for key in value["choices"]] if step else []
        return "" if None in found else ", ".join(choice.title(say.language) for choice in found if choice)
    if "people" in value:
        return ", ".join(person["name"] for person in value["people"])
    if "number" in value:
        unit = step.unit(say.language) if step else ""
        return f"{say.number(float(value['number']))} {unit}".strip()
    if "kip" in value:
        return say.money(value["kip"])
    if "day" in value:
        return say.date(date.fromisoformat(value["day"]))
    if "first" in value:
        return _stretch(value, say)
    return ""


def _stretch(value: Value, say: Say) -> str:
    """Its days, behind the words of a season where one was named."""
    first, last = (date.fromisoformat(value[name]) for name in ("first", "last"))
    days = say.day(first) if first == last else f"{say.day(first)} – {say.day(last)}"
    return f"{value['said']}: {days}" if "season" in value else days


def part_words(part: Part, say: Say, step: Step | None = None) -> str:
    """A written part in the reader's language where it has a meaning, else as it was written."""
    return (words(part.value, say, step) if part.value else "") or part.text
