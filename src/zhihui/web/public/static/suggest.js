// Suggestions while typing. Without this file the pages work as they do with it.
"use strict";
(() => {
  const input = document.querySelector("input[data-suggest]");
  if (!input || !("fetch" in window)) return;
  const list = document.createElement("datalist");
  list.id = "suggestions";
  input.after(list);
  input.setAttribute("list", list.id);
  let timer = 0;
  let latest = 0;
  const show = (suggestions) => {
    list.replaceChildren(
      ...suggestions.map((suggestion) => {
        const option = document.createElement("option");
        option.value = suggestion.words;
        return option;
      }),
    );
  };
  const ask = async () => {
    const typed = input.value.trim();
    const number = ++latest;
    if (!typed) return show([]);
    try {
      const response = await fetch(
        `/api/v1/suggest?q=${encodeURIComponent(typed.slice(0, 100))}`,
        { headers: { Accept: "application/json" } },
      );
      if (response.ok && number === latest) show((await response.json()).suggestions);
    } catch {
      show([]);
    }
  };
  input.addEventListener("input", (event) => {
    if (event.isComposing) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, 120);
  });
  input.addEventListener("compositionend", ask);
})();
