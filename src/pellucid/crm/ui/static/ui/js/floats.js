// Popovers stand by what opened them; dialogs open from data-opens; the "why" of a value opens on rest, focus or press.
const GAP = 4;
const EDGE = 8;
const REST_MS = 350;

export function place(float, anchor) {
  const from = anchor.getBoundingClientRect();
  const own = float.getBoundingClientRect();
  const isRightToLeft = getComputedStyle(anchor).direction === "rtl";
  const atEnd = (float.dataset.place === "end") !== isRightToLeft;
  const left = atEnd ? from.right - own.width : from.left;
  const below = from.bottom + GAP + own.height <= innerHeight - EDGE;
  float.dataset.placed = "";
  float.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - own.width - EDGE))}px`;
  float.style.top = `${below ? from.bottom + GAP : Math.max(EDGE, from.top - own.height - GAP)}px`;
}

document.addEventListener(
  "toggle",
  (event) => {
    const float = event.target;
    if (event.newState !== "open" || !float.matches?.("[popover][data-place]")) return;
    const anchor = document.querySelector(`[popovertarget="${CSS.escape(float.id)}"]`);
    if (anchor) place(float, anchor);
  },
  true,
);

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.(".menu:popover-open");
  if (!menu || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const items = [...menu.querySelectorAll(".menu-item, button, input")];
  const step = event.key === "ArrowDown" ? 1 : -1;
  items.at((items.indexOf(document.activeElement) + step) % items.length)?.focus();
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  if (event.target.closest(".menu-item")) event.target.closest("[popover]")?.hidePopover();
  // browsers without invoker commands
  const command = event.target.closest("[commandfor]");
  if (!command || "commandForElement" in HTMLButtonElement.prototype) return;
  const dialog = document.getElementById(command.getAttribute("commandfor"));
  if (command.getAttribute("command") === "close") dialog.close();
  else dialog.showModal();
});

const why = document.getElementById("why");
let resting = 0;
let leaving = 0;
let shownFor = null;

async function showWhy(link) {
  if (shownFor === link && why.matches(":popover-open")) return;
  shownFor = link;
  await htmx.ajax("GET", link.getAttribute("href"), { target: why, swap: "innerHTML", headers: { "X-Fragment": "why" } });
  if (shownFor !== link) return;
  why.hidePopover();
  why.showPopover();
  place(why, link);
}

function hideWhy() {
  shownFor = null;
  if (!why.contains(document.activeElement)) why.hidePopover();
}

if (why) {
  document.addEventListener("pointerover", (event) => {
    clearTimeout(resting);
    if (event.pointerType === "touch") return;
    const link = event.target.closest("[data-why]");
    if (link) {
      clearTimeout(leaving);
      resting = setTimeout(() => showWhy(link), REST_MS);
    } else if (why.contains(event.target)) {
      clearTimeout(leaving);
    } else if (shownFor) {
      clearTimeout(leaving);
      leaving = setTimeout(hideWhy, REST_MS);
    }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-why]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    showWhy(link);
  });
  document.addEventListener("focusin", (event) => {
    const link = event.target.closest("[data-why]");
    if (link?.matches(":focus-visible")) showWhy(link);
    else if (shownFor && !why.contains(event.target)) hideWhy();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shownFor) hideWhy();
  });
}
