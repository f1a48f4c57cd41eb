"""Files: photo sizes, downloads, limits, albums, storage."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.simulator import LocalTelegram, metadata, user_actions
from bot.simulator.client import Person
from bot.simulator.files import Upload
from tests.simulator.helpers import BareBot, png

MEGABYTE = 1024 * 1024


def drawn(kind: str, width: int, height: int) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (width, height), "#208040").save(buffer, kind)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_the_size_of_an_image_is_read_from_its_header(kind: str) -> None:
    assert metadata.image_size(drawn(kind, 123, 45)) == metadata.ImageSize(123, 45)


def test_what_is_no_picture_has_no_size() -> None:
    assert metadata.image_size(b"%PDF-1.7") is None
    assert metadata.image_size(b"\xff\xd8\xff") is None


def test_a_voice_is_as_long_as_its_last_page_says() -> None:
    page = b"OggS\x00\x04" + (48_000 * 5 + 1).to_bytes(8, "little") + bytes(12)
    assert metadata.ogg_duration(page) == 6
    assert metadata.ogg_duration(b"ID3") == 0


async def test_a_photo_comes_in_several_sizes_the_largest_last(bot: BareBot, noy: Person) -> None:
    sent = await bot.upload("sendPhoto", {"photo": ("a.jpg", drawn("JPEG", 1600, 1200))}, chat_id=noy.id)
    sizes = [(size["width"], size["height"]) for size in sent["result"]["photo"]]
    assert sizes == [(90, 67), (320, 240), (800, 600), (1280, 960), (1600, 1200)]
    assert len({size["file_unique_id"] for size in sent["result"]["photo"]}) == 5


async def test_what_is_no_picture_is_no_photo(bot: BareBot, noy: Person) -> None:
    answer = await bot.upload("sendPhoto", {"photo": ("a.jpg", b"no picture")}, chat_id=noy.id)
    assert answer["description"] == "Bad Request: IMAGE_PROCESS_FAILED"
    ribbon = await bot.upload("sendPhoto", {"photo": ("a.png", png(420, 20))}, chat_id=noy.id)
    assert ribbon["description"] == "Bad Request: PHOTO_INVALID_DIMENSIONS"


async def test_what_a_person_sends_the_bot_can_fetch(bot: BareBot, noy: Person) -> None:
    await noy.voice(b"OggS my voice", seconds=4, wait=False)
    voice = (await bot.updates())[-1]["message"]["voice"]
    assert (voice["duration"], voice["mime_type"], voice["file_size"]) == (4, "audio/ogg", 13)
    file = await bot.get("getFile", file_id=voice["file_id"])
    address = f"{bot.telegram.url}/file/bot{bot.telegram.token}/{file['file_path']}"
    async with bot.session.get(address) as answer:
        assert await answer.read() == b"OggS my voice"


async def test_files_are_not_given_to_strangers(bot: BareBot, noy: Person) -> None:
    async with bot.session.get(f"{bot.telegram.url}/file/bot1:wrong/photos/file_0.jpg") as answer:
        assert answer.status == 401
    async with bot.session.get(f"{bot.telegram.url}/file/bot{bot.telegram.token}/photos/none.jpg") as answer:
        assert answer.status == 404


async def test_a_file_id_serves_again(bot: BareBot, noy: Person) -> None:
    first = (await bot.upload("sendDocument", {"document": ("plan.pdf", b"%PDF")}, chat_id=noy.id))["result"]
    again = await bot.get("sendDocument", chat_id=noy.id, document=first["document"]["file_id"])
    assert again["document"] == first["document"]
    assert (again["document"]["file_name"], again["document"]["mime_type"]) == ("plan.pdf", "application/pdf")


async def test_an_upload_above_50_mb_is_refused(bot: BareBot, noy: Person) -> None:
    large = await bot.upload("sendDocument", {"document": ("a.bin", bytes(50 * MEGABYTE + 1))}, chat_id=noy.id)
    assert (large["error_code"], large["description"]) == (413, "Request Entity Too Large")


async def test_a_photo_above_10_mb_is_refused(bot: BareBot, noy: Person) -> None:
    answer = await bot.upload("sendPhoto", {"photo": ("a.png", png() + bytes(10 * MEGABYTE))}, chat_id=noy.id)
    assert "is too big for a photo" in answer["description"]


async def test_an_empty_file_is_refused(bot: BareBot, noy: Person) -> None:
    answer = await bot.upload("sendDocument", {"document": ("a.txt", b"")}, chat_id=noy.id)
    assert answer["description"] == "Bad Request: file must be non-empty"


async def test_an_album_shares_one_group_id(bot: BareBot, noy: Person) -> None:
    media = [{"type": "photo", "media": "attach://one", "caption": "Field"}, {"type": "photo", "media": "attach://two"}]
    files = {"one": ("1.png", png()), "two": ("2.png", png(5, 5))}
    first, second = (await bot.upload("sendMediaGroup", files, chat_id=noy.id, media=media))["result"]
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], "caption" in second) == ("Field", False)
    assert second["photo"][-1]["width"] == 5


async def test_several_photos_of_a_person_are_an_album(bot: BareBot, noy: Person) -> None:
    await noy.photo(png(), png(), caption="Before, after", wait=False)
    first, second = (update["message"] for update in (await bot.updates())[1:])
    assert first["media_group_id"] == second["media_group_id"]
    assert first["caption"] == "Before, after"


async def test_a_medium_can_be_exchanged(bot: BareBot, noy: Person) -> None:
    sent = (await bot.upload("sendPhoto", {"photo": ("a.png", png())}, chat_id=noy.id, caption="Old"))["result"]
    media = {"type": "photo", "media": "attach://new", "caption": "New"}
    target = {"chat_id": noy.id, "message_id": sent["message_id"], "media": media}
    edited = (await bot.upload("editMessageMedia", {"new": ("b.png", png(9, 9))}, **target))["result"]
    assert (edited["photo"][-1]["width"], edited["caption"]) == (9, "New")


async def test_the_page_shows_files_with_their_type(bot: BareBot, noy: Person) -> None:
    await noy.document(b"%PDF", name="ແຜນ.pdf", wait=False)
    document = (await bot.updates())[-1]["message"]["document"]
    async with bot.session.get(f"{bot.telegram.url}/api/files/{document['file_id']}") as answer:
        assert (answer.content_type, await answer.read()) == ("application/pdf", b"%PDF")


async def test_files_can_be_kept_in_a_folder(tmp_path: Path) -> None:
    world = LocalTelegram(folder=tmp_path / "files").world
    noy = world.add_person("Noy")
    user_actions.start(world, noy)
    (message,) = user_actions.send_media(world, noy, world.chats[noy.id], "document", [Upload(b"bytes", "a.txt")], {})
    assert [file.read_bytes() for file in (tmp_path / "files").iterdir()] == [b"bytes"]
    file = world.files.find(message["document"]["file_id"])
    assert file is not None
    assert world.files.read(file) == b"bytes"
