// Small things that come up over one phone: menus, notes that fade, alerts to be answered.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { languageOf, say } from "./words.js";

const TOAST_STAYS = 3600; // ms, about what Telegram's own apps allow for a line of text

export function toast(screen, text) {
  screen.querySelector(".toast")?.remove();
  const note = el("div", { class: "toast", role: "status", lang: languageOf(text) }, text);
  screen.append(note);
  setTimeout(() => note.remove(), TOAST_STAYS + text.length * 25);
}

export function alertBox(screen, text) {
  const before = document.activeElement;
  const close = () => {
    box.remove();
    before?.focus?.();
  };
  const button = el("button", { class: "primary", type: "button", onclick: close }, say("ok"));
  const box = el(
    "div",
    { class: "veil", onkeydown: (event) => event.key === "Escape" && close() },
    el(
      "div",
      { class: "alert", role: "alertdialog", "aria-modal": "true", "aria-label": text },
      el("p", { lang: languageOf(text) }, text),
      button,
    ),
  );
  screen.append(box);
  button.focus();
}

// A menu over `screen`, near `anchor` when given, else from below. Items are {label, sign, detail, picture, act, danger};
// with `search` {words, find(text)} more of them are found by typing.
export function menu(screen, items, { anchor, title, search } = {}) {
  const before = document.activeElement;
  const close = (refocus = true) => {
    veil.remove();
    if (refocus) before?.focus?.();
  };
  const results = el("div", {}, items.map((item) => menuItem(item, close)));
  const list = el(
    "div",
    { class: "menu", role: "menu", "aria-label": title },
    title && el("div", { class: "menu-title" }, title),
    search && searchField(search, (found) => results.replaceChildren(...found.map((item) => menuItem(item, close)))),
    results,
  );
  const veil = el("div", { class: anchor ? "veil clear" : "veil low" }, list);
  veil.addEventListener("click", (event) => event.target === veil && close());
  veil.addEventListener("keydown", (event) => steer(event, list, close));
  screen.append(veil);
  if (anchor) put(list, anchor, screen);
  list.querySelector("button")?.focus();
}

function searchField({ words, find }, shown) {
  const input = el("input", {
    class: "search-people",
    type: "search",
    placeholder: words,
    "aria-label": words,
    autocomplete: "off",
  });
  input.addEventListener("input", () => shown(find(input.value)));
  return input;
}

function menuItem({ label, sign, detail, picture, act, danger }, close) {
  if (!act) return el("p", { class: "menu-note" }, label);
  const pick = () => {
    close(false);
    act();
  };
  return el(
    "button",
    { class: danger ? "danger" : null, type: "button", role: "menuitem", onclick: pick },
    picture ?? (sign && icon(sign, 20)),
    el("span", { class: "label", lang: languageOf(label) }, label, detail && el("small", {}, detail)),
  );
}

function steer(event, list, close) {
  const buttons = [...list.querySelectorAll("button")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) buttons.at((buttons.indexOf(document.activeElement) + step) % buttons.length)?.focus();
  if (event.key === "Escape") close();
  if (step || event.key === "Escape") event.preventDefault();
}

// Below the anchor where there is room, else above; never over the edge of the screen.
function put(list, anchor, screen) {
  const frame = screen.getBoundingClientRect();
  const at = anchor.getBoundingClientRect();
  const left = at.left - frame.left - screen.clientLeft;
  const top = at.bottom - frame.top - screen.clientTop + 4;
  const above = at.top - frame.top - screen.clientTop - list.offsetHeight - 4;
  list.style.top = `${Math.max(8, top + list.offsetHeight > screen.clientHeight - 8 ? above : top)}px`;
  list.style.left = `${Math.max(8, Math.min(left, screen.clientWidth - list.offsetWidth - 8))}px`;
}

// A form over the whole page; resolves to its FormData, or null when it is put away.
export function ask(title, fields, doIt) {
  return new Promise((resolve) => {
    const form = el(
      "form",
      { method: "dialog" },
      el("h2", {}, title),
      fields,
      el(
        "footer",
        {},
        el("button", { class: "quiet", type: "button", onclick: () => box.close() }, say("cancel")),
        el("button", { class: "primary", value: "yes" }, doIt),
      ),
    );
    const box = el("dialog", { class: "ask", "aria-label": title }, form);
    box.addEventListener("close", () => {
      box.remove();
      resolve(box.returnValue === "yes" ? new FormData(form) : null);
    });
    document.body.append(box);
    box.showModal();
  });
}

export const field = (label, input) => el("label", { class: "field" }, el("span", {}, label), input);
