// One message as the reader sees it: bubble, quoted reply, media, words, hour, ticks, buttons.

import { el } from "./dom.js";
import { rich } from "./entities.js";
import { icon, ticks } from "./icons.js";
import { inlineRows } from "./keyboards.js";
import { album, looksBare, medium } from "./media.js";
import { addGestures } from "./messagemenu.js";
import { avatar, colourOf, fullName } from "./names.js";
import { summary } from "./summary.js";
import { hour, instant } from "./time.js";
import { languageOf, say } from "./words.js";

export function dayOrHappening(row) {
  return el(
    "div",
    { class: row.kind === "day" ? "day" : "happening" },
    el("span", { lang: languageOf(row.text) }, row.text),
  );
}

// `act` says what taps do: {link, command, press(message, button), menu(message, node), reply(message), show(message id)}.
export function bubble(row, act) {
  const first = row.part[0];
  const wordy = row.part.find((message) => message.text ?? message.caption) ?? first;
  const body = el("div", { class: classes(row) }, top(row, act), content(row, wordy, act), meta(row, wordy));
  const buttons = inlineRows(first.reply_markup, { press: (button) => act.press(first, button) });
  const more = el(
    "button",
    { class: "more", type: "button", "aria-label": say("message_menu"), "aria-haspopup": "menu" },
    icon("more", 18),
  );
  more.addEventListener("click", () => act.menu(wordy, more));
  const node = el(
    "article",
    { class: outer(row), data: { id: first.pending ?? first.message_id }, "aria-label": fullName(first.from) },
    row.pictured &&
      el("div", { class: "who" }, row.ends && avatar(first.from.id, fullName(first.from), first.from.is_bot)),
    el("div", { class: buttons ? "stack with-buttons" : "stack" }, body, buttons),
    first.pending ? null : more,
  );
  if (!first.pending) addGestures(node, { open: () => act.menu(wordy, more), reply: () => act.reply(wordy) });
  return node;
}

function outer(row) {
  const { mine, starts, ends, part } = row;
  return ["message", mine ? "out" : "in", starts && "starts", ends && "ends", part[0].pending && "pending"]
    .filter(Boolean)
    .join(" ");
}

const bare = (row) => row.part.every((message) => looksBare(message)) && !row.part[0].reply_to_message && !row.named;

function classes(row) {
  const visual = row.part[0].photo || row.part[0].video;
  return ["bubble", visual && "visual", bare(row) && "bare", row.part[0].document && "filed"].filter(Boolean).join(" ");
}

function top(row, act) {
  const first = row.part[0];
  const parts = [];
  if (row.named)
    parts.push(el("div", { class: "sender", style: { "--colour": colourOf(first.from.id) } }, fullName(first.from)));
  const origin = first.forward_origin;
  if (origin)
    parts.push(
      el(
        "div",
        { class: "forwarded" },
        say("forwarded", {
          name: origin.sender_user ? fullName(origin.sender_user) : (origin.sender_user_name ?? origin.chat?.title),
        }),
      ),
    );
  if (first.reply_to_message) parts.push(quoted(first.reply_to_message, act));
  return parts;
}

function quoted(message, act) {
  const picture = el("span", { class: "quoted-name" }, fullName(message.from));
  const words = el("span", { class: "quoted-words", lang: languageOf(message.text) }, summary(message));
  return el("button", { class: "quote", type: "button", onclick: () => act.show(message.message_id) }, picture, words);
}

function content(row, wordy, act) {
  const media = row.part.length > 1 ? album(row.part) : medium(row.part[0]);
  const text = wordy.text ?? wordy.caption;
  const entities = wordy.entities ?? wordy.caption_entities;
  const spoken = !media && !text ? summary(wordy) : text;
  const above = wordy.show_caption_above_media;
  const words = spoken && el("div", { class: "text", lang: languageOf(spoken) }, rich(spoken, entities, act));
  return above ? [words, media] : [media, words];
}

function meta(row, wordy) {
  const last = row.part.at(-1);
  const when = instant(last.date);
  const waiting = last.pending ? el("span", { class: "clockface" }) : row.mine && ticks(row.read);
  return el(
    "span",
    { class: "meta" },
    wordy.edit_date && row.mine ? `${say("edited")} ` : null,
    el("time", { datetime: when.toISOString() }, hour(when)),
    waiting,
  );
}
