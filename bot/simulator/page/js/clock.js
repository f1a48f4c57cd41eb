// The clock of the demo: the day and hour in large letters, and the buttons that move them forward, to what happens next or by so much.

import * as api from "./api.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { ask, field } from "./sheet.js";
import { date, fromField, hour, toField, weekday } from "./time.js";
import { say } from "./words.js";
import { now, setClock, world } from "./world.js";

const STEPS = [
  ["hour_on", 3600],
  ["day_on", 86400],
  ["week_on", 604800],
];
const POLL_INTERVAL = 250; // ms between two readings of a moving clock

const moment = (when) => `${weekday(when)}, ${date(when)} – ${hour(when)}`;

export class Clock {
  // `told(text)` shows a sentence to the whole page.
  constructor(told) {
    this.told = told;
    this.hour = el("b", { class: "clock-hour" });
    this.date = el("span", { class: "clock-date" });
    this.face = el("div", { class: "clock-face", role: "timer", "aria-label": say("lao_time") }, this.hour, this.date);
    const steps = STEPS.map(([word, seconds]) =>
      el(
        "button",
        { class: "step", type: "button", data: { advance: seconds }, onclick: () => this.move({ seconds }) },
        say(word),
      ),
    );
    const following = el(
      "button",
      { class: "step", type: "button", data: { advance: "next" }, onclick: () => this.move({ next: true }) },
      say("next_event"),
    );
    const choose = el(
      "button",
      { class: "step choose", type: "button", onclick: () => this.choose() },
      icon("calendar", 18),
      say("move_to"),
    );
    this.buttons = [world.following && following, ...steps, choose].filter(Boolean);
    this.node = el("div", { class: "clock" }, this.face, el("div", { class: "clock-steps" }, this.buttons));
    this.draw();
  }

  draw() {
    this.hour.textContent = hour(now());
    const words = `${weekday(now())}, ${date(now())}`;
    if (this.date.textContent !== words) this.date.textContent = words;
    for (const button of this.buttons) button.disabled = this.busy || !world.movable;
    this.node.classList.toggle("busy", Boolean(this.busy));
    this.node.setAttribute("aria-busy", String(Boolean(this.busy)));
  }

  async choose() {
    const input = el("input", {
      type: "datetime-local",
      name: "to",
      required: true,
      min: toField(now()),
      value: toField(now()),
    });
    const echo = el("p", { class: "echo" });
    const read = () => (echo.textContent = input.value ? moment(new Date(fromField(input.value))) : "");
    input.addEventListener("input", read);
    read();
    const form = await ask(say("move_title"), [field(say("lao_time"), input), echo], say("move"));
    if (form) await this.move({ to: fromField(form.get("to")) });
  }

  // The answer comes when everything that falls due on the way has happened.
  async move(by) {
    this.busy = true;
    this.draw();
    const watch = setInterval(() => this.follow(), POLL_INTERVAL);
    try {
      setClock((await api.moveClock(by)).now);
    } catch (fault) {
      this.told(fault instanceof TypeError ? say("not_sent") : fault.message);
    }
    clearInterval(watch);
    this.busy = false;
    this.draw();
  }

  // Shows the days passing while the clock is on its way.
  async follow() {
    const { now: passing } = await api.clock().catch(() => ({}));
    if (this.busy && passing) setClock(passing);
    this.draw();
  }
}
