"""compose.yaml and the Dockerfile: read as they are, for there is no Docker engine where the tests run."""

from __future__ import annotations

import re
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from bot.settings import Settings
from tests.process import free_port

ROOT = Path(__file__).parent.parent
FROM_OUTSIDE = {"PHAEN_DOMAIN", "PHAEN_BACKUP_FOLDER"}  # filled in by Docker, not read by Phaen


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
    assert set(compose["volumes"]) >= {"database", "media"}
    assert [name for name, service in compose["services"].items() if "ports" in service] == ["proxy"]


@pytest.fixture(scope="module")
def alone() -> dict[str, Any]:
    """The only bot of the file for one machine."""
    found = yaml.safe_load((ROOT / "compose.sqlite.yaml").read_text(encoding="utf-8"))
    assert set(found["services"]) == {"bot"}
    bot: dict[str, Any] = found["services"]["bot"]
    return bot


def test_one_machine_has_sqlite_and_no_port(alone: dict[str, Any]) -> None:
    known = {f"PHAEN_{name.upper()}" for name in Settings.model_fields}
    assert set(alone["environment"]) <= known - {"PHAEN_DATABASE_URL", "PHAEN_WEBHOOK_URL"}
    assert "ports" not in alone
    assert alone["environment"]["PHAEN_BACKUP"] in {volume.rpartition(":")[2] for volume in alone["volumes"]}


def test_every_bot_may_do_as_little_as_possible(compose: dict[str, Any], alone: dict[str, Any]) -> None:
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    for bot in (*bots(compose).values(), alone):
        assert bot["read_only"]
        assert bot["init"]
        assert bot["cap_drop"] == ["ALL"]
        assert bot["security_opt"] == ["no-new-privileges:true"]
        assert bot["mem_limit"] == "1g"
        assert int(bot["logging"]["options"]["max-file"]) > 1
        assert bot["restart"] == "unless-stopped"  # what the healthcheck of the image counts on
        assert "/tmp" in bot["tmpfs"]  # where the healthcheck counts, and papers are made
        data = bot["environment"]["PHAEN_DATA"]
        assert any(volume.endswith(f":{data}") for volume in bot["volumes"])
        assert f"install -d -o phaen -g phaen {data}" in image  # a new volume belongs to whoever owns the folder
        assert f"VOLUME {data}" in image
        assert "user" not in bot  # the image says who it runs as
    assert "\nUSER phaen\n" in image
    assert all("mem_limit" in service for service in compose["services"].values())


def test_the_base_is_pinned_and_nothing_else_is_downloaded_unpinned() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    (base,) = [line.removeprefix("ARG BASE=") for line in lines if line.startswith("ARG BASE=")]
    assert re.fullmatch(r"python:3\.\d+-slim@sha256:[0-9a-f]{64}", base)
    assert {line.split()[1] for line in lines if line.startswith("FROM")} == {"${BASE}"}
    assert any("--require-hashes" in line for line in lines)


def test_the_healthcheck_counts_and_leaves_alone_who_was_never_well(tmp_path: Path) -> None:
    """Two failures at most: the fourth one ends what runs, and only in a container."""
    health = ROOT / "bot" / "workers" / "container_health"

    def asked(port: int) -> int:
        environment = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "PHAEN_LISTEN": f"0.0.0.0:{port}"}
        return subprocess.run([health, tmp_path], env=environment, check=False, timeout=60).returncode

    class Well(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/healthz" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Well)
    Thread(target=server.serve_forever, daemon=True).start()
    nobody = free_port()
    assert asked(nobody) == 1
    assert list(tmp_path.iterdir()) == []  # it was never well
    assert asked(server.server_port) == 0
    assert [asked(nobody), asked(nobody)] == [1, 1]
    assert (tmp_path / "sick").read_text().count("\n") == 2
    assert asked(server.server_port) == 0
    assert {one.name for one in tmp_path.iterdir()} == {"well"}
    server.shutdown()
    server.server_close()


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
