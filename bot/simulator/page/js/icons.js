// The page's own icons: strokes on a 24-pixel grid, drawn in the colour of the text around them.

const STROKES = {
  back: "M15 5l-7 7 7 7",
  more: "M12 5.2v.1M12 12v.1M12 18.8v.1",
  send: "M4.5 11.5L20 4l-5.5 16-3.2-6.3z M11.3 13.7L20 4",
  mic: "M12 3.5a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3z M5.8 11.5a6.2 6.2 0 0 0 12.4 0 M12 17.7V21",
  attach: "M19.5 11.2l-7.6 7.6a4.6 4.6 0 0 1-6.5-6.5l8-8a3.1 3.1 0 0 1 4.4 4.4l-7.9 7.9a1.5 1.5 0 0 1-2.2-2.2l7.2-7.2",
  keyboard:
    "M5 6.5h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2z M7 10.3v.1M10.3 10.3v.1M13.7 10.3v.1M17 10.3v.1M8.5 14h7",
  slash: "M14.8 4.5l-5.6 15",
  down: "M6 9.5l6 6 6-6",
  up: "M6 14.5l6-6 6 6",
  close: "M6 6l12 12M18 6L6 18",
  reply: "M9.5 6L4 11.5 9.5 17 M4.5 11.5H14a6 6 0 0 1 6 6v.5",
  edit: "M4.5 19.5l1-4L16 5l3 3L8.5 18.5z M14 7l3 3",
  copy: "M9 9h10v10.500H9z M15 9V4.500H5V15h4",
  plus: "M12 5v14M5 12h14",
  check: "M4.5 12.5l4.5 4.500L19.5 7",
  play: "M8 5.500v13l10.5-6.500z",
  pause: "M8.5 6v12M15.5 6v12",
  file: "M7 3.500h7l4.5 4.500v12.500H7z M13.5 3.500V8.500h5",
  download: "M12 4v11M7.5 11l4.5 4.5 4.5-4.500M5 19.500h14",
  open: "M13.5 4.500h6v6M19.5 4.500L11 13M17 14v5.500H4.500V7H10",
  group:
    "M9 11.500a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.600z M3 19.500c.3-3.3 2.7-5.2 6-5.200s5.7 1.9 6 5.2 M15.5 5.200a3.2 3.2 0 0 1 0 6.2 M17.3 14.600c2.2.6 3.5 2.3 3.7 4.9",
  person: "M12 11.500a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.400z M4.8 20c.4-3.7 3.3-5.7 7.2-5.700s6.8 2 7.2 5.7",
  block: "M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z M6.2 6.200l11.6 11.6",
  power: "M12 4v8 M7.4 7a7 7 0 1 0 9.2 0",
  signal: "M5 19v-3.500M10 19v-7M15 19V8.500M20 19V5",
  calendar: "M5 6h14v13.500H5z M5 10.500h14M8.5 3.800V7.500M15.5 3.800V7.5",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.700l-1 1 M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.700l1-1",
  trash: "M5 7h14M9.5 7V4.500h5V7M7 7l.8 12.500h8.400L17 7",
  photo: "M4.5 5.500h15v13h-15z M4.5 15.500l4.5-4.5 5 5 2.5-2.5 3 3 M15 9.300v.1",
  settings: "M4 7.500h9M17 7.500h3M15 5.500v4M4 16.500h3M11 16.500h9M9 14.500v4",
};

const SVG = "http://www.w3.org/2000/svg";

export function icon(name, size = 24) {
  const svg = document.createElementNS(SVG, "svg");
  const stroke = document.createElementNS(SVG, "path");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true" }))
    svg.setAttribute(key, value);
  svg.classList.add("icon", `icon-${name}`);
  stroke.setAttribute("d", STROKES[name]);
  svg.append(stroke);
  return svg;
}

// One tick: sent. Two ticks: the other side has it.
export function ticks(read) {
  const svg = icon("check", 16);
  svg.setAttribute("viewBox", "0 0 22 24");
  svg.firstChild.setAttribute("d", read ? "M1.5 12.500l4 4L14 7.5 M9.5 15.500l1 1L19.5 7.5" : "M5.5 12.500l4 4L18 7.5");
  return svg;
}
