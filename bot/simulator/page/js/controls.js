// The switches of the demo: the page's language, the bot on or off, how weak the network is.

import * as api from "./api.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { language, say } from "./words.js";
import { world } from "./world.js";

// What one request waits at each place of the slider, in ms; the last place is no network at all.
const DELAYS = [0, 600, 2000, 5000];
const NONE = DELAYS.length;

export function languageSwitch(changed) {
  const button = (code, name) =>
    el(
      "button",
      { type: "button", lang: code, "aria-pressed": String(language() === code), onclick: () => changed(code) },
      name,
    );
  return el(
    "div",
    { class: "languages", role: "group", "aria-label": say("page_language") },
    button("lo", "ລາວ"),
    button("en", "English"),
  );
}

export function botSwitch(told) {
  const state = el("small", {}, say(world.running ? "system_on" : "system_off"));
  const turn = async () => {
    try {
      world.running = (await api.switchBot(!world.running)).on;
    } catch (fault) {
      told(fault.message);
    }
    state.textContent = say(world.running ? "system_on" : "system_off");
    node.setAttribute("aria-checked", String(world.running));
  };
  const words = el("span", { class: "switch-words" }, el("span", {}, say("system")), state);
  const node = el(
    "button",
    { class: "switch", type: "button", role: "switch", "aria-checked": String(world.running), onclick: turn },
    el("i", { class: "lever" }),
    words,
  );
  return node;
}

export function networkSlider(told) {
  const word = el("small", {});
  const slider = el("input", {
    type: "range",
    class: "network-slider",
    min: "0",
    max: String(NONE),
    step: "1",
    value: "0",
    "aria-label": say("network"),
  });
  const show = () => {
    word.textContent = say(`network_${slider.value}`);
    slider.setAttribute("aria-valuetext", word.textContent);
    document.documentElement.dataset.network = slider.value;
  };
  slider.addEventListener("input", show);
  slider.addEventListener("change", () => {
    const place = Number(slider.value);
    api.setFaults({ delay_ms: DELAYS[place] ?? 0, offline: place === NONE }).catch((fault) => told(fault.message));
  });
  readPlace(slider).then(show, show);
  show();
  return el(
    "label",
    { class: "network" },
    icon("signal", 20),
    el("span", { class: "switch-words" }, el("span", {}, say("network")), word),
    slider,
  );
}

async function readPlace(slider) {
  const { delay_ms: delay = 0, offline } = await api.faults();
  slider.value = offline ? NONE : DELAYS.findLastIndex((one) => one <= delay);
}
