// Lists by keyboard: j k move, x selects, Space peeks, Enter opens. Shift extends a selection.
import { isTyping } from "./keyboard.js";
import { isPeeking, peek } from "./panel.js";

let lastPicked = null;

const rowsOf = (list) => [...list.querySelectorAll("tbody:not([data-folded]) tr[data-href]")];
const currentOf = (list) => list.querySelector("tr[data-current]");

function move(list, step) {
  const rows = rowsOf(list);
  const at = rows.indexOf(currentOf(list));
  const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
  if (!next) return;
  currentOf(list)?.removeAttribute("data-current");
  next.dataset.current = "";
  next.scrollIntoView({ block: "nearest" });
  next.querySelector(".row-link")?.focus({ preventScroll: true });
  if (isPeeking()) peek(next.dataset.peek);
}

function tell(list) {
  const picks = [...list.querySelectorAll("tbody .row-pick")];
  const picked = picks.filter((pick) => pick.checked).length;
  const bar = document.querySelector("[data-picked]");
  const all = list.querySelector("[data-pick-all]");
  list.toggleAttribute("data-picking", picked > 0);
  if (all) {
    all.checked = picked > 0 && picked === picks.length;
    all.indeterminate = picked > 0 && picked < picks.length;
  }
  if (!bar) return;
  bar.hidden = picked === 0;
  const count = bar.querySelector("[data-picked-count]");
  count.textContent = count.dataset.words.replace("%n", new Intl.NumberFormat(document.documentElement.lang).format(picked));
}

document.addEventListener("click", (event) => {
  const pick = event.target.closest(".row-pick");
  const list = event.target.closest("[data-list]") ?? document.querySelector("[data-list]");
  if (!list) return;
  if (pick?.matches("[data-pick-all]")) {
    for (const other of list.querySelectorAll("tbody .row-pick")) other.checked = pick.checked;
  } else if (pick) {
    const picks = [...list.querySelectorAll("tbody .row-pick")];
    if (event.shiftKey && lastPicked) {
      const [from, to] = [picks.indexOf(lastPicked), picks.indexOf(pick)].sort((a, b) => a - b);
      for (const other of picks.slice(from, to + 1)) other.checked = pick.checked;
    }
    lastPicked = pick;
  } else if (event.target.closest("[data-pick-none]")) {
    for (const other of list.querySelectorAll(".row-pick")) other.checked = false;
  } else {
    return;
  }
  tell(list);
});

// A group folds where it stands, and the address says so; one that came folded has no rows yet and is asked for.
document.addEventListener("click", (event) => {
  const toggle = event.target.closest(".group-toggle");
  const group = toggle?.closest("[data-group]");
  if (!group?.querySelector("tr[data-href]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const isFolded = group.toggleAttribute("data-folded");
  toggle.setAttribute("aria-expanded", String(!isFolded));
  const address = new URL(location.href);
  const folded = address.searchParams.getAll("folded").filter((value) => value !== group.dataset.group);
  address.searchParams.delete("folded");
  for (const value of isFolded ? [...folded, group.dataset.group] : folded) address.searchParams.append("folded", value);
  history.replaceState(history.state, "", address);
});

document.addEventListener("keydown", (event) => {
  const list = document.querySelector("[data-list]");
  if (!list || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target) || document.querySelector("dialog:modal, .menu:popover-open")) return;
  const row = currentOf(list);
  const isElsewhere = event.target.closest("button, a:not(.row-link), input, summary") !== null;
  const act = {
    j: () => move(list, 1),
    k: () => move(list, -1),
    ArrowDown: () => row && move(list, 1),
    ArrowUp: () => row && move(list, -1),
    x: () => row?.querySelector(".row-pick")?.click(),
    " ": () => !isElsewhere && row && peek(row.dataset.peek),
    Enter: () => !isElsewhere && row && !event.target.closest("a") && location.assign(row.dataset.href),
  }[event.key];
  if (!act || act() === false) return;
  if (row || ["j", "k"].includes(event.key)) {
    if (event.key === " " && isElsewhere) return;
    if (event.key !== "Enter") event.preventDefault();
  }
});

document.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-list] tr[data-href]");
  if (!row) return;
  currentOf(row.closest("[data-list]"))?.removeAttribute("data-current");
  row.dataset.current = "";
});
