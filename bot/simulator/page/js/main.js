// The page: a bar with the clock on top, below it the phones of several people side by side.

import * as api from "./api.js";
import { Clock } from "./clock.js";
import { botSwitch, languageSwitch, networkSlider } from "./controls.js";
import { el } from "./dom.js";
import { listen } from "./events.js";
import { icon } from "./icons.js";
import { choosePerson } from "./people.js";
import { Phone } from "./phone.js";
import { Tour } from "./tour.js";
import { keep, language, languageOf, say, speak } from "./words.js";
import { checkClock, person, refresh, roleOf, setClock, world } from "./world.js";

const FIRST = 3; // phones on the table when nobody says whose
const CLOCK_CHECK = 15_000; // ms

const table = { phones: [], active: 0, clock: null, tour: null };
const ANEW = "phaen.anew"; // said once after the page was loaded for a new world
const row = el("main", { class: "phones" });
const tabs = el("nav", { class: "tabs" });
const notices = el("div", { class: "notices", role: "status" });

function told(text) {
  const note = el("div", { class: "notice", lang: languageOf(text) }, text);
  notices.append(note);
  setTimeout(() => note.remove(), 5000);
}

// ——— the phones on the table
function firstPhones() {
  const asked = new URLSearchParams(location.search).get("phones")?.split(",") ?? [];
  const given = asked.length ? asked : world.phones.map((phone) => phone.person);
  const known = given.map((id) => person(id)?.id).filter(Boolean);
  return known.length ? known : world.people.slice(0, FIRST).map((one) => one.id);
}

const shell = {
  choose: (phone) => choosePerson(phone.screen, { anchor: null, shown: ids(), chosen: (id) => id && swap(phone, id) }),
  away: (phone) => lay(table.phones.filter((one) => one !== phone)),
};

const ids = () => table.phones.map((phone) => phone.id);

function swap(phone, id) {
  lay(table.phones.map((one) => (one === phone ? bring(id) : one)));
}

// A new phone opens in the chat with the bot, or in `chat`; null is the list of chats.
function bring(id, chat = id) {
  const phone = new Phone(id, shell);
  phone.try(() => (chat === null ? phone.back() : phone.open(chat)));
  return phone;
}

function lay(phones) {
  table.phones = phones;
  table.active = Math.min(table.active, Math.max(0, phones.length - 1));
  const add = el(
    "button",
    { class: "add-phone", type: "button", onclick: addPhone, title: say("add_phone") },
    icon("plus", 26),
    el("span", {}, say("add_phone")),
  );
  row.replaceChildren(...phones.map((phone) => phone.node), add);
  row.style.setProperty("--count", Math.max(2, phones.length));
  const shown = new URL(location.href);
  shown.searchParams.set("phones", ids().join(","));
  history.replaceState(null, "", shown.href.replaceAll("%2C", ","));
  drawTabs();
  table.tour?.mark();
}

// Somebody's phone comes into view; where it is not on the table it is laid there.
function showPerson(id) {
  const place = ids().findIndex((one) => String(one) === String(id));
  if (place < 0) lay([...table.phones, bring(id)]);
  show(place < 0 ? table.phones.length - 1 : place);
}

function addPhone() {
  choosePerson(document.body, {
    shown: ids(),
    chosen: (id) => id && show(lay([...table.phones, bring(id)]) ?? table.phones.length - 1),
  });
}

// ——— on a small screen one phone at a time, with a tab for each person
function show(place) {
  table.active = place;
  drawTabs();
  table.phones[place]?.node.scrollIntoView({ behavior: "smooth", inline: "nearest", block: "nearest" });
}

function drawTabs() {
  const tab = (phone, place) => {
    const role = roleOf(phone.id)?.[`role_${language()}`];
    return el(
      "button",
      { type: "button", "aria-pressed": String(place === table.active), onclick: () => show(place) },
      el("b", { lang: languageOf(phone.name()) }, phone.name()),
      role && el("small", {}, role),
    );
  };
  tabs.replaceChildren(
    ...table.phones.map(tab),
    el(
      "button",
      { class: "tab-add", type: "button", "aria-label": say("add_phone"), onclick: addPhone },
      icon("plus", 20),
    ),
  );
  table.phones.forEach((phone, place) => phone.node.classList.toggle("active", place === table.active));
}

// ——— the bar on top
function bar() {
  const brand = el(
    "div",
    { class: "brand" },
    el("img", { src: "art/phaen.svg", alt: "" }),
    el("div", {}, el("h1", {}, "Phaen ", el("span", { lang: "lo" }, "ແຜນ")), el("p", {}, say("tagline"))),
  );
  const controls = el(
    "div",
    { class: "controls" },
    networkSlider(told),
    botSwitch(told),
    languageSwitch(changeLanguage),
  );
  const gear = el(
    "button",
    { class: "round gear", type: "button", "aria-label": say("settings"), "aria-expanded": "false" },
    icon("settings", 24),
  );
  controls.prepend(table.tour.button);
  const header = el("header", { class: "bar-top" }, brand, table.clock.node, controls, gear);
  gear.addEventListener("click", () => gear.setAttribute("aria-expanded", String(header.classList.toggle("opened"))));
  return header;
}

async function changeLanguage(code) {
  speak(code);
  keep();
  await api.speak(code).catch(() => {});
  draw(table.phones.map((phone) => [phone.id, phone.chat ? phone.chat.chat.id : null]));
}

function draw(places) {
  table.clock = new Clock(told);
  document.title = "Phaen ແຜນ";
  table.tour = new Tour(showPerson);
  document.body.replaceChildren(bar(), tabs, el("div", { class: "desk" }, table.tour.node, row), notices);
  lay(places.map(([id, chat]) => bring(id, chat)));
}

// ——— what the server tells
async function happened(event) {
  if (event.now) setClock(event.now);
  if (event.type === "world") await refresh().catch(() => {});
  table.phones.forEach((phone) => phone.handle(event));
  if (event.type === "world") table.phones.forEach((phone) => phone.redrawCaption());
  table.clock.draw();
}

let wasConnected = null;

async function connected(yes) {
  document.body.classList.toggle("offline", !yes);
  if (yes && wasConnected === false) await readAnew();
  if (!yes && wasConnected) told(say("lost"));
  wasConnected = yes;
}

// After a gap nothing is assumed: every phone shows what the server has now. Another run of the demo has another
// world, so the page begins anew with it.
async function readAnew() {
  const { run } = world;
  await refresh().catch(() => {});
  if (run !== world.run) {
    sessionStorage.setItem(ANEW, "yes");
    location.replace(location.pathname);
    return;
  }
  table.phones.forEach((phone) => phone.try(() => (phone.chat ? phone.chat.load() : phone.readChats())));
}

async function begin() {
  speak(language());
  await refresh();
  if ((await api.speak(language()).catch(() => ({}))).changed) await refresh();
  draw(firstPhones().map((id) => [id, id]));
  if (sessionStorage.getItem(ANEW)) told(say("anew"));
  sessionStorage.removeItem(ANEW);
  listen(happened, connected);
  setInterval(() => {
    table.clock.draw();
    table.phones.forEach((phone) => phone.tick());
  }, 1000);
  setInterval(() => checkClock().catch(() => {}), CLOCK_CHECK);
}

// The server may still be starting: the page waits for it.
async function beginWhenReady() {
  document.body.replaceChildren(
    el("p", { class: "opening" }, el("img", { src: "art/phaen.svg", alt: "" }), say("connecting")),
  );
  for (;;) {
    try {
      return await begin();
    } catch (fault) {
      if (!(fault instanceof TypeError) && !/^5/.test(fault.message)) throw fault;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

beginWhenReady();
