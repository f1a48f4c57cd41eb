// What a message carries beside its words: photos, albums, videos, voices, documents.

import { fileUrl } from "./api.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { size } from "./names.js";
import { player } from "./player.js";
import { say } from "./words.js";
import { viewFile, viewPictures } from "./viewer.js";

const DRAW = { photo: picture, video, voice, audio, document: file, animation: video, contact, location: place };

// The element of one message's medium, or null when it has only words.
export function medium(message) {
  if (message.animation) return video(message);
  const kind = Object.keys(DRAW).find((name) => message[name]);
  return kind ? DRAW[kind](message) : null;
}

export const looksBare = (message) => Boolean((message.photo || message.video) && !message.caption);

const largest = (photo) =>
  photo.reduce((best, one) => (one.width * one.height > best.width * best.height ? one : best));

// What the viewer shows for a photo or a picture sent as a file.
const shown = (message) => ({ url: fileUrl(largest(message.photo).file_id), caption: message.caption ?? "" });

function picture(message) {
  const photo = largest(message.photo);
  return photoButton(photo, message.caption, () => viewPictures([shown(message)], 0));
}

function photoButton(photo, caption, open) {
  const image = el("img", {
    src: fileUrl(photo.file_id),
    alt: caption || say("photo"),
    width: photo.width,
    height: photo.height,
    loading: "lazy",
  });
  return el(
    "button",
    {
      class: "photo",
      type: "button",
      "aria-label": `${say("photo")}. ${say("open")}`,
      onclick: open,
      style: { "--ratio": ratio(photo) },
    },
    image,
  );
}

// Very tall or very wide pictures are cropped in the bubble; the viewer shows all of them.
const ratio = ({ width, height }) => Math.min(2.2, Math.max(0.72, (width || 4) / (height || 3))).toFixed(3);

export function album(messages) {
  const photos = messages.filter((message) => message.photo);
  const pictures = photos.map(shown);
  const cells = messages.map((message) => {
    const cell = message.photo
      ? photoButton(largest(message.photo), message.caption, () => viewPictures(pictures, photos.indexOf(message)))
      : medium(message);
    cell.dataset.part = message.message_id;
    return cell;
  });
  const grid = messages.every((message) => message.photo || message.video);
  return el("div", { class: grid ? `album of-${Math.min(messages.length, 5)}` : "files" }, cells);
}

function video(message) {
  const { file_id: id, width, height } = message.video ?? message.animation;
  return el("video", {
    class: "video",
    src: fileUrl(id),
    controls: true,
    preload: "metadata",
    playsinline: true,
    style: { "--ratio": ratio({ width, height }) },
  });
}

function voice(message) {
  const { file_id: id, duration, file_unique_id: unique } = message.voice;
  return player({ src: fileUrl(id), duration, id: unique ?? id });
}

function audio(message) {
  const { file_id: id, duration, title, file_name: name, file_unique_id: unique } = message.audio;
  return el(
    "div",
    { class: "audio" },
    el("div", { class: "file-name" }, title ?? name ?? say("audio")),
    player({ src: fileUrl(id), duration, id: unique ?? id }),
  );
}

function file(message) {
  const { file_id: id, file_name: name = say("document"), file_size: bytes, mime_type: type = "" } = message.document;
  const extension = name.includes(".") ? name.split(".").pop().slice(0, 4) : "";
  const open = () => viewFile({ url: fileUrl(id), name, type, caption: message.caption ?? "" });
  return el(
    "button",
    { class: "file", type: "button", onclick: open, "aria-label": `${say("open")}: ${name}` },
    el(
      "span",
      { class: `file-sign ${extension.toLowerCase()}` },
      icon("file", 26),
      el("b", {}, extension.toUpperCase()),
    ),
    el(
      "span",
      { class: "file-words" },
      el("span", { class: "file-name" }, name),
      el("span", { class: "file-size" }, size(bytes)),
    ),
  );
}

function contact({ contact: { first_name: name, phone_number: number } }) {
  return el("div", { class: "note" }, icon("person", 22), el("span", {}, `${name} · ${number}`));
}

function place({ location: { latitude, longitude } }) {
  return el(
    "div",
    { class: "note" },
    icon("link", 22),
    el("span", {}, `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`),
  );
}
