"""The provinces and districts of Lao PDR with their codes and the names people write, in content/places.yaml."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from bot.content.fault import Fault
from bot.content.page import Entry, open_page
from bot.content.text import Text
from bot.understand import lao, names

_PREFIX = re.compile(r"^(?:ແຂວງ|ຂ\.|ເມືອງ|ມ\.)\s*")
_SUFFIX = re.compile(r"(?:province|district)$")


@dataclass(frozen=True, slots=True)
class District:
    """A district (ເມືອງ); `code` has four figures, the first two are its province's."""

    code: str
    name: Text
    other_names: tuple[str, ...]

    @property
    def province(self) -> str:
        return self.code[:2]


@dataclass(frozen=True, slots=True)
class Province:
    """A province (ແຂວງ) or the capital; `code` has two figures."""

    code: str
    name: Text
    other_names: tuple[str, ...]
    districts: tuple[District, ...]


Location: TypeAlias = Province | District


@dataclass(frozen=True, slots=True)
class Locations:
    """All provinces in the order of their codes."""

    provinces: tuple[Province, ...]
    villages: tuple[Text, ...]  # names that are known in both scripts, whatever the district
    _by_code: dict[str, Location] = field(repr=False)
    _by_name: dict[str, tuple[Location, ...]] = field(repr=False)

    def province(self, code: str) -> Province | None:
        location = self._by_code.get(code)
        return location if isinstance(location, Province) else None

    def district(self, code: str) -> District | None:
        location = self._by_code.get(code)
        return location if isinstance(location, District) else None

    def find(self, name: str) -> tuple[Location, ...]:
        """Every location that people call so, in Lao or English, in any usual spelling, with or without ແຂວງ or ເມືອງ.

        Several, when a name exists more than once (ໄຊເສດຖາ is a district of Vientiane and of Attapeu): then ask.
        """
        return self._by_name.get(_folded(name), ())


def read_locations(path: Path, faults: list[Fault]) -> Locations:
    """Read all provinces and districts."""
    with open_page(path, faults) as page:
        provinces = tuple(_province(entry) for entry in page.entries("provinces"))
        villages = tuple(entry.text("name") for entry in page.entries("villages", optional=True))
    by_code: dict[str, Location] = {}
    by_name: dict[str, tuple[Location, ...]] = {}
    for location in _all(provinces):
        if location.code in by_code:
            faults.append(Fault(path, 1, f"the code {location.code} is given twice", "Give each place its own code"))
        by_code[location.code] = location
        for name in {_folded(name) for name in (*location.name.by_language.values(), *location.other_names)}:
            by_name[name] = (*by_name.get(name, ()), location)
    return Locations(provinces, villages, by_code, by_name)


def _all(provinces: Iterable[Province]) -> Iterable[Location]:
    for province in provinces:
        yield province
        yield from province.districts


def _province(entry: Entry) -> Province:
    code = entry.word("code")
    districts = tuple(_district(item, code) for item in entry.entries("districts"))
    return Province(code, entry.text("name"), entry.words("other_names", default=()), districts)


def _district(entry: Entry, province: str) -> District:
    code = entry.word("code")
    if not code.startswith(province):
        entry.fault("code", f"the code {code} does not begin with its province's, {province}", "Compare the two codes")
    return District(code, entry.text("name"), entry.words("other_names", default=()))


def _folded(name: str) -> str:
    return _SUFFIX.sub("", names.fold(_PREFIX.sub("", lao.fold(name)))) or names.fold(name)
