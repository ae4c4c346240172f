// The lightbox of a public gallery. Without it, pictures open as files.
const dialog = document.querySelector("dialog");
const links = [...document.querySelectorAll(".grid a")].filter((link) => link.dataset.kind !== "file");
const part = (selector) => dialog.querySelector(selector);
const swipeMin = 40;
let current = 0;

function show(position) {
  current = position;
  const link = links[position];
  const { kind, file } = link.dataset;
  part(".stage").replaceChildren(kind === "video" ? video(link) : picture(link));
  part(".name").textContent = link.title;
  part(".position").textContent = `${position + 1} of ${links.length}`;
  part(".download").href = file;
  part(".previous").hidden = position === 0;
  part(".next").hidden = position === links.length - 1;
  const next = links[position + 1];
  if (next?.dataset.kind === "picture") new Image().src = next.href;
}

function video({ href }) {
  return Object.assign(document.createElement("video"), { src: href, controls: true, autoplay: true });
}

/** A picture, and its thumbnail until it is loaded. */
function picture(link) {
  const { currentSrc } = link.querySelector("img");
  const shown = Object.assign(document.createElement("img"), {
    src: currentSrc || link.href,
    alt: link.title,
    className: "preview",
  });
  const whole = new Image();
  whole.onload = () => {
    shown.src = whole.src;
    shown.className = "";
  };
  whole.src = link.href;
  return shown;
}

function step(by) {
  const to = current + by;
  if (to >= 0 && to < links.length) show(to);
}

for (const [position, link] of links.entries()) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    show(position);
    dialog.showModal();
  });
}

part(".previous").addEventListener("click", () => step(-1));
part(".next").addEventListener("click", () => step(1));
part(".close").addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => {
  part(".stage").replaceChildren();
  links[current].focus();
});
dialog.addEventListener("keydown", ({ key, target }) => {
  if (target.tagName === "VIDEO") return;
  if (key === "ArrowRight") step(1);
  if (key === "ArrowLeft") step(-1);
});

let touched = 0;
part(".stage").addEventListener(
  "touchstart",
  ({ touches }) => {
    touched = touches[0].clientX;
  },
  { passive: true },
);
part(".stage").addEventListener("touchend", ({ changedTouches, touches }) => {
  const by = changedTouches[0].clientX - touched;
  if (touches.length === 0 && Math.abs(by) > swipeMin && (window.visualViewport?.scale ?? 1) === 1)
    step(by < 0 ? 1 : -1);
});
