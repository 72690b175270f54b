// The directory on a stick: searches what stands on this page, and asks nobody else. It reads without this script.
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId("search");
  const all = [...document.querySelectorAll("li[data-town]")];
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map(all.map((item) => [item, folded(item.textContent)]));
  const has = (item, name, code) => (item.dataset[name] ?? "").split(" ").includes(code);

  const radians = (text) => text?.split(",").map((part) => part * Math.PI / 180);
  const half = (angle) => Math.sin(angle / 2) ** 2;
  // Along the great circle, with the mean radius of the Earth: as the house reckons.
  const kilometres = ([lat, lon], [toLat, toLon]) => 2 * 6371.0088 *
    Math.asin(Math.min(1, Math.sqrt(half(toLat - lat) + Math.cos(lat) * Math.cos(toLat) * half(toLon - lon))));

  // Of a place without a point: first those of the same town, then of the same district.
  const steps = (item, town) =>
    item.dataset.town === town ? 0 : item.dataset.town.slice(0, 2) === town.slice(0, 2) ? 1 : 2;

  const answers = (item, asked) =>
    (!asked.need || has(item, "does", asked.need) || has(item, "tells", asked.need)) &&
    (!asked.says || has(item, "says", asked.says)) &&
    folded(asked.name).split(/\s+/).every((word) => texts.get(item).includes(word));

  const mark = (item, away) => {
    item.querySelector(".away")?.remove();
    if (!Number.isFinite(away)) return;
    const line = document.createElement("p");
    line.className = "away";
    line.textContent = `≈ ${Math.max(1, Math.round(away))} km`;
    item.querySelector("h3").after(line);
  };

  const show = () => {
    const asked = { need: "", town: "", says: "", name: "", ...Object.fromEntries(new FormData(form)) };
    const here = radians(byId("town").selectedOptions[0].dataset.at);
    const found = all.filter((item) => answers(item, asked)).map((item, order) => {
      const at = radians(item.dataset.at);
      const away = here && at ? kilometres(here, at) : Infinity;
      return { item, order, away, does: asked.need !== "" && has(item, "does", asked.need), steps: steps(item, asked.town) };
    });
    // Those that decide, then the near ones: the order of the house.
    found.sort((a, b) => b.does - a.does ||
      (asked.town ? (a.away === b.away ? a.steps - b.steps : a.away - b.away) : 0) || a.order - b.order);
    found.forEach(({ item, away, steps }) => mark(item, asked.town && steps > 0 ? away : Infinity));
    byId("found").replaceChildren(...found.map(({ item }) => item));
    byId("count").textContent = found.length;
  };

  for (const id of ["search", "answer", "found"]) byId(id).hidden = false;
  byId("country").hidden = true;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  const speak = () => { document.documentElement.lang = byId("words-en").checked ? "en" : "pt"; };
  document.querySelectorAll("[name=words]").forEach((choice) => choice.addEventListener("change", speak));
  speak();
  show();
})();
