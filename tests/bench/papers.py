"""One document, warm: the PDF and the card of every shape of plan, with the template, the fonts and the photos."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bot.documents.paper import PlanPaper
from tests.documents import papers
from tests.workshop import WORKSHOP

TIMES = 9
PHOTOS = 9


async def run() -> str:
    """A table: milliseconds and KB of each."""
    lines = ["## One document", "", f"Warm, median of {TIMES}, in Lao and English side by side. The aim: under 150 ms."]
    lines += ["", "| plan | PDF ms | PDF KB | card ms | card KB |", "|---|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as folder:
        photos = [papers.photo(Path(folder), f"{number}.jpg", (2400, 1800)) for number in range(PHOTOS)]
        shapes = {name: shape(0) for name, shape in papers.SHAPES.items()}
        shapes[f"{PHOTOS} photos"] = papers.photographed(photos)
        for name, shape in shapes.items():
            paper = papers.in_both(shape)
            figures = (*_measured(WORKSHOP.plan, paper), *_measured(WORKSHOP.card, paper))
            lines.append(f"| {name} | " + " | ".join(f"{figure:.0f}" for figure in figures) + " |")
    return "\n".join(lines) + "\n"


def _measured(render: Callable[[PlanPaper], bytes], paper: PlanPaper) -> tuple[float, float]:
    """(median milliseconds, KB)."""
    size, took = len(render(paper)), []
    for _ in range(TIMES):
        begun = time.perf_counter()
        render(paper)
        took.append((time.perf_counter() - begun) * 1000)
    return median(took), size / 1000
