"""An archive of what is kept about somebody: the pages to read (own_page.py), the same for machines, and the files."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import SpooledTemporaryFile

from bot.services.own_data import Kept

_IN_MEMORY = 1_000_000  # bytes of an archive above which it is put together on the disk


def archive(
    part: int,
    rows: Mapping[str, Sequence[Mapping[str, object]]],
    files: Iterable[Kept],
    media: Path,
    pages: Mapping[str, str],
) -> bytes:
    """One archive: the first holds what is written, the others files. What lies nowhere any more is left out."""
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as made:
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into:
            for name, page in pages.items():
                into.writestr(name, page)
            if part == 1:
                into.writestr("mydata.json", json.dumps(rows, ensure_ascii=False, indent=1))
            for file in files:
                path = media / file.path
                if file.path and path.is_file():
                    into.write(path, file.name, zipfile.ZIP_STORED)  # photos and voices are packed already
        made.seek(0)
        return made.read()
