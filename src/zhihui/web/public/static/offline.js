// Starts the service worker, says when a page comes from this device, and lists what is kept on it.
// Without this file, or where the browser has no workers, pages need the network as ever.

const banner = document.querySelector("[data-offline]");
const root = document.documentElement;
const opened = new Date();
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

function wordMoment(moment) {
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const isToday = moment.toDateString() === new Date().toDateString();
  const day = isToday ? {} : { month: "short", day: "numeric" };
  return moment.toLocaleString(root.lang, { ...day, ...clock });
}

function showBanner() {
  const kept = root.dataset.keptAt;
  if (!banner || (!kept && navigator.onLine)) {
    if (banner) banner.hidden = true;
    return;
  }
  const words = kept ? banner.dataset.kept : banner.dataset.lost;
  banner.querySelector("[data-offline-words]").textContent = fill(words, {
    at: wordMoment(kept ? new Date(kept) : opened),
  });
  banner.hidden = false;
}

// The worker.

async function start() {
  await navigator.serviceWorker.register("/sw.js", { scope: "/", updateViaCache: "none" });
  const { active } = await navigator.serviceWorker.ready;
  if (root.dataset.keptAt || !navigator.onLine) return;
  const pictures = [...document.querySelectorAll("[data-map-picture] img")].map((one) => one.currentSrc);
  const others = [...document.querySelectorAll("a[data-keep]")].map((link) => link.href);
  const here = location.href.split("#")[0];
  active.postMessage({ keep: [...new Set([here, ...pictures, ...others])].filter(Boolean) });
}

// The page that lists what is kept.

const list = document.querySelector("[data-kept-list]");

async function readKept() {
  const names = (await caches.keys()).filter((name) => name.startsWith("zhihui-pages-"));
  const found = [];
  for (const name of names) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request, { ignoreVary: true });
      const title = /<title>([^<]*)<\/title>/.exec(await response.text())?.[1] ?? "";
      found.push({ url: request.url, title, at: new Date(response.headers.get("X-Kept-At")) });
    }
  }
  return found.sort((one, other) => other.at - one.at);
}

function makeLine({ url, title, at }) {
  const line = document.querySelector("template[data-kept-line]").content.cloneNode(true);
  const words = new DOMParser().parseFromString(title, "text/html").documentElement.textContent;
  const link = line.querySelector("a");
  link.href = url;
  link.textContent = words.split(" · ")[0] || new URL(url).pathname;
  line.querySelector("[data-kept-at]").textContent = wordMoment(at);
  return line;
}

async function showKept() {
  const kept = await readKept();
  list.replaceChildren(...kept.map(makeLine));
  document.querySelector("[data-kept-some]").hidden = !kept.length;
  document.querySelector("[data-kept-none]").hidden = Boolean(kept.length);
}

async function forgetAll() {
  for (const name of await caches.keys()) {
    if (/^zhihui-(pages|pictures)-/.test(name)) await caches.delete(name);
  }
  localStorage.removeItem("zhihui.errands");
  localStorage.removeItem("zhihui.ticks");
  await showKept();
  const said = document.querySelector("[data-kept-said]");
  said.textContent = said.dataset.done;
}

showBanner();
addEventListener("online", showBanner);
addEventListener("offline", showBanner);
if ("serviceWorker" in navigator && isSecureContext) {
  const begin = () => start().catch(() => {});
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin, { once: true });
  if (list) {
    document.querySelector("[data-kept-missing]").hidden = location.pathname.endsWith("/offline/");
    showKept();
    document.querySelector("[data-kept-forget]").addEventListener("click", forgetAll);
  }
}
