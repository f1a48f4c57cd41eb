// The list of a person's chats: who, the last words, when, and how many are new.

import { el, reconcile } from "./dom.js";
import { avatar, chatName, fullName } from "./names.js";
import { happening, summary } from "./summary.js";
import { instant, listTime } from "./time.js";
import { language, languageOf, say } from "./words.js";
import { now, world } from "./world.js";

export function drawChats(list, chats, { me, open }) {
  const newestFirst = [...chats].sort((one, two) => (two.last?.date ?? 0) - (one.last?.date ?? 0));
  reconcile(
    list,
    newestFirst.map((entry) => ({
      key: String(entry.chat.id),
      mark: language() + JSON.stringify(entry) + (entry.last ? listTime(instant(entry.last.date), now()) : ""),
      build: () => row(entry, me, open),
    })),
  );
}

function row({ chat, last, unread }, me, open) {
  const name = chatName(chat, world.bot);
  const words = last ? preview(last, me, chat.type !== "private") : say("start");
  return el(
    "button",
    { class: "chat-row", type: "button", data: { chat: chat.id }, onclick: () => open(chat.id) },
    avatar(chat.id, name, chat.type === "private"),
    el("span", { class: "chat-name", lang: languageOf(name) }, name),
    el("span", { class: "chat-time" }, last ? listTime(instant(last.date), now()) : ""),
    el("span", { class: "chat-words", lang: languageOf(words) }, words),
    unread ? el("b", { class: "badge" }, unread) : null,
  );
}

function preview(message, me, group) {
  if (happening(message)) return happening(message);
  const who = message.from?.id === me ? say("you") : group ? fullName(message.from) : null;
  return who ? `${who}: ${summary(message)}` : summary(message);
}
