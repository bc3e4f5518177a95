// A timeline that is wider than the screen opens where today is, not on its first day.
// Without this script the link “Today” leads there.

const today = document.querySelector("#today");
const frame = today?.closest(".timeline");
if (frame && !location.hash) {
  const from = frame.getBoundingClientRect().left + frame.clientWidth / 3;
  frame.scrollLeft += today.getBoundingClientRect().left - from;
}
