"""Back-ups in a bucket over HTTP: written, listed, read back, restored, and nothing half is left.

The server is moto's (`pip install 'moto[server]'` in any environment); PHAEN_S3_SERVER names its command.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.app import backups
from bot.settings import Settings
from bot.store.backup_places import place
from bot.store.database import Database
from bot.store.errors import Unusable
from tests import databases
from tests.planning import NOW
from tests.process import free_port
from tests.services import rights

SERVER = os.environ.get("PHAEN_S3_SERVER") or shutil.which("moto_server") or ""
ADDRESS = "s3://backups/phaen"
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not SERVER, reason="no moto_server: PHAEN_S3_SERVER names one")]


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an empty bucket; whatever is said to it goes over HTTP."""
    url = f"http://127.0.0.1:{(port := free_port())}"
    process = subprocess.Popen([SERVER, "-H", "127.0.0.1", "-p", str(port)], stderr=subprocess.DEVNULL)
    for _ in range(600):
        with suppress(OSError):
            urllib.request.urlopen(urllib.request.Request(f"{url}/backups", method="PUT"), timeout=5).close()
            break
        time.sleep(0.1)
    for name, value in {"ENDPOINT": url, "ALLOW_HTTP": "true", "REGION": "us-east-1"}.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    yield url
    process.terminate()
    process.wait(30)


def test_everything_comes_back_from_a_bucket(bucket: str, tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data=tmp_path / "first", backup=ADDRESS)
    database = Database(databases.migrated("sqlite", settings.data))
    with database.begin() as uow:
        seng = rights.world(uow).people["seng"].id
    database.close()
    name, amount = backups.make(settings, NOW)
    assert place(ADDRESS).names() == [name]
    other = Settings(_env_file=None, data=tmp_path / "second", backup=ADDRESS)
    found, at, _ = backups.restore(other, "", None)
    assert (found.rows, at) == (amount.rows, NOW)
    restored = Database(other.database)
    with restored.begin() as uow:
        assert uow.people.get(seng) is not None
    restored.close()


def test_what_breaks_off_leaves_nothing_and_a_large_one_goes_in_parts(bucket: str) -> None:
    there, part = place(ADDRESS), os.urandom(1024 * 1024)
    with suppress(ZeroDivisionError), there.writing("half") as sink:
        for _ in range(20):
            sink.write(part)
        raise ZeroDivisionError
    assert there.names() == []
    with there.writing("whole") as sink:
        for _ in range(20):
            sink.write(part)
    with there.reading("whole") as file:
        assert sum(len(data) for data in iter(lambda: file.read(1024 * 1024), b"")) == 20 * len(part)
    there.remove("whole")
    assert there.names() == []


def test_a_bucket_that_is_not_there_is_said_in_one_line(bucket: str) -> None:
    with pytest.raises(Unusable, match="bucket of PHAEN_BACKUP"), place("s3://nowhere/x").writing("x") as sink:
        sink.write(b"x")
