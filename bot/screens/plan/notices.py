"""What the members hear of their plan: it was sent, it has passed, it came back with comments, what it got."""

from __future__ import annotations

from bot.chat.address import Go
from bot.chat.message import Button, Medium, Message, row
from bot.chat.notice import Occasion, notice
from bot.domain import zones
from bot.domain.notices.plans import (
    BACK,
    MOVED,
    AgreeAsked,
    AgreeEnough,
    AgreeObjected,
    AnswerReplaced,
    DeadlineBack,
    DeadlineMoved,
    LastDay,
    LineReplaced,
    OwnDay,
    PlanApproved,
    PlanCard,
    PlanReopened,
    PlanReturned,
    PlanSubmitted,
    ResultsReleased,
    WorkFinished,
)
from bot.domain.notices.reviews import CommentAnswered, GroupAsked
from bot.domain.people import Person
from bot.domain.plans import PlanState
from bot.domain.rounds import Verb
from bot.i18n import Html, bold, lines, mark, paragraphs
from bot.screens.plan import comments as comments_page
from bot.screens.plan import earlier, passed
from bot.screens.plan import results as results_page
from bot.screens.plan.agree import reason, shown
from bot.screens.plan.lines import regret, said_before
from bot.screens.plan.views import agreeing
from bot.screens.plan.words import FIELDS, title_of
from bot.screens.widgets import exchanges
from bot.services import papers, stories
from bot.services.plans import agreements, comments, line_values, plan_view
from bot.services.plans.plan_view import PlanView
from bot.services.reviews import echoes, group_questions
from bot.services.rounds import allowed, results, rounds


@notice(AgreeAsked, screen="plan.agree")
def agree_asked(occasion: Occasion[AgreeAsked]) -> Message | None:
    """A member is asked, or asked again about what changed; no longer needed once the plan is sent or they answered."""
    plan, person, say = occasion.uow.plans.get(occasion.what.plan), occasion.person, occasion.say
    if plan is None or person is None or not allowed.may(occasion.uow, Verb.AGREE, plan):
        return None
    said = agreements.voice(occasion.uow, plan, person.id)
    if (said and said.revision == plan.revision) or not occasion.uow.groups.membership(plan.group, person.id):
        return None
    whole = plan_view.whole(occasion.uow, occasion.programme.library, plan)
    changes = agreements.changed(occasion.uow, plan, said)
    asked = mark("The group has written its plan. Do you agree to send it?")
    again = mark("The plan was changed after you answered. Do you agree to send it as it is now?")
    answer = Button(say("👍 Read and answer"), Go("plan.agree", {"plan": plan.id}, push=True))
    return Message(lines(_to(occasion, person), shown(whole, say)), [[answer]], asks=say(again if changes else asked))


def _to(occasion: Occasion[AgreeAsked], person: Person) -> Html:
    """Whom a message is for, on a phone that several people share."""
    account = occasion.uow.people.account_of(person.id)
    return bold(f"👥 {person.name}") if account and occasion.uow.people.shared(account) else Html("")


@notice(AgreeEnough, screen="plan.review")
def agree_enough(occasion: Occasion[AgreeEnough]) -> Message | None:
    """The leader hears that she can send the plan; no longer needed once it is sent, or has changed."""
    plan, say = occasion.uow.plans.get(occasion.what.plan), occasion.say
    if plan is None or not allowed.may(occasion.uow, Verb.AGREE, plan):
        return None
    found = agreements.tally(occasion.uow, plan)
    if not found.enough:
        return None
    whole = plan_view.whole(occasion.uow, occasion.programme.library, plan)
    send = Button(say("📨 Check and send"), Go("plan.review", {"plan": plan.id}, push=True))
    told = lines(bold(title_of(whole, say)), agreeing(found, say))
    return Message(told, [[send]], asks=say("👍 Enough members agree. Send the plan now?"))


@notice(AgreeObjected, screen="plan.objection")
def agree_objected(occasion: Occasion[AgreeObjected]) -> Message | None:
    """The leader learns who does not agree yet, and why; no longer needed once they do."""
    plan, member = occasion.uow.plans.get(occasion.what.plan), occasion.what.member
    said = agreements.voice(occasion.uow, plan, member) if plan else None
    if plan is None or said is None or said.agrees:
        return None
    say, here = occasion.say, {"plan": plan.id, "member": member}
    listen = Button(say("📷 See or listen"), Go("plan.objection", here, push=True)) if said.medium else None
    open_it = Button(say("📝 Open the plan"), Go("plan.review", {"plan": plan.id}, push=True))
    return Message(reason(occasion.uow.people.name(member), said, say), [row(listen), [open_it]])


@notice(AnswerReplaced, screen="plan.earlier")
def answer_replaced(occasion: Occasion[AnswerReplaced]) -> Message | None:
    """Whoever wrote an answer learns that another took its place or was added; not needed once it stands again."""
    what, uow, say = occasion.what, occasion.uow, occasion.say
    plan = uow.plans.get(what.plan)
    writes = plan is not None and allowed.may(uow, Verb.WRITE, plan)
    whole = plan_view.whole(uow, occasion.programme.library, plan) if plan and writes else None
    step = whole.form.step(what.step) if whole else None
    old = next((one for one in uow.answers.history(what.plan, what.step) if one.revision == what.revision), None)
    if whole is None or step is None or old is None:
        return None
    current = whole.answers.get(what.step)
    if current and current.author == old.author and current.author != what.by:
        return None
    title = bold(f"{step.number}. {step.title(say.language)}")
    told = mark("{name} has emptied this item") if current is None else mark("{name} has answered this item anew")
    added = current is not None and all(part in current.parts for part in old.parts)
    told = mark("{name} has added to your answer") if added else told
    text = lines(title, say(told, name=say.who(uow.people.name(what.by))))
    yours = say("Yours is kept: “{old}”", old=earlier.said(old, say, step))
    see = Button(say("📝 See the item"), Go("plan.step", {"plan": whole.plan.id, "step": step.key}, push=True))
    back = [] if added else [Button(label, tap) for label, tap in earlier.regret(say, whole.plan.id, step, old)]
    return Message(paragraphs(text, yours if back else ""), [back, [see]])


@notice(LineReplaced, screen="plan.line")
def line_replaced(occasion: Occasion[LineReplaced]) -> Message | None:
    """Whoever wrote a value into the table learns that another took its place; not needed once it stands again."""
    old, uow, say = occasion.uow.line_values.get(occasion.what.which), occasion.uow, occasion.say
    action = uow.actions.get(old.action) if old else None
    plan = uow.plans.get(action.plan) if action else None
    if old is None or action is None or plan is None or not allowed.may(uow, Verb.WRITE, plan):
        return None
    if not line_values.may_return(old, action, now=occasion.now):
        return None
    told = say(
        "{name} has changed this: {field}",
        name=say.who(uow.people.name(occasion.what.by)),
        field=say(FIELDS[old.field]),
    )
    label, tap = regret(old, say)
    see = Button(say("📝 See the work"), Go("plan.action", {"action": action.id}, push=True))
    yours = say("Yours is kept: “{old}”", old=said_before(old, say))
    return Message(paragraphs(lines(bold(action.what), told), yours), [[Button(label, tap)], [see]])


@notice(PlanSubmitted, screen="plan.overview")
def plan_submitted(occasion: Occasion[PlanSubmitted]) -> Message | None:
    """The other members learn that the plan was sent."""
    return _about_plan(occasion, mark("📨 The group's plan has been sent to the experts"), PlanState.SUBMITTED)


@notice(PlanCard, screen="plan.overview")
def plan_card(occasion: Occasion[PlanCard]) -> Message | None:
    """The picture alone, so that it can be passed on; people who save data get it on a tap."""
    sent = occasion.uow.submissions.get(occasion.what.submission)
    if sent is None or occasion.say.light:
        return None
    language = occasion.say.language
    name = papers.file_name(sent.plan, sent.version, "card", language)
    recipe = papers.version_recipe(sent, "card", language)
    return Message(Html(), medium=Medium("photo", recipe=recipe, name=name))


@notice(PlanApproved, screen="plan.passed")
def plan_approved(occasion: Occasion[PlanApproved]) -> Message | None:
    """Everybody learns that the plan has passed; not needed once the experts read it again."""
    return _joy(occasion)


@notice(WorkFinished, screen="plan.passed")
def work_finished(occasion: Occasion[WorkFinished]) -> Message | None:
    """Everybody learns that all the work is done; not needed once some of it is not."""
    return _joy(occasion) if stories.all_done(occasion.uow, occasion.what.plan) else None


def _joy(occasion: Occasion[PlanApproved] | Occasion[WorkFinished]) -> Message | None:
    uow, plan = occasion.uow, occasion.uow.plans.get(occasion.what.plan)
    if plan is None or plan.state is not PlanState.APPROVED:
        return None
    return passed.drawn(passed.view_of(uow, plan_view.whole(uow, occasion.programme.library, plan)), occasion.say)


@notice(PlanReopened, screen="plan.overview")
def plan_reopened(occasion: Occasion[PlanReopened]) -> Message | None:
    """Everybody learns that the experts read the plan again, and why."""
    plan = occasion.uow.plans.get(occasion.what.plan)
    if plan is None or not plan.reopened:
        return None
    say = occasion.say
    text = say("⭐ The experts read the plan again: {reason}", reason=plan.reopened)
    open_it = Button(say("📝 Open the plan"), Go("plan.overview", {"plan": plan.id}, push=True))
    return Message(lines(bold(plan.title), text), [[open_it]])


@notice(PlanReturned, screen="plan.comments")
def plan_returned(occasion: Occasion[PlanReturned]) -> Message | None:
    """Everybody learns that the experts ask for changes."""
    plan = occasion.uow.plans.get(occasion.what.plan)
    if plan is None or plan.state is not PlanState.RETURNED:
        return None
    view = comments.of_plan(occasion.uow, plan_view.whole(occasion.uow, occasion.programme.library, plan))
    say = occasion.say
    text = lines(*comments_page.told(view, say), comments_page.whole(view, say))
    return Message(text, comments_page.rows(view, say), asks=comments_page.asks(view, say))


@notice(CommentAnswered, screen="plan.helped")
def comment_answered(occasion: Occasion[CommentAnswered]) -> Message | None:
    """The members hear what the expert answered to what they said of a comment."""
    what, uow, say = occasion.what, occasion.uow, occasion.say
    found = echoes.peek(uow, uow.exchanges.of_comment(what.comment))
    if found is None or occasion.person is None:
        return None
    here = {"plan": what.plan, "comment": what.comment}
    open_it = Button(say("💬 Open the comment"), Go("plan.helped", here, push=True))
    return Message(exchanges.comment(found.comment, say), [[open_it]])


@notice(GroupAsked, screen="plan.asked")
def group_asked(occasion: Occasion[GroupAsked]) -> Message | None:
    """The members hear what an expert asks; not needed once it is answered, or the plan is read no more."""
    found, say = group_questions.peek(occasion.uow, occasion.what.exchange), occasion.say
    if found is None or occasion.person is None or not found.may:
        return None
    title = bold(str(found.review.submission.content["title"]))
    answer = Button(say("✍️ Answer"), Go("plan.asked", {"exchange": found.exchange.id}, push=True))
    return Message(lines(title, exchanges.question(found.exchange, say)), [[answer]])


@notice(ResultsReleased, screen="plan.results")
def results_released(occasion: Occasion[ResultsReleased]) -> Message | None:
    """To the members and group chats of everybody who took part; in a chat only the ranks."""
    uow, say = occasion.uow, occasion.say
    plan = uow.plans.get(occasion.what.plan)
    found = results.of_plan(uow, plan_view.whole(uow, occasion.programme.library, plan)) if plan else None
    if found is None or not found.out or not found.first:
        return None
    told = results_page.told(found, say)
    if occasion.person is None:
        return Message(lines(*told[:-1]))
    return Message(lines(*told), results_page.rows(found, say), asks=results_page.asks(found, say))


@notice(LastDay, screen="plan.overview")
def last_day(occasion: Occasion[LastDay]) -> Message | None:
    """How long there is time, what is missing, and the way on; no longer needed once it is sent, or the day moved."""
    uow, say, group = occasion.uow, occasion.say, occasion.uow.groups.get(occasion.what.group)
    plan = uow.plans.get(occasion.what.plan) if occasion.what.plan else None
    open_ = uow.rounds.open_now(group, now=occasion.now) if group else None
    if group is None or (plan is None and (open_ is None or uow.plans.of_group(group.id, open_.id))):
        return None
    whole = plan_view.whole(uow, occasion.programme.library, plan) if plan else None
    if whole and not whole.open:
        return None
    last = whole.last if whole else open_.deadline if open_ else None
    if last is None or zones.day(last, group.zone) != occasion.what.day or last < occasion.now:
        return None
    left = (occasion.what.day - group.today(occasion.now)).days
    head = say.plural("⏰ {n} day left to send the plan", "⏰ {n} days left to send the plan", left)
    told = lines(head if left else say("⏰ Today is the last day to send the plan"), say.date(occasion.what.day))
    text, way = _missing(occasion, whole)
    return Message(paragraphs(told, text), [[Button(say("▶ Go on"), way)]] if occasion.person else ())


def _missing(occasion: Occasion[LastDay], whole: PlanView | None) -> tuple[Html, Go]:
    """What is missing, and the page that goes on with it."""
    say = occasion.say
    if whole is None:
        return say("📝 The plan is not begun yet"), Go("plan.overview", push=True)
    here = {"plan": whole.plan.id}
    if empty := [step for step in whole.open_steps if step.required]:
        items = say.names(str(step.number) for step in empty)
        return say("Still empty: item {list}", list=items), Go("plan.step", here | {"step": empty[0].key}, push=True)
    tally = agreements.tally(occasion.uow, whole.plan)
    if not tally.enough:
        missing = tally.needed - tally.agree
        asked = say.plural("{n} person has to agree yet", "{n} people have to agree yet", missing)
        return asked, Go("plan.review", here, push=True)
    return say("Nothing is missing. Send it"), Go("plan.review", here, push=True)


@notice(DeadlineMoved, screen="plan.overview")
def deadline_moved(occasion: Occasion[DeadlineMoved]) -> Message | None:
    """Whoever has not sent the plan learns that there is more time."""
    found, say = occasion.uow.rounds.get(occasion.what.round), occasion.say
    if found is None or found.planned is None or found.state != rounds.OPEN:
        return None
    moved = say("⏰ The system was down, so the last day moves to {date}", date=say.date(say.today(found.deadline)))
    see = Button(say("📝 The group's plan"), Go("plan.overview", push=True))
    return Message(moved, [[see]] if occasion.person else ())


@notice(DeadlineBack, screen="plan.overview")
def deadline_back(occasion: Occasion[DeadlineBack]) -> Message | None:
    """Whoever has not sent the plan learns that staff undid what an outage had moved."""
    found, say = occasion.uow.rounds.get(occasion.what.round), occasion.say
    if found is None or found.planned is not None or found.state != rounds.OPEN:
        return None
    back = say("⏰ Plans are due on {date} again, as it was set first", date=say.date(say.today(found.deadline)))
    see = Button(say("📝 The group's plan"), Go("plan.overview", push=True))
    return Message(back, [[see]] if occasion.person else ())


@notice(OwnDay, screen="plan.overview")
def own_day(occasion: Occasion[OwnDay]) -> Message | None:
    """A group learns that it has more time for a plan that came back, or as much as at first."""
    plan, say = occasion.uow.plans.get(occasion.what.plan), occasion.say
    last = plan.last(allowed.round_of(occasion.uow, plan)) if plan and plan.state is PlanState.RETURNED else None
    if plan is None or last is None or (plan.planned is None) is (occasion.what.why == MOVED):
        return None
    day = say.date(say.today(last))
    told = {
        MOVED: say("⏰ The system was down, so the last day moves to {date}", date=day),
        BACK: say("⏰ Plans are due on {date} again, as it was set first", date=day),
    }.get(occasion.what.why, say("⏰ You have more time. Send the plan again by {date}", date=day))
    see = Button(say("📝 The group's plan"), Go("plan.overview", {"plan": plan.id}, push=True))
    return Message(lines(bold(plan.title), told), [[see]] if occasion.person else ())


def _about_plan(occasion: Occasion[PlanSubmitted], text: str, state: PlanState) -> Message | None:
    plan = occasion.uow.plans.get(occasion.what.plan)
    if plan is None or plan.state is not state:
        return None
    open_it = Button(occasion.say("📝 Open the plan"), Go("plan.overview", {"plan": plan.id}, push=True))
    return Message(lines(bold(plan.title), occasion.say(text)), [[open_it]])
