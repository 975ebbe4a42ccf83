// What a pin stands for: names, open or shut, links; a card in the corner of the map.
import type { Place, Settings } from "./settings";

/** One card at a time. Escape and its button close it and give the focus back to the pin. */
export class Card {
  private readonly element = document.createElement("section");
  private pin: HTMLElement | null = null;

  constructor(
    host: HTMLElement,
    private readonly settings: Settings,
  ) {
    this.element.className = "map-card";
    this.element.tabIndex = -1;
    this.element.hidden = true;
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
    host.append(this.element);
  }

  show(members: Place[], pin: HTMLElement): void {
    this.pin = pin;
    const list = document.createElement("ul");
    list.append(...members.map(createLine));
    const close = document.createElement("button");
    close.type = "button";
    close.className = "map-close";
    close.textContent = "×";
    close.setAttribute("aria-label", this.settings.words.close);
    close.addEventListener("click", () => this.close());
    this.element.replaceChildren(list, close);
    this.element.setAttribute("aria-label", members.map((place) => place.name).join(" · "));
    this.element.hidden = false;
    this.element.focus();
  }

  close(): void {
    this.element.hidden = true;
    this.pin?.focus();
    this.pin = null;
  }
}

function createLine(place: Place): HTMLLIElement {
  const line = document.createElement("li");
  if (place.pin) {
    const number = document.createElement("span");
    number.className = "pin-number";
    number.textContent = place.pin;
    line.append(number, " ");
  }
  const name = document.createElement(place.url ? "a" : "b");
  if (name instanceof HTMLAnchorElement) name.href = place.url;
  name.textContent = place.name;
  line.append(name);
  if (place.state) {
    const state = document.createElement("span");
    state.className = `tag ${place.mood}`;
    state.textContent = place.state;
    line.append(" ", state);
  }
  return line;
}
