// The command palette: places and actions of this page at once, customers from the server as one types.
// data-url answers GET ?q= with links of class palette-item (ui/palette_results.html).
const WAIT_MS = 60;
const palette = document.getElementById("palette");
const input = palette?.querySelector("input");
const results = palette?.querySelector("[data-results]");
const own = palette?.querySelector("[data-own]");
const empty = palette?.querySelector("[data-empty]");
let waiting = 0;
let asking = null;

const items = () => [...palette.querySelectorAll(".palette-item:not([hidden])")];
const chosen = () => palette.querySelector('[aria-selected="true"]');

function choose(item) {
  chosen()?.setAttribute("aria-selected", "false");
  item?.setAttribute("aria-selected", "true");
  item?.scrollIntoView({ block: "nearest" });
  if (item) input.setAttribute("aria-activedescendant", item.id);
  else input.removeAttribute("aria-activedescendant");
}

function settle() {
  items().forEach((item, at) => (item.id = `palette-${at}`));
  for (const group of palette.querySelectorAll("[role=group]")) {
    group.hidden = !group.querySelector(".palette-item:not([hidden])");
  }
  empty.hidden = items().length > 0;
  choose(items()[0]);
}

function ownItem(element) {
  const label = element.querySelector(".rail-text") ?? element;
  const copy = label.cloneNode(true);
  for (const extra of copy.querySelectorAll(".keys, .count, .unseen, svg")) extra.remove();
  const item = document.createElement(element.href ? "a" : "button");
  item.className = "palette-item";
  item.setAttribute("role", "option");
  item.tabIndex = -1;
  if (element.href) item.href = element.href;
  else item.addEventListener("click", () => { palette.close(); element.click(); });
  const icon = element.querySelector("svg")?.cloneNode(true);
  const text = Object.assign(document.createElement("span"), { className: "palette-text", textContent: copy.textContent.trim() });
  const keys = element.querySelector(".keys")?.cloneNode(true);
  keys?.classList.add("end");
  item.append(...[icon, text, keys].filter(Boolean));
  return item;
}

function gather() {
  const sources = document.querySelectorAll(".rail-item[href], .page-actions .button:not(.button-icon), [data-command]");
  own.replaceChildren(...[...sources].map(ownItem));
}

function narrow() {
  const wanted = input.value.trim().toLocaleLowerCase();
  for (const item of own.children) item.hidden = !item.textContent.toLocaleLowerCase().includes(wanted);
  settle();
}

async function ask() {
  asking?.abort();
  asking = new AbortController();
  const text = input.value.trim();
  if (!text || !palette.dataset.url) return void (results.replaceChildren(), settle());
  const url = new URL(palette.dataset.url, location.href);
  url.searchParams.set("q", text);
  try {
    const answer = await fetch(url, { signal: asking.signal, headers: { "X-Fragment": "palette" } });
    if (!answer.ok) return;
    results.innerHTML = await answer.text();
    settle();
  } catch (error) {
    if (error.name !== "AbortError") results.replaceChildren();
  }
}

function open() {
  gather();
  input.value = "";
  results.replaceChildren();
  palette.showModal();
  narrow();
}

if (palette) {
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    if (palette.open) palette.close();
    else open();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-palette]")) return;
    event.preventDefault();
    open();
  });
  input.addEventListener("input", () => {
    narrow();
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT_MS);
  });
  input.addEventListener("keydown", (event) => {
    const all = items();
    const at = all.indexOf(chosen());
    if (event.key === "ArrowDown") choose(all[(at + 1) % all.length]);
    else if (event.key === "ArrowUp") choose(all.at(at - 1));
    else if (event.key === "Enter") chosen()?.click();
    else return;
    event.preventDefault();
  });
  palette.addEventListener("pointermove", (event) => {
    const item = event.target.closest(".palette-item");
    if (item && item !== chosen()) choose(item);
  });
  palette.addEventListener("click", (event) => {
    if (event.target === palette) palette.close();
  });
}
