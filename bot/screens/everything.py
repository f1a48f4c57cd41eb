"""Imports every conversation, so that all screens, commands and notices are known."""

from importlib import import_module
from pkgutil import walk_packages

from bot import screens


def known() -> None:
    """Make every file of this folder, and of the folders in it, known."""
    for module in walk_packages(screens.__path__, f"{screens.__name__}."):
        import_module(module.name)
