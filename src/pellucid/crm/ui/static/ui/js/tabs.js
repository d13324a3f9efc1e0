// Tabs within a page: links to its sections, of which a narrow screen shows one at a time.
for (const bar of document.querySelectorAll("[data-tabs]")) {
  const holder = document.getElementById(bar.dataset.tabs);
  const tabs = [...bar.querySelectorAll("a[href^='#']")];
  const show = (tab) => {
    holder.dataset.shown = "";
    for (const other of tabs) {
      const section = document.getElementById(other.hash.slice(1));
      section.toggleAttribute("data-shown", other === tab);
      if (other === tab) other.setAttribute("aria-current", "true");
      else other.removeAttribute("aria-current");
    }
  };
  bar.addEventListener("click", (event) => {
    const tab = event.target.closest("a");
    if (!tab) return;
    event.preventDefault();
    history.replaceState(null, "", tab.hash);
    show(tab);
  });
  show(tabs.find((tab) => tab.hash === location.hash) ?? tabs[0]);
}
