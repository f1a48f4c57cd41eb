"""Albums on their way: together where Telegram takes them, one by one where it does not, within its limits."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.ids import AccountId, ChatId
from bot.services import media
from bot.simulator.files import Upload
from tests.simulator.helpers import png
from tests.workers.conftest import Engine
from tests.workers.test_refused import fail, member

pytestmark = pytest.mark.slow


async def shows(engine: Engine, *kinds: str, words: str = "our <field>", forget: int | None = None) -> list[Any]:
    """Files of these kinds are shown to Noy; returns what came, in order."""
    noy, world, now = await member(engine, "Noy"), engine.telegram.world, engine.app.clock.now()
    ids = [world.files.store(kind, Upload(png() if kind == "photo" else b"x" * 9, f"{kind}.bin"), {}) for kind in kinds]
    files = [each[-1]["file_id"] if isinstance(each, list) else each["file_id"] for each in ids]
    if forget is not None:
        world.files._contents.pop(files[forget])

    def write(uow: Any) -> None:
        person = uow.people.person_of(AccountId(noy.id))
        kept = [uow.media.add(now=now, kind=kind, file_id=file) for kind, file in zip(kinds, files, strict=True)]
        media.show(uow, kept, ChatId(noy.id), person, caption=words, now=now)

    await engine.app.executor.run(write)
    engine.app.outbox.look()
    await engine.quiet()
    return list(world.chats[noy.id].messages.values())


def albums(found: list[Any]) -> list[int]:
    """How many neighbours each album has."""
    marks = [message.get("media_group_id", f"alone {number}") for number, message in enumerate(found)]
    return [marks.count(mark) for mark in dict.fromkeys(marks)]


@pytest.mark.parametrize(
    ("kinds", "together"),
    [
        (["photo"] * 10, [10]),
        (["photo", "video", "photo"], [3]),
        (["document"] * 3, [3]),
        (["audio"] * 2, [2]),
        (["voice"] * 3, [1, 1, 1]),
        (["photo", "photo", "voice", "document", "document", "photo"], [2, 1, 2, 1]),
    ],
)
async def test_what_telegram_takes_together_comes_as_an_album(
    engine: Engine, kinds: list[str], together: list[int]
) -> None:
    found = await shows(engine, *kinds)
    assert albums(found) == together
    assert [kind for message in found for kind in message if kind in {*kinds}] == kinds
    assert {message["caption"] for message in found} == {"our <field>"}


async def test_more_words_than_a_caption_holds_leave_before_their_picture(engine: Engine) -> None:
    found = await shows(engine, "photo", "photo", words="x" * 1500)
    assert [("text" in message, "photo" in message) for message in found] == [(True, False), (False, True)] * 2


async def test_where_telegram_refuses_one_of_them_they_come_one_by_one_and_that_one_as_a_file(engine: Engine) -> None:
    found = await shows(engine, "photo", "photo", "photo", forget=1)
    assert [[kind for kind in ("photo", "document") if kind in message] for message in found] == [
        ["photo"],
        ["document"],
        ["photo"],
    ]
    assert not any("media_group_id" in message for message in found)


async def test_an_album_that_the_network_lost_is_sent_once_more(engine: Engine) -> None:
    fail(engine, {"method": "sendMediaGroup", "status": 502, "times": 1})
    assert albums(await shows(engine, "photo", "photo")) == [2]
