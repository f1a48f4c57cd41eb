"""compose.yaml and the Dockerfile: read as they are, for there is no Docker engine where the tests run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import Settings

ROOT = Path(__file__).parent.parent
FROM_OUTSIDE = {"PHAEN_DOMAIN"}  # filled in by Docker, not read by Phaen


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return found


def bots(compose: dict[str, Any]) -> dict[str, Any]:
    return {name: service for name, service in compose["services"].items() if name.startswith("bot-")}


def test_it_names_only_settings_that_there_are(compose: dict[str, Any]) -> None:
    known = {f"PHAEN_{name.upper()}" for name in Settings.model_fields}
    for bot in bots(compose).values():
        assert set(bot["environment"]) <= known
    named = set(re.findall(r"PHAEN_[A-Z_]+", (ROOT / "compose.yaml").read_text(encoding="utf-8")))
    assert named <= known | FROM_OUTSIDE


def test_there_are_two_bots_on_one_database_with_one_folder_of_media_behind_a_proxy(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {"bot-1", "bot-2", "database", "proxy"}
    for bot in bots(compose).values():
        assert bot["environment"]["PHAEN_DATABASE_URL"].startswith("postgresql://phaen:")
        assert "media:/data" in bot["volumes"]
        assert bot["environment"]["PHAEN_DATA"] == "/data"
        assert bot["depends_on"] == {"database": {"condition": "service_healthy"}}
        assert "/healthz" in " ".join(bot["healthcheck"]["test"])
    assert set(compose["volumes"]) >= {"database", "media"}
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["proxy"]


def test_the_settings_of_a_bot_are_accepted(compose: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"PHAEN_TOKEN": "1:a", "PHAEN_DOMAIN": "phaen.example", "POSTGRES_PASSWORD": "secret", "PHAEN_ADMINS": "7"}

    def filled(value: str) -> str:
        return re.sub(r"\$\{(\w+)[^}]*\}", lambda found: given[found[1]], value)

    for name, value in bots(compose)["bot-1"]["environment"].items():
        monkeypatch.setenv(name, filled(value))
    settings = Settings(_env_file=None)
    assert settings.webhook_url == "https://phaen.example/telegram"
    assert settings.database == "postgresql://phaen:secret@database/phaen"
    assert settings.log_json


def test_the_proxy_passes_on_the_webhook_to_both_bots_and_nothing_else(compose: dict[str, Any]) -> None:
    caddy = compose["configs"]["caddyfile"]["content"]
    listen = bots(compose)["bot-1"]["environment"]["PHAEN_LISTEN"].rpartition(":")[2]
    assert f"reverse_proxy bot-1:{listen} bot-2:{listen}" in caddy
    assert "handle /telegram" in caddy
    assert "respond 404" in caddy
    assert "/metrics" not in caddy
    assert compose["services"]["proxy"]["configs"] == [{"source": "caddyfile", "target": "/etc/caddy/Caddyfile"}]


def test_the_image_copies_only_what_there_is() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = [line.split()[1:-1] for line in lines if line.startswith("COPY") and "--from" not in line]
    assert copied
    for names in copied:
        for name in names:
            assert name.startswith("--") or (ROOT / name).exists(), name
