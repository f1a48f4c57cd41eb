// The reader's place in a chat: stays at the newest message when there, and does not move otherwise.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

const NEAR = 48; // pixels from the end that still count as "at the newest message"

export class Scroll {
  constructor(list) {
    this.unseen = 0;
    this.pinned = true;
    this.pane = el("div", { class: "pane", tabindex: "-1" }, list);
    this.badge = el("b", { class: "badge", hidden: true });
    this.down = el(
      "button",
      {
        class: "to-bottom",
        type: "button",
        "aria-label": say("to_bottom"),
        hidden: true,
        onclick: () => this.pin(true),
      },
      icon("down", 24),
      this.badge,
    );
    this.node = el("div", { class: "wall" }, this.pane, this.down);
    this.pane.addEventListener("scroll", () => this.moved());
    const settle = new ResizeObserver(() => this.settle());
    settle.observe(list);
    settle.observe(this.pane);
  }

  // A scroll that comes with another height is the layout's doing, not the reader's.
  moved() {
    const height = `${this.pane.scrollHeight}/${this.pane.clientHeight}`;
    if (height !== this.height) return this.settle();
    this.pinned = this.pane.scrollHeight - this.pane.scrollTop - this.pane.clientHeight < NEAR;
    return this.drawButton();
  }

  settle() {
    this.height = `${this.pane.scrollHeight}/${this.pane.clientHeight}`;
    if (this.pinned) this.pane.scrollTop = this.pane.scrollHeight;
  }

  // Runs a change of the list; `fresh` is how many messages it brought.
  keep(change, fresh) {
    change();
    if (!this.pinned) this.unseen += fresh;
    this.settle();
    this.drawButton();
  }

  drawButton() {
    if (this.pinned) this.unseen = 0;
    this.down.hidden = this.pinned;
    this.badge.hidden = !this.unseen;
    this.badge.textContent = this.unseen;
  }

  pin(smoothly = false) {
    this.pinned = true;
    this.pane.scrollTo({ top: this.pane.scrollHeight, behavior: smoothly ? "smooth" : "instant" });
    this.drawButton();
  }

  // Brings one message into view and lights it up for a moment.
  show(node) {
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: "smooth" });
    node.classList.add("lit");
    setTimeout(() => node.classList.remove("lit"), 1600);
  }
}
