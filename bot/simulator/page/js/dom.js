// Builds page elements from plain values: text always becomes a text node, never markup.

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) assign(node, name, value);
  node.append(...children.flat().filter((child) => child != null && child !== false));
  return node;
}

function assign(node, name, value) {
  if (value == null || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "data") Object.assign(node.dataset, value);
  else if (name === "style") for (const [rule, figure] of Object.entries(value)) node.style.setProperty(rule, figure);
  else node.setAttribute(name, value === true ? "" : value);
}

// Makes the container show exactly these rows ({key, mark, build}), touching only what differs: a row whose mark is
// unchanged keeps its node, so that playing sound, opened quotes and the reader's place survive every update.
export function reconcile(container, rows) {
  const left = new Map([...container.children].map((node) => [node.rowKey, node]));
  let cursor = container.firstElementChild;
  for (const row of rows) {
    let node = left.get(row.key);
    left.delete(row.key);
    if (node && node.rowMark !== row.mark) {
      const fresh = built(row);
      if (cursor === node) cursor = fresh;
      replace(node, fresh);
      node = fresh;
    }
    node ??= built(row, true);
    if (node === cursor) cursor = cursor.nextElementSibling;
    else container.insertBefore(node, cursor);
  }
  for (const gone of left.values()) gone.remove();
}

function built(row, arrived = false) {
  const node = row.build();
  node.rowKey = row.key;
  node.rowMark = row.mark;
  node.classList.toggle("arrived", arrived);
  return node;
}

// Keyboard users keep their place: the button at the same position of the new node gets the focus of the old one.
function replace(old, fresh) {
  const place = [...old.querySelectorAll("button")].indexOf(document.activeElement);
  old.replaceWith(fresh);
  if (place >= 0) fresh.querySelectorAll("button")[place]?.focus({ preventScroll: true });
}
