"""Photos made small enough for a document; the originals stay as they are."""

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

WIDEST = 900  # pixels on the longer side; 8 cm on paper at 280 dots an inch
SMALLEST = 320
_QUALITY = 72
_TRIES = 4
_REMEMBERED = 48  # small photos, some 5 MB at most: a paper is often asked for again, in another language


def smaller(photo: Path, most: int) -> bytes | None:
    """The photo as JPEG of at most about `most` bytes, upright, without place and camera; None if it cannot be read.

    A kept file never changes under its name, so that a small one is made once.
    """
    try:
        return _smaller(photo, most)
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, SyntaxError, ValueError):
        return None


@lru_cache(_REMEMBERED)
def _smaller(photo: Path, most: int) -> bytes:
    with Image.open(photo) as opened:
        opened.draft("RGB", (WIDEST, WIDEST))  # lets JPEG decode at a fraction of its size
        image = ImageOps.exif_transpose(opened).convert("RGB")
    side = WIDEST
    for _ in range(_TRIES):
        image.thumbnail((side, side), reducing_gap=2)
        small = _jpeg(image)
        if len(small) <= most or side <= SMALLEST:
            break
        side = max(SMALLEST, int(side * (most / len(small)) ** 0.5 * 0.95))  # bytes grow with the area
    return small


def _jpeg(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()
