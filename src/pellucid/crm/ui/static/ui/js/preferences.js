// Runs before the first paint, so that a page is never shown in colors it then leaves. The only script that blocks.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  for (const name of ["theme", "density", "rail"]) {
    let value = null;
    try {
      value = localStorage.getItem(`pellucid.${name}`);
    } catch {
      // a browser that keeps nothing shows what the system asks for
    }
    if (value) root.dataset[name] = value;
  }
})();
