"""How the reviews of experts are told."""

from __future__ import annotations

from bot.content.form import Form
from bot.content.library import Library
from bot.domain.groups import Group
from bot.domain.reviews import Comment, Said
from bot.i18n import Html, Say, bold, lines, mark
from bot.screens.plan import words as plan_words
from bot.screens.widgets import exchanges
from bot.screens.widgets.answers import brief
from bot.services.plans import contents
from bot.services.plans.contents import Change
from bot.services.plans.versions import Version

SAID = {Said.STRENGTH: mark("✍️ A strength"), Said.SUGGESTION: mark("✍️ A suggestion")}
DECISIONS = {"approve": mark("✅ passed"), "return": mark("✍️ to be improved")}
_TOLD = ("problem", "idea")  # steps whose answers stand in the summary of a plan
_SAID = 90  # characters of each


def felt(comment: Comment, say: Say) -> Html:
    """What the group says of a comment, "" while it says nothing."""
    return say("👥 The group: {word}", word=say(exchanges.WORDS[comment.word])) if comment.word else Html("")


def others_wait(count: int, say: Say) -> Html:
    """That others have to decide before the group is told, "" where nobody has to."""
    if not count:
        return Html()
    return say.plural(
        "⏳ {n} other expert has to decide too. Then the group is told",
        "⏳ {n} other experts have to decide too. Then the group is told",
        count,
    )


def summary(version: Version, group: Group, library: Library, changes: tuple[Change, ...], say: Say) -> Html:
    """A plan in eight lines at most: whose it is, what it is about, what it costs, who agrees, what is new."""
    form = library.form_of(version.form)
    came = say("⭐ A plan has come for you to read")
    again = say("⭐ Version {v} of a plan has come for you to read", v=version.number)
    where = say("{group} – {place}", group=group.name, place=plan_words.location(group, library, say))
    return lines(
        came if version.number == 1 else again,
        bold(version.title),
        where,
        *_answers(version, form, say),
        _work(version, say),
        plan_words.agree(version.tally, say) if version.tally.agree else "",
        _anew(changes, form, say) or _media(version, say),
    )


def _answers(version: Version, form: Form, say: Say) -> list[Html]:
    found = [step for key in _TOLD if (step := form.step(key)) and key in version.answers]
    return [
        say(
            "{title}: {words}",
            title=step.title(say.language),
            words=brief(version.answers[step.key].parts, say, _SAID, step),
        )
        for step in found
    ]


def _work(version: Version, say: Say) -> Html:
    costs = version.costs
    return say.plural(
        "🔨 {n} piece of work. Together {sum} kip, the group pays {own} kip",
        "🔨 {n} pieces of work. Together {sum} kip, the group pays {own} kip",
        len(version.actions),
        sum=say.number(costs.total),
        own=say.number(costs.own),
    )


def _anew(changes: tuple[Change, ...], form: Form, say: Say) -> Html:
    steps = contents.steps(changes)
    items = [str(step.number) for step in form.steps if step.key in steps]
    return say("✍️ Changed: item {list}", list=say.names(items)) if items else Html()


def _media(version: Version, say: Say) -> Html:
    count = len(contents.media(version.answers))
    return say.plural("📷 {n} picture or voice", "📷 {n} pictures and voices", count) if count else Html()
