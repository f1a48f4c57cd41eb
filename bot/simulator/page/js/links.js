// What happens on a phone when a link is tapped: deep links stay inside the local Telegram, others open a new tab.

import * as api from "./api.js";
import { chatName } from "./names.js";
import { menu, toast } from "./sheet.js";
import { say } from "./words.js";
import { world } from "./world.js";

export async function follow(url, phone) {
  const { bot, values, share } = read(url);
  if (share) return chooseChat(phone, say("which_chat"), (chat) => api.write(phone.id, chat.id, share));
  if (bot && values.has("startgroup")) return addToGroup(phone, values.get("startgroup"));
  if (bot) return begin(phone, values.get("start"));
  return window.open(url, "_blank", "noopener,noreferrer");
}

// {bot, values} for t.me/<this bot>?… and tg://resolve?domain=<this bot>&…; {share} for t.me/share/url?…
function read(url) {
  const { protocol, hostname, pathname, searchParams: values } = new URL(url);
  const name = protocol === "tg:" ? values.get("domain") : hostname === "t.me" ? pathname.slice(1) : "";
  if (name === "share/url" || name === "share")
    return { share: [values.get("text"), values.get("url")].filter(Boolean).join("\n") };
  return { bot: name?.toLowerCase() === world.bot.username?.toLowerCase(), values };
}

async function begin(phone, payload) {
  await api.start(phone.id, payload);
  phone.open(phone.id);
}

function addToGroup(phone, payload) {
  chooseChat(
    phone,
    say("which_group"),
    (chat) => api.addBot(chat.id, phone.id, payload),
    (chat) => chat.type !== "private",
  );
}

function chooseChat(phone, title, act, fits = () => true) {
  const items = phone.chats
    .map(({ chat }) => chat)
    .filter(fits)
    .map((chat) => ({
      label: chatName(chat, world.bot),
      sign: chat.type === "private" ? "person" : "group",
      act: async () => {
        await act(chat);
        phone.open(chat.id);
      },
    }));
  if (items.length) menu(phone.screen, items, { title });
  else toast(phone.screen, say("no_group"));
}
