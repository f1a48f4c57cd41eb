"""Which noun each notice is about: the file of this folder that it stands in."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from bot.domain import renamed
from bot.domain.notices import Notice
from bot.domain.stop import OTHER


def noun(notice: str) -> str:
    """The noun of a notice's name, also of one that it had before."""
    return _known().get(renamed.now("notice", notice), OTHER)


def names(nouns: frozenset[str]) -> list[str]:
    """All names, old ones too, of the notices about these nouns."""
    return [old for name, one in _known().items() if one in nouns for old in renamed.ever("notice", name)]


@cache
def _known() -> dict[str, str]:
    found: dict[str, str] = {}
    package = __package__ or ""
    for module in iter_modules(import_module(package).__path__, f"{package}."):
        kinds = vars(import_module(module.name)).values()
        for kind in kinds:
            if isinstance(kind, type) and issubclass(kind, Notice) and kind.__module__ == module.name:
                found[kind.notice] = module.name.rpartition(".")[2]
    return found


def all_names() -> list[str]:
    """All names that notices have or had."""
    return names(frozenset(_known().values()))
