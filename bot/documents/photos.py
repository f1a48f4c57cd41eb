"""Photos made small enough for a document; the originals stay as they are.

A picture of 20 KB can be a gigabyte once it is decoded, so its kind and its pixels are looked at before; whatever comes
through nevertheless meets the limit of the process in which this runs (worker.py).
"""

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

WIDEST = 900  # pixels on the longer side; 8 cm on paper at 280 dots an inch
SMALLEST = 200
MOST_PIXELS = 40_000_000  # that are decoded whole; 160 MB
MOST_SCALED = 250_000_000  # of a JPEG that is decoded at a fraction of its size: the largest phones take 200 million
KINDS = ("JPEG", "PNG", "WEBP", "GIF")  # what phones send; each further decoder is a further door
_QUALITY = 72
_TRIES = 4
_REMEMBERED = 48  # small photos, some 5 MB at most: a paper is often asked for again, in another language
Image.MAX_IMAGE_PIXELS = None  # the bounds above stand in its place, and hold for smaller pictures


class TooLarge(ValueError):
    """It would take more memory than a photo on paper is worth."""


def smaller(photo: Path, most: int) -> bytes | None:
    """The photo as JPEG of at most about `most` bytes, upright, without location and camera; None if it cannot be read.

    A kept file never changes under its name, so that a small one is made once.
    """
    try:
        return _smaller(photo, most)
    except (OSError, UnidentifiedImageError, MemoryError, SyntaxError, ValueError):
        return None


@lru_cache(_REMEMBERED)
def _smaller(photo: Path, most: int) -> bytes:
    with Image.open(photo, formats=KINDS) as opened:
        image = _upright(opened)
    side = WIDEST
    for _ in range(_TRIES):
        image.thumbnail((side, side), reducing_gap=2)
        small = _jpeg(image)
        if len(small) <= most or side <= SMALLEST:
            break
        side = max(SMALLEST, int(side * (most / len(small)) ** 0.5 * 0.95))  # bytes grow with the area
    return small


def _upright(opened: Image.Image) -> Image.Image:
    """The picture at its largest size on paper, as it was held, in the colours of paper."""
    pixels = opened.width * opened.height
    scaled = opened.format in ("JPEG", "MPO") and not opened.info.get("progressive")  # else it is decoded whole first
    if pixels > (MOST_SCALED if scaled else MOST_PIXELS):
        raise TooLarge
    opened.draft("RGB", (WIDEST, WIDEST))  # lets JPEG decode at a fraction of its size
    if opened.mode in ("1", "P"):  # what has a palette is not shrunk smoothly
        opened = opened.convert("RGBA" if opened.has_transparency_data else "RGB")
    opened.thumbnail((WIDEST, WIDEST), reducing_gap=2)
    return _on_white(ImageOps.exif_transpose(opened))


def _on_white(image: Image.Image) -> Image.Image:
    """In three colours; what shines through shows white paper, and 16 bits of grey are 8."""
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda light: light * (1 / 256)).convert("L")
    if not image.has_transparency_data:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    white = Image.new("RGB", clear.size, "white")
    white.paste(clear, mask=clear.getchannel("A"))
    return white


def _jpeg(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()
