// Toasts go by themselves, unless someone is at them; what was refused stays until it is closed.
const SHOWN_MS = 8000;
const region = document.getElementById("toasts");

function watch(toast) {
  if (toast.matches(".toast-wrong, .toast-error")) return;
  let timer = 0;
  const start = () => (timer = setTimeout(() => toast.remove(), SHOWN_MS));
  const stop = () => clearTimeout(timer);
  for (const name of ["pointerenter", "focusin"]) toast.addEventListener(name, stop);
  for (const name of ["pointerleave", "focusout"]) toast.addEventListener(name, start);
  start();
}

export function say(text, kind = "") {
  const pattern = document.getElementById(kind ? `toast-${kind}` : "toast-plain");
  const toast = pattern.content.firstElementChild.cloneNode(true);
  toast.querySelector("[data-toast-text]").textContent = text;
  region.append(toast);
}

if (region) {
  region.querySelectorAll("[data-toast]").forEach(watch);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) if (node.matches?.("[data-toast]")) watch(node);
  }).observe(region, { childList: true });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-toast-close]")) event.target.closest("[data-toast]").remove();
  });
  document.addEventListener("htmx:sendError", () => say(region.dataset.offline, "wrong"));
  document.addEventListener("htmx:responseError", () => say(region.dataset.refused, "wrong"));
}
