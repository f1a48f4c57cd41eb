"""A process that reads bombs within the memory of a small machine: `python -m tests.soak.bombs TIMES`.

It has 1 GB of memory, and so has the process that decodes for it; at the end a harmless photo still has to come out.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
from pathlib import Path

from bot.documents.workshop import Workshop
from tests.documents.test_bombs import BOMBS, HARMLESS, MOST

GIGABYTE = 1 << 30


def main() -> None:
    """Bombs in a random order, a harmless picture after every few of them."""
    chance, workshop = random.Random(5), Workshop()
    with tempfile.TemporaryDirectory() as folder:
        photos = {name: Path(folder) / str(number) for number, name in enumerate([*BOMBS, *HARMLESS])}
        for name, photo in photos.items():
            photo.write_bytes({**BOMBS, **HARMLESS}[name]())
        # Only now: making a bomb takes more than reading one may.
        resource.setrlimit(resource.RLIMIT_DATA, (GIGABYTE, GIGABYTE))
        try:
            for _ in range(int(sys.argv[1])):
                for name in chance.sample(sorted(BOMBS), len(BOMBS)):
                    if workshop.photo(photos[name], MOST) is not None:
                        print(f"{name} was decoded", flush=True)
                shown = workshop.photo(photos[chance.choice(sorted(HARMLESS))], MOST)
                print("whole" if shown else "nothing comes out any more", flush=True)
        finally:
            workshop.close()


if __name__ == "__main__":
    main()
