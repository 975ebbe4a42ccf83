// What the page tells the map: settings as a JSON data block, places as the links of its own list.

export type Position = [lon: number, lat: number];
export type Box = [west: number, south: number, east: number, north: number];
export type Mood = "yes" | "no" | "unknown" | "plain";

export interface Colours {
  land: string;
  district: string;
  outline: string;
  /** Streets seen from afar and from close by. */
  far: string;
  near: string;
  casing: string;
  path: string;
  label: string;
  halo: string;
  route: string;
  route_edge: string;
}

export interface Settings {
  tiles: string | null;
  min_zoom: number;
  max_zoom: number;
  bounds: Box;
  language: string;
  /** Whether scrolling a page with one finger goes past the map. */
  embedded: boolean;
  colours: { light: Colours; dark: Colours };
  routes: Position[][];
  ends: { lon: number; lat: number; words: string }[];
  /** Addresses of raster tiles, the lowest first. */
  basemap: string[] | null;
  /** Whether a tap chooses the point of the page's `input[data-pick-point]`. */
  picks: boolean;
  words: Record<
    | "title"
    | "zoom_in"
    | "zoom_out"
    | "whole"
    | "group"
    | "close"
    | "picked"
    | "two_fingers"
    | "ctrl_scroll"
    | "cmd_scroll"
    | "no_basemap",
    string
  >;
}

export interface Place {
  name: string;
  /** Empty for the place that the page is about. */
  url: string;
  position: Position;
  /** Number in the list; empty where the list has none. */
  pin: string;
  mood: Mood;
  /** Open or shut, in words. */
  state: string;
}

export function readSettings(block: HTMLElement): Settings {
  const data = block.querySelector("script[type='application/json']");
  return JSON.parse(data?.textContent ?? "{}") as Settings;
}

/** The places of the page's list, each once, in its order. */
export function readPlaces(root: ParentNode): Place[] {
  const found = new Map<string, Place>();
  for (const link of root.querySelectorAll<HTMLElement>("[data-lon][data-lat]")) {
    const position: Position = [Number(link.dataset.lon), Number(link.dataset.lat)];
    const url = link instanceof HTMLAnchorElement ? link.href : "";
    if (found.has(url) || !position.every(Number.isFinite)) continue;
    found.set(url, {
      name: link.textContent?.trim() ?? "",
      url,
      position,
      pin: link.dataset.pin ?? "",
      mood: (link.dataset.mood ?? "plain") as Mood,
      state: link.dataset.state ?? "",
    });
  }
  return [...found.values()];
}

/** A wording with its placeholders filled in. */
export function fill(wording: string, values: Record<string, string | number>): string {
  return wording.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
