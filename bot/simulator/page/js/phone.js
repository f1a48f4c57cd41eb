// One phone: whose it is, its status bar, and the one screen that it shows, list of chats or a chat.

import * as api from "./api.js";
import { Chat } from "./chat.js";
import { drawChats } from "./chatlist.js";
import { el } from "./dom.js";
import { groupMenu, newGroup } from "./groups.js";
import { icon } from "./icons.js";
import { avatar, bothNames, chatName, fullName } from "./names.js";
import { menu, toast } from "./sheet.js";
import { hour } from "./time.js";
import { languageOf, say } from "./words.js";
import { knownOf, now, person, roleOf, world } from "./world.js";

const EVERYBODY = new Set(["clock", "world"]); // events that concern every phone
const DEBOUNCE = 120; // ms in which several events cause one reload of the list

export class Phone {
  // `shell` is the page around: {choose(phone), away(phone)}
  constructor(id, shell) {
    Object.assign(this, { id, shell, chats: [], chat: null });
    this.time = el("span", { class: "status-time" });
    this.view = el("div", { class: "app" });
    const status = el(
      "div",
      { class: "status", "aria-hidden": "true" },
      this.time,
      el("span", { class: "status-signs" }, el("i", { class: "bars" }), el("i", { class: "battery" })),
    );
    this.screen = el("div", { class: "screen" }, status, this.view);
    this.list = el("nav", { class: "chat-list", "aria-label": say("chats") });
    this.node = el(
      "section",
      { class: "phone", data: { person: id }, "aria-label": this.name() },
      this.caption(),
      this.screen,
    );
    this.tick();
  }

  user = () => person(this.id) ?? { id: this.id, first_name: "" };
  name = () => fullName(this.user());

  caption() {
    const role = roleOf(this.id)?.[`role_${document.documentElement.lang}`];
    const who = el(
      "button",
      {
        class: "whose",
        type: "button",
        "aria-haspopup": "menu",
        title: say("whose_phone"),
        onclick: () => this.shell.choose(this),
      },
      avatar(this.id, this.name()),
      el(
        "span",
        { class: "whose-words" },
        el("b", { lang: languageOf(this.name()) }, bothNames(this.user(), knownOf(this.id)?.also)),
        role && el("small", {}, role),
      ),
      icon("down", 16),
    );
    const more = el(
      "button",
      {
        class: "round phone-menu",
        type: "button",
        "aria-label": say("phone_menu"),
        "aria-haspopup": "menu",
        onclick: () => this.menu(more),
      },
      icon("more", 20),
    );
    return el("header", { class: "caption" }, who, more);
  }

  redrawCaption() {
    this.node.querySelector(".caption").replaceWith(this.caption());
  }

  menu(anchor) {
    const { first_name: name } = world.bot;
    const blocked = this.user().blocked || this.chat?.blocked;
    menu(
      this.screen,
      [
        { label: say("new_group"), sign: "group", act: () => newGroup(this) },
        blocked
          ? { label: say("unblock_bot", { name }), sign: "block", act: () => this.try(() => api.unblock(this.id)) }
          : {
              label: say("block", { name }),
              sign: "block",
              danger: true,
              act: () => this.try(() => api.block(this.id)),
            },
        { label: say("close_phone"), sign: "close", act: () => this.shell.away(this) },
      ],
      { anchor },
    );
  }

  // ——— where the person is
  async open(chatId) {
    await this.readChats();
    const chat = this.chats.find((entry) => String(entry.chat.id) === String(chatId))?.chat;
    if (!chat) return this.back();
    if (this.chat?.chat.id === chat.id) return this.chat.load();
    this.chat = new Chat(this, chat);
    this.view.replaceChildren(this.chatHeader(chat), this.chat.node);
    await this.chat.load();
    return this.readChats();
  }

  async back() {
    if (this.chat) await this.chat.reload().catch(() => {});
    this.chat = null;
    const add = el(
      "button",
      {
        class: "compose-group",
        type: "button",
        "aria-label": say("new_group"),
        title: say("new_group"),
        onclick: () => newGroup(this),
      },
      icon("group", 24),
    );
    this.view.replaceChildren(
      el("header", { class: "app-head list-head" }, el("h2", {}, say("chats"))),
      this.list,
      add,
    );
    await this.readChats();
  }

  chatHeader(chat) {
    const name = chatName(chat, world.bot);
    const isBot = chat.type === "private";
    this.subtitle = el("small", {}, this.about(chat));
    const more = el(
      "button",
      {
        class: "round",
        type: "button",
        "aria-label": say(isBot ? "phone_menu" : "group_menu"),
        onclick: () => (isBot ? this.menu(more) : groupMenu(this, chat, more)),
      },
      icon("more", 22),
    );
    return el(
      "header",
      { class: "app-head" },
      el(
        "button",
        { class: "round back", type: "button", "aria-label": say("back"), onclick: () => this.back() },
        icon("back", 24),
        this.backBadge(),
      ),
      avatar(chat.id, name, isBot),
      el("div", { class: "app-title" }, el("b", { lang: languageOf(name) }, name), this.subtitle),
      more,
    );
  }

  about(chat) {
    if (chat.type === "private") return say("bot");
    return chat.members ? say("members", { n: chat.members.length }) : say(chat.type);
  }

  backBadge() {
    this.elsewhere = el("b", { class: "badge", hidden: true });
    return this.elsewhere;
  }

  showAction(action) {
    const words = {
      upload_photo: "sending_photo",
      upload_document: "sending_file",
      record_voice: "sending_voice",
      upload_voice: "sending_voice",
    };
    this.subtitle.classList.toggle("active", Boolean(action));
    this.subtitle.textContent = action ? `${say(words[action] ?? "typing")}…` : this.about(this.chat.chat);
  }

  // ——— what the server says
  async readChats() {
    this.chats = (await api.chats(this.id)).chats;
    const open = this.chat?.chat.id;
    drawChats(this.list, this.chats, { me: this.id, open: (id) => this.try(() => this.open(id)) });
    const unread = this.chats.filter(({ chat }) => chat.id !== open).reduce((sum, entry) => sum + entry.unread, 0);
    if (this.elsewhere) {
      this.elsewhere.hidden = !unread;
      this.elsewhere.textContent = unread;
    }
  }

  seen() {
    clearTimeout(this.reading);
    this.reading = setTimeout(async () => {
      if (this.chat) await this.chat.reload().catch(() => {});
      this.readChats().catch(() => {});
    }, DEBOUNCE);
  }

  handle(event) {
    this.tick();
    if (!EVERYBODY.has(event.type) && !event.people.includes(this.id)) return;
    const here = this.chat && (event.chat_id == null || event.chat_id === this.chat.chat.id);
    if (here) this.chat.handle(event);
    if (event.type !== "action" && event.type !== "answer") this.seen();
  }

  tick() {
    this.time.textContent = hour(now());
  }

  // Runs an action; an error is shown on the phone and gives undefined.
  async try(act) {
    try {
      return await act();
    } catch (fault) {
      toast(this.screen, fault instanceof TypeError ? say("not_sent") : fault.message);
      return undefined;
    }
  }
}
