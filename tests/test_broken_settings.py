"""Every command with everything that can be wrong around it: it ends by itself, in one clear line and a way on."""

from __future__ import annotations

import os
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from bot.simulator import LocalTelegram
from tests import databases, forked
from tests.process import Phaen, free_port
from tests.test_cli import phaen

pytestmark = pytest.mark.slow
Broken: TypeAlias = dict[str, str]

COMMANDS = {
    "run": ("run",),
    "check": ("check",),
    "content": ("content", "check"),
    "export": ("plan", "export", "1", "--to", "{folder}/a.pdf"),
    "list": ("inbox", "list"),
    "replay": ("inbox", "replay", "ABC"),
}
# What is wrong, and in the words of which line it has to be named.
WRONG: dict[str, tuple[Broken, str]] = {
    "no such scheme": ({"database_url": "mysql://a:secret@localhost/x"}, "PHAEN_DATABASE_URL"),
    "no address": ({"database_url": "nonsense"}, "PHAEN_DATABASE_URL"),
    "no port": ({"database_url": "postgresql://a:secret@localhost:port/x"}, "PHAEN_DATABASE_URL"),
    "half an address": ({"database_url": "postgresql://[::1"}, "PHAEN_DATABASE_URL"),
    "no server": ({"database_url": "postgresql://a:secret@127.0.0.1:9/x"}, "PHAEN_DATABASE_URL"),
    "a driver that is none": ({"database_url": "postgresql+none://a:secret@127.0.0.1:9/x"}, "PHAEN_DATABASE_URL"),
    "a file that is a folder": ({"database_url": "sqlite:///{folder}"}, "database"),
    "data in a file": ({"data": "{folder}/file"}, "file"),
    "a damaged database": ({"database_url": "sqlite:///{folder}/damaged.sqlite"}, "damaged"),
    "no url of Telegram": ({"telegram_url": "nonsense"}, "PHAEN_TELEGRAM_URL"),
    "no host of Telegram": ({"telegram_url": "http://[bad"}, "PHAEN_TELEGRAM_URL"),
    "no Telegram there": ({"telegram_url": "http://127.0.0.1:9"}, "127.0.0.1:9"),
    "no token": ({"token": "my token\u0e81"}, "PHAEN_TOKEN"),
    "no folder of content": ({"content": "{folder}/nothing"}, "nothing"),
    "no port to listen at": ({"listen": "127.0.0.1:99999"}, "PHAEN_LISTEN"),
    "a port that is taken": ({"listen": "127.0.0.1:{taken}"}, "{taken}"),
    "a webhook that is none": ({"webhook_url": "here", "listen": "127.0.0.1:{free}"}, "PHAEN_WEBHOOK_URL"),
    "no number": ({"limit_overall": "fast"}, "PHAEN_LIMIT_OVERALL"),
    "no place for back-ups": ({"backup": "ftp://example.org/x"}, "PHAEN_BACKUP"),
    "a file in the place of back-ups": ({"backup": "{folder}/file"}, "PHAEN_BACKUP"),
    "a key for everybody to see": ({"backup_key": "AGE-SECRET-KEY-1SECRETsecret"}, "PHAEN_BACKUP_KEY"),
    "no contact": ({"contact": "Ms Mali " * 20}, "PHAEN_CONTACT"),
    "no zone": ({"timezone": "Asia/Attapeu"}, "PHAEN_TIMEZONE"),
}
# Settings that a command does not look at, so that it goes its way.
UNUSED = {
    "content": {"no server", "half an address", "no port", "a driver that is none", "a file that is a folder"}
    | {"data in a file", "a damaged database", "no Telegram there", "a port that is taken"},
    "export": {"no Telegram there", "a port that is taken"},
    "list": {"no Telegram there", "a port that is taken", "no folder of content"},
    "replay": {"no Telegram there", "a port that is taken", "no folder of content"},
    "check": {"a port that is taken"},
    "run": set[str](),
}
# Settings are read in one place and opened in another: `check` meets every wrong setting, `run` all that can be wrong
# once they are read (a folder of content may come later), and the other commands one of each.
ONE_EACH = ("no such scheme", "a damaged database")
OPENED = (
    "no server",
    "a file that is a folder",
    "data in a file",
    "a damaged database",
    "no Telegram there",
    "no token",
)
MET: dict[str, tuple[str, ...]] = {
    "check": tuple(WRONG),
    "run": (*OPENED, "no port to listen at", "a port that is taken", "a webhook that is none"),
    "content": ("no zone",),
}


@pytest.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    telegram = LocalTelegram()
    await telegram.start()
    yield telegram
    await telegram.stop()


def clear(output: str) -> list[str]:
    """The lines of what a command said; no traceback, no password, no page of it."""
    assert "Traceback" not in output, output
    assert "secret" not in output
    lines = [line for line in output.splitlines() if line.strip()]
    assert lines
    assert len(lines) <= 9, output
    return lines


@pytest.mark.parametrize("command", COMMANDS)
async def test_every_command_ends_in_one_clear_line(command: str, telegram: LocalTelegram, tmp_path: Path) -> None:
    """In the settings as an administrator may write them, and with what may be broken below."""
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "damaged.sqlite").write_bytes(b"no database at all" * 500)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        known = {"folder": str(tmp_path), "taken": str(taken.getsockname()[1]), "free": str(free_port())}
        for number, name in enumerate(MET.get(command, ONE_EACH)):
            broken, named = WRONG[name]
            data = tmp_path / str(number)
            databases.migrated("sqlite", data)
            settings = {"token": telegram.token, "telegram_url": telegram.url, "data": str(data)}
            settings |= {key: value.format(**known) for key, value in broken.items()}
            words = [word.format(**known) for word in COMMANDS[command]]
            code, output = await phaen(*words, **settings)
            lines = clear(output)
            if name not in UNUSED[command]:
                assert code in (1, 2), (name, output)
                assert any(named.format(**known) in line for line in lines), (name, output)


@pytest.mark.parametrize("command", ["run", "demo", "check", "export", "list", "replay"])
async def test_a_full_disk_is_said_in_one_line(command: str, telegram: LocalTelegram, tmp_path: Path) -> None:
    """No file can grow: a start that has to make its database says so."""
    words = {**COMMANDS, "demo": ("demo", "--port", "0", "--data", "{folder}")}[command]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PHAEN_")}
    process = await forked.start(
        "bot",
        *(word.format(folder=tmp_path) for word in words),
        environment=clean
        | {"PHAEN_TOKEN": telegram.token, "PHAEN_TELEGRAM_URL": telegram.url, "PHAEN_DATA": str(tmp_path)},
        file_size=2_000,
    )
    code, output = await forked.ended(process)
    lines = clear(output)
    if command in ("run", "demo"):
        assert code == 2
        assert "disk is full" in lines[-1]


async def test_a_second_process_on_one_file_refuses_and_says_who_has_it(
    telegram: LocalTelegram, tmp_path: Path
) -> None:
    """Two had sent 24 of 40 messages twice. `demo` is refused as `run` is; what only reads is not."""
    first = Phaen(telegram.url, telegram.token, tmp_path)
    await first.start()
    settings = {"token": telegram.token, "telegram_url": telegram.url, "data": str(tmp_path)}
    try:
        for words in (("run",), ("demo", "--port", "0", "--data", str(tmp_path))):
            code, output = await phaen(*words, **settings)
            assert code == 2, output
            assert f"process {first.pid}, since 20" in clear(output)[-1]
        for words in (("check",), ("inbox", "list")):  # type: ignore[assignment]
            code, output = await phaen(*words, **settings)
            assert code == 0, output
    finally:
        await first.stop()
    again = Phaen(telegram.url, telegram.token, tmp_path)
    await again.start()
    await again.kill()
    await again.start()  # a lock ends with its process, however it ended
    assert await again.stop() == 0


@pytest.mark.parametrize("kind", databases.KINDS)
async def test_what_only_reads_changes_no_schema_and_makes_no_file(kind: str, tmp_path: Path) -> None:
    """`plan export` of a newer checkout had migrated the database under the running bot."""
    url = databases.migrated(kind, tmp_path / "data")
    stands = _stands_at(url, "0001")
    for words in (
        ("plan", "export", "1", "--to", str(tmp_path / "a.pdf")),
        ("inbox", "list"),
        ("inbox", "replay", "A"),
    ):
        code, output = await phaen(*words, data=str(tmp_path / "data"), database_url=url)
        assert code == 2
        assert "of an older Phaen (0001" in clear(output)[-1]
        code, output = await phaen(*words, data=str(tmp_path / "none"))
        assert code == 2
        assert "no database" in clear(output)[-1]
    await phaen("check", data=str(tmp_path / "none"))
    assert stands() == "0001"
    assert not list((tmp_path / "none").iterdir())


def _stands_at(url: str, version: str) -> Callable[[], Any]:
    """Let a database be of an older version; what is returned looks which one it is."""
    import sqlalchemy as sa

    from bot.store.database import Database

    database = Database(url)
    with database.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :old"), {"old": version})
    database.close()

    def look() -> Any:
        again = Database(url)
        with again.engine.connect() as connection:
            found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
        again.close()
        return found

    return look


@pytest.mark.parametrize("zone", ["Etc/GMT-7", "Etc/GMT+7", "Asia/Vientiane"])
async def test_check_warns_of_a_zone_whose_sign_is_the_other_way_round(
    zone: str, telegram: LocalTelegram, tmp_path: Path
) -> None:
    code, output = await phaen(
        "check", timezone=zone, token=telegram.token, telegram_url=telegram.url, data=str(tmp_path)
    )
    assert code == 0
    (line,) = [line for line in output.splitlines() if "PHAEN_TIMEZONE" in line]
    means = {"Etc/GMT-7": "UTC+0700", "Etc/GMT+7": "UTC-0700"}.get(zone, "")
    assert line.startswith("⚠" if means else "✓")
    assert means in line
