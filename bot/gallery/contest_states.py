"""A competition in each of its phases, each with the pages that show it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.chat.address import Go, day_written
from bot.domain.contests import Phase
from bot.gallery.demo_data import DemoData
from bot.screens.contest.views import number
from bot.services.contests import contests


def contest_pages(demo: DemoData) -> Iterator[Go]:
    """The demo's second round as a competition that staff prepare."""
    uow, mali, round_id = demo.uow, demo.people["mali"], demo.programme.rounds["second"]
    contests.begin(uow, round_id, by=mali, now=demo.now)
    contests.set_prize(uow, round_id, 1, "ເຄື່ອງສູບນ້ຳ", by=mali, now=demo.now)
    contests.set_categories(uow, round_id, "ກຸ່ມແມ່ຍິງ, ໄວໜຸ່ມ", by=mali, now=demo.now)
    here: dict[str, int | str] = {"round": round_id}
    yield from (Go(f"contest.{page}", here) for page in ("page", "days", "rules", "sheet", "categories"))
    yield Go("contest.prize", here | {"position": 1})
    yield Go("contest.sure", here | {"phase": number(Phase.PRESENTING)})
    phase: dict[str, int | str] = {"phase": number(Phase.PEERS)}
    yield Go("contest.day", here | phase)
    yield Go("contest.day", here | phase | {"day1": day_written((demo.now + timedelta(days=50)).date())})
