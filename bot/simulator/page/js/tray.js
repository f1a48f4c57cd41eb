// The files that a person has chosen and not sent yet: small previews, to be dropped or sent as they are.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

const KINDS = [
  [/^image\/(jpeg|png|webp)$/, "photo"],
  [/^video\//, "video"],
  [/^audio\//, "audio"],
];

export function tray(changed) {
  let files = [];
  const list = el("div", { class: "tray-list" });
  const asFile = el("input", { type: "checkbox" });
  const node = el("div", { class: "tray", hidden: true }, list, el("label", {}, asFile, say("as_file")));
  const draw = () => {
    node.hidden = !files.length;
    list.replaceChildren(...files.map((file) => preview(file, () => set(files.filter((one) => one !== file)))));
    changed();
  };
  const set = (chosen) => {
    files = chosen;
    draw();
  };
  const take = () => {
    const groups = sorted(files, asFile.checked);
    asFile.checked = false;
    set([]);
    return groups;
  };
  return { node, add: (more) => set([...files, ...more]), filled: () => files.length > 0, take };
}

// [{kind, files}], photos together so that they become one album.
function sorted(files, asFiles) {
  const kindOf = (file) => (asFiles ? "document" : (KINDS.find(([type]) => type.test(file.type))?.[1] ?? "document"));
  const kinds = [...new Set(files.map(kindOf))];
  return kinds.map((kind) => ({ kind, files: files.filter((file) => kindOf(file) === kind) }));
}

function preview(file, drop) {
  const picture = file.type.startsWith("image/");
  const url = picture ? URL.createObjectURL(file) : null;
  const face = picture
    ? el("img", { src: url, alt: file.name, onload: () => URL.revokeObjectURL(url) })
    : el("span", { class: "tray-file" }, icon("file", 22), file.name);
  return el(
    "div",
    { class: "tray-item" },
    face,
    el("button", { type: "button", "aria-label": `${say("cancel")}: ${file.name}`, onclick: drop }, icon("close", 14)),
  );
}
