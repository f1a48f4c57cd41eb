"""Forms of a programme's own, beside the one that is shipped: with a step of every kind, and changed ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from bot.content.library import Library
from bot.domain.ids import PlanId
from bot.settings import shipped
from tests.story import Someone, Story

Asked: TypeAlias = dict[str, Any]


def step(key: str, kind: str, english: str, lao: str, **more: Any) -> Asked:
    """A step with every text that a form has to have."""
    title = {"en": english, "lo": lao}
    asked = {language: f"{words}?" for language, words in title.items()}
    example = {"invented": True, "of": title, "words": title}
    fixed = {"key": key, "kind": kind, "required": False, "longest": 10_000}
    return fixed | {"title": title, "question": asked, "why": title, "example": example} | more


def choices(*found: tuple[str, str, str]) -> list[Asked]:
    return [{"key": key, "title": {"en": english, "lo": lao}} for key, english, lao in found]


KINDS = [
    step("idea", "text", "Idea", "ແນວຄິດ"),
    step(
        "crop",
        "choice",
        "Crop",
        "ພືດ",
        choices=choices(("asparagus", "Asparagus", "ໜໍ່ໄມ້ຝຣັ່ງ"), ("coffee", "Coffee", "ກາເຟ")),
    ),
    step(
        "needs",
        "many",
        "Needs",
        "ສິ່ງທີ່ຕ້ອງການ",
        choices=choices(("road", "Road", "ທາງ"), ("water", "Water", "ນ້ຳ"), ("seeds", "Seeds", "ແນວພັນ")),
    ),
    step("land", "number", "Land", "ທີ່ດິນ", unit={"en": "hectares", "lo": "ເຮັກຕາ"}, offers=[1, 2, 5]),
    step("price", "money", "Price", "ລາຄາ"),
    step("meeting", "date", "Meeting", "ກອງປະຊຸມ"),
    step("work", "season", "Time of work", "ເວລາເຮັດວຽກ"),
    step("helpers", "people", "Helpers", "ຜູ້ຊ່ວຍ"),
    step("field", "photo", "The field", "ໄຮ່ນາ"),
    step("song", "voice", "In your words", "ຄຳເວົ້າ"),
    step("actions", "actions", "Work", "ວຽກ"),
]


def library(folder: Path, *forms: tuple[list[Asked], int]) -> Library:
    """The shipped content with these forms: the last one is the newest, the others are kept as form-<version>.yaml."""
    plan = folder / "plan"
    plan.mkdir(parents=True, exist_ok=True)
    (plan / "form-1.yaml").write_text((shipped("content") / "plan" / "form.yaml").read_text("utf-8"), "utf-8")
    for steps, version in forms:
        last = version == max(version for _, version in forms)
        name = "form.yaml" if last else f"form-{version}.yaml"
        written = {"version": version, "steps": steps}
        (plan / name).write_text(yaml.safe_dump(written, allow_unicode=True), "utf-8")
    return Library.load(shipped("content"), folder)


def use(story: Story, found: Library) -> None:
    """From now on the programme runs with this content."""
    story.runner.programme = replace(story.runner.programme, library=found)


def begun(story: Story, found: Library, *members: Someone) -> PlanId:
    """An empty plan in a round with the newest form of this content."""
    use(story, found)
    round_, group = story.round(), story.group(*members)
    with story.database.begin() as uow:
        uow.rounds.change(round_, form_version=found.form.version)
        return uow.plans.add(group, round_, now=story.now)
