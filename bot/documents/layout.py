"""A paper made ready for the templates: every text in lines of pieces, amounts and days written out, photos by name."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.documents import timeline, typesetting
from bot.documents.paper import Action, Beside, Part, PlanPaper, Step, Texts

# Characters that the head has room for.
_HEAD = {"title": 160, "group": 90, "location": 130, "project": 60, "round": 90, "leader": 60, "date": 60}
_TIMELINE = 30  # characters of an action's name beside its bar


def head(paper: PlanPaper, widest: Mapping[str, int] = _HEAD) -> dict[str, Any]:
    """Title, group, location, version, people and agreement."""
    number = "draft" if paper.draft else "version"
    return {
        **{name: _short(getattr(paper, name), most) for name, most in widest.items()},
        "title_beside": [_beside(paper, one) for one in paper.title_beside],
        "labels": {name: label(paper, name, n=paper.version) for name in paper.labels[0]},
        "changed": label(paper, "changed", n=paper.version - 1),
        "plain": {"title": typesetting.shown(paper.title), "language": paper.languages[0]},
        "version": label(paper, number, n=paper.version),
        "dated": label(paper, "changed_on" if paper.draft else "sent_on"),
        "members": paper.women + paper.men + paper.unsaid,
        "counted": _sexes(paper, paper.women, paper.men, paper.unsaid),
        "agreement": _agreement(paper),
    }


def work(paper: PlanPaper) -> dict[str, Any]:
    """The action table, its sums and its timeline."""
    return {
        **money(paper),
        "actions": [_action(paper, action) for action in paper.actions],
        "timeline": timeline.drawn([(action.start, action.due) for action in paper.actions]),
    }


def money(paper: PlanPaper) -> dict[str, Any]:
    """The sums, and the share that the group pays itself."""
    totals = paper.totals
    return {
        "total": kip(paper, totals.total),
        "own": kip(paper, totals.own),
        "asked": kip(paper, totals.asked),
        "own_share": min(1.0, totals.own / totals.total) if totals.total else None,
    }


def steps(paper: PlanPaper, photos: Mapping[Path, str]) -> Iterator[dict[str, Any]]:
    """The steps; `photos` are those that can be shown, by the names that they have for the template."""
    for step in paper.steps:
        yield {
            "number": step.number,
            "title": each(step.title),
            "by": typesetting.lines(" · ".join(filter(None, (step.author, step.when)))),
            "changed": step.changed,
            "facts": [each(fact) for fact in step.facts],
            "groups": list(_groups(paper, step, photos)),
        }


def _groups(paper: PlanPaper, step: Step, photos: Mapping[Path, str]) -> Iterator[dict[str, Any]]:
    """What is told as one: all that was written, each voice, all photos – in the order in which they began."""
    written = [part for part in step.parts if part.kind == "text" and part.text.strip()]
    taken = [part for part in step.parts if part.kind == "photo"]
    for part in step.parts:
        if written and part is written[0]:
            yield {
                "kind": "text",
                "texts": [typesetting.lines(one.text) for one in written],
                "beside": [_beside(paper, one) for one in step.beside],
            }
        elif taken and part is taken[0]:
            yield {
                "kind": "photos",
                "photos": [_photo(paper, one, photos) for one in taken],
                "beside": [] if written else [_beside(paper, one) for one in step.beside],
            }
        elif part.kind not in ("text", "photo"):
            yield _spoken(paper, part)


def _spoken(paper: PlanPaper, part: Part) -> dict[str, Any]:
    minutes, seconds = divmod(part.seconds, 60)
    return {
        "kind": part.kind,
        "name": label(paper, part.kind, length=f"{minutes}:{seconds:02}"),
        "text": _or_none(part.text),
        "said": [_beside(paper, one) for one in part.beside if not one.language],
        "beside": [_beside(paper, one) for one in part.beside if one.language],
    }


def _photo(paper: PlanPaper, part: Part, photos: Mapping[Path, str]) -> dict[str, Any]:
    shown = photos.get(part.photo) if part.photo else None
    instead = None if shown else label(paper, "no_photo" if part.photo else "photo_waits")
    return {"photo": shown, "instead": instead, "text": _or_none(part.text)}


def _beside(paper: PlanPaper, beside: Beside) -> dict[str, Any]:
    """The words, signed in their own language."""
    index = paper.languages.index(beside.language) if beside.language in paper.languages else 0
    signed = paper.labels[index]["translated" if beside.language else "written_down"]
    return {"text": typesetting.lines(beside.text), "by": typesetting.lines(signed.format(name=beside.helper))}


def _action(paper: PlanPaper, action: Action) -> dict[str, Any]:
    return {
        "what": typesetting.lines(action.what),
        "brief": typesetting.lines(typesetting.short(action.what, _TIMELINE)),
        "who": typesetting.lines(action.who),
        "start": day(action.start),
        "due": day(action.due),
        "cost": kip(paper, action.cost),
        "own": kip(paper, action.own),
        "sign": _or_none(action.sign),
        "beside": [_beside(paper, one) for one in action.beside],
        "state": label(paper, action.state, n=paper.version - 1) if action.state else None,
    }


def _agreement(paper: PlanPaper) -> dict[str, Any] | None:
    found = paper.agreement
    if found is None:
        return None
    return {
        "name": label(paper, "agreement_now" if paper.draft else "agreement", n=paper.version),
        "share": found.agree / max(found.of, 1),
        "agreed": counted(paper, "agreed", found.of, agree=found.agree, of=found.of),
        "counted": _sexes(paper, found.women, found.men, found.unsaid),
        "told": _told(paper, found.agree - found.told, found.told) if found.told else None,
    }


def _told(paper: PlanPaper, phones: int, told: int) -> list[typesetting.Lines]:
    """How many said it on a phone, and of how many the leader was told."""
    each_of = [(forms["by_phone"](phones), forms["told"](told)) for forms in paper.counted]
    return each([f"{first.format(n=phones)}, {then.format(n=told)}" for first, then in each_of])


def _sexes(paper: PlanPaper, women: int, men: int, unsaid: int) -> list[typesetting.Lines]:
    name = "counted_unsaid" if unsaid else "counted"
    return label(paper, name, women=women, men=men, unsaid=unsaid)


def label(paper: PlanPaper, name: str, **values: object) -> list[typesetting.Lines]:
    """A word of the paper in each of its languages, its {values} filled in."""
    return each([labels[name].format_map(_Kept(values)) for labels in paper.labels])


def counted(paper: PlanPaper, name: str, number: int, **values: object) -> list[typesetting.Lines]:
    """A word that `number` governs in each of its languages, its {values} filled in."""
    return each([forms[name](number).format_map(_Kept(values)) for forms in paper.counted])


class _Kept(dict[str, object]):
    """Values to fill in; a name without one stays as it is."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"


def each(texts: Iterable[str]) -> list[typesetting.Lines]:
    """A text in each language, said once where two are the same."""
    return [typesetting.lines(text) for text in dict.fromkeys(texts)]


def day(on: Any) -> str:
    """A day in a list: 15/1/2027."""
    return f"{on.day}/{on.month}/{on.year}" if on else ""


def kip(paper: PlanPaper, amount: int | None) -> str:
    """1.500.000 in Lao, 1,500,000 in English (lao-style.md, 1.8), and 1 500 000 where both read it."""
    sign = "\u00a0" if len(paper.languages) > 1 else "." if paper.languages[0] == "lo" else ","
    return "" if amount is None else f"{amount:,}".replace(",", sign)


def _short(value: str | Texts, most: int) -> object:
    if isinstance(value, str):
        return typesetting.lines(typesetting.short(value, most))
    return each(typesetting.short(text, most) for text in value)


def _or_none(text: str) -> typesetting.Lines | None:
    return typesetting.lines(text) if text.strip() else None
