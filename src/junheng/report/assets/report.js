(function () {
  'use strict';
  // Numbers are written with their thousands set apart ("86,000"); everything else is compared as text. Missing values come last either way.
  function key(cell) {
    var words = cell.getAttribute('data-v') || (cell.firstChild ? cell.firstChild.textContent : '');
    words = words.trim();
    if (words === '' || words === '—') return null;
    var number = parseFloat(words.replace(/[\s\u00a0,]/g, ''));
    return isNaN(number) ? words : number;
  }
  function compare(a, b, sign) {
    if (a.key === null || b.key === null) return (a.key === null ? 1 : 0) - (b.key === null ? 1 : 0) || a.place - b.place;
    var order = typeof a.key === 'number' && typeof b.key === 'number' ? a.key - b.key : String(a.key).localeCompare(String(b.key), document.documentElement.lang);
    return sign * order || a.place - b.place;
  }
  function column(table, head) {
    // Heads of two rows: the place among the columns is counted over the grid.
    var grid = [], rows = Array.from(table.tHead.rows), found = 0;
    rows.forEach(function (row, y) {
      grid[y] = grid[y] || [];
      Array.from(row.cells).forEach(function (cell) {
        var x = 0;
        while (grid[y][x]) x += 1;
        if (cell === head) found = x;
        Array.from({ length: cell.rowSpan }).forEach(function (_, dy) {
          grid[y + dy] = grid[y + dy] || [];
          Array.from({ length: cell.colSpan }).forEach(function (__, dx) { grid[y + dy][x + dx] = true; });
        });
      });
    });
    return found;
  }
  function sort(table, head) {
    var at = column(table, head), falls = head.getAttribute('aria-sort') === 'ascending';
    var body = table.tBodies[0];
    var rows = Array.from(body.rows).map(function (row, place) { return { row: row, key: key(row.cells[at]), place: place }; });
    rows.sort(function (a, b) { return compare(a, b, falls ? -1 : 1); });
    rows.forEach(function (entry) { body.appendChild(entry.row); });
    table.querySelectorAll('[aria-sort]').forEach(function (other) { other.removeAttribute('aria-sort'); });
    head.setAttribute('aria-sort', falls ? 'descending' : 'ascending');
  }
  document.querySelectorAll('table.sortable').forEach(function (table) {
    table.querySelectorAll('thead th:not([colspan])').forEach(function (head) {
      // The words of the head stay text: a browser does not repeat buttons on the next printed page.
      var button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.setAttribute('aria-label', table.getAttribute('data-sort') + ' ' + head.textContent.trim());
      head.appendChild(button);
      head.addEventListener('click', function () { sort(table, head); });
    });
  });
  document.querySelectorAll('[data-open],[data-close]').forEach(function (button) {
    var opens = button.hasAttribute('data-open');
    button.addEventListener('click', function () {
      document.querySelectorAll(button.getAttribute(opens ? 'data-open' : 'data-close')).forEach(function (part) { part.open = opens; });
    });
  });
  // A table that is wider than its place says so; parts that open, and the window, change what is.
  function hint() {
    document.querySelectorAll('.scroll').forEach(function (place) {
      place.setAttribute('data-hint', document.body.getAttribute('data-hint'));
      place.classList.toggle('is-wide', place.scrollWidth > place.clientWidth + 1);
    });
  }
  // A picture that is wider than its place can be scrolled with the keys, and says what it is.
  function reach() {
    document.querySelectorAll('.chart-place').forEach(function (place) {
      var wide = place.scrollWidth > place.clientWidth + 1;
      place.setAttribute('data-hint', document.body.getAttribute('data-hint'));
      place.classList.toggle('is-wide', wide);
      if (wide) {
        place.tabIndex = 0;
        place.setAttribute('role', 'region');
        place.setAttribute('aria-label', place.getAttribute('data-label'));
      } else ['tabindex', 'role', 'aria-label'].forEach(function (name) { place.removeAttribute(name); });
    });
  }
  document.addEventListener('toggle', reach, true);
  window.addEventListener('resize', reach);
  reach();
  document.addEventListener('toggle', hint, true);
  window.addEventListener('resize', hint);
  hint();
  // A link into a closed part opens it.
  function reveal() {
    var target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    var part = target;
    while (part) {
      if (part.tagName === 'DETAILS') part.open = true;
      part = part.parentElement;
    }
    if (target) target.scrollIntoView();
  }
  window.addEventListener('hashchange', reveal);
  reveal();
})();
