// Turns a chat's messages into the rows that are drawn: days, happenings, single messages, albums. Pure.

import { happening } from "./summary.js";
import { dayTitle, instant, sameDay } from "./time.js";
import { language } from "./words.js";

const GROUPING_PERIOD = 10 * 60; // seconds; messages of one sender within it are grouped, as in Telegram's apps

// Rows are {key, mark, kind: "day"|"happening"|"message", …}; `mark` differs whenever the row must be drawn anew.
export function rowsOf(messages, { me, now, group }) {
  const rows = [];
  const parts = gather(messages.filter((message) => !message.deleted));
  const heardUpTo = Math.max(0, ...parts.filter((part) => part[0].from?.id !== me).map((part) => part[0].message_id));
  parts.forEach((part, place) => {
    const [first] = part;
    const before = parts[place - 1]?.[0];
    if (!before || !sameDay(instant(before.date), instant(first.date))) rows.push(dayRow(first, now));
    if (happening(first)) rows.push(marked({ kind: "happening", key: `m${first.message_id}`, text: happening(first) }));
    else rows.push(messageRow(part, { before, after: parts[place + 1]?.[0], me, group, heardUpTo }));
  });
  return rows;
}

// An album is a run of messages that share their media_group_id.
function gather(messages) {
  const parts = [];
  for (const message of messages) {
    const album = message.media_group_id;
    if (album && parts.at(-1)?.[0].media_group_id === album) parts.at(-1).push(message);
    else parts.push([message]);
  }
  return parts;
}

function dayRow(message, now) {
  const text = dayTitle(instant(message.date), now);
  return marked({
    kind: "day",
    key: `d${new Date((message.date + 7 * 3600) * 1000).toISOString().slice(0, 10)}`,
    text,
  });
}

function messageRow(part, { before, after, me, group, heardUpTo }) {
  const [first] = part;
  const mine = first.from?.id === me;
  return marked({
    kind: "message",
    key: first.pending ?? `m${first.message_id}`,
    part,
    mine,
    starts: !together(before, first),
    ends: !together(first, after),
    read: mine && first.message_id < heardUpTo,
    named: group && !mine && !together(before, first),
    pictured: group && !mine,
  });
}

function together(one, two) {
  if (!one || !two || happening(one) || happening(two)) return false;
  return (
    one.from?.id === two.from?.id && two.date - one.date < GROUPING_PERIOD && sameDay(instant(one.date), instant(two.date))
  );
}

const marked = (row) => ({ ...row, mark: language() + JSON.stringify(row) });
