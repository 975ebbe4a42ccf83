// Fills a starting point with the device's position, on request only. Without this file one types.
"use strict";
const DIGITS = 3; // about 100 m: nothing finer leaves the device
for (const button of document.querySelectorAll("button[data-locate]")) {
  const field = document.getElementById(button.dataset.locate);
  if (!field || !("geolocation" in navigator)) continue;
  const status = button.closest(".field")?.querySelector("[data-locate-status]");
  const say = (words) => {
    if (!status) return;
    status.textContent = words;
    status.hidden = !words;
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    say(button.dataset.wait ?? "");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field.value = `${coords.longitude.toFixed(DIGITS)},${coords.latitude.toFixed(DIGITS)}`;
        say("");
        field.form?.requestSubmit();
      },
      () => say(button.dataset.failed ?? ""),
      { maximumAge: 60_000, timeout: 15_000 },
    );
  });
}
