// A list cuts what is chosen where it is narrow: the line below it says it whole.
// Without this script the line tells of whoever was chosen when the page was made, by name.

function tell(list) {
  const line = document.getElementById(list.dataset.said);
  const chosen = list.selectedOptions[0];
  line.hidden = !chosen?.value;
  line.textContent = chosen?.value ? chosen.textContent : "";
  line.classList.toggle("seat-against", Boolean(chosen?.hasAttribute("data-against")));
}

for (const list of document.querySelectorAll("select[data-said]")) {
  list.addEventListener("change", () => tell(list));
}

// A browser that comes back to a page puts the choices back, and says so to nobody.
addEventListener("pageshow", () => document.querySelectorAll("select[data-said]").forEach(tell));
