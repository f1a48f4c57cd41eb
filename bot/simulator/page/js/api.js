// A client of the local Telegram's HTTP API: what people do on their phones, and the demo's controls.

async function call(method, path, body) {
  const form = body instanceof FormData;
  const response = await fetch(`/api/${path}`, {
    method,
    headers: body && !form ? { "Content-Type": "application/json" } : {},
    body: form || !body ? body : JSON.stringify(body),
  });
  const payload = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(payload.error ?? `${response.status} ${response.statusText}`);
  return payload;
}

const get = (path) => call("GET", path);
const post = (path, body = {}) => call("POST", path, body);
const at = (person, chat) => `people/${person}/chats/${chat}`;

export const world = () => get(`world?language=${document.documentElement.lang}`);
export const addPerson = (person) => post("people", person);
export const chats = (person) => get(`people/${person}/chats`);
export const messages = (person, chat, after) => get(`${at(person, chat)}/messages${after ? `?after=${after}` : ""}`);
export const write = (person, chat, text, replyTo) => post(`${at(person, chat)}/messages`, { text, reply_to: replyTo });
export const tap = (person, chat, messageId, data) => post(`${at(person, chat)}/taps`, { message_id: messageId, data });
export const sendContact = (person, chat) => post(`${at(person, chat)}/contact`);
export const edit = (person, chat, messageId, text) =>
  post(`${at(person, chat)}/edit`, { message_id: messageId, text });
export const start = (person, payload) => post(`people/${person}/start`, payload ? { payload } : {});
export const block = (person) => post(`people/${person}/block`);
export const unblock = (person) => post(`people/${person}/unblock`);

export function sendMedia(person, chat, { kind, files, caption, duration }) {
  const form = new FormData();
  form.append("kind", kind);
  if (caption) form.append("caption", caption);
  if (duration) form.append("duration", String(duration));
  for (const file of files) form.append("file", file, file.name);
  return call("POST", `${at(person, chat)}/media`, form);
}

export const addGroup = (title, creator) => post("groups", { title, creator });
export const addMember = (group, person) => post(`groups/${group}/members`, { person });
export const addBot = (group, by, payload) =>
  post(`groups/${group}/members`, { bot: true, by, start_payload: payload });
export const removeMember = (group, who) => call("DELETE", `groups/${group}/members/${who}`);
export const upgradeGroup = (group) => post(`groups/${group}/upgrade`);

export const clock = () => get("clock");
export const moveClock = (by) => post("clock", by);
export const speak = (language) => post("language", { language });
export const switchBot = (on) => post("running", { on });
export const faults = () => get("faults");
export const setFaults = (values) => post("faults", values);
export const fileUrl = (id) => `/api/files/${encodeURIComponent(id)}`;
