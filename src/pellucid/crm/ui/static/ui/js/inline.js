// A value edited where it stands: saved on leaving it, brought back by Escape, kept on screen if it could not be saved.
function tell(form, state) {
  const place = form.querySelector(".inline-state");
  place.textContent = form.dataset[state] ?? "";
  place.className = `inline-state${state === "saved" ? " inline-state-right" : state === "failed" ? " inline-state-wrong" : ""}`;
}

async function save(form) {
  tell(form, "saving");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Fragment": "inline" } });
    if (!answer.ok || answer.redirected) return tell(form, "failed");
    for (const input of form.querySelectorAll("input:not([type=hidden])")) input.defaultValue = input.value;
    tell(form, "saved");
    const said = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll("[data-toast]");
    document.getElementById("toasts")?.append(...said);
  } catch {
    tell(form, "failed");
  }
}

document.addEventListener("focusout", (event) => {
  const form = event.target.closest?.("[data-inline]");
  if (form && event.target.value !== event.target.defaultValue) save(form);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-inline]")) return;
  event.preventDefault();
  document.activeElement?.blur();
});
document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("[data-inline]");
  if (!form || event.key !== "Escape") return;
  event.target.value = event.target.defaultValue;
  event.target.blur();
});
