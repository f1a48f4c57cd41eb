"""A lesson's drawing made ready for a phone: SVG in, a PNG of few colours out."""

from bot.documents import press

WIDTH = 800  # pixels: sharp on a phone of 360 points at twice its density
HEAVIEST = 40_000  # bytes of a picture as it leaves (issue 6)


def png(svg: bytes) -> bytes:
    """The drawing as PNG, 800 pixels wide; the same drawing gives the same bytes."""
    return press.png("picture", {}, {"picture.svg": svg}, width=WIDTH)
