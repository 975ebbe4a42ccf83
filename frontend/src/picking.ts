// A tap on the map fills the field that asks for a point. The page's own script rounds the point and
// says in words where it is; the words are repeated beside the map.
import { type Map as DrawnMap, Marker } from "maplibre-gl";

import { type Position, type Settings, fill } from "./settings";

/** Listen for taps where the page has an input with `data-pick-point`. */
export function listenForPoints(map: DrawnMap, settings: Settings, said: HTMLElement): void {
  const input = document.querySelector<HTMLInputElement>("input[data-pick-point]");
  if (!input || !settings.picks) return;
  const pin = document.createElement("span");
  pin.className = "map-picked";
  const marker = new Marker({ element: pin, anchor: "bottom" });
  const mark = (): boolean => {
    const [lon, lat] = input.value.split(",").map(Number) as Partial<Position>;
    const isPoint = Number.isFinite(lon) && Number.isFinite(lat);
    if (isPoint) marker.setLngLat([lon as number, lat as number]).addTo(map);
    return isPoint;
  };
  const words = document.querySelector("[data-start-said]");
  const repeat = (): void => {
    said.textContent = mark() ? fill(settings.words.picked, { where: words?.textContent ?? "" }) : "";
  };
  if (words) new MutationObserver(repeat).observe(words, { childList: true, characterData: true });
  mark();
  map.on("click", ({ lngLat }) => {
    input.value = `${lngLat.lng.toFixed(6)},${lngLat.lat.toFixed(6)}`;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
    repeat();
  });
}
