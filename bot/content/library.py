"""Everything that the folder content/ holds, read at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from bot.content.curriculum import Known, lesson_folders, read_lesson, read_modules, read_sources
from bot.content.fault import BrokenContent, Fault
from bot.content.form import Form, read_form
from bot.content.languages import Language, read_languages
from bot.content.lessons import Lesson, Module
from bot.content.locations import Locations, read_locations
from bot.content.pictures import read_pictures
from bot.content.practice import PracticePlan, read_practice
from bot.content.reminders import Reminders, read_reminders
from bot.content.rubric import Rubric, read_rubric
from bot.content.seasons import Seasons, read_seasons
from bot.i18n import learn_places

RUBRIC = "rubric"  # the score sheet that every programme has


@dataclass(frozen=True, slots=True)
class Library:
    """The content of a programme. It never changes: a new reading gives a new library."""

    modules: tuple[Module, ...]
    lessons: tuple[Lesson, ...]  # in the order of the curriculum
    forms: Mapping[int, Form]  # by version
    newest: int  # the version of the form for new plans
    rubrics: Mapping[str, Rubric]  # the score sheets by the names of their files
    practice: tuple[PracticePlan, ...]  # on which experts practise, in the order of their files
    locations: Locations
    seasons: Seasons
    reminders: Reminders
    languages: tuple[Language, ...]  # that may be spoken, besides those of the interface
    sources: Mapping[str, str]  # key → where a fact comes from
    pictures: Mapping[str, Path]  # lesson → its picture

    @classmethod
    def load(cls, folder: Path, own: Path | None = None) -> Self:
        """Read `folder`; what a programme's `own` folder holds is added to it or replaces it.

        Raises BrokenContent when something cannot be served; lesser faults are found by `check`.
        """
        faults: list[Fault] = []
        library = cls.read([folder, own] if own else [folder], faults)
        if grave := [fault for fault in faults if fault.grave]:
            raise BrokenContent(grave)
        learn_places(village.by_language for village in library.locations.villages)
        return library

    @classmethod
    def read(cls, folders: Sequence[Path], faults: list[Fault]) -> Self:
        """Read as much as can be read, noting every fault on the way."""
        forms, newest = _forms(folders, faults)
        steps = {step.key for form in forms.values() for step in form.steps}
        modules = read_modules(_last(folders, "modules.yaml"), faults)
        sources = read_sources(_last(folders, "sources.yaml"), faults)
        known = Known({module.key for module in modules}, steps, sources.keys())
        lessons = sorted((read_lesson(path, known, faults) for path in lesson_folders(folders).values()), key=_order)
        locations = read_locations(_last(folders, "places.yaml"), faults)
        codes = [province.code for province in locations.provinces]
        return cls(
            modules=tuple(_filled(module, lessons) for module in modules),
            lessons=tuple(lessons),
            forms={version: _linked(form, lessons) for version, form in forms.items()},
            newest=newest,
            rubrics={key: read_rubric(path, steps, faults) for key, path in _rubrics(folders).items()},
            practice=tuple(read_practice(path, steps, faults) for path in _practice(folders)),
            locations=locations,
            seasons=read_seasons(_last(folders, "seasons.yaml"), codes, sources.keys(), faults),
            reminders=read_reminders(_last(folders, "reminders.yaml"), faults),
            languages=read_languages(_last(folders, "languages.yaml"), faults),
            sources=sources,
            pictures=read_pictures(folders),
        )

    @property
    def rubric(self) -> Rubric:
        """The score sheet of rounds that name none."""
        return self.rubrics[RUBRIC]

    def rubric_of(self, key: str) -> Rubric:
        """A score sheet by its key; the usual one where that is gone."""
        return self.rubrics.get(key, self.rubric)

    def practice_plan(self, key: str) -> PracticePlan | None:
        return next((plan for plan in self.practice if plan.key == key), None)

    @property
    def form(self) -> Form:
        """The newest form, for new plans."""
        return self.forms[self.newest]

    def form_of(self, version: int) -> Form:
        """The form that a plan was begun with, or the newest one when that version is gone."""
        return self.forms.get(version, self.form)

    def lesson(self, key: str) -> Lesson | None:
        return next((lesson for lesson in self.lessons if lesson.key == key), None)

    def module(self, key: str) -> Module | None:
        return next((module for module in self.modules if module.key == key), None)

    def lessons_of(self, module: str) -> tuple[Lesson, ...]:
        """The lessons of a module, in order."""
        return tuple(lesson for lesson in self.lessons if lesson.module == module)

    def after(self, lesson: str) -> Lesson | None:
        """The next lesson of the curriculum."""
        keys = [found.key for found in self.lessons]
        index = keys.index(lesson) + 1 if lesson in keys else len(keys)
        return self.lessons[index] if index < len(keys) else None


def _last(folders: Sequence[Path], name: str) -> Path:
    """The file of that name in the last folder that has it; where none has it, where it should be."""
    return next((folder / name for folder in reversed(folders) if (folder / name).exists()), folders[0] / name)


def _rubrics(folders: Sequence[Path]) -> dict[str, Path]:
    """Every score sheet; one of a programme replaces the one of the same name."""
    found = {path.stem: path for folder in folders for path in sorted((folder / "rubric").glob("*.yaml"))}
    return {RUBRIC: _last(folders, f"rubric/{RUBRIC}.yaml")} | found


def _practice(folders: Sequence[Path]) -> list[Path]:
    """The plans for practice of the last folder that has any."""
    found = [sorted((folder / "practice").glob("*.yaml")) for folder in folders]
    return next((paths for paths in reversed(found) if paths), [])


def _forms(folders: Sequence[Path], faults: list[Fault]) -> tuple[dict[int, Form], int]:
    """Every version of the form, and which one is for new plans: the last of the last folder that has any.

    A programme's own form replaces the one of the same version. Others stay: drafts keep the form they were begun with.
    """
    forms: dict[int, Form] = {}
    newest = 0
    for folder in folders:
        paths = sorted((folder / "plan").glob("form*.yaml"))
        if not paths and folder is folders[0]:
            paths = [folder / "plan" / "form.yaml"]
        of_folder = _versions(paths, faults)
        forms |= of_folder
        newest = max(of_folder, default=newest)
    return forms, newest


def _versions(paths: Iterable[Path], faults: list[Fault]) -> dict[int, Form]:
    forms: dict[int, Form] = {}
    for path in paths:
        form = read_form(path, faults)
        if form.version in forms:
            problem = f"another form has version {form.version} too"
            faults.append(Fault(path, 1, problem, "Give the newer one a higher version"))
        forms[form.version] = form
    return forms


def _filled(module: Module, lessons: Iterable[Lesson]) -> Module:
    return replace(module, lessons=tuple(lesson.key for lesson in lessons if lesson.module == module.key))


def _linked(form: Form, lessons: Sequence[Lesson]) -> Form:
    """The form with each step's lessons: a link is written once, in the lesson."""
    steps = (
        replace(step, lessons=tuple(lesson.key for lesson in lessons if step.key in lesson.steps))
        for step in form.steps
    )
    return replace(form, steps=tuple(steps))


def _order(lesson: Lesson) -> tuple[int, str]:
    return lesson.order, lesson.key
