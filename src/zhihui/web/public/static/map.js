// Opens the drawn map of a page when it is asked for: by its button, or by scrolling to it on a wide
// screen. Until then, and where it cannot be drawn, the picture of the same map stays.
const canDraw = () => {
  try {
    return Boolean(document.createElement("canvas").getContext("webgl2"));
  } catch {
    return false;
  }
};
const isWelcome = () => {
  const { saveData = false, effectiveType = "4g" } = navigator.connection ?? {};
  return !saveData && effectiveType === "4g" && matchMedia("(min-width: 60rem)").matches;
};

const prepare = (block) => {
  const part = (name) => block.querySelector(`[data-map-${name}]`);
  const [button, canvas, picture, said] = ["open", "canvas", "picture", "said"].map(part);
  let isOpen = false;
  const open = async () => {
    if (isOpen) return;
    isOpen = true;
    button.disabled = true;
    said.textContent = button.dataset.wait;
    canvas.hidden = false;
    if (picture) picture.hidden = true;
    try {
      const { openMap } = await import(block.dataset.mapScript);
      await openMap(block);
      if (said.textContent === button.dataset.wait) said.textContent = "";
      button.hidden = true;
      block.dataset.mapState = "drawn";
    } catch (error) {
      console.info("The map stays a picture:", error);
      canvas.hidden = true;
      canvas.replaceChildren();
      if (picture) picture.hidden = false;
      button.hidden = true;
      said.textContent = button.dataset.failed;
      block.dataset.mapState = "picture";
    }
  };
  button.hidden = false;
  button.addEventListener("click", open);
  const needed = block.closest("[data-map-needed]");
  if (needed) {
    needed.hidden = false;
    needed.addEventListener("toggle", () => needed.open && open());
    return;
  }
  if (!isWelcome() || !("IntersectionObserver" in window)) return;
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      (window.requestIdleCallback ?? window.setTimeout)(open);
    },
    { threshold: 0.5 },
  );
  observer.observe(block);
};

const blocks = [...document.querySelectorAll("[data-map-script]")];
if (blocks.length && canDraw()) blocks.forEach(prepare);
