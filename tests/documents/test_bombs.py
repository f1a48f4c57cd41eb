"""Pictures that are more than they seem, under the memory limit of the process that reads them."""

import io
import logging
import os
import signal
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from bot.documents import photos
from bot.documents.workshop import NotMade, Workshop
from tests.documents import papers
from tests.workshop import WORKSHOP

MOST = 100_000  # bytes of a photo


def png(width: int, height: int, *, bits: int, kind: int, row: bytes) -> bytes:
    """A picture of equal rows, packed as tight as they go: what an attacker needs no machine for."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack("!I", len(content)) + name + content + struct.pack("!I", zlib.crc32(name + content))

    packed = zlib.compressobj(9)
    rows = b"".join(packed.compress(row) for _ in range(height)) + packed.flush()
    head = struct.pack("!IIBBBBB", width, height, bits, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def saved(image: Image.Image, form: str, **how: object) -> bytes:
    written = io.BytesIO()
    image.save(written, form, **how)
    return written.getvalue()


def flat(width: int, height: int) -> bytes:
    return png(width, height, bits=1, kind=0, row=b"\0" + b"\xff" * (-(-width // 8)))


def frames() -> bytes:
    shown = [Image.new("P", (400, 300), n) for n in range(200)]
    return saved(shown[0], "GIF", save_all=True, append_images=shown[1:])


def canvas_of(gif: bytes, width: int, height: int) -> bytes:
    return gif[:6] + struct.pack("<HH", width, height) + gif[10:]


BOMBS: dict[str, Callable[[], bytes]] = {
    "png 30,000 x 30,000": lambda: flat(30_000, 30_000),
    "png of 256 MB, true colour": lambda: png(8_000, 8_000, bits=8, kind=6, row=bytes(1 + 4 * 8_000)),
    "webp 8,000 x 8,000": lambda: saved(Image.new("RGB", (8_000, 8_000)), "WEBP", quality=1, method=0),
    "gif with a canvas of 65,535": lambda: canvas_of(frames(), 65_535, 65_535),
    "progressive jpeg of 64 megapixels": lambda: saved(Image.new("L", (8_000, 8_000)), "JPEG", progressive=True),
    "jpeg of 400 megapixels": lambda: saved(Image.new("L", (20_000, 20_000)), "JPEG"),
    "tiff": lambda: saved(Image.new("RGB", (60, 60)), "TIFF"),
    "cut off": lambda: saved(Image.effect_noise((900, 900), 90), "PNG")[:20_000],
    "only a head": lambda: flat(900, 900)[:40],
    "nothing": lambda: b"",
}
HARMLESS: dict[str, Callable[[], bytes]] = {
    "png of 39 megapixels": lambda: png(6_500, 6_000, bits=8, kind=6, row=bytes(1 + 4 * 6_500)),
    "png of 39 megapixels with a palette": lambda: saved(Image.new("P", (6_500, 6_000)), "PNG"),
    "jpeg of 108 megapixels": lambda: saved(Image.new("RGB", (12_000, 9_000)), "JPEG"),
    "gif of 200 frames": frames,
    "webp of 12 megapixels": lambda: saved(Image.new("RGB", (4_000, 3_000)), "WEBP", method=0),
    "cmyk jpeg": lambda: saved(Image.new("CMYK", (800, 600)), "JPEG"),
}


@pytest.mark.slow
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_gives_no_photo_and_the_process_lives(bomb: str, tmp_path: Path) -> None:
    """Bounded before anything is decoded: the process is the same afterwards, and has not grown."""
    (tmp_path / "bomb").write_bytes(BOMBS[bomb]())
    assert WORKSHOP.picture(b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
    process = WORKSHOP._process
    assert process is not None
    before = peak(process.pid)
    assert WORKSHOP.photo(tmp_path / "bomb", MOST) is None
    assert WORKSHOP._process is process
    assert peak(process.pid) - before < 80_000


@pytest.mark.slow
@pytest.mark.parametrize("kind", HARMLESS)
def test_what_phones_send_is_shown_within_the_limit(kind: str, tmp_path: Path) -> None:
    (tmp_path / "photo").write_bytes(HARMLESS[kind]())
    small = WORKSHOP.photo(tmp_path / "photo", MOST)
    assert small is not None
    with Image.open(io.BytesIO(small)) as image:
        assert (image.format, image.mode, max(image.size) <= photos.WIDEST) == ("JPEG", "RGB", True)


def peak(pid: int) -> int:
    """KB of memory that a process has ever taken."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


# What shines through, and what is finer than eight bits ---------------------------------------------------------------
def corner(photo: bytes, folder: Path) -> tuple[int, ...]:
    (folder / "photo").write_bytes(photo)
    small = photos.smaller(folder / "photo", MOST)
    assert small is not None
    with Image.open(io.BytesIO(small)) as image:
        colour = image.getpixel((5, 5))
    assert isinstance(colour, tuple)
    return colour


def palette() -> Image.Image:
    image = Image.new("P", (90, 90), 0)
    image.putpalette([0, 0, 0, 255, 0, 0])
    return image


@pytest.mark.parametrize(
    "photo",
    [
        saved(Image.new("RGBA", (90, 90), (0, 0, 0, 0)), "PNG"),
        saved(Image.new("LA", (90, 90), (0, 0)), "PNG"),
        saved(palette(), "PNG", transparency=0),
        saved(palette(), "GIF", transparency=0),
        saved(Image.new("RGBA", (90, 90), (0, 0, 0, 0)), "WEBP"),
    ],
    ids=["rgba", "grey", "palette", "gif", "webp"],
)
def test_what_is_transparent_shows_white_paper(photo: bytes, tmp_path: Path) -> None:
    assert min(corner(photo, tmp_path)) > 245


@pytest.mark.parametrize("grey", [0, 64, 128, 200])
def test_sixteen_bits_of_grey_keep_their_light(grey: int, tmp_path: Path) -> None:
    photo = png(90, 90, bits=16, kind=0, row=b"\0" + struct.pack("!H", grey * 256) * 90)
    assert all(abs(part - grey) < 4 for part in corner(photo, tmp_path))


# The process ----------------------------------------------------------------------------------------------------------
@pytest.mark.slow
def test_a_process_that_is_killed_is_renewed_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    workshop = Workshop()
    try:
        assert workshop.card(papers.short()).startswith(b"\x89PNG")
        assert workshop._process is not None
        first = workshop._process.pid
        os.kill(first, signal.SIGKILL)
        workshop._process.wait()
        assert workshop.card(papers.short()).startswith(b"\x89PNG")
        assert workshop._process.pid != first
    finally:
        workshop.close()
    with pytest.raises(NotMade):
        workshop.card(papers.short())


@pytest.mark.slow
def test_what_needs_more_memory_than_there_is_ends_the_process_and_not_the_bot(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Typst cannot be told that memory is short: it ends. The next paper is made by a new process."""
    workshop = Workshop(memory=150 * 1024 * 1024)
    try:
        with caplog.at_level(logging.WARNING), pytest.raises(NotMade):
            workshop._make("picture", bomb_of_typst())
        assert "it is renewed" in caplog.text or "could not be made" in caplog.text
        workshop.memory = 512 * 1024 * 1024
        if workshop._process:
            workshop._process.kill()
        assert workshop.card(papers.short())
    finally:
        workshop.close()


def bomb_of_typst() -> bytes:
    return b"<svg xmlns='http://www.w3.org/2000/svg' width='800' height='90000'><rect width='9' height='9'/></svg>"


@pytest.mark.slow
def test_what_takes_too_long_is_ended(tmp_path: Path) -> None:
    workshop = Workshop(seconds=0.01)
    try:
        with pytest.raises(NotMade):
            workshop.card(papers.short())
    finally:
        workshop.close()


@pytest.mark.slow
def test_a_plan_with_a_bomb_is_printed_without_it(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.png"
    bomb.write_bytes(flat(30_000, 30_000))
    assert bomb.stat().st_size < 160_000
    good = papers.photo(tmp_path, "good.jpg", (800, 600))
    pages = PdfReader(io.BytesIO(WORKSHOP.plan(papers.in_english(papers.photographed([bomb, good]))))).pages
    assert sum(len(page.images) for page in pages) == 1
    words = "".join("".join(page.extract_text().split()) for page in pages)
    assert words.count("Thisphotocannotbeshown") == 1


def test_the_bot_itself_loads_neither_typst_nor_a_decoder() -> None:
    """What is heavy, and what strangers' pictures could break, is in the other process alone."""
    import subprocess
    import sys

    code = "import sys, bot.app.wiring; print(sorted({'PIL', 'typst', 'segno'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
