// Nothing typed is lost: a form with data-draft="its name" is kept in this tab until it has gone through. A draft that
// was sent is dropped when a later signed-in page no longer shows its form; a session that ended, an error, a closed
// page bring it back. Passwords and files are never kept; signing out forgets all (data-forget-drafts).
const PREFIX = "pellucid.draft.";
const WAIT_MS = 300;
const timers = new WeakMap();

const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !["password", "file", "hidden", "submit", "button"].includes(field.type));
const isChoice = (field) => ["checkbox", "radio"].includes(field.type);

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function keep(form, isSent) {
  const values = fieldsOf(form).map((field) => (isChoice(field) ? field.checked : field.value));
  try {
    sessionStorage.setItem(PREFIX + form.dataset.draft, JSON.stringify({ values, isSent }));
  } catch {
    // a full store must not stop anyone from typing
  }
}

function forget() {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}

function restore(form) {
  const draft = read(PREFIX + form.dataset.draft);
  const fields = fieldsOf(form);
  if (!draft || draft.values.length !== fields.length) return;
  let isChanged = false;
  fields.forEach((field, at) => {
    const property = isChoice(field) ? "checked" : "value";
    if (field[property] === draft.values[at]) return;
    field[property] = draft.values[at];
    isChanged = true;
  });
  const note = form.querySelector("[data-draft-note]");
  if (note) note.hidden = !isChanged;
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.dataset.draft) return;
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => keep(form, false), WAIT_MS));
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-forget-drafts]")) forget();
  if (!form.dataset.draft) return;
  clearTimeout(timers.get(form));
  keep(form, true);
});
document.addEventListener("click", (event) => {
  const form = event.target.closest("[data-draft-discard]")?.closest("form");
  if (!form) return;
  sessionStorage.removeItem(PREFIX + form.dataset.draft);
  form.reset();
  form.querySelector("[data-draft-note]").hidden = true;
});

if (!document.body.matches(".outside")) {
  const here = new Set([...document.querySelectorAll("form[data-draft]")].map((form) => PREFIX + form.dataset.draft));
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX) && !here.has(key) && read(key)?.isSent) sessionStorage.removeItem(key);
  }
}
document.querySelectorAll("form[data-draft]").forEach(restore);
