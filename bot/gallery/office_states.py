"""What an administrator does beside groups and plans: messages are held, and one kind leaves all the same."""

from __future__ import annotations

from collections.abc import Iterator

from bot.chat.address import Go
from bot.domain.all_actions import EVERYBODY
from bot.domain.zones import DEFAULT, zone_of
from bot.gallery.demo_data import DemoData
from bot.screens.setup import SECTIONS
from bot.services import report, search, setup, stops
from bot.store.outbox import Lane, Outgoing


def stop_pages(demo: DemoData) -> Iterator[Go]:
    mali = demo.people["mali"]
    stops.hold(demo.uow, by=mali, now=demo.now)
    for lane in Lane:
        demo.uow.outbox.put(Outgoing(0, 77, lane, content={"text": "ຝົນ"}), now=demo.now)
    stops.let_kind_go(demo.uow, "lessons", by=mali, now=demo.now)
    yield Go("stop.page")
    yield from (Go("stop.kind", {"kind": kind}) for kind in ("announcements", "lessons", "money"))


def log_pages(demo: DemoData) -> Iterator[Go]:
    mali, group = demo.people["mali"], demo.programme.groups["asparagus"]
    demo.uow.audit.note(mali.id, "set", "contact", now=demo.now, before="", after="ມາລີ 020 5512 3456")
    yield Go("log.page")
    yield Go("log.page", {"person": 0, "group": group, "day": 0, "before": 0})
    yield Go("log.found", {"words": search.packed("noy")})


def setup_pages(demo: DemoData) -> Iterator[Go]:
    setup.change(demo.uow, "contact", "ມາລີ 020 5512 3456", {}, by=demo.people["mali"], now=demo.now)
    yield Go("setup.page")
    yield from (Go("setup.page", {"section": one}) for one in SECTIONS)
    yield from (Go("setup.item", {"item": item}) for item in ("contact", "agreement", "quiet"))


def report_pages(demo: DemoData) -> Iterator[Go]:
    mali, zone = demo.people["mali"], zone_of(DEFAULT)
    yield Go("report.page", {"scope": "p17"})
    report.wish(demo.uow, EVERYBODY, zone=zone, by=mali, now=demo.now)
    yield Go("report.page")
    yield from (Go("report.groups", {"figure": one, "scope": "all"}) for one in ("groups", "sent", "received"))
    yield from (Go("report.where", {"kind": kind}) for kind in ("project", "province", "district", "round"))
