// A timeline that is wider than the screen opens where today is, or where a change comes first,
// not on its first day. Without this script the link “Today” leads there, and a push does.

function leftOf(part) {
  return part.getBoundingClientRect().left;
}

for (const frame of location.hash ? [] : document.querySelectorAll(".timeline")) {
  const marks = [...frame.querySelectorAll("#today, .change-travel")];
  const names = frame.querySelector(".timeline-names")?.clientWidth ?? 0;
  if (marks.length) {
    frame.scrollLeft += Math.min(...marks.map(leftOf)) - leftOf(frame) - names - frame.clientWidth / 10;
  }
}
