// Files dropped on a zone: the browser's own file input does the work, this shows what it holds.
const zoneOf = (event) => event.target.closest?.("[data-drop]");

document.addEventListener("dragover", (event) => zoneOf(event)?.setAttribute("data-over", ""));
document.addEventListener("dragleave", (event) => zoneOf(event)?.removeAttribute("data-over"));
document.addEventListener("drop", (event) => zoneOf(event)?.removeAttribute("data-over"));
document.addEventListener("change", (event) => {
  const zone = zoneOf(event);
  if (!zone || event.target.type !== "file") return;
  const size = new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 });
  const lines = [...event.target.files].map((file) => {
    const line = document.createElement("li");
    line.append(Object.assign(document.createElement("bdi"), { textContent: file.name }), ` · ${size.format(Math.ceil(file.size / 1000))}`);
    return line;
  });
  zone.querySelector(".drop-files").replaceChildren(...lines);
});
