// Contacts of a local centre: what cannot be sent waits in this browser, and goes when the line is back.
// Each has a key of its own, so that sent twice it counts once. Nothing of it names anybody.
const form = document.querySelector("form[data-contacts]");
const status = document.querySelector("[data-contacts-status]");
// Of whoever is signed in: another mediator at this machine sends their own.
const mine = `contact ${form.dataset.contacts} `;
const NEEDED = ["topic", "language", "channel", "outcome"];
const FIELDS = ["centre", ...NEEDED, "sex", "age"];
const SENT_MAX = 100;
const PATIENCE_MS = 10_000;
const AGAIN_MS = 30_000;

const waiting = () => Object.keys(localStorage).filter((key) => key.startsWith(mine));
const first = (name) => form.querySelector(`:is(input, select)[name=${name}]`);
const isBegun = () => form.querySelector("[name=topic]:checked") !== null;

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function tell(what, n = waiting().length) {
  status.textContent = status.dataset[what].replace("{n}", n);
}

// Sends what waits; answers what is to be told.
async function send() {
  const keys = waiting().slice(0, SENT_MAX);
  if (!keys.length) return "sent";
  const contacts = keys.map((key) => {
    const { at, ...said } = JSON.parse(localStorage.getItem(key));
    // How long ago, not when: this clock may be wrong.
    const secondsAgo = Math.max(0, Math.round((Date.now() - at) / 1000));
    return { ...said, key: key.slice(mine.length), secondsAgo };
  });
  try {
    const answer = await fetch("/contacts/waiting", {
      method: "POST", body: JSON.stringify({ contacts }), signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { "content-type": "application/json", accept: "application/json" },
    });
    if (answer.status === 401) return "signIn";
    if (!answer.ok) return "waiting";
    const { counted, refused } = await answer.json();
    const gone = [...counted, ...refused];
    for (const key of gone) localStorage.removeItem(mine + key);
    if (refused.length) return tell("refused", refused.length);
    return gone.length ? send() : "waiting";
  } catch {
    return "waiting";
  }
}

let line = Promise.resolve();

// One sending after the other.
async function goOn() {
  line = line.then(send);
  const outcome = await line;
  if (outcome === "sent" && !isBegun()) {
    sessionStorage.setItem("contact", "logged");
    location.replace(form.action);
  } else if (outcome) tell(outcome);
}

function clear() {
  for (const name of ["topic", "outcome", "sex", "age"]) {
    for (const radio of form.querySelectorAll(`[name=${name}]`)) radio.checked = radio.value === "";
  }
  first("topic").focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const said = new FormData(form);
  const missing = NEEDED.find((name) => !said.get(name));
  if (missing) {
    tell("missing");
    first(missing).focus();
    return;
  }
  const contact = { at: Date.now() };
  for (const name of FIELDS) contact[name] = said.get(name) ?? "";
  try {
    localStorage.setItem(mine + newKey(), JSON.stringify(contact));
  } catch {
    // A browser that keeps nothing sends the form as any other.
    form.submit();
    return;
  }
  clear();
  goOn();
});

// In a list a first letter chooses without script; here it does among radio buttons too.
form.addEventListener("keydown", (event) => {
  const here = event.target;
  if (here.type !== "radio" || event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
  const plain = (text) => text.trim().normalize("NFD").charAt(0).toLowerCase();
  const group = [...form.querySelectorAll(`[name=${here.name}]`)];
  const start = group.indexOf(here) + (here.checked ? 1 : 0);
  const next = [...group.slice(start), ...group.slice(0, start)]
    .find((radio) => plain(radio.labels[0].textContent) === plain(event.key));
  if (!next) return;
  event.preventDefault();
  next.checked = true;
  next.focus();
});

document.querySelector("[data-contacts-keys]").hidden = false;
if (!document.querySelector(".error-summary")) first("topic").focus();
addEventListener("online", () => { if (waiting().length) goOn(); });
setInterval(() => { if (waiting().length) goOn(); }, AGAIN_MS);
if (waiting().length) {
  tell("waiting");
  goOn();
} else if (sessionStorage.getItem("contact")) {
  sessionStorage.removeItem("contact");
  tell("logged");
}
