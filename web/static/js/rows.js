// Rows of two lists: as soon as the last one is used, an empty one follows.
// Without this script the next page shows one more row.

const step = (text, at, k) => text.replace(`${at}-${k}-`, `${at}-${k + 1}-`);

function addRow(group) {
  const rows = group.querySelectorAll("[data-row]");
  const last = rows[rows.length - 1];
  const at = group.dataset.rows;
  const row = last.cloneNode(true);
  for (const part of row.querySelectorAll("label, select, input")) {
    for (const name of ["for", "id", "name"]) {
      const text = part.getAttribute(name);
      if (text) part.setAttribute(name, step(text, at, rows.length - 1));
    }
    if (part.tagName === "LABEL") {
      part.textContent = part.textContent.replace(/\d+$/, String(rows.length + 1));
    } else if (part.tagName === "INPUT") {
      part.value = "";
    } else {
      part.selectedIndex = 0;
    }
  }
  last.after(row);
}

for (const group of document.querySelectorAll("[data-rows]")) {
  group.addEventListener("change", () => {
    const rows = group.querySelectorAll("[data-row]");
    if (rows[rows.length - 1].querySelector("select").value) addRow(group);
  });
}

// After a form came back with something to mend, the summary says so first.
document.getElementById("errors")?.focus();
