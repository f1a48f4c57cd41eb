// How people, bots and chats are named and pictured: full names, first letters, colours of their own.

import { el } from "./dom.js";

const COLOURS = ["#c2552d", "#8b5bb5", "#2c7d4f", "#1f7a94", "#b0487c", "#3f6cb8", "#9a6b13", "#5d7a1f"];

export const fullName = (user) => [user?.first_name, user?.last_name].filter(Boolean).join(" ");
// A name in both scripts, where the page knows them: ນ້ອຍ · Noy.
export const bothNames = (user, also) => [fullName(user), also].filter(Boolean).join(" · ");
export const chatName = (chat, bot) => chat.title ?? (chat.type === "private" ? bot.first_name : fullName(chat));
export const colourOf = (id) => COLOURS[Math.abs(Number(id)) % COLOURS.length];

// The first letter that carries a name; in Lao the vowels that are written first do not count.
export function initials(name) {
  const consonant = /[ກ-ຮໜໝ]/;
  const letters = name
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => (word.match(consonant) ?? [...word])[0]);
  return letters.join("").toUpperCase();
}

export function avatar(id, name, isBot = false) {
  if (isBot)
    return el("span", { class: "avatar bot", "aria-hidden": "true" }, el("img", { src: "art/phaen.svg", alt: "" }));
  return el("span", { class: "avatar", style: { "--colour": colourOf(id) }, "aria-hidden": "true" }, initials(name));
}

export function size(bytes) {
  if (!bytes) return "";
  const point = (number) => number.toFixed(1).replace(".", document.documentElement.lang === "lo" ? "," : ".");
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${point(bytes / 1024 / 1024)} MB`;
}
