// A guided tour of the story in five parts: one sentence at a time, and the phone that it is about is framed.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { language, say } from "./words.js";
import { world } from "./world.js";

const PLACE = "phaen.tour"; // the step, or "closed"
const LEADER = 0; // places of `world.phones`
const NOY = 1;
const EXPERT = 2;
const STAFF = 3;

const PARTS = [
  ["ຕອນ 1: ກຸ່ມຮຽນ ແລະ ຂຽນແຜນ", "Part 1: a group learns and writes a plan"],
  ["ຕອນ 2: ຜູ້ຊ່ຽວຊານອ່ານແຜນ", "Part 2: an expert reads the plan"],
  ["ຕອນ 3: ພະນັກງານແຈ້ງການ", "Part 3: staff tell everybody"],
  ["ຕອນ 4: ເຮັດວຽກຕາມແຜນ", "Part 4: from plan to work"],
  ["ຕອນ 5: ການປະກວດ", "Part 5: the competition"],
];
// part, phone (null: the bar on top), words
const STEPS = [
  [
    0,
    LEADER,
    "ຄຳແພງເປັນຫົວໜ້າກຸ່ມໃໝ່. ກົດ ເລີ່ມ ແລ້ວຕອບຄຳຖາມສັ້ນໆ ຈົນເຂົ້າກຸ່ມ",
    "Khampheng will lead a new group. Press Start and answer the short questions until she is in it",
  ],
  [
    0,
    LEADER,
    "ເປີດບົດຮຽນທີ 1 ອ່ານເທື່ອລະໜ້າ ແລ້ວຕອບຄຳຖາມທ້າຍບົດ",
    "Open lesson 1, read it page by page and answer its quiz",
  ],
  [
    0,
    LEADER,
    "ຂຽນແຜນເທື່ອລະຂໍ້: ພິມ, ເວົ້າ ຫຼື ສົ່ງຮູບ. ຄົບແລ້ວ ສົ່ງແຜນ",
    "Write the plan step by step: type, speak or send a photo. Then send the plan",
  ],
  [1, EXPERT, "ປອ. ຄຳ ໄດ້ຮັບແຜນ. ເປີດອ່ານ ແລ້ວໃຫ້ຄະແນນ", "The plan has reached Dr. Kham. Open it and give the scores"],
  [
    1,
    EXPERT,
    "ຕັດສິນໃຈ: ໃຫ້ຜ່ານ ຫຼື ສົ່ງຄືນໃຫ້ແກ້. ກົດ +1 ຊົ່ວໂມງ: ຄຳແພງຈະຮູ້ຜົນ",
    "Decide: let it pass, or return it with comments. Press +1 hour: Khampheng is told",
  ],
  [
    2,
    STAFF,
    "ມາລີແຈ້ງການຫາທຸກກຸ່ມ: ຂຽນ, ເລືອກຜູ້ຮັບ, ກວດຄືນ ແລ້ວສົ່ງ",
    "Mali tells all groups: write, choose who hears it, check, send",
  ],
  [2, STAFF, "ເບິ່ງລາຍງານ: ໃຜໄດ້ຮັບ ແລະ ໃຜອ່ານແລ້ວ", "See the report: who got it and who has understood"],
  [
    3,
    null,
    "ກົດ +1 ອາທິດ ຢູ່ທາງເທິງ. ວຽກຮອດກຳນົດ ຄຳເຕືອນຈຶ່ງມາເອງ",
    "Press +1 week on top. Work falls due, and reminders come by themselves",
  ],
  [3, NOY, "ນ້ອຍຕອບຄຳເຕືອນດ້ວຍປຸ່ມດຽວ: ສຳເລັດແລ້ວ ຫຼື ຂໍເລື່ອນມື້", "Noy answers a reminder with one button: done, or a later day"],
  [
    3,
    null,
    "ຕັດສັນຍານ ຫຼື ປິດລະບົບ ແລ້ວຂຽນຫຍັງກໍໄດ້. ເປີດຄືນ: ບໍ່ມີຫຍັງຫາຍ",
    "Take the network away or switch the bot off, and write something. Switch it on: nothing is lost",
  ],
  [
    4,
    null,
    "8 ກຸ່ມກຳລັງປະກວດແຜນ. ກົດ ເຫດການຕໍ່ໄປ ຢູ່ທາງເທິງ ແລ້ວເບິ່ງວ່າແຕ່ລະຄົນເຮັດຫຍັງ",
    "Eight groups compete with their plans. Press Next event on top and watch what everybody does",
  ],
  [
    4,
    NOY,
    "ນ້ອຍເລົ່າແຜນດ້ວຍສຽງ, ຟັງແຜນກຸ່ມອື່ນ ແລ້ວໃຫ້ດາວ. ຖ້າທ່ານບໍ່ກົດ ນ້ອຍຈະເຮັດເອງກ່ອນໝົດກຳນົດ",
    "Noy tells about her plan, hears the others and gives stars. If you do not, she does it herself before the last hour",
  ],
  [
    4,
    EXPERT,
    "ຜູ້ຊ່ຽວຊານໃຫ້ຄະແນນ, ບອກຈຸດດີ 1 ຂໍ້ ແລະ ຄຳແນະນຳ 1 ຂໍ້. ແຜນທີ່ດີທີ່ສຸດ ທຸກຄົນອ່ານ",
    "Experts give points, one strength and one suggestion. The best plans are read by all of them",
  ],
  [
    4,
    STAFF,
    "ມາລີເບິ່ງດາວ ແລະ ຄະແນນ ແລ້ວຈັດອັນດັບ. ກົດຕໍ່ໄປຈົນຮອດຜູ້ຊະນະ",
    "Mali sees stars and points and puts the plans in order. Go on to the final winners",
  ],
];

export class Tour {
  // `show(person)` brings somebody's phone into view.
  constructor(show) {
    this.show = show;
    this.node = el("aside", { class: "tour", "aria-label": say("tour"), "aria-live": "polite" });
    this.button = el(
      "button",
      { class: "step tour-open", type: "button", onclick: () => (this.opened ? this.close() : this.go(0)) },
      say("tour"),
    );
    const kept = localStorage.getItem(PLACE);
    this.opened = world.phones.length > STAFF && kept !== "closed";
    this.place = Math.min(Number(kept) || 0, STEPS.length - 1);
    this.draw();
  }

  go(place) {
    Object.assign(this, { opened: true, place });
    localStorage.setItem(PLACE, String(place));
    this.draw();
    if (this.person) this.show(this.person);
  }

  close() {
    this.opened = false;
    localStorage.setItem(PLACE, "closed");
    this.draw();
  }

  get person() {
    const phone = STEPS[this.place][1];
    return this.opened && phone !== null ? world.phones[phone]?.person : null;
  }

  // Frames the phone that this step is about, or the bar on top.
  mark() {
    for (const phone of document.querySelectorAll("section.phone"))
      phone.classList.toggle("toured", phone.dataset.person === String(this.person));
    document.querySelector(".bar-top")?.classList.toggle("toured", this.opened && STEPS[this.place][1] === null);
  }

  draw() {
    const [part, , lao, english] = STEPS[this.place];
    const column = language() === "en" ? 1 : 0;
    this.node.hidden = !this.opened;
    const button = (words, place, kind) =>
      el("button", { class: kind, type: "button", disabled: !STEPS[place], onclick: () => this.go(place) }, words);
    const last = this.place === STEPS.length - 1;
    this.node.replaceChildren(
      el(
        "header",
        {},
        el("b", {}, PARTS[part][column]),
        el("small", {}, `${this.place + 1} / ${STEPS.length}`),
        el(
          "button",
          { class: "round", type: "button", "aria-label": say("tour_end"), onclick: () => this.close() },
          icon("close", 18),
        ),
      ),
      el("p", {}, column ? english : lao),
      el(
        "footer",
        {},
        button(say("tour_back"), this.place - 1, "quiet"),
        last
          ? el("button", { class: "primary", type: "button", onclick: () => this.close() }, say("close"))
          : button(say("tour_next"), this.place + 1, "primary"),
      ),
    );
    this.mark();
  }
}
