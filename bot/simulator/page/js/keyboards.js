// The buttons that a bot sends: rows under a message, and the large keyboard in place of the letters.

import { el } from "./dom.js";
import { icon } from "./icons.js";

// Under a message. `act.press(button, node)` is awaited: the button turns until the answer is there.
export function inlineRows(markup, act) {
  const rows = (markup?.inline_keyboard ?? []).filter((row) => row.length);
  if (!rows.length) return null;
  return el(
    "div",
    { class: "inline-rows" },
    rows.map((row) =>
      el(
        "div",
        { class: "row" },
        row.map((button) => inlineButton(button, act)),
      ),
    ),
  );
}

const CORNERS = [
  ["url", "open"],
  ["copy_text", "copy"],
  ["switch_inline_query", "reply"],
];

function inlineButton(button, act) {
  const corner = CORNERS.find(([kind]) => kind in button);
  const node = el(
    "button",
    { class: "inline", type: "button" },
    el("span", {}, button.text),
    corner && icon(corner[1], 12),
  );
  node.addEventListener("click", async () => {
    if (node.getAttribute("aria-busy")) return;
    node.setAttribute("aria-busy", "true");
    await act.press(button);
    node.removeAttribute("aria-busy");
  });
  return node;
}

// In place of the letters; without `resize_keyboard` it takes the height of a phone's own keyboard, as in Telegram.
export function replyKeyboard(markup, act) {
  const rows = markup.keyboard.map((row) =>
    el(
      "div",
      { class: "row" },
      row.map((button) => replyButton(button, act)),
    ),
  );
  return el("div", { class: markup.resize_keyboard ? "reply-keyboard" : "reply-keyboard tall", role: "group" }, rows);
}

function replyButton(button, act) {
  const text = typeof button === "string" ? button : button.text;
  return el("button", { class: "reply", type: "button", onclick: () => act.choose(text, button) }, text);
}
