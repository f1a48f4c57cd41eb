// A voice message: play, pause, a drawn sound wave to jump in, and its length.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { length } from "./time.js";
import { say } from "./words.js";

const BARS = 36;
let playing = null; // one voice at a time on the whole page, as on one real phone

export function player({ src, duration = 0, id }) {
  const sound = el("audio", { src, preload: "metadata" });
  const button = el("button", { class: "play", type: "button", "aria-label": say("play") }, icon("play", 22));
  const wave = el("button", { class: "wave", type: "button", "aria-label": say("voice") }, bars(id ?? src));
  const time = el("span", { class: "time" }, length(duration));
  const long = () => (Number.isFinite(sound.duration) && sound.duration ? sound.duration : duration);
  const show = () => {
    const done = long() ? sound.currentTime / long() : 0;
    [...wave.children].forEach((bar, place) => bar.classList.toggle("heard", place / BARS < done));
    time.textContent = length(sound.currentTime && !sound.ended ? sound.currentTime : long());
  };
  const face = () => {
    button.replaceChildren(icon(sound.paused ? "play" : "pause", 22));
    button.setAttribute("aria-label", say(sound.paused ? "play" : "pause"));
  };
  button.addEventListener("click", () => (sound.paused ? begin(sound) : sound.pause()));
  wave.addEventListener("click", (event) => jump(sound, long(), event, wave));
  for (const change of ["play", "pause", "ended"]) sound.addEventListener(change, face);
  for (const change of ["timeupdate", "loadedmetadata", "ended"]) sound.addEventListener(change, show);
  return el("div", { class: "player" }, sound, button, el("div", { class: "track" }, wave, time));
}

function begin(sound) {
  if (playing && playing !== sound) playing.pause();
  playing = sound;
  sound.play().catch(() => {}); // a sound that cannot be decoded simply stays silent
}

function jump(sound, long, event, wave) {
  const box = wave.getBoundingClientRect();
  if (event.clientX && long) sound.currentTime = ((event.clientX - box.left) / box.width) * long;
  begin(sound);
}

// The Bot API sends no wave form: each voice gets one of its own, always the same, made from its id.
function bars(id) {
  let seed = [...id].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) >>> 0, 7);
  return Array.from({ length: BARS }, (_, place) => {
    seed = (seed * 1664525 + 1013904223) >>> 0;
    const swell = 0.55 + 0.45 * Math.sin((place / BARS) * Math.PI * 3);
    return el("i", { style: { "--height": `${Math.round(18 + (seed / 2 ** 32) * 82 * swell)}%` } });
  });
}
