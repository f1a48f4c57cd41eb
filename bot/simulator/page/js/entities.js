// A text with Telegram's entities (offsets in UTF-16 units, as in JavaScript) as page elements.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

const PLAIN_TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre" };
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const FOLD_FROM = 140; // characters; a shorter quotation has nothing to unfold

// `act` says what a tap does: {link(url), command(text)}.
export function rich(text, entities = [], act) {
  const outermostFirst = [...entities].sort((one, two) => one.offset - two.offset || two.length - one.length);
  return span(text, outermostFirst, 0, text.length, act);
}

// The nodes of text[from…to], taking from `entities` all that begin inside.
function span(text, entities, from, to, act) {
  const nodes = [];
  let at = from;
  while (entities.length && entities[0].offset < to) {
    const entity = entities.shift();
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    nodes.push(wrapped(entity, text.slice(entity.offset, end), span(text, entities, entity.offset, end, act), act));
    at = BLOCKS.has(entity.type) && text[end] === "\n" ? end + 1 : end; // a block ends its line by itself
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function wrapped(entity, text, inside, act) {
  if (PLAIN_TAGS[entity.type]) return el(PLAIN_TAGS[entity.type], {}, inside);
  if (entity.type === "blockquote") return el("blockquote", {}, inside);
  if (entity.type === "expandable_blockquote") return foldedQuote(text, inside);
  if (entity.type === "spoiler") return spoiler(inside);
  if (entity.type === "bot_command") return command(text, inside, act);
  const url = address(entity, text);
  return url ? link(url, inside, act) : el("span", { class: `entity ${entity.type}` }, inside);
}

function address(entity, text) {
  if (entity.type === "text_link") return entity.url;
  if (entity.type === "url") return /^[a-z]+:/i.test(text) ? text : `https://${text}`;
  if (entity.type === "email") return `mailto:${text}`;
  if (entity.type === "phone_number") return `tel:${text}`;
  return null;
}

const SAFE = /^(https?|tg|mailto|tel):/i;

function link(url, inside, act) {
  if (!SAFE.test(url)) return el("span", {}, inside);
  const follow = (event) => {
    event.preventDefault();
    act.link(url);
  };
  return el("a", { href: url, rel: "noopener noreferrer", onclick: follow }, inside);
}

function command(text, inside, act) {
  return el("button", { class: "command", type: "button", onclick: () => act.command(text) }, inside);
}

function spoiler(inside) {
  const hidden = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": say("hidden_text") });
  const cover = el("span", { class: "covered", "aria-hidden": "true" }, inside);
  const reveal = () => {
    hidden.classList.add("revealed");
    cover.removeAttribute("aria-hidden");
    for (const name of ["role", "tabindex", "aria-label"]) hidden.removeAttribute(name);
  };
  hidden.addEventListener("click", reveal);
  hidden.addEventListener("keydown", (event) => ["Enter", " "].includes(event.key) && reveal());
  hidden.append(cover);
  return hidden;
}

function foldedQuote(text, inside) {
  if (text.length < FOLD_FROM && text.split("\n").length < 4) return el("blockquote", {}, inside);
  const toggle = el(
    "button",
    { class: "fold", type: "button", "aria-expanded": "false", "aria-label": say("show_more") },
    icon("down", 18),
  );
  const quote = el("blockquote", { class: "folded" }, el("div", { class: "quoted" }, inside), toggle);
  toggle.addEventListener("click", () => {
    const folded = quote.classList.toggle("folded");
    toggle.setAttribute("aria-expanded", String(!folded));
    toggle.setAttribute("aria-label", say(folded ? "show_more" : "show_less"));
  });
  return quote;
}
