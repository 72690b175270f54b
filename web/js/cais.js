// Optional comforts; every page works without this file.
(() => {
  const script = document.currentScript.src;

  // Arrow keys (and j, k) walk the rows of a list, only while the focus is inside it.
  document.addEventListener("keydown", (event) => {
    const list = event.target.closest?.("[data-walk]");
    if (!list || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (!step) return;
    const stops = [...list.querySelectorAll("[data-stop]")];
    const row = event.target.closest("tr, li");
    const here = stops.findIndex((stop) => stop === event.target || row?.contains(stop));
    stops[Math.min(Math.max(here + step, 0), stops.length - 1)]?.focus();
    event.preventDefault();
  });

  // A print button does nothing without script, so it is shown only with it.
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      document.querySelectorAll("details").forEach((details) => { details.open = true; });
      print();
    });
  }

  // Where the device is, to about a kilometre, asked once somebody presses the button.
  for (const button of document.querySelectorAll("[data-position]")) {
    button.hidden = !navigator.geolocation;
    const failed = () => { button.textContent = button.dataset.failed; };
    button.addEventListener("click", () => navigator.geolocation.getCurrentPosition(({ coords }) => {
      const { at, near } = button.form.elements;
      at.value = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`;
      near.value = "";
      button.form.requestSubmit();
    }, failed, { timeout: 10000 }));
  }

  // A way that no "back" leads to again: the next page takes the place of this one.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-replace]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    location.replace(link.href);
  });

  // A form that leaves no entry either; where something is wrong with it, it is sent as any other.
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest?.("form[data-quiet]");
    if (!form || event.defaultPrevented) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
    if (answer?.redirected) location.replace(answer.url);
    else form.submit();
  });

  // What was sent leaves no address of its own behind.
  const gone = document.querySelector("[data-gone]");
  if (gone) history.replaceState(null, "", gone.dataset.gone);

  // A form is sent once, however often an impatient finger presses.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
  });
  addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
  });

  // A page that does more has a script of its own, of the same version as this one.
  if (document.querySelector("form[data-contacts]")) import(script.replace("cais.js", "contacts.js"));
})();
