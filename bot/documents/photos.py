"""Photos made small enough for a document; the originals stay as they are."""

import io
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

WIDEST = 900  # pixels on the longer side; 8 cm on paper at 280 dots an inch
SMALLEST = 320
_QUALITIES = (78, 64, 50, 38)


def smaller(photo: Path, most: int) -> bytes | None:
    """The photo as JPEG of at most about `most` bytes, upright, without place and camera; None if it cannot be read."""
    try:
        with Image.open(photo) as opened:
            opened.draft("RGB", (WIDEST, WIDEST))  # lets JPEG decode at a fraction of its size
            image = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, SyntaxError, ValueError):
        return None
    side = WIDEST
    while True:
        image.thumbnail((side, side))
        for quality in _QUALITIES:
            small = _jpeg(image, quality)
            if len(small) <= most:
                return small
        if side <= SMALLEST:
            return small
        side = side * 3 // 4


def _jpeg(image: Image.Image, quality: int) -> bytes:
    written = io.BytesIO()
    image.save(written, "JPEG", quality=quality, optimize=True)
    return written.getvalue()
