"""Everything about a person, in archives that Telegram takes: both sides of what is theirs, nothing of anybody else."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.domain.ids import AccountId, ChatId
from bot.domain.refused import Forbidden
from bot.i18n import LANGUAGES, catalogue
from bot.papers import makers
from bot.services import own_data
from bot.settings import shipped
from bot.store.database import Database, UnitOfWork
from bot.store.jobs import Job
from bot.store.merges import references
from bot.store.own_data import OF_OTHERS
from tests.planning import LIBRARY, NOW
from tests.services import rights

MB = 1_000_000


def test_every_reference_to_people_is_shown_or_said_to_be_of_others() -> None:
    assert set(references()) >= OF_OTHERS


def test_she_gets_what_is_hers_and_nothing_of_others(sqlite: Database, tmp_path: Path) -> None:
    with sqlite.begin() as uow:
        here = rights.world(uow)
        seng = here.people["seng"]
        (tmp_path / "aa").mkdir()
        (tmp_path / "aa" / "photo").write_bytes(b"jpeg" * 1000)
        medium = uow.media.add(now=NOW, kind="photo", file_id="p", person_id=seng.id)
        uow.media.fetched(medium, "aa/photo")
        found = own_data.rows(uow, seng.id)
        assert {"persons", "accounts", "members", "checkins", "complaints", "complaint_words"} <= set(found)
        assert [row["name"] for row in found["persons"]] == ["Seng"]
        whole = json.dumps(found, ensure_ascii=False)
        assert "Kham" not in whole  # an expert who read the plan: not hers
        catalogues = {code: catalogue(code, shipped("locales")) for code in LANGUAGES}
        make = makers.own_makers(LIBRARY, catalogues, rights.ZONE, tmp_path)[own_data.PAPER]
        recipes = [{"for": seng.id, "part": 1, "files": []}, {"for": seng.id, "part": 2, "files": [medium]}]
        read = make(uow, {"for": seng.id, "part": 0, "files": []})().decode()
        written, files = (zipfile.ZipFile(io.BytesIO(make(uow, recipe)())) for recipe in recipes)
    assert written.testzip() is files.testzip() is None
    assert written.namelist() == ["mydata-lo.html", "mydata-en.html", "mydata.json"]
    assert json.loads(written.read("mydata.json"))["persons"][0]["name"] == "Seng"
    assert "ໂຄງການຮູ້ຫຍັງກ່ຽວກັບທ່ານ" in written.read("mydata-lo.html").decode()
    assert written.read("mydata-en.html").decode() == read
    for told in (
        *("What Phaen knows about you", "Your name: Seng", "You are in the group Asparagus, since 23/11/2026"),
        *("<h2>Work that you answer for</h2><ul><li>Dig: by 10/12/2026", "23/11/2026, You: words"),
        *("takes longer", "5,000 kip", "You sent 1 photo, voice or file"),
    ):
        assert told in read
    assert not re.search(r"\b[a-z]+_(?:id|at|on)\b|T02:00|&amp;lt;|None", read)  # no names of fields, no instants
    assert files.namelist() == [f"files/{medium}.jpg"]
    assert files.read(f"files/{medium}.jpg") == b"jpeg" * 1000


def test_the_page_says_what_people_wrote_as_they_wrote_it(sqlite: Database, tmp_path: Path) -> None:
    with sqlite.begin() as uow:
        here = rights.world(uow)
        noy = here.people["noy"]
        uow.people.change(noy.id, name="<b>Noy & Co</b>", language="lo")
        catalogues = {code: catalogue(code, shipped("locales")) for code in LANGUAGES}
        make = makers.own_makers(LIBRARY, catalogues, rights.ZONE, tmp_path)[own_data.PAPER]
        read = make(uow, {"for": noy.id, "part": 0, "files": []})().decode()
    assert "&lt;b&gt;Noy &amp; Co&lt;/b&gt;" in read
    assert "<b>" not in read
    problem = LIBRARY.form.step("problem")
    assert problem
    assert f"23/11/2026, {problem.title('lo')}: answer 2" in read
    assert "ທ່ານເຫັນດີໃຫ້ສົ່ງແຜນ “answer 4”" in read


def test_a_reader_gets_no_confidential_word_of_others(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = rights.world(uow)
        found = own_data.rows(uow, here.people["mali"].id)
        assert "complaints" not in found
        assert "complaint_words" not in found


def taken(uow: UnitOfWork) -> Iterator[Job]:
    """Every job that waits, as if each were done."""
    while (job := uow.jobs.take(now=NOW)) is not None:
        uow.jobs.done(job.id)
        yield job


@pytest.mark.parametrize(
    ("sizes", "heaps"),
    [
        ([], []),
        ([(1, 20 * MB), (2, 20 * MB), (3, 20 * MB)], [[1, 2], [3]]),
        ([(1, 20 * MB)] * 2 + [(3, 4 * MB - 2000)], [[1, 1, 3]]),
        ([(1, 20 * MB)] * 2 + [(3, 4 * MB)], [[1, 1], [3]]),
        ([(number, 0) for number in range(90_000)], [85_937, 4_063]),
    ],
)
def test_files_are_put_into_archives_of_45_megabytes(sizes: list[tuple[int, int]], heaps: list[Any]) -> None:
    found = list(own_data.parts(sizes))
    assert [len(heap) if isinstance(heaps[0], int) else heap for heap in found] == heaps


def test_it_is_sent_into_her_own_chat_alone_and_once(sqlite: Database) -> None:
    with sqlite.begin() as uow:
        here = rights.world(uow)
        seng = here.people["seng"]
        own = ChatId(next(iter(uow.people.accounts_of(seng.id))))
        for chat in (ChatId(-7), ChatId(1001)):
            with pytest.raises(Forbidden):
                own_data.ask(uow, chat, by=seng, now=NOW)
        for _ in range(2):
            own_data.ask(uow, own, by=seng, now=NOW)
        (asked,) = [job for job in taken(uow) if job.kind == own_data.JOB]
        before = len(uow.outbox.written)
        for _ in range(2):  # the process died in between
            own_data.send(uow, seng.id, own, [[4, 5], [6]], asked=asked.args["at"], now=NOW)
        rows = uow.outbox.written[before:]
        assert [row.notice or row.content["medium"]["name"] for row in rows] == [  # type: ignore[index]
            "data_comes",
            f"phaen-mydata-{seng.id}-read.html",
            *(f"phaen-mydata-{seng.id}-{part}-3.zip" for part in (1, 2, 3)),
        ]
        uow.people.leave(seng.id, AccountId(own))
        own_data.send(uow, seng.id, own, [[7]], asked="later", now=NOW)  # the phone is somebody else's by now
        assert len(uow.outbox.written) == before + 5
