// Whose phone it is: choosing one of the people, or adding somebody new.

import * as api from "./api.js";
import { el } from "./dom.js";
import { avatar, bothNames, fullName } from "./names.js";
import { ask, field, menu } from "./sheet.js";
import { language, say } from "./words.js";
import { knownOf, refresh, roleOf, world } from "./world.js";

const FIRST = 6; // people who are offered before somebody is looked for
const FOUND = 12;

// A menu of a handful, everybody else by typing; `chosen(id)` is told who it is to be. `shown` are the people whose
// phones are on the table already.
export function choosePerson(over, { anchor, shown, chosen }) {
  const others = [...world.people]
    .filter((one) => !shown.includes(one.id))
    .sort((one, two) => rank(one) - rank(two));
  const item = (one) => ({
    label: bothNames(one, knownOf(one.id)?.also),
    detail: roleOf(one.id)?.[`role_${language()}`],
    picture: avatar(one.id, fullName(one)),
    act: () => chosen(one.id),
  });
  const add = { label: say("add_person"), sign: "plus", act: async () => chosen(await addPerson()) };
  const more = others.length - FIRST;
  const first = [
    ...others.slice(0, FIRST).map(item),
    more > 0 && { label: say("more_people", { n: more }) },
    add,
  ].filter(Boolean);
  const find = (text) => {
    if (!text.trim()) return first;
    const found = others.filter((one) => words(one).includes(text.trim().toLowerCase())).slice(0, FOUND);
    return found.length ? found.map(item) : [{ label: say("nobody") }, add];
  };
  const search = more > 0 ? { words: say("find_person"), find } : undefined;
  menu(over, first, { anchor, title: say("whose_phone"), search });
}

// Those of the story first, then whoever was added by hand, then leaders, then all others.
function rank(one) {
  if (world.phones.some((phone) => phone.person === one.id)) return 0;
  const known = knownOf(one.id);
  if (!known) return 1;
  return /^(Staff|Expert)/.test(known.role_en) ? 2 : known.role_en.startsWith("Leader") ? 3 : 4;
}

function words(one) {
  const known = knownOf(one.id) ?? {};
  return [fullName(one), known.also, known.role_lo, known.role_en].join(" ").toLowerCase();
}

// The id of the new person, or null.
export async function addPerson() {
  const languages = [
    ["lo", "ລາວ"],
    ["en", "English"],
  ].map(([code, name]) => el("option", { value: code }, name));
  const form = await ask(
    say("add_person"),
    [
      field(
        say("first_name"),
        el("input", { name: "first_name", required: true, maxlength: "64", autocomplete: "off" }),
      ),
      field(say("last_name"), el("input", { name: "last_name", maxlength: "64", autocomplete: "off" })),
      field(say("phone_language"), el("select", { name: "language_code" }, languages)),
    ],
    say("add"),
  );
  if (!form) return null;
  const person = await api.addPerson(Object.fromEntries([...form].filter(([, value]) => value)));
  await refresh();
  return person.id;
}
