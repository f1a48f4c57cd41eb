// The overlay in which photos, PDFs and other files open in place.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

const PICTURE = /\.(jpe?g|png|webp|gif|svg)$/i;

export function viewPictures(pictures, first) {
  let at = first;
  const image = el("img", { alt: "" });
  const words = el("p", { class: "viewer-caption" });
  const turn = (step) => {
    at = (at + step + pictures.length) % pictures.length;
    image.src = pictures[at].url;
    image.alt = pictures[at].caption || say("photo");
    words.textContent = pictures[at].caption;
    words.hidden = !pictures[at].caption;
  };
  turn(0);
  const stage = el("div", { class: "stage" }, image, words);
  const overlay = open({ title: say("photo"), url: () => pictures[at].url, stage });
  if (pictures.length > 1) addTurning(overlay, stage, turn);
}

function addTurning(overlay, stage, turn) {
  stage.prepend(
    el(
      "button",
      { class: "turn previous", type: "button", "aria-label": say("previous"), onclick: () => turn(-1) },
      icon("back", 30),
    ),
  );
  stage.append(
    el(
      "button",
      { class: "turn next", type: "button", "aria-label": say("next"), onclick: () => turn(1) },
      icon("back", 30),
    ),
  );
  overlay.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") turn(-1);
    if (event.key === "ArrowRight") turn(1);
  });
}

export function viewFile({ url, name, type, caption }) {
  if (type.startsWith("image/") || PICTURE.test(name)) return viewPictures([{ url, caption }], 0);
  const pdf = type === "application/pdf" || /\.pdf$/i.test(name);
  return open({ title: name, url: () => url, name, stage: pdf ? pdfStage(url, name) : fileStage(url, name) });
}

// Phones' browsers have no PDF view of their own inside a page: they get the link.
function pdfStage(url, name) {
  if (navigator.pdfViewerEnabled === false) return fileStage(url, name, say("no_pdf"));
  return el("div", { class: "stage pdf" }, el("iframe", { src: `${url}#toolbar=0&navpanes=0&view=FitH`, title: name }));
}

function fileStage(url, name, reason) {
  const link = el("a", { class: "primary", href: url, download: name }, icon("download", 20), say("download"));
  return el(
    "div",
    { class: "stage" },
    el("div", { class: "file-card" }, icon("file", 56), el("b", {}, name), reason && el("p", {}, reason), link),
  );
}

function open({ title, url, name, stage }) {
  const close = el(
    "button",
    { class: "viewer-close", type: "button", "aria-label": say("close"), onclick: () => overlay.close() },
    icon("close", 24),
  );
  const save = el(
    "a",
    { class: "viewer-save", "aria-label": say("download"), download: name ?? "", href: url() },
    icon("download", 22),
    say("download"),
  );
  save.addEventListener("click", () => save.setAttribute("href", url()));
  const overlay = el(
    "dialog",
    { class: "viewer", "aria-label": title },
    el("header", {}, el("span", { class: "viewer-title" }, title), save, close),
    stage,
  );
  overlay.addEventListener("click", (event) => (event.target === overlay || event.target === stage) && overlay.close());
  overlay.addEventListener("close", () => overlay.remove());
  document.body.append(overlay);
  overlay.showModal();
  return overlay;
}
