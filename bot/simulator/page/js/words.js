// The words of the page itself, in Lao and English; the bot's own words come from the bot.

const WORDS = {
  tagline: ["ທົດລອງທັງລະດູໃນໜ້າຈໍດຽວ", "Rehearse a season"],
  hour_on: ["+1 ຊົ່ວໂມງ", "+1 hour"],
  day_on: ["+1 ມື້", "+1 day"],
  week_on: ["+1 ອາທິດ", "+1 week"],
  next_event: ["ເຫດການຕໍ່ໄປ", "Next event"],
  move_to: ["ເລືອກມື້…", "Move to…"],
  move_title: ["ເລື່ອນເວລາໄປມື້ໃດ?", "Move the clock to which day?"],
  move: ["ເລື່ອນເວລາ", "Move the clock"],
  lao_time: ["ເວລາລາວ", "Lao time"],
  settings: ["ຕັ້ງຄ່າ", "Settings"],
  system: ["ລະບົບ", "Bot"],
  system_on: ["ເປີດຢູ່", "On"],
  system_off: ["ປິດຢູ່", "Off"],
  network: ["ສັນຍານ", "Network"],
  network_0: ["ດີ", "Good"],
  network_1: ["ຊ້າ", "Slow"],
  network_2: ["ອ່ອນ", "Weak"],
  network_3: ["ອ່ອນຫຼາຍ", "Very weak"],
  network_4: ["ບໍ່ມີ", "None"],
  page_language: ["ພາສາຂອງໜ້ານີ້", "Language of this page"],
  connecting: ["ກຳລັງເຊື່ອມຕໍ່…", "Connecting…"],
  lost: ["ເຊື່ອມຕໍ່ບໍ່ໄດ້. ກຳລັງລອງໃໝ່…", "Connection lost. Trying again…"],

  find_person: ["ຊອກຫາຊື່ ຫຼື ກຸ່ມ", "Find a name or a group"],
  nobody: ["ບໍ່ພົບຜູ້ໃດ", "Nobody is called so"],
  more_people: ["ມີອີກ {n} ຄົນ: ຂຽນຊື່ເພື່ອຊອກຫາ", "{n} more: type a name to find them"],
  anew: ["ການທົດລອງເລີ່ມໃໝ່ແລ້ວ", "The demo was started anew"],
  tour: ["ນຳທ່ຽວ", "Tour"],
  tour_title: ["ທົດລອງທັງລະດູ ໃນ 4 ຕອນ", "A season in four parts"],
  tour_next: ["ຕໍ່ໄປ", "Next"],
  tour_back: ["ກ່ອນໜ້າ", "Back"],
  tour_end: ["ປິດການນຳທ່ຽວ", "Close the tour"],

  whose_phone: ["ໂທລະສັບຂອງໃຜ?", "Whose phone?"],
  add_phone: ["ຕື່ມໂທລະສັບ", "Add a phone"],
  add_person: ["ຕື່ມຄົນໃໝ່", "Add a person"],
  close_phone: ["ປິດໂທລະສັບນີ້", "Put this phone away"],
  phone_menu: ["ເມນູໂທລະສັບ", "Phone menu"],
  first_name: ["ຊື່", "First name"],
  last_name: ["ນາມສະກຸນ (ບໍ່ໃສ່ກໍໄດ້)", "Last name (optional)"],
  phone_language: ["ພາສາໂທລະສັບ", "Language of the phone"],
  block: ["ບລັອກ {name}", "Block {name}"],
  unblock: ["ເຊົາບລັອກ", "Unblock"],
  unblock_bot: ["ເຊົາບລັອກ {name}", "Unblock {name}"],

  chats: ["ຂໍ້ຄວາມ", "Chats"],
  back: ["ກັບຄືນ", "Back"],
  bot: ["ລະບົບ", "bot"],
  members: ["ສະມາຊິກ {n} ຄົນ", "{n} members"],
  group: ["ກຸ່ມ", "group"],
  supergroup: ["ກຸ່ມໃຫຍ່", "supergroup"],
  new_group: ["ຕັ້ງກຸ່ມໃໝ່", "New group"],
  group_name: ["ຊື່ກຸ່ມ", "Name of the group"],
  who_joins: ["ມີໃຜແດ່?", "Who is in it?"],
  with_bot: ["ເອົາ {name} ເຂົ້າກຸ່ມນຳ", "With {name}"],
  make_group: ["ຕັ້ງກຸ່ມ", "Make the group"],
  group_menu: ["ເມນູກຸ່ມ", "Group menu"],
  add_member: ["ຕື່ມສະມາຊິກ", "Add a member"],
  leave_group: ["ອອກຈາກກຸ່ມ", "Leave the group"],
  add_bot: ["ເອົາ {name} ເຂົ້າກຸ່ມ", "Add {name}"],
  remove_bot: ["ເອົາ {name} ອອກຈາກກຸ່ມ", "Remove {name}"],
  upgrade: ["ປ່ຽນເປັນກຸ່ມໃຫຍ່", "Make it a supergroup"],
  which_chat: ["ສົ່ງໄປໃສ?", "Send to which chat?"],
  which_group: ["ເລືອກກຸ່ມ", "Choose a group"],
  no_group: ["ຍັງບໍ່ມີກຸ່ມ", "There is no group yet"],

  what_can: ["{name} ເຮັດຫຍັງໄດ້?", "What can {name} do?"],
  start: ["ເລີ່ມ", "Start"],
  invited: ["ມີຄົນສົ່ງລິ້ງເຊີນມາໃຫ້. ກົດ ເລີ່ມ ເພື່ອເປີດ", "Somebody sent an invitation link. Start opens it"],
  message: ["ຂຽນ…", "Message"],
  caption: ["ຂຽນຄຳບັນຍາຍ", "Add a caption"],
  send: ["ສົ່ງ", "Send"],
  attach: ["ສົ່ງຮູບ ຫຼື ຟາຍ", "Attach a photo or a file"],
  as_file: ["ສົ່ງເປັນຟາຍ", "Send as file"],
  commands: ["ຄຳສັ່ງ", "Commands"],
  show_buttons: ["ເປີດປຸ່ມ", "Show the buttons"],
  hide_buttons: ["ປິດປຸ່ມ", "Hide the buttons"],
  record: ["ອັດສຽງ", "Record a voice message"],
  recording: ["ກຳລັງອັດສຽງ", "Recording"],
  no_microphone: ["ບ່ອນນີ້ອັດສຽງບໍ່ໄດ້. ສົ່ງສຽງຕົວຢ່າງແທນບໍ?", "There is no microphone here. Send a sample voice instead?"],
  send_sample: ["ສົ່ງສຽງຕົວຢ່າງ", "Send the sample"],
  reply: ["ຕອບ", "Reply"],
  copy: ["ສຳເນົາ", "Copy"],
  copied: ["ສຳເນົາແລ້ວ", "Copied"],
  edit: ["ແກ້ໄຂ", "Edit"],
  editing: ["ແກ້ໄຂຂໍ້ຄວາມ", "Edit message"],
  edited: ["ແກ້ແລ້ວ", "edited"],
  message_menu: ["ເມນູຂໍ້ຄວາມ", "Message menu"],
  to_bottom: ["ໄປຂໍ້ຄວາມຫຼ້າສຸດ", "To the newest message"],
  show_more: ["ເບິ່ງຕື່ມ", "Show more"],
  show_less: ["ຫຍໍ້ລົງ", "Show less"],
  hidden_text: ["ຂໍ້ຄວາມທີ່ບັງໄວ້", "Hidden text"],
  deleted_message: ["ຂໍ້ຄວາມທີ່ລຶບແລ້ວ", "Deleted message"],
  forwarded: ["ສົ່ງຕໍ່ຈາກ {name}", "Forwarded from {name}"],

  typing: ["ກຳລັງຂຽນ", "typing"],
  sending_photo: ["ກຳລັງສົ່ງຮູບ", "sending a photo"],
  sending_file: ["ກຳລັງສົ່ງຟາຍ", "sending a file"],
  sending_voice: ["ກຳລັງສົ່ງສຽງ", "sending a voice message"],

  you: ["ທ່ານ", "You"],
  today: ["ມື້ນີ້", "Today"],
  yesterday: ["ມື້ວານ", "Yesterday"],
  photo: ["ຮູບ", "Photo"],
  album: ["ຮູບ {n} ຮູບ", "{n} photos"],
  video: ["ວິດີໂອ", "Video"],
  voice: ["ຂໍ້ຄວາມສຽງ", "Voice message"],
  audio: ["ສຽງ", "Audio"],
  document: ["ເອກະສານ", "Document"],
  sticker: ["ສະຕິກເກີ", "Sticker"],
  contact: ["ເບີໂທລະສັບ", "Contact"],
  location: ["ບ່ອນຢູ່", "Location"],
  other: ["ຂໍ້ຄວາມ", "Message"],
  play: ["ຟັງ", "Play"],
  pause: ["ຢຸດ", "Pause"],
  open: ["ເປີດເບິ່ງ", "Open"],
  download: ["ໂຫຼດ", "Download"],
  no_pdf: ["ໂປແກມນີ້ເປີດ PDF ໃນໜ້ານີ້ບໍ່ໄດ້", "This browser cannot show a PDF inside the page"],
  close: ["ປິດ", "Close"],
  previous: ["ຮູບກ່ອນ", "Previous"],
  next: ["ຮູບຕໍ່ໄປ", "Next"],
  cancel: ["ຍົກເລີກ", "Cancel"],
  ok: ["ຕົກລົງ", "OK"],
  add: ["ຕື່ມ", "Add"],

  made_group: ["{name} ຕັ້ງກຸ່ມ “{title}”", "{name} made the group “{title}”"],
  joined: ["{name} ເຂົ້າກຸ່ມແລ້ວ", "{name} joined the group"],
  added: ["{by} ເອົາ {name} ເຂົ້າກຸ່ມ", "{by} added {name}"],
  left: ["{name} ອອກຈາກກຸ່ມແລ້ວ", "{name} left the group"],
  removed: ["{by} ເອົາ {name} ອອກຈາກກຸ່ມ", "{by} removed {name}"],
  upgraded: ["ກຸ່ມນີ້ເປັນກຸ່ມໃຫຍ່ແລ້ວ", "The group is a supergroup now"],
  renamed: ["{name} ປ່ຽນຊື່ກຸ່ມເປັນ “{title}”", "{name} renamed the group to “{title}”"],
  pinned: ["{name} ປັກໝຸດ “{text}”", "{name} pinned “{text}”"],

  not_sent: ["ຍັງສົ່ງບໍ່ໄດ້. ບໍ່ມີຫຍັງຫາຍ ລອງໃໝ່ອີກເທື່ອ", "It could not be sent. Nothing is lost, try again"],
  no_answer: ["ຍັງບໍ່ມີຄຳຕອບ. ລະບົບປິດຢູ່", "No answer yet: the bot is switched off"],
  not_here: ["ໃນໜ້າທົດລອງນີ້ ໃຊ້ປຸ່ມນີ້ບໍ່ໄດ້", "This button does not work in the demo"],
  clock_fixed: ["ເລື່ອນເວລາບໍ່ໄດ້", "The clock cannot be moved"],
};

const KEPT = "phaen.language";
// The browser's own language until somebody chooses: Lao where it is among the wanted ones, else English.
const wanted = () => (navigator.languages.some((code) => code.startsWith("lo")) ? "lo" : "en");
let column = (localStorage.getItem(KEPT) ?? wanted()) === "en" ? 1 : 0;

export const english = () => column === 1;
export const language = () => (english() ? "en" : "lo");

export function speak(code) {
  column = code === "en" ? 1 : 0;
  document.documentElement.lang = language();
}

export const keep = () => localStorage.setItem(KEPT, language());

export function say(key, values = {}) {
  return WORDS[key][column].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

// The lang attribute of somebody's text: Lao letters ask for the Lao dictionary when lines are broken.
export const languageOf = (text) => (/[\u0E80-\u0EFF]/.test(text ?? "") ? "lo" : "en");
