"""An installed Phaen finds its content and its texts outside the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
LOOK = """
import bot, json
from bot.content.library import Library
from bot.i18n import catalogue
from bot.settings import shipped
lessons = Library.load(shipped("content")).lessons
print(json.dumps([bot.__file__, len(lessons), catalogue("lo", shipped("locales")).text("Choose a language")]))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--disable-pip-version-check",
        "-w",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(command, check=True, timeout=300, cwd=folder)
    return next(folder.glob("phaen-*.whl"))


def test_the_wheel_holds_content_texts_fonts_and_page(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "bot/_shipped/content/plan/form.yaml",
        "bot/_shipped/locales/lo/LC_MESSAGES/phaen.po",
        "bot/simulator/page/index.html",
        "bot/store/migrations/versions/0001_first.py",
    ):
        assert wanted in names
    assert [name for name in names if name.startswith("bot/documents/fonts/") and name.endswith(".ttf")]


def test_an_installed_phaen_reads_its_own_content(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "env"
    venv.create(home, with_pip=False)
    packages = next((home / "lib").glob("python*")) / "site-packages"
    zipfile.ZipFile(wheel).extractall(packages)
    libraries = next(path for path in sys.path if path.endswith("site-packages"))
    # The environment's own libraries serve the installed wheel; the checkout itself is out of sight.
    hidden = "sys.meta_path = [finder for finder in sys.meta_path if 'editable' not in repr(finder).lower()]"
    code = f"import sys; sys.path.append({libraries!r})\n{hidden}\n{LOOK}"
    found = subprocess.run(
        [home / "bin" / "python", "-I", "-c", code],
        check=True,
        timeout=120,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert str(packages) in found.stdout
    assert json.loads(found.stdout)[1:] == [21, "ເລືອກພາສາ"]
