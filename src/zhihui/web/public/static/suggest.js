// Suggestions under the search box: an editable combobox with a listbox.
// Without this file the box is a plain field of a plain form, and finds the same things.

const WAIT_MS = 120;
const COMPOSING_WAIT_MS = 260;
const MOST_TYPED = 100;
const REMEMBERED = 60;
const HAN = /[\u3400-\u9fff]/;
const PAGES = { life_event: "events/", place: "places/" };

class Suggestions {
  constructor(input) {
    this.input = input;
    this.words = input.dataset;
    this.options = [];
    this.active = -1;
    this.known = new Map();
    this.timer = 0;
    this.asked = 0;
    this.list = document.createElement("ul");
    this.list.id = `${input.id}-suggestions`;
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.words.suggestLabel);
    this.status = document.createElement("div");
    this.status.className = "unseen";
    this.status.setAttribute("role", "status");
    input.parentElement.append(this.list, this.status);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": this.list.id,
      "aria-expanded": "false",
    })) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", (event) => this.wait(event.isComposing));
    input.addEventListener("compositionend", () => this.wait(false));
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.click(event));
    input.form.addEventListener("submit", () => this.stop());
  }

  get isOpen() {
    return !this.list.hidden;
  }

  wait(composing) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), composing ? COMPOSING_WAIT_MS : WAIT_MS);
  }

  stop() {
    clearTimeout(this.timer);
    this.asked += 1;
    this.close();
  }

  async ask() {
    // An input method puts marks between the syllables that it still holds.
    const typed = this.input.value.trim().replaceAll("'", "").slice(0, MOST_TYPED);
    const number = (this.asked += 1);
    if (!typed) return this.close();
    let found = this.known.get(typed);
    if (!found) {
      found = await this.fetch(typed);
      if (found) this.remember(typed, found);
    }
    const isLatest = number === this.asked && document.activeElement === this.input;
    if (isLatest) this.show(found ?? []);
  }

  async fetch(typed) {
    try {
      const response = await fetch(`/api/v1/suggest?q=${encodeURIComponent(typed)}`, {
        headers: { Accept: "application/json" },
      });
      return response.ok ? (await response.json()).suggestions : null;
    } catch {
      return null;
    }
  }

  remember(typed, found) {
    if (this.known.size >= REMEMBERED) this.known.delete(this.known.keys().next().value);
    this.known.set(typed, found);
  }

  show(found) {
    this.options = found;
    this.list.replaceChildren(...found.map((one, number) => this.draw(one, number)));
    this.point(-1);
    this.list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", String(this.isOpen));
    this.status.textContent = this.words.suggestCount.replace("{count}", String(found.length));
  }

  draw(suggestion, number) {
    const option = document.createElement("li");
    const words = document.createElement("span");
    option.id = `${this.list.id}-${number}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    words.textContent = suggestion.words;
    words.lang = HAN.test(suggestion.words) ? "zh-CN" : "en";
    option.append(words);
    const kind = { life_event: this.words.suggestEvent, place: this.words.suggestPlace }[
      suggestion.kind
    ];
    if (kind) {
      const tag = document.createElement("span");
      tag.className = "tag plain";
      tag.textContent = kind;
      option.append(" ", tag);
    }
    return option;
  }

  point(number) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = number;
    const option = this.list.children[number];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  close() {
    this.list.hidden = true;
    this.point(-1);
    this.input.setAttribute("aria-expanded", "false");
    this.status.textContent = "";
  }

  press(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const count = this.options.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!this.isOpen) return void this.ask();
      // One step outside the list is the field itself, with what was typed.
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.point(((this.active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === "Enter" && this.isOpen && this.active >= 0) {
      event.preventDefault();
      this.choose(this.options[this.active]);
    } else if (event.key === "Escape" && this.isOpen) {
      event.preventDefault();
      this.stop();
    }
  }

  click(event) {
    const number = [...this.list.children].indexOf(event.target.closest("[role=option]"));
    if (number >= 0) this.choose(this.options[number]);
  }

  choose(suggestion) {
    this.stop();
    this.input.value = suggestion.words;
    const page = PAGES[suggestion.kind];
    if (page) location.assign(this.address(page, suggestion.id));
    else this.input.form.requestSubmit();
  }

  address(page, id) {
    const form = this.input.form;
    const errands = new FormData(form).getAll("errand").map((code) => ["errand", code]);
    const query = errands.length ? `?${new URLSearchParams(errands)}` : "";
    return `${new URL(form.action).pathname}${page}${encodeURIComponent(id)}${query}`;
  }
}

for (const input of document.querySelectorAll("input[data-suggest]")) new Suggestions(input);
