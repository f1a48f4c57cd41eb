"""An announcement as one A4 page in letters as large as the page has room for."""

from bot.documents import press, typesetting
from bot.documents.poster import Poster


def pdf(poster: Poster) -> bytes:
    """The page; the same poster gives the same bytes."""
    each = [
        {name: typesetting.lines(getattr(words, name)) for name in ("head", "office", "text", "scan")}
        for words in poster.words
    ]
    data: dict[str, object] = {"words": each, "link": poster.link.removeprefix("https://")}
    data |= {"labels": {}, "members": "", "counted": []}  # which paper.typ names for the papers of plans
    return press.pdf("poster", data, {"qr.svg": press.qr(poster.link)})
