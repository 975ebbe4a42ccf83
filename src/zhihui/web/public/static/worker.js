// The service worker: what has been looked at can be read again without a network.
// Served at /sw.js behind a line `const SETTINGS = {…}` that changes with the files and with the
// generation, so that a new one drops the pages of the old one. Only pages of the kinds named there
// are kept; nothing that is sent, no API and no correction ever is.
"use strict";

const PAGES = `zhihui-pages-${SETTINGS.generation}`;
const PICTURES = `zhihui-pictures-${SETTINGS.generation}`;
const FILES = `zhihui-files-${SETTINGS.files}`;
const SHELL = `zhihui-shell-${SETTINGS.generation}-${SETTINGS.files}`;
const AT = "X-Kept-At";
const MOST_ASKED = 20;
const kinds = SETTINGS.kinds.map((kind) => new RegExp(kind));
const pictures = new RegExp(SETTINGS.pictures);
const isOurs = (url) => url.origin === location.origin;
const isKept = (url) => isOurs(url) && kinds.some((kind) => kind.test(url.pathname));
const isPicture = (url) => isOurs(url) && pictures.test(url.pathname);
/** A page is the same whatever list of errands its address carries, but where they are what it is about. */
function keyOf(url) {
  const plain = new URL(url);
  if (!/\/(?:plan|errands)\//.test(plain.pathname)) plain.searchParams.delete("errand");
  return plain.pathname + plain.search;
}
const offlineOf = (url) =>
  SETTINGS.offline.find(({ under }) => url.pathname.startsWith(under)).page;

self.addEventListener("install", (event) => {
  event.waitUntil(prepare());
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOld().then(() => self.clients.claim()));
});

async function prepare() {
  const files = await caches.open(FILES);
  await files.addAll(SETTINGS.assets);
  const shell = await caches.open(SHELL);
  for (const page of SETTINGS.shell) {
    await keep(shell, page, await fetch(page, { cache: "no-cache" }));
  }
}

async function dropOld() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("zhihui-") && ![PAGES, PICTURES, FILES, SHELL].includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || !isOurs(url)) return;
  if (event.request.mode === "navigate") event.respondWith(answerPage(event, url));
  else if (url.pathname.startsWith("/static/") && url.searchParams.has("v")) {
    event.respondWith(answerFile(event, url));
  } else if (isPicture(url)) event.respondWith(answerPicture(url));
});

/** The network first; what is kept when it fails or takes too long; else the page that says so. */
async function answerPage(event, url) {
  const fresh = fetch(event.request).then((response) => {
    if (isKept(url) && isWorthKeeping(response)) {
      const copy = response.clone();
      event.waitUntil(caches.open(PAGES).then((pages) => keep(pages, keyOf(url), copy)));
    }
    return response;
  });
  event.waitUntil(fresh.catch(() => {}));
  const kept = await findKept(url);
  if (!kept) return fresh.catch(() => findShell(url));
  const late = new Promise((resolve) => setTimeout(resolve, SETTINGS.wait_ms));
  const response = await Promise.race([fresh.catch(() => undefined), late]);
  return response && ![502, 503, 504].includes(response.status) ? response : stamp(kept);
}

async function answerFile(event, url) {
  const files = await caches.open(FILES);
  const kept = await files.match(keyOf(url), { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(event.request);
  if (response.status === 200) event.waitUntil(files.put(keyOf(url), response.clone()));
  return response;
}

/** A picture of a map: the same for as long as the generation is. */
async function answerPicture(url) {
  const cache = await caches.open(PICTURES);
  const kept = await cache.match(url.href, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(url);
  if (response.status === 200) {
    await cache.put(url.href, response.clone());
    await shorten(cache);
  }
  return response;
}

async function findKept(url) {
  if (!isKept(url)) return undefined;
  const pages = await caches.open(PAGES);
  const kept = await pages.match(keyOf(url), { ignoreVary: true });
  return kept ?? (await caches.open(SHELL)).match(keyOf(url), { ignoreVary: true });
}

async function findShell(url) {
  const kept = await (await caches.open(SHELL)).match(offlineOf(url), { ignoreVary: true });
  return kept ?? Response.error();
}

function isWorthKeeping(response) {
  const isPage = (response.headers.get("Content-Type") ?? "").startsWith("text/html");
  const refused = (response.headers.get("Cache-Control") ?? "").includes("no-store");
  return response.status === 200 && !response.redirected && isPage && !refused;
}

/** Keep a page with the moment of its keeping; the longest kept go when there are too many. */
async function keep(cache, key, response) {
  if (response.status !== 200) return;
  const headers = new Headers(response.headers);
  headers.set(AT, new Date().toISOString());
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  const kept = new Response(await response.text(), { headers });
  await cache.delete(key, { ignoreVary: true });
  await cache.put(key, kept);
  await shorten(cache);
}

async function shorten(cache) {
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(keys.length - SETTINGS.most, 0))) await cache.delete(old);
}

/** The kept page, marked with when it was kept, so that it can say so. */
async function stamp(kept) {
  const at = kept.headers.get(AT) ?? "";
  const text = (await kept.text()).replace("<html ", `<html data-kept-at="${at}" `);
  return new Response(text, { headers: kept.headers });
}

// A page names others that belong to it, and itself, which was there before its worker.
self.addEventListener("message", (event) => {
  const asked = event.data?.keep;
  if (Array.isArray(asked)) event.waitUntil(keepAll(asked.slice(0, MOST_ASKED)));
});

async function keepAll(asked) {
  const pages = await caches.open(PAGES);
  for (const address of asked) {
    const url = new URL(address, location.origin);
    if (isPicture(url)) await answerPicture(url).catch(() => {});
    if (!isKept(url) || (await pages.match(keyOf(url), { ignoreVary: true }))) continue;
    const response = await fetch(url, { headers: { Accept: "text/html" } }).catch(() => null);
    if (response && isWorthKeeping(response)) await keep(pages, keyOf(url), response);
  }
}
