// Whose phone it is: choosing one of the people, or adding somebody new.

import * as api from "./api.js";
import { el } from "./dom.js";
import { avatar, fullName } from "./names.js";
import { ask, field, menu } from "./sheet.js";
import { language, say } from "./words.js";
import { refresh, roleOf, world } from "./world.js";

// A menu of everybody; `chosen(id)` is told who it is to be. `shown` are the people whose phones are on the table already.
export function choosePerson(over, { anchor, shown, chosen }) {
  const items = world.people
    .filter((one) => !shown.includes(one.id))
    .map((one) => ({
      label: fullName(one),
      detail: roleOf(one.id)?.[`role_${language()}`],
      picture: avatar(one.id, fullName(one)),
      act: () => chosen(one.id),
    }));
  const add = { label: say("add_person"), sign: "plus", act: async () => chosen(await addPerson()) };
  menu(over, [...items, add], { anchor, title: say("whose_phone") });
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
