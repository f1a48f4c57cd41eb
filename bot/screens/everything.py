"""Imports every conversation, so that all screens, commands and notices are known."""

from importlib import import_module
from pkgutil import iter_modules

from bot import screens


def known() -> None:
    """Make every file of this folder known."""
    for module in iter_modules(screens.__path__):
        import_module(f"{screens.__name__}.{module.name}")
