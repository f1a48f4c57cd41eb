// Where a person writes: text, files, voice, replies, commands, and the bot's large buttons.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { replyKeyboard } from "./keyboards.js";
import { fullName } from "./names.js";
import { canRecord, record, sample } from "./recorder.js";
import { menu } from "./sheet.js";
import { summary } from "./summary.js";
import { length } from "./time.js";
import { tray } from "./tray.js";
import { languageOf, say } from "./words.js";

const drafts = new Map(); // what was typed and not sent, per phone and chat

export class Composer {
  // `act`: {send(text, replyTo), choose(text, button), edit(message, text), files(kind, files, caption), voice({file, duration})}
  constructor(name, screen, act) {
    Object.assign(this, { name, screen, act, about: null, commands: [], keyboard: null, keyboardOpen: true });
    this.text = el("textarea", {
      class: "composer",
      tabindex: "1", // Tab reaches what one writes into before all the buttons around it
      rows: "1",
      placeholder: say("message"),
      "aria-label": say("message"),
    });
    this.text.value = drafts.get(name) ?? "";
    this.input = el("input", {
      class: "attach",
      type: "file",
      multiple: true,
      hidden: true,
      "aria-label": say("attach"),
    });
    this.tray = tray(() => this.refresh());
    this.build();
    this.drawKeyboard();
    this.refresh();
  }

  build() {
    const button = (kind, sign, label, act) =>
      el(
        "button",
        { class: kind, type: "button", "aria-label": say(label), title: say(label), onclick: act },
        icon(sign, 22),
      );
    this.slash = button("commands", "slash", "commands", () => this.showCommands(this.commands));
    this.keys = button("keys", "keyboard", "hide_buttons", () => this.toggleKeyboard());
    this.clip = button("clip", "attach", "attach", () => this.input.click());
    this.go = button("send", "send", "send", () => this.send());
    this.mic = button("mic", "mic", "record", () => this.voice());
    this.context = el("div", { class: "context", hidden: true });
    this.hints = el("div", { class: "hints", role: "listbox", "aria-label": say("commands"), hidden: true });
    this.board = el("div", { class: "board" });
    this.bar = el(
      "div",
      { class: "bar" },
      this.slash,
      el("div", { class: "pen" }, this.text, this.keys, this.clip),
      this.mic,
      this.go,
    );
    this.node = el(
      "footer",
      { class: "compose" },
      this.hints,
      this.context,
      this.tray.node,
      this.bar,
      this.input,
      this.board,
    );
    this.text.addEventListener("input", () => this.refresh());
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.text.addEventListener("paste", (event) => this.take(event.clipboardData.files, event));
    this.input.addEventListener("change", () => this.take(this.input.files));
  }

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.send();
    }
    if (event.key === "Escape") this.forget();
  }

  take(files, event) {
    if (!files.length) return;
    event?.preventDefault();
    this.tray.add([...files]);
    this.input.value = "";
    this.text.focus();
  }

  refresh() {
    drafts.set(this.name, this.text.value);
    const ready = Boolean(this.text.value.trim() || this.tray.filled());
    this.go.hidden = !ready;
    this.mic.hidden = ready;
    this.slash.hidden = !this.commands.length || Boolean(this.text.value);
    this.text.placeholder = this.tray.filled()
      ? say("caption")
      : (this.keyboard?.input_field_placeholder ?? say("message"));
    this.text.lang = languageOf(this.text.value);
    this.grow();
    this.hint();
  }

  grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, 132)}px`;
  }

  send() {
    const words = this.text.value.trim();
    const { about } = this;
    if (this.tray.filled())
      this.tray.take().forEach(({ kind, files }, place) => this.act.files(kind, files, place ? "" : words));
    else if (!words) return;
    else if (about?.edits) this.act.edit(about.edits, words);
    else this.act.send(words, about?.replyTo);
    this.text.value = "";
    this.forget();
    this.refresh();
  }

  // What could not be sent comes back, unless something else is being written.
  restore(text) {
    if (!this.text.value) this.text.value = text;
    this.refresh();
  }

  // ——— replying and editing
  reply(message) {
    this.tie({ replyTo: message }, "reply", fullName(message.from), summary(message));
  }

  edit(message) {
    this.text.value = message.text ?? "";
    this.tie({ edits: message }, "edit", say("editing"), summary(message));
    this.refresh();
  }

  tie(about, sign, title, words) {
    this.about = about;
    const close = el(
      "button",
      { type: "button", "aria-label": say("cancel"), onclick: () => this.forget() },
      icon("close", 18),
    );
    this.context.replaceChildren(
      icon(sign, 20),
      el("div", {}, el("b", {}, title), el("span", { lang: languageOf(words) }, words)),
      close,
    );
    this.context.hidden = false;
    this.text.focus();
  }

  forget() {
    if (this.about?.edits) this.text.value = "";
    this.about = null;
    this.context.hidden = true;
  }

  // ——— commands and large buttons
  setCommands(commands) {
    this.commands = commands;
    this.refresh();
  }

  showCommands(commands) {
    this.hints.hidden = !this.hints.hidden || !commands.length;
    const pick = (name) => {
      this.text.value = "";
      this.act.send(`/${name}`);
      this.refresh();
    };
    this.hints.replaceChildren(
      ...commands.map(({ command, description }) =>
        el(
          "button",
          { type: "button", role: "option", onclick: () => pick(command) },
          el("b", {}, `/${command}`),
          el("span", { lang: languageOf(description) }, description),
        ),
      ),
    );
  }

  // Typing "/" offers the commands that begin so.
  hint() {
    const typed = this.text.value.match(/^\/(\w*)$/)?.[1];
    this.hints.hidden = true;
    if (typed !== undefined) this.showCommands(this.commands.filter(({ command }) => command.startsWith(typed)));
  }

  setKeyboard(keyboard) {
    if (JSON.stringify(keyboard) === JSON.stringify(this.keyboard)) return;
    this.keyboard = keyboard?.keyboard ? keyboard : null;
    this.keyboardOpen = true;
    this.drawKeyboard();
    this.refresh();
  }

  toggleKeyboard() {
    this.keyboardOpen = !this.keyboardOpen;
    this.drawKeyboard();
  }

  drawKeyboard() {
    const { keyboard } = this;
    this.keys.hidden = !keyboard;
    this.keys.classList.toggle("on", this.keyboardOpen);
    this.keys.setAttribute("aria-label", say(this.keyboardOpen ? "hide_buttons" : "show_buttons"));
    const choose = (text, button) => {
      this.act.choose(text, button);
      if (keyboard.one_time_keyboard) this.toggleKeyboard();
    };
    this.board.replaceChildren(...(keyboard && this.keyboardOpen ? [replyKeyboard(keyboard, { choose })] : []));
  }

  // ——— voice
  async voice() {
    const recording = canRecord() ? await record().catch(() => null) : null;
    if (recording) this.showRecording(recording);
    else
      menu(this.screen, [{ label: say("send_sample"), sign: "mic", act: () => this.act.voice(sample()) }], {
        title: say("no_microphone"),
      });
  }

  showRecording(recording) {
    const began = performance.now();
    const time = el("span", { class: "recorded" }, length(0));
    const tick = setInterval(() => (time.textContent = length((performance.now() - began) / 1000)), 250);
    const end = () => {
      clearInterval(tick);
      strip.replaceWith(this.bar);
    };
    const drop = () => (end(), recording.drop());
    const send = async () => (end(), this.act.voice(await recording.stop()));
    const strip = el(
      "div",
      { class: "bar recording" },
      el("button", { class: "drop", type: "button", "aria-label": say("cancel"), onclick: drop }, icon("trash", 22)),
      el("span", { class: "dot" }),
      time,
      el("span", { class: "grow" }, say("recording")),
      el("button", { class: "send", type: "button", "aria-label": say("send"), onclick: send }, icon("send", 22)),
    );
    this.bar.replaceWith(strip);
    strip.querySelector(".send").focus();
  }
}
