// What can be done with one message: reply, copy, edit one's own.

import { menu } from "./sheet.js";
import { say } from "./words.js";

const LONG_PRESS = 450; // ms
const SWIPE = 56; // pixels to the left

export function messageMenu(chat, message, anchor) {
  const text = message.text ?? message.caption;
  const items = [{ label: say("reply"), sign: "reply", act: () => chat.composer.reply(message) }];
  if (text) items.push({ label: say("copy"), sign: "copy", act: () => chat.copy(text) });
  if (message.from?.id === chat.phone.id && message.text)
    items.push({ label: say("edit"), sign: "edit", act: () => chat.composer.edit(message) });
  menu(chat.phone.screen, items, { anchor });
}

// A long press or a right click opens the menu; a swipe to the left answers.
export function addGestures(node, { open, reply }) {
  let from = null;
  let timer = 0;
  const stop = () => {
    clearTimeout(timer);
    from = null;
    node.style.translate = "";
  };
  node.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    open();
  });
  node.addEventListener(
    "touchstart",
    ({ touches: [finger] }) => {
      from = finger;
      timer = setTimeout(() => (stop(), open()), LONG_PRESS);
    },
    { passive: true },
  );
  node.addEventListener(
    "touchmove",
    ({ touches: [finger] }) => {
      if (!from) return;
      clearTimeout(timer);
      const aside = finger.clientX - from.clientX;
      if (Math.abs(finger.clientY - from.clientY) > 24) return stop();
      node.style.translate = `${Math.max(-SWIPE * 1.2, Math.min(0, aside))}px`;
      node.classList.toggle("swiped", aside < -SWIPE);
    },
    { passive: true },
  );
  node.addEventListener("touchend", () => {
    const answers = node.classList.contains("swiped");
    node.classList.remove("swiped");
    stop();
    if (answers) reply();
  });
  node.addEventListener("touchcancel", stop);
}
