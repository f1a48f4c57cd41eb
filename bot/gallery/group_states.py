"""States of groups, phones, rounds and announcements that the demo lacks, each with the pages that show it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.chat.address import Go, day_written
from bot.domain.delivery import SendState
from bot.domain.ids import AccountId, AnnouncementId
from bot.domain.incoming import Answer
from bot.domain.moves import MoveState
from bot.domain.people import Role
from bot.domain.reviews import ReviewState
from bot.domain.zones import DEFAULT, zone_of
from bot.gallery.demo_data import GROUP_CHAT, DemoData
from bot.screens.announce.choice import ASKED
from bot.screens.widgets.names import packed
from bot.services import erasures, invites, search
from bot.services.announcements import announcements, audiences, sending
from bot.services.complaints import complaints, readers
from bot.services.groups import handovers, members
from bot.services.rounds import endings, outages
from bot.store.attempts import Settled

_DECISIONS = ("approve", "return")


def announcement_pages(demo: DemoData) -> Iterator[Go]:
    mali = demo.people["mali"]
    for index in range(2):
        item = announcements.begin(demo.uow, by=mali, now=demo.now)
        announcements.write(demo.uow, item, "lo", "ກອງປະຊຸມວັນສຸກ ເວລາ 9 ໂມງ ຢູ່ຫ້ອງການເມືອງ", by=mali)
        announcements.write(demo.uow, item, "en", "Meeting on Friday at 9 in the district office", by=mali)
        audiences.address(demo.uow, item, "who", "leaders", by=mali)
        if not index:
            audiences.spare(demo.uow, demo.library, item, "overdue", "1", by=mali)
        audiences.save(demo.uow, item, "ຫົວໜ້າກຸ່ມ", by=mali, now=demo.now)
        if index:
            sending.send(demo.uow, demo.library, item, by=mali, max_without_second=10_000, now=demo.now)
            sending.expand(demo.uow, item, after_id=0, now=demo.now)
            yield from _sent_pages(demo, item)
        else:
            yield from _draft_pages(item)
    one_language = announcements.begin(demo.uow, by=mali, now=demo.now)
    announcements.write(demo.uow, one_language, "lo", "ຝົນຈະຕົກໜັກ", by=mali)
    yield Go("announce.reason", {"announcement": one_language})


def _draft_pages(item: AnnouncementId) -> Iterator[Go]:
    here: dict[str, int | str] = {"announcement": item}
    for page in ("confirm", "check", "audience", "name", "named", "options", "when"):
        yield Go(f"announce.{page}", here)
    yield Go("announce.when", here | {"day": "20261224"})
    for sign in ("and", "not"):
        yield from (Go("announce.conditions", here | {"sign": sign, "part": part}) for part in ("plan", "other"))
        yield Go("announce.conditions", here | {"sign": sign})
    for kind in ASKED:
        yield Go("announce.choice", here | {"kind": kind.value, "sign": "and"})
    yield Go("announce.choice", here | {"kind": "group", "sign": "and", "words": search.packed("ບໍ່ມີ")})


def _sent_pages(demo: DemoData, item: AnnouncementId) -> Iterator[Go]:
    """One that has reached everybody but one person, whom somebody has to call."""
    here: dict[str, int | str] = {"announcement": item}
    for number, row in enumerate(demo.uow.outbox.due(now=demo.now, limit=500)):
        if row.announcement == item:
            result = Settled(row.id, SendState.SENT, 900 + number) if number else None
            demo.uow.attempts.settle([result or Settled(row.id, SendState.REFUSED, reason="blocked")], now=demo.now)
    for page in ("report", "reply", "calls", "silent", "reach", "more"):
        yield Go(f"announce.{page}", here)
    yield Go("announce.received")
    yield Go("announce.correct", here | {"language": "lo"})
    yield Go("announce.of", here | {"group": demo.programme.groups["asparagus"]})
    for what in ("refused", "recall"):
        yield Go("announce.sure", here | {"what": what})


def phone_pages(demo: DemoData) -> Iterator[Go]:
    """A phone that two people share, a link to a new phone, and a member who asks to lead."""
    uow, noy, seng = demo.uow, demo.people["noy"], demo.people["seng"]
    group, other = demo.programme.groups["asparagus"], demo.programme.groups["newcomers"]
    yield Go("members.invite", {"group": group})
    shared = members.enter(uow, group, "ພັນ", by=noy, now=demo.now)
    members.share_phone(uow, AccountId(demo.programme.accounts["noy"]), shared, by=noy, now=demo.now)
    yield Go("speakers.ask")
    uow.groups.join(other, seng.id, leader=False, now=demo.now - timedelta(days=365))
    yield Go("members.lead", {"group": other})
    yield Go("members.consent", {"handover": handovers.ask(uow, group, by=seng, now=demo.now)})


def group_pages(demo: DemoData) -> Iterator[Go]:
    uow, mali, seng = demo.uow, demo.people["mali"], demo.people["seng"]
    group = demo.programme.groups["asparagus"]
    village = uow.groups.village("1704", "ບ້ານໃໝ່", state="proposed")
    values = {"village_id": village, "project": "RLIP", "state": "proposed", "zone": "Asia/Vientiane"}
    proposed = uow.groups.add(now=demo.now, name="ກຸ່ມລ້ຽງປາ", **values)
    uow.groups.change(group, chat_id=GROUP_CHAT, chat_language="lo")
    uow.people.put_role(seng.id, Role.EXPERT, "waiting", now=demo.now)
    code = invites.for_role(uow, Role.EXPERT, by=mali, now=demo.now)
    yield Go("invite.confirm", {"member": seng.id, "role": "expert"})
    yield Go("invites.page", {"code": code})
    yield Go("invite.open", {"code": demo.programme.invite})
    yield Go("members.proposed", {"group": proposed})
    yield Go("members.member", {"group": group, "member": seng.id, "act": "remove"})
    yield Go("group_chat.link", {"group": group})
    yield Go("settings.hour", {"group": group})
    yield Go("number.sure", {"first": 8562055123456, "second": 8562055123457})
    yield Go("number.sure", {"first": 8562055123456})
    for known in uow.groups.villages("1704")[:1]:
        yield Go("welcome.groups", {"village": known.id})
        yield Go("welcome.propose", {"village": known.id})
        yield Go("welcome.same", {"district": "1704", "name": packed("ດັກຂຽດ")})
    yield from (Go("welcome.about", {"question": question}) for question in ("sex", "youth", "ethnic"))


def people_pages(demo: DemoData) -> Iterator[Go]:
    """Somebody who asks to come in, one who was taken out, and a phone that says "it was not me"."""
    uow, noy, kham, mali = demo.uow, demo.people["noy"], demo.people["kham"], demo.people["mali"]
    group = demo.programme.groups["asparagus"]
    for name in ("ຄຳແພງ", "ບຸນມີ"):
        waiting = uow.people.add(now=demo.now, name=name, language="lo", listens=False, consented_at=demo.now)
        uow.joinings.wait(group, waiting, next_at=None, now=demo.now)
    uow.groups.join(group, waiting, leader=False, now=demo.now)
    uow.groups.leave(group, waiting, out=True)
    yield Go("members.list", {"group": group})
    yield Go("members.asked", {"group": group, "member": waiting - 1})
    yield Go("members.out", {"group": group})
    entry = members.enter(uow, group, "ຄຳຫຼ້າ", by=noy, now=demo.now)
    yield Go("members.same", {"group": group})
    yield Go("members.pair", {"group": group, "entry": entry})
    yield Go("members.merge", {"group": group, "member": demo.people["seng"].id, "entry": entry})
    old = AccountId(demo.programme.accounts["noy"])
    for index, state in enumerate((MoveState.DONE, MoveState.DOUBTED)):
        other = uow.people.add(now=demo.now, name=f"ສອນ {index + 1}", language="lo", consented_at=demo.now)
        move = uow.moves.add(other, noy.id, old=old, new=AccountId(demo.programme.accounts["kham"]), now=demo.now)
        uow.moves.settle(move, state)
        yield Go("phone.moved", {"move": move})
    yield Go("phone.look", {"move": move})
    erasures.ask(uow, other, zone_of(DEFAULT), by=mali, now=demo.now)
    yield Go("forget.page", {"member": other})
    yield from (Go(page, {"member": kham.id}) for page in ("people.page", "people.lock", "people.phone"))
    yield Go("people.take", {"member": kham.id, "role": "expert"})
    yield Go("people.page", {"member": mali.id})
    seng = demo.people["seng"].id  # here, since nothing that ends the link happens to them any more
    yield Go("phone.open", {"code": invites.for_person(uow, seng, by=mali, now=demo.now)})
    yield Go("members.phone", {"group": group, "member": seng})


def round_pages(demo: DemoData) -> Iterator[Go]:
    before, closed = (demo.add_round("closed") for _ in range(2))
    plan = demo.uow.plans.add(demo.programme.groups["newcomers"], closed, now=demo.now)
    demo.uow.plans.change(plan, now=demo.now, title="ປູກຜັກຂາຍໂຮງຮຽນ", state="submitted")
    yield Go("rounds.sure", {"round": before, "what": "open"})
    removed, second = demo.add_round("removed"), demo.programme.rounds["second"]
    yield from (Go("rounds.sure", {"round": second, "what": what}) for what in ("contest", "close", "remove"))
    yield Go("rounds.sure", {"round": removed, "what": "back"})
    yield Go("rounds.page", {"round": removed})
    yield from (Go(f"rounds.{page}", {"round": second}) for page in ("whom", "projects", "districts"))
    yield Go("rounds.districts", {"round": second, "province": "17"})
    yield Go("rounds.sure", {"round": closed, "what": "archive"})
    old = demo.add_round("closed")
    endings.archive(demo.uow, old, True, by=demo.people["mali"], now=demo.now)
    yield from (Go("rounds.page", {"round": old}), Go("rounds.sure", {"round": old, "what": "unarchive"}))
    yield Go("rounds.old")
    yield Go("rounds.day", {"round": second, "day1": day_written((demo.now + timedelta(days=50)).date())})
    outages.beat(demo.uow, now=demo.now - timedelta(days=5))
    outages.measure(demo.uow, zone=zone_of(DEFAULT), now=demo.now)
    yield Go("rounds.away", {"round": second})
    yield Go("rounds.phones", {"round": second})
    yield Go("rounds.positions", {"round": closed})
    yield Go("rounds.place", {"plan": plan})
    for assignment in demo.uow.reviews.of_expert(demo.people["kham"].id):
        if assignment.state is ReviewState.SCORING:
            yield from (Go("review.confirm", {"assignment": assignment.id, "choice": way}) for way in _DECISIONS)


def season_pages(demo: DemoData) -> Iterator[Go]:
    """The days of a festival being set by staff."""
    yield Go("seasons.season", {"season": "lao-new-year"})
    here: dict[str, int | str] = {"season": "lao-new-year", "region": "all", "year": 2027}
    yield Go("seasons.set", here)
    yield Go("seasons.sure", here | {"days": "sfv1w-fv1z"})


def complaint_pages(demo: DemoData) -> Iterator[Go]:
    """One word that is answered, one that waits, one that is being put together; and who reads them."""
    uow, noy, mali, now = demo.uow, demo.people["noy"], demo.people["mali"], demo.now
    readers.name_reader(uow, mali.id, by=mali, now=now)
    readers.name_reader(uow, demo.people["kham"].id, by=mali, now=now)
    for named, words in ((True, "ຂ້ອຍຢາກຮູ້ວ່າເງິນຢູ່ໃສ"), (False, "ເງິນຂອງກຸ່ມຫາຍ")):
        complaints.begin(uow, Answer("text", words), by=noy, now=now)
        sent = complaints.send(uow, named=named, by=noy, now=now)
        yield from (Go(page, {"complaint": sent.id}) for page in ("complain.own", "complain.read"))
    complaints.add(uow, sent.id, Answer("text", "ຂ້ອຍຈະໄປຖາມມື້ອື່ນ"), by=mali, now=now)
    complaints.reply(uow, sent.id, by=mali, now=now)
    complaints.begin(uow, Answer("text", "ຍັງມີອີກ"), by=demo.people["seng"], now=now)
    yield Go("complain.name", {"words": search.packed("ນ້ອຍ")})
