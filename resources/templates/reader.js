"use strict";
// Adds search, filters and sorting to the tables that ask for them. Without it the page reads the same, in full.
document.querySelectorAll("table[data-tools]").forEach(function (table, number) {
  var body = table.tBodies[0];
  var rows = Array.prototype.slice.call(body.rows);
  var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
  var title = table.caption.textContent.trim();
  var tools = document.createElement("form");
  tools.className = "tools";
  tools.setAttribute("role", "search");
  tools.setAttribute("aria-label", "Search and filter: " + title);
  tools.addEventListener("submit", function (event) { event.preventDefault(); });
  var said = document.createElement("p");
  said.setAttribute("role", "status");

  function labelled(words, control, name) {
    var box = document.createElement("div");
    var label = document.createElement("label");
    control.id = "tool-" + number + "-" + name;
    label.htmlFor = control.id;
    label.textContent = words;
    box.append(label, control);
    tools.append(box);
    return control;
  }

  var search = labelled("Search", document.createElement("input"), "search");
  search.type = "search";
  var choices = table.dataset.tools.split(",").map(function (text) {
    var column = Number(text);
    var choice = labelled(heads[column].textContent.trim(), document.createElement("select"), column);
    var values = [];
    rows.forEach(function (row) {
      var value = row.cells[column].textContent.trim();
      if (value && values.indexOf(value) < 0) { values.push(value); }
    });
    choice.add(new Option("All", ""));
    values.sort().forEach(function (value) { choice.add(new Option(value, value)); });
    return { column: column, control: choice };
  });
  var clear = document.createElement("button");
  clear.type = "button";
  clear.textContent = "Clear";
  tools.append(clear, said);

  function show() {
    var words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    rows.forEach(function (row) {
      var text = row.textContent.toLowerCase();
      var fits = words.every(function (word) { return text.indexOf(word) >= 0; }) && choices.every(function (choice) {
        return !choice.control.value || row.cells[choice.column].textContent.trim() === choice.control.value;
      });
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    var hidden = rows.length - shown;
    said.textContent = hidden ? hidden + " of " + rows.length + " rows are hidden." : "All " + rows.length + " rows are shown.";
  }

  search.addEventListener("input", show);
  choices.forEach(function (choice) { choice.control.addEventListener("change", show); });
  clear.addEventListener("click", function () {
    search.value = "";
    choices.forEach(function (choice) { choice.control.value = ""; });
    show();
    search.focus();
  });

  function keyOf(row, column) {
    var cell = row.cells[column];
    return cell.dataset.key || cell.textContent.trim().toLowerCase();
  }

  heads.forEach(function (head, column) {
    var button = document.createElement("button");
    var mark = document.createElement("span");
    button.type = "button";
    button.textContent = head.textContent.trim();
    mark.setAttribute("aria-hidden", "true");
    head.textContent = "";
    button.append(mark);
    head.append(button);
    button.addEventListener("click", function () {
      var down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach(function (other) {
        other.removeAttribute("aria-sort");
        other.querySelector("span").textContent = "";
      });
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      mark.textContent = down ? " ▼" : " ▲";
      rows.sort(function (a, b) { return keyOf(a, column).localeCompare(keyOf(b, column), "en-GB", { numeric: true }) * (down ? -1 : 1); });
      rows.forEach(function (row) { body.append(row); });
    });
  });

  table.closest(".scroll").before(tools);
  show();
});
