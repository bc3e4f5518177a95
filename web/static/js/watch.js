// Shows a search as it goes on: events from the server, or asking again where those fail.
// At its end the whole page is shown.
const PAUSE = 1000;

function swap(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").body.querySelector("#progress");
  if (!fresh || fresh.dataset.watch !== "on") return false;
  fresh.querySelector("[data-without-script]")?.remove();
  const shown = document.querySelector("#progress");
  // The status is read out when its words change, not every second.
  const said = shown.querySelector("[role=status]");
  const says = fresh.querySelector("[role=status]");
  if (said && says && said.textContent === says.textContent) says.replaceWith(said);
  shown.replaceChildren(...fresh.childNodes);
  return true;
}

async function ask() {
  const answer = await fetch(location.pathname, { headers: { "X-Fragment": "progress" } });
  const goes_on = answer.ok && !answer.redirected && swap(await answer.text());
  if (!goes_on) return ended();
  return setTimeout(again, PAUSE);
}

// The page as it is now; whoever reads by ear or by keys goes on at the result.
function ended() {
  location.hash = "progress";
  location.reload();
}

function again() {
  ask().catch(() => setTimeout(again, 3 * PAUSE));
}

function listen(address) {
  const source = new EventSource(address);
  source.addEventListener("progress", (news) => {
    if (swap(news.data)) return;
    source.close();
    ended();
  });
  // A stream that ends in good order is opened again by the browser; a refused one is not.
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(again, PAUSE);
  });
}

document.querySelector("[data-without-script]")?.remove();
listen(document.querySelector("#progress").dataset.events);
