"""How recipes become documents: a plan as PDF, its card, a lesson's picture, lists, an announcement."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from bot.content.library import Library
from bot.documents.paper import PlanPaper
from bot.documents.workshop import Workshop
from bot.domain.ids import AnnouncementId, PlanId, RoundId
from bot.i18n import Catalogue, Say
from bot.papers import (
    call_list,
    certificate,
    everything,
    figures,
    invite_cards,
    own_data,
    own_page,
    plan_paper,
    posters,
    recipes,
    score_book,
    sheet_template,
)
from bot.services import own_data as own
from bot.services import pictures, report
from bot.services.announcements import replies
from bot.services.contests import certificates, scores
from bot.services.papers import BOTH
from bot.store.database import UnitOfWork


@dataclass(frozen=True, slots=True)
class Making:
    """The work that renders a document, without a transaction.

    `source` is the same for two whose bytes will be the same, so that what Telegram has is not made again; "" where
    only the bytes tell.
    """

    render: Callable[[], bytes]
    source: str = ""

    def __call__(self) -> bytes:
        return self.render()


Maker: TypeAlias = Callable[[UnitOfWork, dict[str, object]], Making]

_LANGUAGES = {BOTH: ("lo", "en")}


def plan_makers(
    workshop: Workshop, library: Library, catalogues: Mapping[str, Catalogue], media: Path, username: str
) -> dict[str, Maker]:
    """How recipes become documents: "plan" (PDF) and "card" (PNG) of a "submission" or a "plan", in a "language".

    A maker gathers in a transaction and returns the work that renders without one, which may raise NotMade.
    """

    def make(render: Callable[[PlanPaper], bytes], uow: UnitOfWork, recipe: dict[str, Any]) -> Making:
        printed = plan_paper.of_recipe(uow, library, recipe)
        wanted = _LANGUAGES.get(recipe["language"], (recipe["language"],))
        group = uow.groups.get(printed.plan.group)
        assert group is not None, "a plan has a group"
        zone = group.zone
        says = [Say(catalogues[one], zone) for one in wanted if one in catalogues] or [Say(catalogues["lo"], zone)]
        link = f"https://t.me/{username}?start=p-{printed.plan.id}"
        return Making(partial(render, plan_paper.Gathering(uow, library, says, printed, group, media).paper(link)))

    return {"plan": partial(make, workshop.plan), "card": partial(make, workshop.card)}


def picture_makers(workshop: Workshop, library: Library) -> dict[str, Maker]:
    """How the recipe {"paper": "picture", "lesson": key} becomes a picture."""

    def make(uow: UnitOfWork, recipe: dict[str, Any]) -> Making:
        drawn = pictures.path(library, recipe["lesson"])
        source = drawn.read_bytes()
        render = partial(workshop.picture, source) if drawn.suffix == ".svg" else lambda: source
        return Making(render, hashlib.sha256(source).hexdigest())

    return {"picture": make}


def list_makers(catalogues: Mapping[str, Catalogue], zone: ZoneInfo) -> dict[str, Maker]:
    """How the recipe {"paper": "callers", "announcement": n, "for": person, "which": …} becomes a table.

    Whoever it is for has to have the right still when it leaves; raises Missing or Forbidden.
    """

    def make(uow: UnitOfWork, recipe: dict[str, Any]) -> Making:
        by = recipes.reader(uow, recipe)
        listed = replies.silent if recipe.get("which") == replies.SILENT else replies.callers
        found = listed(uow, AnnouncementId(recipe["announcement"]), by=by)
        return Making(partial(call_list.table, found, recipes.say(catalogues, recipe, zone)))

    return {"callers": make}


def desk_makers(
    workshop: Workshop, catalogues: Mapping[str, Catalogue], zone: ZoneInfo, username: str
) -> dict[str, Maker]:
    """How {"paper": "sheet"} becomes the empty table of groups and people, "invites" cards with links, "poster" a page
    that announces."""

    def make(uow: UnitOfWork, recipe: dict[str, object]) -> Making:
        return Making(sheet_template.maker(workshop, recipes.say(catalogues, recipe, zone)))

    cards = invite_cards.maker(workshop, catalogues, zone, username)
    poster = posters.maker(workshop, catalogues, zone, username)
    return {
        "sheet": make,
        "invites": lambda uow, recipe: Making(cards(uow, recipe)),
        "poster": lambda uow, recipe: Making(poster(uow, recipe)),
    }


def own_makers(library: Library, catalogues: Mapping[str, Catalogue], zone: ZoneInfo, media: Path) -> dict[str, Maker]:
    """How the recipe {"paper": "mydata", "for": person, "part": n, "files": numbers} becomes an archive.

    Part 0 is the page alone, in the person's language, to be read without unpacking anything. It is made of what is
    kept when it leaves, and lies nowhere. Raises Missing for who was erased meanwhile.
    """

    def make(uow: UnitOfWork, recipe: dict[str, Any]) -> Making:
        person, wanted, part = recipes.reader(uow, recipe), set(recipe["files"]), recipe["part"]
        rows, sent = own.rows(uow, person.id) if part <= 1 else {}, own.files(uow, person.id)
        known = {person.language: catalogues.get(person.language) or catalogues["lo"]} if not part else catalogues
        each = {code: own_page.names(uow, library, rows, Say(one, zone)) for code, one in known.items()}
        pages = {f"mydata-{code}.html": own_page.page(rows, called, len(sent)) for code, called in each.items()}
        if not part:
            return Making(lambda: next(iter(pages.values())).encode())
        files = [file for file in sent if file.medium in wanted]
        return Making(partial(own_data.archive, part, rows, files, media, pages if part == 1 else {}))

    return {own.PAPER: make}


def report_makers(
    workshop: Workshop,
    library: Library,
    catalogues: Mapping[str, Catalogue],
    zone: ZoneInfo,
    now: Callable[[], datetime],
    programme: Mapping[str, str],
) -> dict[str, Maker]:
    """How the recipe {"paper": "report", "what": …, "scope": code, "for": person, "language": …} becomes figures.

    Whoever it is for has to have the right still when it leaves; raises Missing or Forbidden.
    """

    def make(uow: UnitOfWork, recipe: dict[str, Any]) -> Making:
        by, say = recipes.reader(uow, recipe), recipes.say(catalogues, recipe, zone)
        what, scope = recipe["what"], report.read(uow, recipe["scope"])
        if what == "workbook":
            return Making(partial(workshop.workbook, everything.pages(uow, library, scope, say, by=by)))
        found = figures.gather(uow, library, scope, say, by=by, now=now())
        drawn = figures.sheet(what, replace(found, programme=say.pick(programme)))
        return Making(partial(workshop.report if what == "pdf" else workshop.chart, drawn))

    return {"report": make}


def score_makers(
    workshop: Workshop, library: Library, catalogues: Mapping[str, Catalogue], zone: ZoneInfo
) -> dict[str, Maker]:
    """How the recipe {"paper": "scores", "round": n, "for": person} becomes a workbook, for whoever is staff then.

    Raises Missing or Forbidden.
    """

    def make(uow: UnitOfWork, recipe: dict[str, Any]) -> Making:
        found = scores.of_round(uow, library, RoundId(recipe["round"]), by=recipes.reader(uow, recipe))
        pages = score_book.pages(found, recipes.say(catalogues, recipe, zone))
        return Making(partial(workshop.workbook, pages))

    return {"scores": make}


def certificate_makers(
    workshop: Workshop, catalogues: Mapping[str, Catalogue], zone: ZoneInfo, username: str
) -> dict[str, Maker]:
    """How the recipe {"paper": "certificate", "plan": n} becomes a PDF; raises Missing where nothing is certified."""

    def make(uow: UnitOfWork, recipe: dict[str, Any]) -> Making:
        found = certificates.of_plan(uow, PlanId(recipe["plan"]))
        says = [Say(catalogues[one], zone) for one in _LANGUAGES[BOTH] if one in catalogues]
        link = f"https://t.me/{username}?start=c-{found.plan.id}"
        return Making(partial(workshop.certificate, certificate.paper(found, says, link)))

    return {"certificate": make}
