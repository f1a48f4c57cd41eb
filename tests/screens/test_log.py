"""The log in the chat: pages, a typed name, a typed day; staff see their own, whatever they forge."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from bot.domain.people import Role
from bot.i18n import Say, catalogue
from bot.screens.log import words
from bot.screens.log.views import Plain
from bot.services.log import Line
from bot.settings import shipped
from bot.store.database import Database, UnitOfWork
from tests.planning import LIBRARY, settle
from tests.services.test_audited import DEEDS
from tests.services.test_verbs import SERVICES
from tests.story import Story

OFFICE = (Role.STAFF, Role.ADMIN)
LAO = Say(catalogue("lo", shipped("locales")), ZoneInfo("Asia/Vientiane"))


def test_an_administrator_finds_what_was_done_to_a_group(story: Story) -> None:
    mali, noy = story.known("Mali", language="en", roles=OFFICE), story.known("Noy")
    group = story.group(noy, name="Bamboo")
    with story.database.begin() as uow:
        for number in range(10):
            uow.audit.note(mali.me, f"put on position {number}", "round 9", now=story.now)
        uow.audit.note(noy.me, "handed over", f"group {group}", now=story.now)
    mali.says("/log")
    assert "Noy\nhanded over the group – Bamboo" in mali.sees.text
    mali.taps("Older ▶")
    assert "put on a position 0 – Round 9" in mali.sees.text
    mali.taps("◀ Newest")
    mali.says("Bamboo")
    mali.taps("Group: Bamboo")
    assert "handed over" in mali.sees.text
    assert "position" not in mali.sees.text
    mali.taps("Show everything")
    mali.says("1/1/2020")
    assert "Nothing stands here" in mali.sees.text


@pytest.mark.parametrize("language", ["en", "lo"])
def test_staff_see_their_own_whatever_they_forge(story: Story, language: str) -> None:
    staff, mali = story.known("Seng", language=language, roles=(Role.STAFF,)), story.known("Mali", roles=OFFICE)
    with story.database.begin() as uow:
        uow.audit.note(mali.me, "locked out", f"person {mali.me}", now=story.now)
        uow.audit.note(staff.me, "closed", "round 9", now=story.now)
    staff.forges(f"log.page:{mali.me}")
    assert "Seng" in staff.sees.text
    assert "Mali" not in staff.sees.text


def test_a_farmer_reads_no_log(story: Story) -> None:
    noy = story.known("Noy", language="en")
    noy.forges("log.page:1,0,0,0")
    assert "Who did what" not in noy.sees.text


NAMES = re.compile("Asparagus|Fish|Goats|First|Kham|Seng|Noy|Mali|Tui|Bo|RLIP|Kriang|Asia/Tokyo|[0-9a-f]{16}")


def test_every_deed_that_is_noted_is_told_in_lao_to_its_last_word(sqlite: Database) -> None:
    """As the tests of the log tell them, each in a programme of its own: nothing of a program is left in a line."""
    raw = set()
    for deed in (deed for told in DEEDS.values() for deed in told):
        with sqlite.engine.connect() as connection:
            uow = UnitOfWork(connection)
            deed(settle(uow))
            for noted in uow.audit.page(limit=9):
                said = words.told(Line(noted, None), uow, LAO, LIBRARY)
                if re.search("[A-Za-z]{2}", NAMES.sub("", said)):
                    raw.add((noted.verb, noted.subject, str(said)))
            connection.rollback()
    assert raw == set()


def test_every_verb_of_the_source_has_its_words() -> None:
    """What the services write into the log: the words of each call, or how they begin."""
    verbs = {verb for path in SERVICES.rglob("*.py") for verb in written(ast.parse(path.read_text("utf-8")))}
    assert len(verbs) > 90
    assert {verb for verb in verbs if not any(verb.startswith(one) for one in words.DEEDS)} == set()


def written(tree: ast.Module) -> Iterator[str]:
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        place = {"uow.audit.note": 1, "note": 1, "rounds.note": 1, "_keep": 4}.get(ast.unparse(call.func))
        if place is not None and len(call.args) > place:
            yield from heads(call.args[place])


def heads(node: ast.expr) -> Iterator[str]:
    """The words that an expression begins with, whichever it becomes."""
    match node:
        case ast.Constant(value=str(words)) if words:
            yield words
        case ast.IfExp(body=one, orelse=other):
            yield from (*heads(one), *heads(other))
        case ast.JoinedStr(values=[ast.Constant(value=str(words)), *_]):
            yield words


@pytest.mark.parametrize(
    ("verb", "told"),
    [
        ("made a competition of", "ໃຫ້ເປັນການແຂ່ງຂັນ"),
        ("set the categories of", "ກຳນົດປະເພດ"),
        ("set the prize of position 1 in", "ກຳນົດລາງວັນຂອງອັນດັບ 1"),
        ("set the deadline 2027-01-30 of", "ກຳນົດມື້ສຸດທ້າຍ 30/1/2027"),
    ],
)
def test_a_deed_is_told_in_lao_to_its_last_word(sqlite: Database, verb: str, told: str) -> None:
    with sqlite.begin() as uow:
        assert words.deed(verb, "round 9", Plain(uow, LAO)) == told
