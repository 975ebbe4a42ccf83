// My errands, kept on this device alone; nothing is sent until a plan is asked for.
// Without this file the list travels in the address, and every link works as it stands.

const KEY = "zhihui.errands";
const MOST = 20;
const said = document.querySelector("[data-errands-said]");
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** The list on this device; null where the browser keeps nothing. */
export function readErrands() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => one && typeof one.code === "string") : [];
  } catch (error) {
    return error instanceof SyntaxError ? [] : null;
  }
}

/** Keep a list; false where the browser refuses. */
export function writeErrands(errands) {
  try {
    if (errands.length) localStorage.setItem(KEY, JSON.stringify(errands));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

const announce = (words, values = {}) => {
  if (said) said.textContent = fill(said.dataset[words] ?? "", values);
};

function describe(element) {
  const near = element.closest("article, li, main")?.querySelector("h1, h2, h3");
  return {
    code: element.dataset.addErrand ?? element.dataset.errand,
    name: element.dataset.name ?? near?.textContent.trim() ?? "",
    body: element.dataset.body ?? "",
    go: element.dataset.go ?? "unknown",
    lang: document.documentElement.lang,
  };
}

const address = (path, errands) =>
  `${said.dataset.home}${path}${errands.length ? "?" : ""}` +
  errands.map((one) => `errand=${encodeURIComponent(one.code)}`).join("&");

function showCount(errands) {
  for (const link of document.querySelectorAll("[data-errands-link]")) {
    link.href = address("errands/", []);
    const count = link.querySelector("[data-errands-count]");
    if (!count) continue;
    count.textContent = String(errands.length);
    count.hidden = !errands.length;
  }
}

function showButtons(errands) {
  const there = new Set(errands.map((one) => one.code));
  for (const button of document.querySelectorAll("[data-add-errand]")) {
    button.dataset.words ??= button.textContent;
    button.dataset.href ??= button.getAttribute("href");
    const isThere = there.has(button.dataset.addErrand);
    button.textContent = isThere ? said.dataset.addedButton : button.dataset.words;
    button.classList.toggle("is-there", isThere);
    button.setAttribute("href", isThere ? address("errands/", []) : button.dataset.href);
  }
}

function add(button) {
  const errands = readErrands();
  if (errands.some((one) => one.code === button.dataset.addErrand)) return true;
  if (errands.length >= MOST) {
    announce("full", { count: MOST });
    return false;
  }
  const errand = describe(button);
  errands.push(errand);
  if (!writeErrands(errands)) return true;
  showAll();
  announce("added", { name: errand.name, count: errands.length });
  return false;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-add-errand]");
  if (!button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!add(button)) event.preventDefault();
});

// The page of the list.

const page = document.querySelector("[data-errands-page]");
const part = (name) => page.querySelector(`[data-errands-${name}]`);
let forgotten = [];

function makeLine(errand) {
  const line = page.querySelector("template[data-errand-line]").content.cloneNode(true);
  const link = line.querySelector("[data-errand-name]");
  link.textContent = errand.name || errand.code;
  link.href = `${said.dataset.home}items/${encodeURIComponent(errand.code)}`;
  if (errand.lang && errand.lang !== document.documentElement.lang) link.lang = errand.lang;
  line.querySelector("[data-errand-body]").textContent = errand.body;
  line.querySelector("[data-errand-removed]").textContent = ` ${errand.name}`;
  const go = line.querySelector("[data-errand-go]");
  go.textContent = page.getAttribute(`data-go-${errand.go}`) ?? "";
  go.classList.add({ yes: "go", no: "yes" }[errand.go] ?? "unknown");
  line.querySelector("[data-errand-remove]").addEventListener("click", () => remove(errand.code));
  return line;
}

function remove(code) {
  const errands = readErrands();
  const at = errands.findIndex((one) => one.code === code);
  if (at < 0) return;
  const [errand] = errands.splice(at, 1);
  writeErrands(errands);
  showAll();
  announce("removed", { name: errand.name, count: errands.length });
  const buttons = page.querySelectorAll("[data-errand-remove]");
  (buttons[Math.min(at, buttons.length - 1)] ?? part("title")).focus();
}

function forget(event) {
  event.preventDefault();
  forgotten = readErrands();
  writeErrands([]);
  showAll();
  part("undo").hidden = false;
  announce("forgotten");
  part("undo").querySelector("button").focus();
}

function restore() {
  writeErrands(forgotten);
  part("undo").hidden = true;
  showAll();
  announce("restored", { count: forgotten.length });
  part("title").focus();
}

function showList(errands) {
  part("list").replaceChildren(...errands.map(makeLine));
  part("total").textContent = String(errands.length);
  part("some").hidden = !errands.length;
  part("none").hidden = Boolean(errands.length);
  part("plan").href = address("plan/", errands);
}

/** What the address brought joins what the device has; the address is then clean again. */
function takeIn(errands) {
  const there = new Set(errands.map((one) => one.code));
  for (const line of part("list").children) {
    line.dataset.name = line.querySelector("[data-errand-name]").textContent;
    line.dataset.body = line.querySelector("[data-errand-body]").textContent;
    if (!there.has(line.dataset.errand) && errands.length < MOST) errands.push(describe(line));
  }
  if (!writeErrands(errands)) return false;
  if (location.search) history.replaceState(null, "", location.pathname);
  return true;
}

function showAll() {
  const errands = readErrands() ?? [];
  showCount(errands);
  showButtons(errands);
  if (page) showList(errands);
}

function start() {
  const errands = readErrands();
  if (errands === null || !said) return;
  if (page) {
    if (!takeIn(errands)) return;
    part("forget").addEventListener("click", forget);
    part("undo").querySelector("button").addEventListener("click", restore);
    for (const where of page.querySelectorAll("[data-errands-where]")) {
      where.hidden = where.dataset.errandsWhere !== "device";
    }
  }
  showAll();
  addEventListener("storage", (event) => event.key === KEY && showAll());
  addEventListener("pageshow", (event) => event.persisted && showAll());
}

start();
