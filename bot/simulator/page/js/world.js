// What the whole page knows: the bot, the people, the clock. Read from the server, never invented.

import * as api from "./api.js";

export const world = { bot: { first_name: "Phaen" }, people: [], phones: [], known: [], run: null, running: true, movable: false, following: false };

let read = { at: 0, now: Date.now(), runs: true }; // the server's clock as last heard, by the page's own stopwatch

export const now = () => new Date(read.now + (read.runs ? performance.now() - read.at : 0));

export async function refresh() {
  const { now: heard, clock, ...rest } = await api.world();
  Object.assign(world, rest, { movable: clock?.movable ?? false, following: clock?.next ?? false });
  setClock(heard);
}

export function setClock(iso, runs = true) {
  read = { at: performance.now(), now: Date.parse(iso), runs };
}

// A clock that only moves when it is told to must not seem to run: two readings tell which kind this is.
export async function checkClock() {
  const { now: heard } = await api.clock();
  const passed = performance.now() - read.at;
  const moved = Date.parse(heard) - read.now;
  setClock(heard, passed < 2000 ? read.runs : moved > passed / 2);
}

export const person = (id) => world.people.find((one) => String(one.id) === String(id));
// What the link says that somebody sent to this person before they opened the chat.
export const invitationOf = (id) => roleOf(id)?.start;
export const roleOf = (id) => world.phones.find((phone) => String(phone.person) === String(id)) ?? knownOf(id);
export const knownOf = (id) => world.known.find((one) => String(one.person) === String(id));
