"""Finds every fault of the content folder, with file and line: what `phaen content check` prints."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.content.curriculum import strange_folders
from bot.content.demo import read_contest, read_programme
from bot.content.fault import Fault
from bot.content.library import Library
from bot.content.pictures import faulty_pictures
from bot.content.spelling import slips


def check(folder: Path, own: Path | None = None) -> list[Fault]:
    """All faults of `folder` together with a programme's `own` one, by file and line; none: all is well."""
    folders = [folder, own] if own else [folder]
    faults: list[Fault] = []
    library = Library.read(folders, faults)
    for demo in (path / "demo" for path in folders):
        if (demo / "programme.yaml").exists():
            programme = read_programme(demo / "programme.yaml", library, faults)
            if (demo / "contest.yaml").exists():
                read_contest(demo / "contest.yaml", library, programme, faults)
    faults += strange_folders(folders)
    faults += faulty_pictures(folders)
    faults += _spelling(folders)
    return sorted(set(faults))


_WHOLE = (
    *("modules.yaml", "plan/form.yaml", "rubric/rubric.yaml", "places.yaml", "seasons.yaml", "reminders.yaml"),
    "sources.yaml",
)


def partial(folder: Path) -> bool:
    """Whether a folder is a programme's own, to be laid over Phaen's content: most files of a whole one are not there.

    In a folder that has most of them a missing one is a fault.
    """
    return sum((folder / name).exists() for name in _WHOLE) * 2 < len(_WHOLE)


def _spelling(folders: Sequence[Path]) -> Iterator[Fault]:
    """Slips of Lao spelling, in every line of every text file, comments included."""
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in (".md", ".yaml")):
        words = path.read_bytes().decode("utf-8", errors="ignore")
        for number, line in enumerate(words.splitlines(), 1):
            for problem, mend in slips(line):
                yield Fault(path, number, problem, mend, grave=False)
