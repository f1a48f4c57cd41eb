"""What several pages about groups share: names of locations, and how much fits a page."""

from __future__ import annotations

from bot.content.library import Library
from bot.i18n import Say

PAGE = 10  # groups on buttons of one page


def province_name(code: str, library: Library, say: Say) -> str:
    found = library.locations.province(code)
    return found.name(say.language) if found else code


def district_name(code: str, library: Library, say: Say) -> str:
    found = library.locations.district(code)
    return found.name(say.language) if found else code
