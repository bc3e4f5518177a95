// Moves a mission on the board by dragging or by arrow keys; the server's answer comes before
// anything is changed. A click, or Enter, opens its date and people. Without this script each
// mission opens a page with the same.
const board = document.querySelector("svg[data-day]");
const dialog = document.querySelector("#move");
const width = board ? Number(board.dataset.day) : 1;
let held = null;
let dropped = null;

const shown = (bar, days) =>
  days ? bar.setAttribute("transform", `translate(${days * width} 0)`) : bar.removeAttribute("transform");

// The same half of the day that is so many days later.
function later({ start, half }, days) {
  const moved = new Date(`${start}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return `${moved.toISOString().slice(0, 10)}/${half}`;
}

async function ask(bar, days) {
  const address = `${bar.href.baseVal}?start=${later(bar.dataset, days)}`;
  const answer = await fetch(address, { headers: { "X-Fragment": days ? "answer" : "desk" } }).catch(() => null);
  if (!answer || !answer.ok || answer.redirected) return location.assign(address);
  const part = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  dialog.replaceChildren(...part.childNodes);
  dialog.querySelector("[data-leave]")?.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.close();
  });
  dialog.onclose = () => {
    bar.dataset.days = 0;
    shown(bar, 0);
    bar.focus();
  };
  return dialog.showModal();
}

function drag(event) {
  if (!held) return;
  held.days = Math.round((event.clientX - held.x) / width);
  shown(held.bar, held.days);
}

function drop() {
  const { bar, days } = held ?? {};
  held = null;
  if (bar && days) {
    // The click that follows a drag opens nothing.
    dropped = bar;
    ask(bar, days);
  }
}

for (const bar of board?.querySelectorAll("[data-start]") ?? []) {
  bar.addEventListener("dragstart", (event) => event.preventDefault());
  bar.addEventListener("pointerdown", (event) => {
    dropped = null;
    if (event.button === 0) held = { bar, x: event.clientX, days: 0 };
  });
  bar.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (dropped !== bar) ask(bar, 0);
    dropped = null;
  });
  bar.addEventListener("keydown", (event) => {
    const days = Number(bar.dataset.days ?? 0);
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) bar.dataset.days = days + step;
    else if (event.key === "Escape") bar.dataset.days = 0;
    else if (event.key === "Enter" && days) ask(bar, days);
    else return;
    event.preventDefault();
    if (event.key !== "Enter") shown(bar, Number(bar.dataset.days));
  });
}
addEventListener("pointermove", drag);
addEventListener("pointerup", drop);
