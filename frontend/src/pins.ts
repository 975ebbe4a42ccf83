// Places as buttons on the map, in the order of the list. What lies on each other is one button.
import { LngLatBounds, type Map as DrawnMap, Marker } from "maplibre-gl";

import { groupSpots } from "./groups";
import { type Place, type Settings, fill } from "./settings";

const APART_PX = 36;
const CLOSEST = 17;
const NUMBERS_SHOWN = 3;

/** Keeps the pins right as the map is moved; `open` is told what a pin stands for. */
export class Pins {
  private readonly shown = new Map<string, Marker>();

  constructor(
    private readonly map: DrawnMap,
    private readonly places: Place[],
    private readonly settings: Settings,
    private readonly open: (members: Place[], pin: HTMLElement) => void,
  ) {
    this.update();
    map.on("zoomend", () => this.update());
    map.on("moveend", () => this.hideAway());
  }

  /** Pins out of sight are no stops for the keyboard, which would drag them into view. */
  private hideAway(): void {
    const { clientWidth, clientHeight } = this.map.getContainer();
    for (const marker of this.shown.values()) {
      const { x, y } = this.map.project(marker.getLngLat());
      const isIn = x > 0 && y > 0 && x < clientWidth && y < clientHeight;
      marker.getElement().classList.toggle("away", !isIn);
    }
  }

  private update(): void {
    const spots = this.places.map((place) => ({ ...this.map.project(place.position), of: place }));
    const groups = groupSpots(
      spots.map(({ x, y, of }) => ({ x, y, of })),
      APART_PX,
    );
    const wanted = new Map(
      groups.map(({ members }) => [members.map((place) => place.url).join(" "), members]),
    );
    for (const [key, marker] of this.shown) {
      if (wanted.has(key)) continue;
      marker.remove();
      this.shown.delete(key);
    }
    for (const [key, members] of wanted) {
      if (!this.shown.has(key)) this.shown.set(key, this.add(members));
    }
    this.hideAway();
  }

  private add(members: Place[]): Marker {
    const pin = document.createElement("button");
    pin.type = "button";
    pin.className = members.length > 1 ? "map-pin several" : `map-pin ${members[0]?.mood}`;
    pin.textContent = labelOf(members);
    pin.setAttribute("aria-label", this.describe(members));
    pin.addEventListener("click", (event) => {
      event.stopPropagation();
      this.press(members, pin);
    });
    return new Marker({ element: pin }).setLngLat(middleOf(members)).addTo(this.map);
  }

  private describe(members: Place[]): string {
    const [only] = members;
    if (only && members.length === 1) {
      return [only.pin, only.name, only.state].filter(Boolean).join(" · ");
    }
    const names = members.slice(0, 5).map((place) => place.name);
    return `${fill(this.settings.words.group, { count: members.length })} ${names.join(" · ")}`;
  }

  private press(members: Place[], pin: HTMLElement): void {
    const box = boxOf(members.map((place) => place.position));
    const isSpread = box.getNorth() - box.getSouth() + box.getEast() - box.getWest() > 2e-4;
    if (members.length > 1 && isSpread && this.map.getZoom() < CLOSEST - 0.5) {
      this.map.fitBounds(box, { padding: 64, maxZoom: CLOSEST });
    } else {
      this.open(members, pin);
    }
  }
}

export function boxOf(positions: [number, number][]): LngLatBounds {
  return positions.reduce((box, position) => box.extend(position), new LngLatBounds());
}

function labelOf(members: Place[]): string {
  const numbers = members.map((place) => place.pin);
  const areFew = members.length <= NUMBERS_SHOWN && numbers.every(Boolean);
  return areFew ? numbers.join("·") : members.length > 1 ? String(members.length) : "";
}

function middleOf(members: Place[]): [number, number] {
  let [lon, lat] = [0, 0];
  for (const { position } of members) [lon, lat] = [lon + position[0], lat + position[1]];
  return [lon / members.length, lat / members.length];
}
