"""Files that people send are fetched into PHAEN_DATA: after a bad network, a restart, and when Telegram has no more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot import app as phaen
from bot.domain.ids import ChatId, MediumId, PersonId
from bot.domain.incoming import File
from bot.domain.refused import Refused
from bot.services import media
from bot.simulator import user_actions
from bot.simulator.files import Upload
from bot.store.database import UnitOfWork
from tests.workers.conftest import Engine

VOICE = b"OggS what Noy said"


async def spoken(engine: Engine, words: bytes = VOICE, kind: str = "voice") -> tuple[int, MediumId]:
    """Somebody speaks, and the bot keeps it as an answer; returns the chat and the medium."""
    world, noy = engine.telegram.world, engine.somebody("Noy")
    chat = world.chats[noy.id]
    (message,) = user_actions.send_media(world, noy, chat, kind, [Upload(words, "a.bin")], {"duration": 42})
    file = File(kind, message[kind]["file_id"], seconds=42)  # Telegram need not say how large it is

    def keep(uow: UnitOfWork) -> MediumId:
        answer = media.receive(uow, file, "", by=None, now=engine.app.clock.now())
        assert answer.medium is not None
        return answer.medium

    return noy.id, await engine.app.executor.run(keep)


async def kept(engine: Engine, medium: MediumId) -> bytes | None:
    """The bytes of a medium in PHAEN_DATA, None while they are not there."""
    found = await engine.app.executor.run(lambda uow: uow.media.get(medium))
    assert found is not None
    return (engine.settings.data / "media" / found.path).read_bytes() if found.path else None


async def played(engine: Engine, chat: int, medium: MediumId) -> list[bytes]:
    """Play a medium to a chat; returns the bytes of all voices that the bot has sent there."""
    now, world = engine.app.clock.now(), engine.telegram.world
    person = await engine.app.executor.run(lambda uow: uow.people.add(now=now, name="Noy", language="en"))
    await engine.app.executor.run(lambda uow: media.show(uow, [medium], ChatId(chat), PersonId(person), now=now))
    await engine.quiet()
    sent = [message for message in world.chats[chat].messages.values() if message["from"]["is_bot"]]
    found = [world.files.find(message["voice"]["file_id"]) for message in sent if "voice" in message]
    return [world.files.read(file) for file in found if file]


async def test_a_voice_is_kept_as_a_file_and_played_by_telegrams_id(engine: Engine) -> None:
    chat, medium = await spoken(engine)
    await engine.quiet()
    assert await kept(engine, medium) == VOICE
    assert await played(engine, chat, medium) == [VOICE]


async def test_a_voice_whose_id_telegram_does_not_know_any_more_is_played_from_our_own_file(engine: Engine) -> None:
    chat, medium = await spoken(engine)
    await engine.quiet()
    found = await engine.app.executor.run(lambda uow: uow.media.get(medium))
    assert found is not None
    engine.telegram.world.files._contents.pop(found.file_id)  # as for a bot that was made anew
    assert await played(engine, chat, medium) == [VOICE]


async def test_a_download_that_failed_is_done_after_a_restart(engine: Engine) -> None:
    engine.telegram.world.faults.update({"fail": [{"method": "getFile", "status": 502, "times": 1}]})
    _, medium = await spoken(engine)
    await engine.quiet()
    assert await kept(engine, medium) is None
    await engine.stop()
    engine.app = phaen.build(engine.settings)
    await engine.app.executor.run(lambda uow: uow.jobs.later(_job(uow), at=engine.app.clock.now(), error=""))
    await engine.start()
    await engine.quiet()
    assert await kept(engine, medium) == VOICE


async def test_a_download_that_was_given_up_in_a_long_outage_is_tried_again(engine: Engine) -> None:
    engine.telegram.world.faults.update({"fail": [{"method": "getFile", "status": 502, "times": 1}]})
    _, medium = await spoken(engine)
    await engine.quiet()
    await engine.app.executor.run(lambda uow: uow.jobs.give_up(_job(uow), "Unreachable"))
    await engine.app.look("tidying")
    await engine.quiet()
    assert await kept(engine, medium) == VOICE


async def test_what_telegram_does_not_give_out_is_given_up_for_good_and_still_played(engine: Engine) -> None:
    chat, medium = await spoken(engine, b"OggS" + bytes(media.LARGEST))
    await engine.quiet()
    await engine.app.executor.run(lambda uow: uow.jobs.give_up(_job(uow), "Malformed"))
    assert await engine.app.executor.run(lambda uow: media.fetch_again(uow, now=engine.app.clock.now())) == 0
    assert await kept(engine, medium) is None
    assert [len(found) for found in await played(engine, chat, medium)] == [media.LARGEST + 4]


async def test_a_file_above_20_mb_is_refused_with_its_size(engine: Engine) -> None:
    file = File("video", "x", size=35 * media.MIB)
    with pytest.raises(Refused) as refused:
        await engine.app.executor.run(lambda uow: media.receive(uow, file, "", by=None, now=engine.app.clock.now()))
    assert refused.value.values == {"x": 35, "max": 20}


def _job(uow: UnitOfWork) -> int:
    """The download that waits for its next try."""
    found = uow.jobs.take(now=datetime.now(UTC) + timedelta(days=1))
    assert found is not None
    return found.id
