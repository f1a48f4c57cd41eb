// One open chat on one phone: its messages, its place in them, and what the person does there.

import * as api from "./api.js";
import { bubble, dayOrHappening } from "./bubble.js";
import { Composer } from "./composer.js";
import { el, reconcile } from "./dom.js";
import { follow } from "./links.js";
import { messageMenu } from "./messagemenu.js";
import { alertBox, toast } from "./sheet.js";
import { Scroll } from "./scroll.js";
import { rowsOf } from "./transcript.js";
import { languageOf, say } from "./words.js";
import { invitationOf, now, world } from "./world.js";

const ACTION_STAYS = 5000; // ms: "the status is set for 5 seconds or less", Bot API sendChatAction

export class Chat {
  constructor(phone, chat) {
    Object.assign(this, { phone, chat, messages: new Map(), waiting: [], blocked: false, loaded: false });
    this.list = el("div", { class: "messages", role: "log", "aria-live": "polite" });
    this.scroll = new Scroll(this.list);
    this.composer = new Composer(`${phone.id}/${chat.id}`, phone.screen, this.acts());
    this.foot = el("div", { class: "foot" });
    this.node = el("div", { class: "conversation" }, this.scroll.node, this.foot);
  }

  get private() {
    return this.chat.type === "private";
  }

  async load() {
    const last = Math.max(0, ...this.messages.keys());
    const { messages, keyboard, commands, blocked } = await api.messages(this.phone.id, this.chat.id);
    this.messages = new Map(messages.map((message) => [message.message_id, message]));
    this.blocked = blocked;
    this.composer.setCommands(commands ?? []);
    this.composer.setKeyboard(keyboard);
    this.draw(this.loaded && messages.filter((message) => message.message_id > last).length);
    this.loaded = true;
  }

  // Reads what belongs to the chat but not to a message; tells the server that everything was seen.
  async reload() {
    const { keyboard, commands, blocked } = await api.messages(
      this.phone.id,
      this.chat.id,
      Math.max(0, ...this.messages.keys()),
    );
    this.blocked = blocked;
    this.composer.setCommands(commands ?? []);
    this.composer.setKeyboard(keyboard);
    this.drawFoot();
  }

  handle(event) {
    if (event.type === "action") return this.showAction(event.action);
    if (event.type === "message") return this.arrive(event.message);
    if (event.type === "edited") return this.keep(event.message);
    if (event.type === "deleted") return this.remove(event);
    if (["keyboard", "commands", "world"].includes(event.type)) return this.reload();
    if (event.type === "clock") return this.draw();
    return null;
  }

  arrive(message) {
    const mine = message.from?.id === this.phone.id;
    const fresh = !this.messages.has(message.message_id);
    if (mine) this.settle(message);
    else this.showAction(null);
    if (message.migrate_to_chat_id) return this.phone.try(() => this.phone.open(message.migrate_to_chat_id));
    this.keep(message, fresh && !mine ? 1 : 0);
    if (message.reply_markup?.force_reply) this.composer.reply(message);
    return this.phone.seen();
  }

  keep(message, fresh = 0) {
    this.messages.set(message.message_id, message);
    this.draw(fresh);
  }

  remove({ message, message_id: id, message_ids: ids }) {
    for (const one of ids ?? [id ?? message?.message_id]) this.messages.delete(one);
    this.draw();
  }

  draw(fresh = 0) {
    const all = [...this.messages.values()].sort((one, two) => one.message_id - two.message_id);
    const rows = rowsOf([...all, ...this.waiting], { me: this.phone.id, now: now(), group: !this.private });
    const act = this.acts();
    const drawn = rows.map((row) => ({
      ...row,
      build: () => (row.kind === "message" ? bubble(row, act) : dayOrHappening(row)),
    }));
    this.scroll.keep(() => reconcile(this.list, this.actionRow(all.length ? drawn : [this.welcome()])), fresh);
    this.drawFoot();
  }

  welcome() {
    const name = world.bot.first_name;
    const text = this.private ? world.bot.description : null;
    const invited = this.private && invitationOf(this.phone.id) && say("invited");
    const card = () =>
      el(
        "div",
        { class: "welcome" },
        el("img", { src: "art/phaen.svg", alt: "" }),
        el("b", {}, this.private ? say("what_can", { name }) : this.chat.title),
        text && el("p", { lang: languageOf(text) }, text),
        invited && el("p", {}, invited),
      );
    return { key: "welcome", mark: `${say("start")}${text}`, build: card };
  }

  // ——— what is under the messages: Start, Unblock, or the composer
  drawFoot() {
    const begun = !this.private || this.messages.size > 0 || this.waiting.length > 0;
    const face = this.private && this.blocked ? "unblock" : begun ? "composer" : "start";
    if (this.face === face) return;
    this.face = face;
    const act = {
      unblock: () => this.phone.try(() => api.unblock(this.phone.id)),
      start: () => this.phone.try(() => api.start(this.phone.id, invitationOf(this.phone.id))),
    }[face];
    this.foot.replaceChildren(
      act ? el("button", { class: `big ${face}`, type: "button", onclick: act }, say(face)) : this.composer.node,
    );
    this.composer.grow();
  }

  showAction(action) {
    clearTimeout(this.actionEnds);
    this.action = action;
    if (action) this.actionEnds = setTimeout(() => this.showAction(null), ACTION_STAYS);
    this.phone.showAction(action);
    this.draw();
  }

  actionRow(rows) {
    if (!this.action) return rows;
    const dots = () =>
      el("div", { class: "message in starts ends typing" }, el("div", { class: "bubble" }, el("i"), el("i"), el("i")));
    return [...rows, { key: "action", mark: "action", build: dots }];
  }

  // ——— what the person does
  acts() {
    return {
      link: (url) => this.phone.try(() => follow(url, this.phone)),
      command: (text) => this.say(this.private || text.includes("@") ? text : `${text}@${world.bot.username}`),
      press: (message, button) => this.press(message, button),
      menu: (message, anchor) => messageMenu(this, message, anchor),
      reply: (message) => this.composer.reply(message),
      show: (id) => this.scroll.show(this.list.querySelector(`[data-id="${id}"]`)),
      send: (text, replyTo) => this.say(text, replyTo),
      choose: (text, button) => this.choose(text, button),
      edit: (message, text) => this.change(message, text),
      files: (kind, files, caption) => this.sendMedia({ kind, files, caption }, caption || files[0].name),
      voice: ({ file, duration }) => this.sendMedia({ kind: "voice", files: [file], duration }, `🎤 ${say("voice")}`),
    };
  }

  say(text, replyTo) {
    return this.post(text, () => api.write(this.phone.id, this.chat.id, text, replyTo?.message_id), replyTo);
  }

  // A key below the chat: its words, or, where it asks for it, one's own phone number.
  choose(text, button) {
    if (button.request_contact)
      return this.post(say("contact"), () => api.sendContact(this.phone.id, this.chat.id));
    return button.request_location || button.web_app ? toast(this.phone.screen, say("not_here")) : this.say(text);
  }

  sendMedia(media, words) {
    return this.post(words, async () => (await api.sendMedia(this.phone.id, this.chat.id, media)).messages);
  }

  // Shows the message at once with a small clock, then as the server has it; what could not be sent goes back to the pen.
  async post(text, deliver, replyTo) {
    const pending = {
      pending: `waiting-${performance.now()}`,
      text,
      date: Math.floor(now() / 1000),
      from: this.phone.user(),
      reply_to_message: replyTo,
    };
    this.waiting.push(pending);
    this.scroll.pin();
    this.draw();
    const sent = await this.phone.try(deliver);
    this.waiting = this.waiting.filter((one) => one !== pending);
    if (sent) [sent].flat().forEach((message) => this.messages.set(message.message_id, message));
    else this.composer.restore(text);
    this.draw();
  }

  // The event can be faster than the answer to our own request: one bubble, not two.
  settle(message) {
    const place = this.waiting.findIndex((one) => one.text === message.text);
    if (place >= 0) this.waiting.splice(place, 1);
  }

  async change(message, text) {
    const edited = await this.phone.try(() => api.edit(this.phone.id, this.chat.id, message.message_id, text));
    if (edited) this.keep(edited);
  }

  async press(message, button) {
    if (button.url) return this.acts().link(button.url);
    if (button.copy_text) return this.copy(button.copy_text.text);
    if (button.callback_data === undefined) return toast(this.phone.screen, say("not_here"));
    const answered = await this.phone.try(() =>
      api.tap(this.phone.id, this.chat.id, message.message_id, button.callback_data),
    );
    if (answered && !answered.answer && !world.running) return toast(this.phone.screen, say("no_answer"));
    const { text, show_alert: alert } = answered?.answer ?? {};
    if (text) (alert ? alertBox : toast)(this.phone.screen, text);
    return null;
  }

  async copy(text) {
    await navigator.clipboard?.writeText(text).catch(() => {});
    toast(this.phone.screen, say("copied"));
  }
}
