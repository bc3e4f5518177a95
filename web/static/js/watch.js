// Looks at a search again and again, swaps its progress, and shows the whole page at its end.
const PAUSE = 1000;

async function look() {
  const answer = await fetch(location.pathname, { headers: { "X-Fragment": "progress" } });
  if (!answer.ok || answer.redirected) return location.reload();
  const part = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  const fresh = part.querySelector("#progress");
  if (!fresh || fresh.dataset.watch !== "on") return location.reload();
  fresh.querySelector("[data-without-script]")?.remove();
  const shown = document.querySelector("#progress");
  // The status is read out when its words change, not every second.
  const said = shown.querySelector("[role=status]");
  const says = fresh.querySelector("[role=status]");
  if (said && says && said.textContent === says.textContent) says.replaceWith(said);
  shown.replaceChildren(...fresh.childNodes);
  return setTimeout(again, PAUSE);
}

function again() {
  look().catch(() => setTimeout(again, 3 * PAUSE));
}

document.querySelector("[data-without-script]")?.remove();
setTimeout(again, PAUSE);
