// The plan's page: the device's place on request, and the link to copy or send.
// Without this file one types where one starts, and copies the link by hand.

const DECIMALS = 3; // About 100 m: nothing finer leaves the device.
const POINT = /^\s*(-?\d+(?:\.\d+)?)\s*[,，]\s*(-?\d+(?:\.\d+)?)\s*$/;
const round = (lon, lat) => [lon, lat].map((value) => String(Number(Number(value).toFixed(DECIMALS)))).join(",");

const start = document.querySelector("input[data-pick-point]");
const startSaid = document.querySelector("[data-start-said]");
const locate = document.querySelector("[data-locate]");

async function askWhere(written) {
  try {
    const response = await fetch(`${locate.dataset.where}${encodeURIComponent(written)}`);
    return response.ok ? (await response.json()).words : "";
  } catch {
    return "";
  }
}

/** What the field holds, in words; until the answer is there, or without one, `otherwise`. */
async function showWhere(otherwise = "") {
  const written = start.value;
  startSaid.textContent = otherwise;
  if (!written.trim()) return;
  const words = await askWhere(written);
  if (words && start.value === written) startSaid.textContent = words;
}

function ask(button) {
  startSaid.textContent = locate.dataset.asking;
  button.disabled = true;
  const refuse = (error) => {
    button.disabled = false;
    startSaid.textContent = error.code === error.PERMISSION_DENIED ? locate.dataset.refused : locate.dataset.failed;
    start.focus();
  };
  const take = ({ coords }) => {
    button.disabled = false;
    start.value = round(coords.longitude, coords.latitude);
    showWhere(locate.dataset.done);
  };
  navigator.geolocation.getCurrentPosition(take, refuse, { timeout: 15_000, maximumAge: 120_000 });
}

if (start && locate) {
  // A point typed, or tapped on the map, is rounded before anything is sent.
  start.addEventListener("change", () => {
    const [, lon, lat] = POINT.exec(start.value) ?? [];
    if (lon !== undefined) start.value = round(lon, lat);
    showWhere();
  });
  start.addEventListener("input", () => {
    startSaid.textContent = "";
  });
  if ("geolocation" in navigator && isSecureContext) {
    locate.hidden = false;
    locate.querySelector("button").addEventListener("click", (event) => ask(event.currentTarget));
  }
}

// The link.

const share = document.querySelector("[data-share]");

async function copy(event) {
  const button = event.currentTarget;
  const link = document.querySelector("[data-share-link]");
  const said = document.querySelector("[data-share-said]");
  try {
    await navigator.clipboard.writeText(link.value);
    said.textContent = button.dataset.done;
  } catch {
    link.focus();
    link.select();
    said.textContent = button.dataset.failed;
  }
}

if (share) {
  share.hidden = false;
  share.querySelector("[data-share-copy]").addEventListener("click", copy);
  const send = share.querySelector("[data-share-send]");
  if (navigator.share) {
    send.hidden = false;
    send.addEventListener("click", () => {
      const url = document.querySelector("[data-share-link]").value;
      navigator.share({ title: document.title, url }).catch(() => {});
    });
  }
}
