// The side panel: peeks at what a list holds without leaving it.
const panel = document.getElementById("panel");

export function isPeeking() {
  return panel?.open ?? false;
}

export async function peek(url) {
  if (!panel) return;
  const waiting = panel.querySelector("template");
  if (!panel.open) {
    panel.querySelector("[data-panel]").replaceChildren(waiting.content.cloneNode(true));
    panel.show();
  }
  await htmx.ajax("GET", url, { target: panel.querySelector("[data-panel]"), swap: "innerHTML", headers: { "X-Fragment": "panel" } });
}

export function closePanel() {
  panel?.close();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-peek-link]");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  peek(link.dataset.peekLink);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && panel?.open && !document.querySelector(":popover-open, dialog:modal")) closePanel();
});
