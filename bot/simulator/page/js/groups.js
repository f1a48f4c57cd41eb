// Group chats as people make them: who is in, the bot, leaving, growing into a supergroup.

import * as api from "./api.js";
import { el } from "./dom.js";
import { avatar, fullName } from "./names.js";
import { ask, field, menu } from "./sheet.js";
import { languageOf, say } from "./words.js";
import { world } from "./world.js";

const others = (phone) => world.people.filter((one) => one.id !== phone.id);

const tick = (name, value, label, checked = false) =>
  el(
    "label",
    { class: "tick" },
    el("input", { type: "checkbox", name, value, checked }),
    el("span", { lang: languageOf(label) }, label),
  );

export async function newGroup(phone) {
  const { first_name: bot } = world.bot;
  const form = await ask(
    say("new_group"),
    [
      field(say("group_name"), el("input", { name: "title", required: true, maxlength: "128", autocomplete: "off" })),
      el(
        "fieldset",
        {},
        el("legend", {}, say("who_joins")),
        others(phone).map((one) => tick("person", one.id, fullName(one))),
      ),
      tick("bot", "yes", say("with_bot", { name: bot }), true),
    ],
    say("make_group"),
  );
  if (form) await phone.try(() => make(phone, form));
}

async function make(phone, form) {
  const group = await api.addGroup(form.get("title"), phone.id);
  for (const one of form.getAll("person")) await api.addMember(group.id, Number(one));
  if (form.get("bot")) await api.addBot(group.id, phone.id);
  await phone.open(group.id);
}

export function groupMenu(phone, chat, anchor) {
  const { first_name: name } = world.bot;
  const items = [
    { label: say("add_member"), sign: "plus", act: () => chooseMember(phone, chat) },
    { label: say("add_bot", { name }), sign: "link", act: () => phone.try(() => api.addBot(chat.id, phone.id)) },
    { label: say("remove_bot", { name }), sign: "block", act: () => phone.try(() => api.removeMember(chat.id, "bot")) },
    chat.type === "group" && {
      label: say("upgrade"),
      sign: "up",
      act: () => phone.try(async () => phone.open((await api.upgradeGroup(chat.id)).id)),
    },
    { label: say("leave_group"), sign: "trash", danger: true, act: () => phone.try(() => leave(phone, chat)) },
  ];
  menu(phone.screen, items.filter(Boolean), { anchor });
}

async function leave(phone, chat) {
  await api.removeMember(chat.id, phone.id);
  await phone.back();
}

function chooseMember(phone, chat) {
  const items = others(phone).map((one) => ({
    label: fullName(one),
    picture: avatar(one.id, fullName(one)),
    act: () => phone.try(() => api.addMember(chat.id, one.id)),
  }));
  menu(phone.screen, items, { title: say("add_member") });
}
