'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);

  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  const button = (label, pressed, onClick) => {
    const element = make('button', '', label);
    element.type = 'button';
    element.setAttribute('aria-pressed', pressed);
    element.addEventListener('click', onClick);
    return element;
  };

  // one panel at a time instead of all below each other
  const addSwitch = (box) => {
    const panels = [...box.children].filter((child) => child.dataset.panel);
    if (panels.length < 2) return;
    const bar = make('div', 'switch');
    bar.setAttribute('role', 'group');
    bar.setAttribute('aria-label', box.dataset.switch);
    bar.append(make('span', '', box.dataset.switch));
    const show = (chosen) => {
      panels.forEach((panel) => { panel.hidden = panel !== chosen; });
      buttons.forEach((each, i) => each.setAttribute('aria-pressed', panels[i] === chosen));
    };
    const buttons = panels.map((panel) => button(panel.dataset.panel, false, () => show(panel)));
    bar.append(...buttons);
    box.prepend(bar);
    show(panels[0]);
  };

  // best first for numbers, then the other way round; rows without a number stay last
  const sortBy = (table, header, column) => {
    const wasDescending = header.getAttribute('aria-sort') === 'descending';
    const down = column === 0 ? wasDescending === false && header.hasAttribute('aria-sort') : !wasDescending;
    table.querySelectorAll('[aria-sort]').forEach((other) => other.removeAttribute('aria-sort'));
    header.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const key = (row) => {
      const cell = row.cells[column];
      if (column === 0) return cell.textContent;
      return cell.dataset.value === '' ? null : Number(cell.dataset.value);
    };
    const compare = (a, b) => {
      const x = key(a);
      const y = key(b);
      if (x === null || y === null) return (x === null) - (y === null);
      return (down ? -1 : 1) * (x < y ? -1 : x > y ? 1 : 0);
    };
    table.tBodies[0].append(...[...table.tBodies[0].rows].sort(compare));
  };

  const makeSortable = (table) => {
    [...table.tHead.rows[0].cells].forEach((header, column) => {
      const label = make('button', '', header.textContent);
      label.type = 'button';
      label.addEventListener('click', () => sortBy(table, header, column));
      header.replaceChildren(label);
    });
  };

  const hiddenModels = new Set();

  const ofModel = (name) =>
    [...document.querySelectorAll('.plot [data-model]')].filter((each) => each.dataset.model === name);

  const makeToggle = (entry) => {
    const name = entry.dataset.model;
    const toggle = button('', true, () => {
      const shown = hiddenModels.delete(name) || !hiddenModels.add(name);
      toggle.setAttribute('aria-pressed', shown);
      ofModel(name).forEach((each) => each.classList.toggle('off', !shown));
    });
    toggle.append(...entry.childNodes);
    entry.append(toggle);
    const highlight = (on) => document.querySelectorAll('.plot [data-model]').forEach((each) =>
      each.classList.toggle('faint', on && each.dataset.model !== name));
    entry.addEventListener('pointerenter', () => highlight(true));
    entry.addEventListener('pointerleave', () => highlight(false));
  };

  const keyOf = (look) => {
    const original = document.querySelector('.legend .' + look.split(' ').join('.'));
    return original ? original.cloneNode(true) : '';
  };

  const fillTip = (tip, measure, at) => {
    const point = data.windows[at];
    const values = make('table');
    data.models
      .filter((model) => !hiddenModels.has(model.name) && model[measure][at] !== null)
      .sort((a, b) => b[measure][at] - a[measure][at])
      .forEach((model) => {
        const row = values.insertRow();
        row.insertCell().append(keyOf(model.look));
        row.insertCell().append(make('bdi', '', model.name));
        row.insertCell().append(model[measure][at].toFixed(4));
      });
    tip.replaceChildren(
      make('div', '', point.label),
      make('div', 'muted', point.dates),
      make('div', 'muted', point.n + ' tested'),
      values.rows.length ? values : make('div', '', 'No values.'));
  };

  const addTip = (chart) => {
    const plot = chart.querySelector('.plot');
    const guide = make('div', 'guide');
    const tip = make('div', 'tip');
    let current = data.windows.length - 1;
    tip.setAttribute('role', 'status');
    guide.hidden = tip.hidden = true;
    plot.append(guide, tip);
    plot.tabIndex = 0;
    plot.setAttribute('role', 'group');
    plot.setAttribute('aria-label', 'Chart: the arrow keys tell the values of each window');

    const show = (at) => {
      current = Math.max(0, Math.min(data.windows.length - 1, at));
      const x = data.windows[current].at / data.end;
      guide.hidden = tip.hidden = false;
      guide.style.left = 100 * x + '%';
      fillTip(tip, chart.dataset.measure, current);
      const room = plot.clientWidth - tip.offsetWidth;
      const place = x * plot.clientWidth + (x > 0.5 ? -12 - tip.offsetWidth : 12);
      tip.style.left = Math.max(-30, Math.min(room, place)) + 'px';
    };
    const hide = () => { guide.hidden = tip.hidden = true; };
    const nearest = (x) => {
      let best = 0;
      data.windows.forEach((point, i) => {
        if (Math.abs(point.at - x) < Math.abs(data.windows[best].at - x)) best = i;
      });
      return best;
    };

    const point = (event) => {
      const box = plot.getBoundingClientRect();
      show(nearest((event.clientX - box.left) / box.width * data.end));
    };
    plot.addEventListener('pointermove', point);
    plot.addEventListener('pointerdown', point);
    // a lifted finger leaves too, but its owner has only now a free view
    plot.addEventListener('pointerleave', (event) => { if (event.pointerType !== 'touch') hide(); });
    plot.addEventListener('focus', () => { if (plot.matches(':focus-visible')) show(current); });
    plot.addEventListener('blur', hide);
    plot.addEventListener('keydown', (event) => {
      const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity };
      if (event.key in steps) {
        show(current + steps[event.key]);
        event.preventDefault();
      } else if (event.key === 'Escape') {
        hide();
      }
    });
  };

  document.documentElement.classList.add('js');
  document.querySelectorAll('[data-switch]').forEach(addSwitch);
  document.querySelectorAll('.sortable').forEach(makeSortable);
  document.querySelectorAll('.legend li').forEach(makeToggle);
  if (data.windows.length) document.querySelectorAll('.chart').forEach(addTip);

  // paper cannot be unfolded; users are many pages, so only those that are open go on it
  addEventListener('beforeprint', () => document.querySelectorAll('details:not([open], .user)').forEach((each) => {
    each.open = true;
    each.dataset.folded = '';
  }));
  addEventListener('afterprint', () => document.querySelectorAll('[data-folded]').forEach((each) => {
    each.open = false;
    delete each.dataset.folded;
  }));
})();
