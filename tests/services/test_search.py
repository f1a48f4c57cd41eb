"""Words on their way through a button, and the index that follows the content."""

import re
from dataclasses import replace

import pytest

from bot.services import search
from bot.store.database import Database
from bot.understand import lao
from bot.understand.search import Index
from tests.story import LIBRARY

LESSONS = Index(search.lessons(LIBRARY))


@pytest.mark.parametrize("words", ["ກາເຟ", "ປູກ coffee", "price 2027", "5", "ຫມູ", "a_b", "ໝາກແໜ່ງ ລາຄາເທົ່າໃດ"])
def test_words_come_out_of_a_button_as_they_were_folded(words: str) -> None:
    code = search.packed(words)
    assert re.fullmatch("[A-Za-z0-9_-]+", code)
    assert search.unpacked(code) == lao.fold(words).replace("_", " ")


def test_a_long_question_keeps_what_tells_and_fits_into_a_button() -> None:
    code = search.packed("ຂ້ອຍຢາກຮູ້ວ່າ ພວກເຮົາຈະເຮັດແນວໃດແດ່ ຈຶ່ງຈະບໍ່ໃຫ້ໝູຕາຍຍ້ອນພະຍາດ " * 5)
    assert 0 < len(code) <= search.ROOM
    assert LESSONS.find(search.unpacked(code))[0].passage.key == "pigs-cardamom"


@pytest.mark.parametrize("words", ["", "?", "🐖", "…", "_ _"])
def test_nothing_to_find_is_packed_as_nothing(words: str) -> None:
    assert search.packed(words) == ""


@pytest.mark.parametrize("code", ["", "-", "99999999999", "ກ", "x-y-z-99999999999999", "zzzzzzzzzzzzzzzzzzzz"])
def test_a_forged_code_does_no_harm(code: str) -> None:
    assert LESSONS.find(search.unpacked(code)) == ()


def test_new_content_gets_a_new_index(sqlite: Database) -> None:
    fewer = replace(LIBRARY, lessons=LIBRARY.lessons[:1])
    with sqlite.begin() as uow:
        assert search.find(uow, LIBRARY, "banana")[0].passage.key == "banana"
        assert [hit.passage.key for hit in search.find(uow, fewer, "asparagus")] == ["three-groups"]
        assert search.index(uow, fewer) is search.index(uow, fewer)


def test_a_change_in_the_database_gets_a_new_index_in_every_process(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        before = search.index(uow, LIBRARY)
        search.changed(uow)
    with sqlite.begin() as uow:
        assert search.index(uow, LIBRARY) is not before
