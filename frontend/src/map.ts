// Draws the map of a page into its block. Imported by the page's own `map.js` when the map is asked
// for; everything that it shows stands in the page's list too.
import { Map as DrawnMap, Marker, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";

import { Card } from "./card";
import { listenForPoints } from "./picking";
import { Pins, boxOf } from "./pins";
import { type Place, type Settings, readPlaces, readSettings } from "./settings";
import { BASEMAP, createStyle } from "./style";

const DARK = "(prefers-color-scheme: dark)";
/** How the map shows all of something: pins and their numbers need room at the edges. */
const fitted = (canvas: HTMLElement, spots: number) => ({
  padding: canvas.clientWidth < 500 ? 36 : 56,
  maxZoom: spots > 1 ? 16 : 14.6,
  animate: false,
});

setWorkerUrl(new URL(workerUrl, import.meta.url).href);

/** Draw into the block's `[data-map-canvas]`; resolves once all is drawn. Throws without WebGL. */
export async function openMap(block: HTMLElement): Promise<void> {
  const canvas = block.querySelector<HTMLElement>("[data-map-canvas]");
  const said = block.querySelector<HTMLElement>("[data-map-said]");
  if (!canvas || !said) return;
  const settings = readSettings(block);
  const places = readPlaces(document);
  const scheme = matchMedia(DARK);
  const map = createMap(canvas, settings, places, scheme.matches);
  scheme.addEventListener("change", () => {
    map.setStyle(createStyle(settings, places, scheme.matches));
  });
  addControls(map, canvas, settings, places);
  for (const end of settings.ends) {
    const element = document.createElement("span");
    element.className = "map-end";
    element.textContent = end.words;
    new Marker({ element, anchor: "bottom" }).setLngLat([end.lon, end.lat]).addTo(map);
  }
  const card = new Card(canvas, settings);
  new Pins(map, places, settings, (members, pin) => card.show(members, pin));
  listenForPoints(map, settings, said);
  watchBasemap(map, block, settings, said);
  await drawn(map, settings);
}

/** Once all is drawn; a base map that answers late, or never, is not waited for. */
function drawn(map: DrawnMap, settings: Settings): Promise<void> {
  return new Promise((resolve) => {
    void map.once("idle").then(() => resolve());
    if (!settings.basemap) return;
    const own = ["listed", "routes", ...(settings.tiles ? ["district"] : [])];
    const look = (): void => {
      if (!own.every((source) => map.getSource(source) && map.isSourceLoaded(source))) return;
      map.off("render", look);
      resolve();
    };
    map.on("render", look);
  });
}

/** Name whom a base map must name, and say so where it cannot be reached. */
function watchBasemap(
  map: DrawnMap,
  block: HTMLElement,
  settings: Settings,
  said: HTMLElement,
): void {
  if (!settings.basemap) return;
  const attribution = block.querySelector<HTMLElement>("[data-map-basemap]");
  if (attribution) attribution.hidden = false;
  map.on("error", (event) => {
    const source = (event as { sourceId?: string }).sourceId ?? "";
    if (source.startsWith(BASEMAP)) said.textContent = settings.words.no_basemap;
    else console.error(event.error);
  });
}

function createMap(
  container: HTMLElement,
  settings: Settings,
  places: Place[],
  isDark: boolean,
): DrawnMap {
  const [west, south, east, north] = settings.bounds;
  const [wide, high] = [(east - west) / 2, (north - south) / 2];
  const map = new DrawnMap({
    container,
    style: createStyle(settings, places, isDark),
    bounds: extentOf(settings, places),
    fitBoundsOptions: fitted(container, places.length + settings.ends.length),
    maxBounds: [west - wide, south - high, east + wide, north + high],
    maxZoom: 18,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    cooperativeGestures: settings.embedded,
    locale: {
      "Map.Title": settings.words.title,
      "Marker.Title": "",
      "CooperativeGesturesHandler.WindowsHelpText": settings.words.ctrl_scroll,
      "CooperativeGesturesHandler.MacHelpText": settings.words.cmd_scroll,
      "CooperativeGesturesHandler.MobileHelpText": settings.words.two_fingers,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  return map;
}

function extentOf(settings: Settings, places: Place[]) {
  const positions = [
    ...places.map((place) => place.position),
    ...settings.routes.flat(),
    ...settings.ends.map((end): [number, number] => [end.lon, end.lat]),
  ];
  return positions.length ? boxOf(positions) : settings.bounds;
}

function addControls(
  map: DrawnMap,
  canvas: HTMLElement,
  settings: Settings,
  places: Place[],
): void {
  const bar = document.createElement("div");
  bar.className = "map-controls";
  const add = (sign: string, words: string, act: () => void): void => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", words);
    button.title = words;
    button.addEventListener("click", act);
    bar.append(button);
  };
  add("+", settings.words.zoom_in, () => map.zoomIn());
  add("−", settings.words.zoom_out, () => map.zoomOut());
  add("⤢", settings.words.whole, () => map.fitBounds(extentOf(settings, places), fitted(canvas, places.length + settings.ends.length)));
  canvas.append(bar);
}
