// The papers' checklist remembers its ticks on this device, for thirty days.
// Without this file the boxes can be ticked all the same; they are forgotten with the page.

const KEY = "zhihui.ticks";
const KEPT_DAYS = 30;
const MOST = 400;
const today = Math.floor(Date.now() / 86_400_000);
const boxes = [...document.querySelectorAll("input[type=checkbox][data-tick]")];

/** Ticks by key: the day on which each was made. */
function readTicks() {
  try {
    const kept = Object.entries(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
    return new Map(kept.filter(([, day]) => Number(day) > today - KEPT_DAYS));
  } catch {
    return new Map();
  }
}

function writeTicks(ticks) {
  const newest = [...ticks].sort((a, b) => b[1] - a[1]).slice(0, MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(newest)));
  } catch {
    // The ticks hold for this page.
  }
}

function showProgress() {
  for (const list of document.querySelectorAll("[data-ticks]")) {
    const own = [...list.querySelectorAll("input[data-tick]")];
    const done = own.filter((box) => box.checked).length;
    const bar = list.querySelector("[data-ticks-bar]");
    if (!bar) continue;
    bar.hidden = false;
    bar.querySelector("[data-ticks-words]").textContent = bar.dataset.words
      .replace("{done}", String(done))
      .replace("{count}", String(own.length));
    bar.querySelector("progress").value = done;
    bar.querySelector("progress").max = own.length;
    bar.querySelector("button").hidden = !done;
  }
}

function show() {
  const ticks = readTicks();
  for (const box of boxes) box.checked = ticks.has(box.dataset.tick);
  showProgress();
}

function keep(changed) {
  const ticks = readTicks();
  for (const box of changed) {
    if (box.checked) ticks.set(box.dataset.tick, today);
    else ticks.delete(box.dataset.tick);
  }
  writeTicks(ticks);
  showProgress();
}

if (boxes.length) {
  show();
  document.addEventListener("change", (event) => {
    if (!event.target.matches?.("input[data-tick]")) return;
    const same = boxes.filter((box) => box.dataset.tick === event.target.dataset.tick);
    for (const box of same) box.checked = event.target.checked;
    keep(same);
  });
  for (const button of document.querySelectorAll("[data-ticks] [data-ticks-bar] button")) {
    button.addEventListener("click", () => {
      const own = [...button.closest("[data-ticks]").querySelectorAll("input[data-tick]")];
      for (const box of own) box.checked = false;
      keep(own);
      own[0]?.focus();
    });
  }
  addEventListener("storage", (event) => event.key === KEY && show());
  addEventListener("pageshow", (event) => event.persisted && show());
}
