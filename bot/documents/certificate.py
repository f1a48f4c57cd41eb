"""A certificate as PDF: one page that a group can hang up, with a code to verify it."""

from typing import Any

from bot.documents import press, typesetting
from bot.documents.paper import CertificatePaper

_LONGEST = {"group": 80, "title": 140, "prize": 100}  # characters that the page has room for


def pdf(paper: CertificatePaper) -> bytes:
    """A4, landscape; the same paper gives the same bytes."""
    each = ("heads", "ranks", "rounds", "verify")
    data: dict[str, Any] = {name: [typesetting.lines(words) for words in getattr(paper, name)] for name in each}
    data |= {name: typesetting.lines(typesetting.short(getattr(paper, name), most)) for name, most in _LONGEST.items()}
    data |= {"won": bool(paper.prize), "plain": {"title": typesetting.shown(paper.title), "language": "lo"}}
    data |= {"labels": {}, "members": 0, "counted": []}  # what paper.typ shows of plans
    return press.pdf("certificate", data, {"qr.svg": press.qr(paper.link)})
