// Theme, density and rail: chosen by a person, kept by this browser, applied at once. preferences.js reads them.
const root = document.documentElement;

function keep(name, value) {
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
  try {
    if (value) localStorage.setItem(`pellucid.${name}`, value);
    else localStorage.removeItem(`pellucid.${name}`);
  } catch {
    // it holds for this page
  }
  show();
}

function show() {
  for (const button of document.querySelectorAll("[data-choose]")) {
    const chosen = root.dataset[button.dataset.choose] ?? "";
    button.setAttribute("aria-pressed", String(chosen === button.value));
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-choose]");
  if (button) keep(button.dataset.choose, button.value);
  const rail = event.target.closest("[data-rail-toggle]");
  if (!rail) return;
  if (matchMedia("(max-width: 760px)").matches) document.getElementById("rail").togglePopover();
  else keep("rail", root.dataset.rail === "closed" ? "" : "closed");
});

show();
