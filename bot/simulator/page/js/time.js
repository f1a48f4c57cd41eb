// Dates and times as the people of the programme read them: the time zone of Laos, Lao or English words.

import { english, say } from "./words.js";

const LAO_MONTHS = ["ມັງກອນ", "ກຸມພາ", "ມີນາ", "ເມສາ", "ພຶດສະພາ", "ມິຖຸນາ", "ກໍລະກົດ", "ສິງຫາ", "ກັນຍາ", "ຕຸລາ", "ພະຈິກ", "ທັນວາ"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const LAO_DAYS = ["ວັນອາທິດ", "ວັນຈັນ", "ວັນອັງຄານ", "ວັນພຸດ", "ວັນພະຫັດ", "ວັນສຸກ", "ວັນເສົາ"];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const LAOS = 7 * 3600 * 1000; // UTC+7 all year, no summer time
const DAY = 24 * 3600 * 1000;

const local = (instant) => new Date(+instant + LAOS); // read with the UTC getters only
const day = (instant) => Math.floor((+instant + LAOS) / DAY);
const two = (number) => String(number).padStart(2, "0");

export const instant = (seconds) => new Date(seconds * 1000);

export function hour(when) {
  return `${two(local(when).getUTCHours())}:${two(local(when).getUTCMinutes())}`;
}

export function weekday(when) {
  return (english() ? DAYS : LAO_DAYS)[local(when).getUTCDay()];
}

export function date(when, withYear = true) {
  const months = english() ? MONTHS : LAO_MONTHS;
  const words = `${local(when).getUTCDate()} ${months[local(when).getUTCMonth()]}`;
  return withYear ? `${words} ${local(when).getUTCFullYear()}` : words;
}

export const sameDay = (one, other) => day(one) === day(other);

// "Today", "Yesterday", "15 January", or with the year when it is another one.
export function dayTitle(when, now) {
  if (sameDay(when, now)) return say("today");
  if (day(now) - day(when) === 1) return say("yesterday");
  return date(when, local(when).getUTCFullYear() !== local(now).getUTCFullYear());
}

// The short form in a list of chats: the hour today, the weekday within a week, the date before.
export function listTime(when, now) {
  if (sameDay(when, now)) return hour(when);
  if (day(now) - day(when) < 7 && now > when)
    return english() ? weekday(when).slice(0, 3) : weekday(when).replace("ວັນ", "");
  return `${local(when).getUTCDate()}/${local(when).getUTCMonth() + 1}`;
}

// "2027-01-15T08:30", the form of a date-and-time field, in Lao time; and back.
export const toField = (when) => local(when).toISOString().slice(0, 16);
export const fromField = (text) => new Date(`${text}:00+07:00`).toISOString();

export const length = (seconds) => `${Math.floor(seconds / 60)}:${two(Math.floor(seconds % 60))}`;
