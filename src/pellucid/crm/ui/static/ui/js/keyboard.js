// One rule: an element with data-keys="g p" is pressed when g, then p are typed outside a field. The help sheet is
// read from the same attributes, so it cannot say what is not so.
const SEQUENCE_MS = 900;
let typed = [];
let lastAt = 0;

export function isTyping(target) {
  return target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]") !== null;
}

function isShown(element) {
  const holder = element.closest("[popover]:not(.rail)");
  return holder ? true : element.checkVisibility({ visibilityProperty: true }) || element.closest(".rail") !== null;
}

function reachable() {
  const modal = document.querySelector("dialog:modal");
  return [...(modal ?? document).querySelectorAll("[data-keys]")].filter(isShown);
}

function press(element) {
  if (element.matches("input, textarea")) {
    element.focus();
    element.select?.();
  } else {
    element.click();
  }
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key.length > 1) return;
  const now = event.timeStamp;
  typed = now - lastAt > SEQUENCE_MS ? [] : typed;
  lastAt = now;
  typed = [...typed.slice(-1), event.key];
  const candidates = reachable();
  for (const wanted of [typed.join(" "), event.key]) {
    const found = candidates.findLast((element) => element.dataset.keys === wanted);
    if (!found) continue;
    event.preventDefault();
    typed = [];
    press(found);
    return;
  }
});

function words(element) {
  return element.dataset.keysLabel ?? element.getAttribute("aria-label") ?? textOf(element);
}

function textOf(element) {
  const copy = element.cloneNode(true);
  for (const extra of copy.querySelectorAll(".keys, .count, .unseen")) extra.remove();
  return copy.textContent.trim();
}

const help = document.getElementById("help");
help?.addEventListener("beforetoggle", (event) => {
  if (event.newState !== "open") return;
  const place = help.querySelector("[data-help-here]");
  const seen = new Set();
  place.replaceChildren();
  for (const element of document.querySelectorAll("[data-keys]")) {
    if (help.contains(element) || seen.has(element.dataset.keys) || !isShown(element)) continue;
    seen.add(element.dataset.keys);
    const line = document.createElement("div");
    const keys = document.createElement("span");
    keys.className = "keys";
    for (const key of element.dataset.keys.split(" ")) keys.append(Object.assign(document.createElement("kbd"), { textContent: key }));
    line.append(words(element), keys);
    place.append(line);
  }
});
