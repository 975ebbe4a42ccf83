// Says that an answer is on its way, when it takes longer than a moment.
// Without this file the browser alone shows it.

const WAIT_MS = 500;
const line = document.querySelector("[data-busy]");
let timer = 0;

function hide() {
  clearTimeout(timer);
  line.hidden = true;
  line.textContent = "";
}

if (line) {
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    timer = setTimeout(() => {
      line.hidden = false;
      line.textContent = line.dataset.busy;
    }, WAIT_MS);
  });
  addEventListener("pageshow", hide);
  addEventListener("pagehide", hide);
}
