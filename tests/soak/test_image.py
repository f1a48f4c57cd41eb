"""The Dockerfile is really built, without a Docker engine: Debian's `buildah` on a base that `mmdebstrap` makes.

Both come from Debian (`apt-get install buildah mmdebstrap`) and want root; elsewhere the test says what is missing.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.simulator import LocalTelegram

ROOT = Path(__file__).parent.parent.parent
COPIED = ("Dockerfile", "requirements.lock", "pyproject.toml", "README.md", "LICENSE", "docker", "bot", "content")
PACKAGES = "python3,python3-venv,python3-pip,ca-certificates,tzdata"
MOST = 200  # MB on top of the base
SECONDS = 900

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.geteuid() != 0, reason="a base system is made by root"),
    pytest.mark.skipif(not (shutil.which("buildah") and shutil.which("mmdebstrap")), reason="no buildah, mmdebstrap"),
]


@dataclass
class Builder:
    """buildah with a store of its own."""

    folder: Path

    def run(self, *words: str, seconds: float = SECONDS) -> str:
        store = ("--root", str(self.folder / "root"), "--runroot", str(self.folder / "run"))
        command = ["buildah", *store, "--storage-driver", "vfs", *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=seconds)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
        return done.stdout.strip()

    def size(self, name: str) -> float:
        """MB of an image."""
        listed = json.loads(self.run("images", "--json"))
        (size,) = [one["size"] for one in listed if f"localhost/{name}:latest" in (one["names"] or ())]
        number, unit = re.fullmatch(r"([\d.]+) ?([KMG]B)", size).groups()  # type: ignore[union-attr]
        return float(number) * {"KB": 0.001, "MB": 1, "GB": 1000}[unit]


def _volumes() -> list[str]:
    """Certificates and settings of this machine's pip, and folders of packages that these name."""
    command = [sys.executable, "-m", "pip", "config", "list"]
    named = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    paths = {"/etc/ssl/certs", "/etc/pip.conf", "/etc/xdg/pip", *re.findall(r"(?:file://)?(/[\w./-]+)", named)}
    there = sorted(path for path in paths if Path(path).exists() and not path.startswith("/etc/ssl/certs/"))
    return [word for path in there for word in ("--volume", f"{path}:{path}:ro")]


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    """The image, built."""
    folder = tmp_path_factory.mktemp("image")
    builder, source, base = Builder(folder), folder / "source", folder / "base.tar"
    for name in (*COPIED, "locales"):
        there = ROOT / name
        (shutil.copytree if there.is_dir() else shutil.copy)(there, _made(source) / name)
    suite = platform.freedesktop_os_release()["VERSION_CODENAME"]
    command = ["mmdebstrap", "-q", "--variant=minbase", f"--include={PACKAGES}", suite, str(base)]
    subprocess.run(command, check=True, timeout=SECONDS)
    container = builder.run("from", "scratch")
    builder.run("add", "-q", container, str(base), "/")
    base.unlink()
    builder.run("commit", "-q", "--rm", container, "base")
    shared = ("--isolation", "chroot", "--network", "host", "--format", "docker")
    named = ("--build-arg", "BASE=localhost/base", "--tag", "phaen")
    builder.run("bud", *shared, *named, *_volumes(), str(source))
    return builder


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


@contextmanager
def _container(builder: Builder) -> Iterator[str]:
    container = builder.run("from", "localhost/phaen")
    yield container
    builder.run("rm", container)


def _until(builder: Builder, container: str, words: str, *command: str, **environment: str) -> str:
    """Run a command in it until it says some words; what it said."""
    settings = [word for name, value in environment.items() for word in ("--env", f"{name}={value}")]
    store = ("--root", str(builder.folder / "root"), "--runroot", str(builder.folder / "run"))
    run = ["buildah", *store, "--storage-driver", "vfs", "run", "--isolation", "chroot", *settings, container, "--"]
    said = ""
    with subprocess.Popen([*run, "timeout", "120", *command], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            said += line
            if words in line:
                break
        process.terminate()
        process.stdout.read()  # until everything in it has ended
    assert words in said, said
    return said


async def test_the_image_is_small_and_phaen_runs_in_it(builder: Builder) -> None:
    grown = builder.size("phaen") - builder.size("base")
    print(f"the image: {builder.size('base'):.0f} MB of base, {grown:.0f} MB on top of it")
    assert grown < MOST
    with _container(builder) as container:
        assert builder.run("run", "--isolation", "chroot", container, "--", "id", "-u") == "10001"
        assert "0 faults" in builder.run("run", "--isolation", "chroot", container, "--", "phaen", "content", "check")
        without = builder.run("run", "--isolation", "chroot", container, "--", "ls", "/opt/phaen/bin")
        assert "pip" not in without
        _until(builder, container, "demo is ready", "phaen", "demo", "--port", "0", "--no-browser")


async def test_the_bot_of_the_image_answers_at_a_telegram(builder: Builder) -> None:
    import asyncio

    telegram = LocalTelegram()
    url = await telegram.start()
    try:
        with _container(builder) as container:
            settings = {"PHAEN_TOKEN": telegram.token, "PHAEN_TELEGRAM_URL": url, "PHAEN_LISTEN": "127.0.0.1:0"}
            await asyncio.to_thread(_until, builder, container, "Phaen is ready", "phaen", "run", **settings)
    finally:
        await telegram.stop()
