// A message in one line: for the list of chats, for a quoted reply, for what has happened in a group.

import { fullName } from "./names.js";
import { say } from "./words.js";

const MEDIA = ["photo", "video", "voice", "audio", "document", "sticker", "contact", "location"];
const SIGNS = { photo: "🖼", video: "🎬", voice: "🎤", audio: "🎵", document: "📄" };

export const mediaKind = (message) => MEDIA.find((kind) => message[kind]);

export function summary(message) {
  if (message.deleted) return say("deleted_message");
  const kind = mediaKind(message);
  const words = message.text ?? message.caption;
  if (kind) return `${SIGNS[kind] ?? ""} ${words || message.document?.file_name || say(kind)}`.trim();
  return words ?? happening(message) ?? say("other");
}

// What a service message tells, or null for an ordinary one.
export function happening(message) {
  const name = fullName(message.from);
  if (message.group_chat_created || message.supergroup_chat_created)
    return say("made_group", { name, title: message.chat.title });
  if (message.new_chat_members) return joined(message, name);
  if (message.left_chat_member) return left(message, name);
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return say("upgraded");
  if (message.new_chat_title) return say("renamed", { name, title: message.new_chat_title });
  if (message.pinned_message) return say("pinned", { name, text: summary(message.pinned_message).slice(0, 40) });
  return null;
}

function joined(message, by) {
  const themselves = message.new_chat_members.every((member) => member.id === message.from?.id);
  const name = message.new_chat_members.map(fullName).join(", ");
  return themselves ? say("joined", { name }) : say("added", { by, name });
}

function left(message, by) {
  const name = fullName(message.left_chat_member);
  return message.left_chat_member.id === message.from?.id ? say("left", { name }) : say("removed", { by, name });
}
