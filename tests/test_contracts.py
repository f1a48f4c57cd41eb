"""The import contracts forget no floor: what is forbidden is forbidden to all but those whose matter it is."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = {
    f"bot.{path.stem}"
    for path in (ROOT / "bot").iterdir()
    if (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").exists()
}
# Forbidden → whose matter it is.
OWNERS = {
    "telegram": {"bot.messenger"},
    "sqlalchemy": {"bot.store"},
    "psycopg": {"bot.store"},
    "typst": {"bot.documents"},
    "apscheduler": {"bot.workers"},
    "bot.simulator": {"bot.simulator", "bot.demo", "bot.gallery", "bot.rehearsal"},
}
CONTRACTS: list[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
    "contracts"
]


@pytest.mark.parametrize("forbidden", list(OWNERS))
def test_what_is_forbidden_is_forbidden_to_all_others(forbidden: str) -> None:
    (contract,) = [
        one for one in CONTRACTS if forbidden in one.get("forbidden_modules", ()) and len(one["source_modules"]) > 1
    ]
    assert set(contract["source_modules"]) == FLOORS - OWNERS[forbidden]


def test_every_file_and_folder_is_a_floor() -> None:
    (layers,) = [one["layers"] for one in CONTRACTS if one["type"] == "layers"]
    assert {f"bot.{name.strip()}" for layer in layers for name in layer.split("|")} == FLOORS


def test_the_local_telegram_imports_nothing_of_ours() -> None:
    (contract,) = [one for one in CONTRACTS if one.get("source_modules") == ["bot.simulator"]]
    assert set(contract["forbidden_modules"]) == FLOORS - {"bot.simulator"}
