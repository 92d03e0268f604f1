// What the report does where scripts run: draws the charts, opens the evidence
// of a figure, filters and downloads the ledger, prints notes. All it shows
// comes from the page itself, and enters the document as text, never as markup.
(() => {
  'use strict';

  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // make builds an element: make('a', {href: '#x'}, 'text', child).
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === 'on') for (const [event, f] of Object.entries(value)) element.addEventListener(event, f);
      else if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value === true ? '' : value);
    }
    element.append(...children.filter((c) => c !== undefined && c !== null));
    return element;
  }

  const cells = (row) => [...row.cells].map((cell) => cell.textContent.trim());
  const columns = (table) => all('thead th', table).map((th) => th.dataset.name || (th.dataset.name = th.textContent.trim()));
  const claimOf = (link) => decodeURIComponent(link.hash.replace(/^#claim-/, ''));

  // ---- theme -------------------------------------------------------------

  const themes = ['system', 'light', 'dark'];
  function remembered(value) {
    try {
      if (value) localStorage.setItem('theme', value);
      return localStorage.getItem('theme');
    } catch {
      return null; // some browsers keep nothing for files
    }
  }
  function setTheme(theme) {
    if (theme === 'system') document.documentElement.removeAttribute('data-theme');
    else document.documentElement.dataset.theme = theme;
  }
  function themeSwitch() {
    let theme = themes.includes(remembered()) ? remembered() : 'system';
    setTheme(theme);
    const button = make('button', { type: 'button', class: 'theme' });
    const label = () => { button.textContent = `Theme: ${theme}`; };
    button.addEventListener('click', () => {
      theme = themes[(themes.indexOf(theme) + 1) % themes.length];
      setTheme(theme);
      remembered(theme);
      label();
    });
    label();
    one('header.top').prepend(button);
  }

  // ---- charts ------------------------------------------------------------

  const COLOURS = ['var(--a)', 'var(--b)', 'var(--ink)', 'var(--other)'];
  const [EXACT, ABOUT, ABOVE, BELOW, RANGE] = [0, 1, 2, 3, 4];
  const WHOLE = 2;
  const RADIUS = 5;
  // where a mark goes whose place is taken, in its own breadths, nearest first:
  // rather to the side, where the time is a little off, than up or down
  const SPOTS = Array.from({ length: 13 * 7 }, (_, i) => [i % 13 - 6, Math.floor(i / 13) - 3])
    .sort(([a, b], [c, d]) => Math.hypot(a, 1.9 * b) - Math.hypot(c, 1.9 * d));
  const pen = document.createElement('canvas').getContext('2d');

  const font = (strong) => `${strong ? '600 ' : ''}11px system-ui, sans-serif`;
  function textWidth(text, strong) {
    pen.font = font(strong);
    return pen.measureText(text).width;
  }

  function scaleWord(value) {
    for (const [size, word] of [[1e12, ' tn'], [1e9, ' bn'], [1e6, ' m'], [1e3, 'k']]) {
      if (Math.abs(value) >= size) return `${+(value / size).toPrecision(6)}${word}`;
    }
    return String(+value.toPrecision(6));
  }

  // wrapped breaks text between words where it would be wider than there is room.
  function wrapped(text, room) {
    const lines = [''];
    for (const word of text.split(' ')) {
      const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (lines.at(-1) && textWidth(longer) > room) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines.join('\n');
  }

  function cut(text, room) {
    if (textWidth(text) <= room) return text;
    let end = text.length;
    while (end && textWidth(`${text.slice(0, end)}…`) > room) end -= 1;
    return `${text.slice(0, end).trimEnd()}…`;
  }

  const short = (value) => value.replace(/^more than /, '>').replace(/^less than /, '<').replace(/^about /, '~')
    .replace(/ trillion/g, ' tn').replace(/ billion/g, ' bn').replace(/ million/g, ' m').replace(/ [A-Z]{3}\b/g, '');

  // Chart is one chart element with its table: it draws marks, and lays a real
  // link over each.
  class Chart {
    constructor(element) {
      this.element = element;
      this.id = element.dataset.chart;
      this.rows = element.dataset.rows ? +element.dataset.rows : 0;
      this.table = one(`table[data-table="${CSS.escape(this.id)}"]`);
      this.drawn = false;
    }

    draw() {
      if (this.drawn || !globalThis.echarts) return;
      this.drawn = true;
      const option = JSON.parse(one(`script[data-option="${CSS.escape(this.id)}"]`).textContent);
      const trs = all('tbody tr:not(.group)', this.table);
      const names = columns(this.table);
      this.marks = option.series[0].data.map((value) => this.mark(value, trs[value[5]], names));
      this.values = new Map(this.marks.map((m) => [m.id, m.value]));
      this.named = this.newest();
      for (const series of option.series.slice(1)) {
        const line = series.name === 'lines';
        Object.assign(series, { renderItem: (params, api) => (line ? this.line(api) : this.area(api)), z: line ? 3 : 1, clip: line, silent: true, encode: { x: [0, 2], y: [1, 3] } });
      }
      Object.assign(option.series[0], { renderItem: (params, api) => this.item(params, api), z: 5, clip: false, silent: true, encode: { x: 0, y: 1 } });
      option.textStyle = { fontFamily: 'system-ui, sans-serif' };
      this.option = option;
      this.canvas = make('div', { class: 'canvas', 'aria-hidden': 'true' });
      this.links = make('div', { class: 'links' });
      this.element.replaceChildren(this.canvas, this.links);
      this.fit();
      this.chart = echarts.init(this.canvas, null, { renderer: 'svg' });
      this.chart.on('finished', () => this.place());
      this.chart.setOption(option);
      new ResizeObserver(() => this.resize()).observe(this.element);
    }

    // key is what a cell is sorted by: the place of its mark in the chart where
    // it speaks of time or amount, or else its number or words.
    key(row, column, name) {
      const cell = row.cells[column];
      const mark = this.values.get(claimOf(one('a', cell) || one('a', row)));
      if (mark && name === 'Period') return mark[0];
      if (!/^(No|Figure|Value|Forecast|Reported)$/.test(name)) return cell.textContent;
      if (mark && name !== 'No') return mark[this.rows ? 0 : 1];
      return parseFloat(cell.textContent.replace(/^[^\d-]+/, '').replace(/,/g, '')) || 0;
    }

    // mark reads what the table's row says of a mark.
    mark(value, tr, names) {
      const links = all('a', tr);
      const text = cells(tr);
      const link = links.length > 1 && value[4] === 0 ? links[1] : links[0];
      const get = (name) => text[names.indexOf(name)] || '';
      return {
        value, id: claimOf(link), figure: link.textContent, about: get('About') || get('What'), shown: short(get('Value') || link.textContent),
        doubtful: get('Status').endsWith(', in doubt'),
        words: names.map((name, i) => [name, text[i]]).filter(([name, t]) => t && !['No', 'Sentence'].includes(name)),
      };
    }

    // newest are the marks that carry the name of what they are about: the last
    // reported one of each that is not in doubt, if any, of eight at most.
    newest() {
      const last = new Map();
      if (this.rows) return new Set();
      const rank = (m) => 2 * (m.value[4] === 0) + !m.doubtful;
      for (const m of this.marks) {
        const other = last.get(m.about);
        if (!other || rank(m) > rank(other) || (rank(m) === rank(other) && m.value[0] >= other.value[0])) last.set(m.about, m);
      }
      return new Set([...last.values()].filter((m) => m.about).slice(0, 8));
    }

    // fit makes the axes agree with the width: log axes speak in words, names
    // have room beside the last marks, rows have their words before them or, on
    // narrow screens, above them.
    fit(width = this.element.clientWidth || 600) {
      this.width = width;
      this.narrow = width < 500;
      if (this.rows) {
        this.band = (this.narrow ? 56 : 36) + (this.crowdedRows() ? 22 : 0);
        this.element.style.height = `${this.rows * this.band + 40}px`;
        Object.assign(this.option.yAxis[0].axisLabel, { show: !this.narrow, lineHeight: 14, formatter: (text) => wrapped(text, Math.min(320, width * 0.4)) });
        return;
      }
      const percent = this.element.dataset.unit === 'percent';
      const years = this.years();
      this.option.grid[0].bottom = years.quarters ? 36 : 22;
      this.option.grid[0].right = this.roomForNames(width - 60);
      this.option.yAxis[0].axisLabel.formatter = (v) => (percent ? `${v}%` : scaleWord(v));
    }

    years() {
      const { min, max } = this.option.xAxis[0];
      return { from: min, to: max, quarters: max - min <= 2 };
    }

    // roomForNames is how much the plot, given all the width there is, has to
    // leave at its right for the names of marks that stand near its end.
    roomForNames(width) {
      const { from, to } = this.years();
      let room = 12;
      for (const m of this.named) {
        const at = (m.value[0] - from) / (to - from);
        room = Math.max(room, (this.nameWidth(m) + 14 - (1 - at) * width) / at);
      }
      return Math.round(Math.min(room, this.narrow ? 104 : 170));
    }

    nameWidth(m) { return textWidth(this.texts(m)[0], true); }

    // texts are what a mark may be labelled with, the best first.
    texts(m) {
      return this.named.has(m) && m.value[2] !== WHOLE ? [`${m.about} ${m.shown}`, m.shown] : [m.shown];
    }

    // crowdedRows says whether a row has more marks in one place than fit above
    // each other.
    crowdedRows() {
      const least = 10.5 / (this.width * (this.narrow ? 0.9 : 0.55)) * this.option.xAxis[0].max;
      return this.marks.some((m) => this.marks.filter((other) => other.value[1] === m.value[1] && Math.abs(other.value[0] - m.value[0]) < least).length > 3);
    }

    resize(width) {
      if (!this.drawn || (!width && (this.element.clientWidth === this.width || document.documentElement.dataset.printing))) return;
      this.fit(width);
      this.chart.resize(width ? { width } : {});
      this.chart.setOption({ grid: this.option.grid, xAxis: this.option.xAxis, yAxis: this.option.yAxis });
    }

    item(params, api) {
      const first = params.dataIndexInside === 0;
      if (first) this.lay(params.coordSys, api);
      return { type: 'group', children: [...(first ? this.axisWords(params.coordSys, api) : []), ...this.shapes(this.marks[params.dataIndexInside])] };
    }

    // axisWords are the years, each in the middle of its own, and on narrow
    // screens the words above the rows.
    axisWords(area, api) {
      const word = (text, x, y, more) => ({ type: 'text', style: { text, x, y, fill: 'var(--quiet)', font: font(), align: 'center', ...more } });
      if (this.rows) {
        if (!this.narrow) return [];
        return this.option.yAxis[0].data.map((text, i) => word(cut(text, area.width), area.x, api.coord([0, i])[1] - this.band / 2 + 5, { fill: 'var(--ink)', align: 'left' }));
      }
      const { from, to, quarters } = this.years();
      const y = area.y + area.height + 7;
      const at = (year) => area.x + (year - from) / (to - from) * area.width;
      const step = Math.ceil(34 / (at(from + 1) - at(from)));
      const words = [];
      for (let year = from; year < to; year += 1) {
        if ((to - 1 - year) % step === 0) words.push(word(String(year), at(year + 0.5), quarters ? y + 14 : y));
        for (let q = 0; quarters && q < 4; q += 1) words.push(word(`Q${q + 1}`, at(year + (q + 0.5) / 4), y));
      }
      return words;
    }

    // line joins two figures of one claimant.
    line(api) {
      const points = [api.coord([api.value(0), api.value(1)]), api.coord([api.value(2), api.value(3)])];
      return { type: 'polyline', shape: { points }, style: { stroke: COLOURS[api.value(4)], lineWidth: 1.5, fill: 'none', opacity: 0.7 } };
    }

    // area sets apart where nothing but forecasts can stand, and says so.
    area(api) {
      const [left, top] = api.coord([api.value(0), api.value(1)]);
      const [right, bottom] = api.coord([api.value(2), api.value(3)]);
      return { type: 'group', children: [
        { type: 'rect', shape: { x: left, y: top, width: right - left, height: bottom - top }, style: { fill: 'var(--forecast)' } },
        right - left > 52 && { type: 'text', style: { text: 'forecast', x: left + 4, y: top - 15, fill: 'var(--quiet)', font: '11px system-ui, sans-serif' } },
      ].filter(Boolean) };
    }

    // lay moves marks apart that would cover each other, then labels as many as
    // there is room for, the newest of each subject first.
    lay(area, api) {
      const taken = [];
      const down = this.rows && this.narrow ? 8 : 0; // the words stand above
      for (const m of this.marks) {
        const [x, y, , , , , low = m.value[this.rows ? 0 : 1], high = low] = m.value;
        const at = (v) => (this.rows ? api.coord([v, y]) : api.coord([x, v]));
        const [px, row] = api.coord([x, y]);
        const py = row + down;
        m.row = row;
        let best = [px, py];
        for (const [dx, dy] of SPOTS) {
          const [cx, cy] = this.rows ? [px + dy * 11, py + dx * 11] : [px + dx * 11, py + dy * 11];
          if (cx < area.x - 2 || cx > area.x + area.width + 2) continue;
          if (this.rows ? Math.abs(cy - row) > this.band / 2 - 6 : cy < area.y - 2 || cy > area.y + area.height + 2) continue;
          if (!taken.some(([tx, ty]) => Math.abs(tx - cx) < 10.5 && Math.abs(ty - cy) < 10.5)) {
            best = [cx, cy];
            break;
          }
        }
        taken.push(best);
        [m.x, m.y] = best;
        m.home = [px, py];
        m.low = at(low)[this.rows ? 0 : 1];
        m.high = at(high)[this.rows ? 0 : 1];
        m.label = null;
      }
      this.label(area, api);
    }

    label(area, api) {
      const boxes = this.marks.map((m) => [m.x - 7, m.y - 7, m.x + 7, m.y + 7]);
      for (const m of this.marks) {
        if (m.value[3] === ABOVE) boxes.push(this.rows ? [m.x, m.y - 5, m.x + 24, m.y + 5] : [m.x - 5, m.y - 24, m.x + 5, m.y]);
        if (m.value[3] === BELOW) boxes.push(this.rows ? [m.x - 24, m.y - 5, m.x, m.y + 5] : [m.x - 5, m.y, m.x + 5, m.y + 24]);
        if (m.value[3] === RANGE) boxes.push(this.rows ? [m.low, m.y - 5, m.high, m.y + 5] : [m.x - 5, m.high, m.x + 5, m.low]);
      }
      boxes.push(...this.lineBoxes(api));
      const forecasts = this.option.series.find((other) => other.name === 'forecasts');
      if (forecasts) {
        const [x] = api.coord([forecasts.data[0][0], forecasts.data[0][1]]);
        boxes.push([x, 0, x + 60, area.y]);
      }
      if (this.rows && this.narrow) {
        this.option.yAxis[0].data.forEach((text, i) => {
          const top = api.coord([0, i])[1] - this.band / 2;
          boxes.push([area.x, top, area.x + textWidth(text), top + 18]);
        });
      }
      const order = [...this.named].sort((a, b) => (a.value[2] - b.value[2]) || (b.value[0] - a.value[0]));
      if (this.rows || this.marks.length <= 90) order.push(...this.marks.filter((m) => !this.named.has(m)).reverse());
      const right = this.width - 2;
      for (const m of order) {
        const strong = this.named.has(m);
        const [top, bottom] = this.rows ? [m.row - this.band / 2, m.row + this.band / 2] : [2, area.y + area.height];
        for (const text of this.texts(m)) {
          const w = textWidth(text, strong) + 2;
          const spots = [[m.x + 10, m.y - 7], [m.x - 10 - w, m.y - 7], [m.x - w / 2, m.y - 23], [m.x - w / 2, m.y + 9], [m.x + 4, m.y - 22], [m.x - w - 4, m.y - 22], [m.x + 4, m.y + 8], [m.x - w - 4, m.y + 8]];
          const free = spots.find(([x, y]) => x >= area.x && x + w <= right && y >= top && y + 14 <= bottom
            && !boxes.some((b) => x < b[2] && x + w > b[0] && y < b[3] && y + 14 > b[1]));
          if (!free) continue;
          m.label = { text, x: free[0], y: free[1], strong };
          boxes.push([free[0] - 3, free[1], free[0] + w + 3, free[1] + 14]);
          break;
        }
      }
    }

    // lineBoxes cover the lines between figures, piece by piece, so that labels
    // keep off them.
    lineBoxes(api) {
      const series = this.option.series.find((s) => s.name === 'lines');
      return (series ? series.data : []).slice(0, 400).flatMap(([x1, y1, x2, y2]) => {
        const [from, to] = [api.coord([x1, y1]), api.coord([x2, y2])];
        const pieces = Math.max(1, Math.ceil(Math.abs(to[0] - from[0]) / 12));
        return Array.from({ length: pieces }, (_, i) => {
          const at = (t) => [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t];
          const [a, b] = [at(i / pieces), at((i + 1) / pieces)];
          return [a[0], Math.min(a[1], b[1]) - 1, b[0], Math.max(a[1], b[1]) + 1];
        });
      });
    }

    shapes(m) {
      const [, , side, bound, status] = m.value;
      const colour = COLOURS[side];
      const open = status !== 0 || bound === ABOUT;
      const style = { fill: open ? 'var(--paper)' : colour, stroke: open ? colour : 'var(--paper)', lineWidth: open ? 1.6 : 1, lineDash: status !== 0 ? [2.5, 2] : undefined };
      const stroke = { stroke: colour, lineWidth: 1.6, fill: 'none' };
      const shapes = [];
      if (Math.hypot(m.x - m.home[0], m.y - m.home[1]) > 1) { // a hair leads to where it belongs
        shapes.push({ type: 'polyline', z2: -2, shape: { points: [[m.x, m.y], m.home] }, style: { stroke: colour, lineWidth: 0.75, fill: 'none', opacity: 0.8 } });
      }
      const point = (along, across = 0) => (this.rows ? [m.x + along, m.y + across] : [m.x + across, m.y - along]);
      if (bound === ABOVE || bound === BELOW) {
        const d = bound === ABOVE ? 1 : -1;
        shapes.push({ type: 'polyline', shape: { points: [point(0), point(14 * d)] }, style: { ...stroke, lineDash: [2, 2] } });
        shapes.push({ type: 'polygon', shape: { points: [point(21 * d), point(13 * d, 4), point(13 * d, -4)] }, style: { fill: colour } });
      }
      if (bound === RANGE) {
        const along = (v) => (this.rows ? v - m.x : m.y - v);
        for (const v of [m.low, m.high]) shapes.push({ type: 'polyline', shape: { points: [point(along(v), 4), point(along(v), -4)] }, style: stroke });
        shapes.push({ type: 'polyline', shape: { points: [point(along(m.low)), point(along(m.high))] }, style: { ...stroke, lineDash: status !== 0 ? [2.5, 2] : undefined } });
      }
      shapes.push(this.symbol(side, m.x, m.y, bound === RANGE || m.doubtful ? 3 : RADIUS, style)); // fainter would be too faint
      if (bound === ABOUT) {
        const points = [[-2.6, 0.8], [-1.2, -0.8], [1.2, 0.8], [2.6, -0.8]].map(([dx, dy]) => [m.x + dx, m.y + dy]);
        shapes.push({ type: 'polyline', shape: { points, smooth: 0.5 }, style: { ...stroke, lineWidth: 1.2 } });
      }
      if (m.label) {
        shapes.push({ type: 'text', style: { text: m.label.text, x: m.label.x, y: m.label.y + 1.5, fill: m.label.strong && side < 2 ? `var(--${'ab'[side]}-text)` : 'var(--label)', font: font(m.label.strong) } });
      }
      return shapes;
    }

    // symbol gives each side a shape of its own, so that colour is never alone.
    symbol(side, x, y, r, style) {
      if (side === 0) return { type: 'circle', shape: { cx: x, cy: y, r }, style };
      if (side === 1) return { type: 'rect', shape: { x: x - r + 0.5, y: y - r + 0.5, width: 2 * r - 1, height: 2 * r - 1 }, style };
      const [t, l] = [r / 2.6, r];
      const points = side === 2
        ? [[x, y - r - 1], [x + r + 1, y], [x, y + r + 1], [x - r - 1, y]]
        : [[-t, -l], [t, -l], [t, -t], [l, -t], [l, t], [t, t], [t, l], [-t, l], [-t, t], [-l, t], [-l, -t], [-t, -t]].map(([dx, dy]) => [x + dx, y + dy]);
      return { type: 'polygon', shape: { points }, style };
    }

    // place lays a link over each mark: a mouse, a finger, a keyboard and a
    // screen reader all find it.
    place() {
      if (this.links.childElementCount !== this.marks.length) {
        this.links.replaceChildren(...this.marks.map((m, i) => make('a', {
          href: `#claim-${encodeURIComponent(m.id)}`, 'data-claim-id': m.id, tabindex: i ? -1 : 0,
          'aria-label': m.words.map(([name, text]) => (name === 'About' ? text : `${name}: ${text}`)).join('; '),
          on: { pointerenter: (e) => tip.show(e.currentTarget, m.words), pointerleave: () => tip.hide(), focus: (e) => tip.show(e.currentTarget, m.words), blur: () => tip.hide(), keydown: (e) => this.step(e, i) },
        })));
      }
      [...this.links.children].forEach((link, i) => {
        link.style.left = `${this.marks[i].x - 8}px`;
        link.style.top = `${this.marks[i].y - 8}px`;
      });
      this.element.dataset.state = 'drawn';
    }

    // step moves among the marks with the arrow keys: a chart is one tab stop.
    step(event, from) {
      const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -from, End: this.marks.length - 1 - from }[event.key];
      if (move === undefined) return;
      event.preventDefault();
      const links = this.links.children;
      const to = Math.min(Math.max(from + move, 0), links.length - 1);
      links[from].tabIndex = -1;
      links[to].tabIndex = 0;
      links[to].focus();
    }
  }

  const charts = [];
  function startCharts() {
    const watch = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        watch.unobserve(entry.target);
        charts.find((c) => c.element === entry.target).draw();
      }
    }, { rootMargin: '200px' });
    for (const element of all('.chart')) {
      const chart = new Chart(element);
      charts.push(chart);
      watch.observe(element);
      tableTools(chart);
    }
  }

  const tip = {
    show(target, words) {
      this.target = target;
      if (!this.box) {
        this.box = make('div', { class: 'tip', role: 'tooltip' });
        document.body.append(this.box);
      }
      const known = new Map(words);
      const take = (name) => { const text = known.get(name); known.delete(name); return text; };
      const [about, figure, value] = [take('About'), take('Figure'), take('Value')];
      const head = figure && [about, value && value !== figure ? `${figure} (${value})` : figure].filter(Boolean).join(': ');
      this.box.replaceChildren(make('b', {}, head || ''), ...[...known].map(([name, text]) => make('div', {}, ['Period', 'Status'].includes(name) ? '' : make('span', {}, `${name} `), text)));
      this.place();
    },
    // place follows its mark when the page scrolls, and goes where that leaves.
    place() {
      if (!this.target) return;
      const at = this.target.getBoundingClientRect();
      this.box.hidden = at.bottom < 0 || at.top > innerHeight;
      const { width, height } = this.box.getBoundingClientRect();
      const left = Math.max(8, Math.min(at.left + at.width / 2 - width / 2, document.documentElement.clientWidth - width - 8));
      const top = at.top - height - 8 > 0 ? at.top - height - 8 : at.bottom + 8;
      this.box.style.left = `${left}px`;
      this.box.style.top = `${top}px`;
    },
    hide() {
      this.target = null;
      if (this.box) this.box.hidden = true;
    },
  };

  // ---- downloads ---------------------------------------------------------

  // A spreadsheet runs a cell that starts like a formula: such a cell gets an
  // apostrophe before it, which shows it as text.
  const harmless = (text) => (/^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?%?$/.test(text) ? `'${text}` : text);
  const csvCell = (text) => (/[",\n\r]/.test(harmless(text)) ? `"${harmless(text).replace(/"/g, '""')}"` : harmless(text));
  const csv = ({ names, rows }) => [names, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n') + '\r\n';
  const json = ({ names, rows }) => JSON.stringify({
    codebook: JSON.parse(one('#codebook').textContent),
    rows: rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]]))),
  }, null, 1);

  // number is the value of a ledger row: written out beside it where the cell
  // itself is in words.
  function number(row) {
    const cell = row.cells[2];
    return cell.dataset.v === undefined ? parseFloat(cell.textContent.replace(/^[^\d-]+/, '')) : +cell.dataset.v;
  }

  // tableData is what a table shows, with the id of the claim of each row.
  function tableData(table, rows = all('tbody tr:not(.group)', table)) {
    const names = columns(table).map((name) => name.toLowerCase());
    const valued = table.id === 'claims';
    return {
      names: [...names, ...(valued ? ['number'] : []), 'claim_id'],
      rows: rows.map((row) => [...names.map((_, i) => (row.cells[i] ? row.cells[i].textContent.trim() : '')), ...(valued ? [String(number(row))] : []), all('a', row).map(claimOf).join(' ')]),
    };
  }

  function save(name, type, content) {
    const url = URL.createObjectURL(new Blob([content], { type }));
    const link = make('a', { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  // sortable makes heads of a chart's table buttons that order its rows, once
  // its marks have been drawn by their first order.
  function sortable(chart) {
    if (chart.table.tBodies.length > 1) return; // groups of rows keep together
    const names = columns(chart.table);
    const heads = all('thead th', chart.table);
    heads.forEach((th, column) => th.replaceChildren(button(names[column], () => {
      chart.draw();
      const down = th.getAttribute('aria-sort') === 'ascending';
      for (const other of heads) other.removeAttribute('aria-sort');
      th.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const rows = [...chart.table.tBodies[0].rows].map((row) => [chart.key(row, column, names[column]), row]);
      rows.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0) * (down ? -1 : 1));
      chart.table.tBodies[0].append(...rows.map(([, row]) => row));
    })));
  }

  const button = (text, click, attributes = {}) => make('button', { type: 'button', ...attributes, on: { click } }, text);

  function tableTools(chart) {
    const sql = one('pre.sql', chart.element.closest('figure'));
    const said = make('span', { class: 'said', role: 'status' });
    sql.before(make('p', { class: 'tools' },
      button('CSV', () => save(`${chart.id}.csv`, 'text/csv', csv(tableData(chart.table))), { 'data-save': 'csv' }),
      button('JSON', () => save(`${chart.id}.json`, 'application/json', json(tableData(chart.table))), { 'data-save': 'json' }),
      button('Copy the query', async () => { said.textContent = (await copy(sql)) ? 'Copied.' : 'Selected: copy it with your keyboard.'; }),
      said));
    const details = chart.table.closest('details');
    if (details) details.addEventListener('toggle', () => { if (!details.dataset.sortable) { details.dataset.sortable = 'yes'; sortable(chart); } });
    else sortable(chart);
  }

  async function copy(element) {
    try {
      await navigator.clipboard.writeText(element.textContent);
      return true;
    } catch {
      getSelection().selectAllChildren(element); // files may have no clipboard
      return document.execCommand('copy');
    }
  }

  // ---- the ledger --------------------------------------------------------

  const FILTERS = ['Side', 'About', 'Measure', 'Market', 'Place', 'Period', 'Status', 'Publisher', 'Credited to'];
  const ledger = {
    start() {
      this.table = one('#claims');
      if (!this.table) return;
      this.names = columns(this.table);
      this.rows = all('tbody tr', this.table).map((row, i) => ({ row, i, get text() { return this.read || (this.read = cells(row)); } }));
      this.byClaim = new Map(this.rows.map((r) => [claimOf(one('a', r.row)), r]));
      this.state = { q: '', sort: '', confidence: '' };
      this.heads();
      let ready = false;
      const tools = () => { if (!ready) { ready = true; this.tools(); this.read(); } };
      new IntersectionObserver((entries) => { if (entries.some((e) => e.isIntersecting)) tools(); }, { rootMargin: '600px' }).observe(one('#tools'));
      if (location.hash.startsWith('#ledger?')) tools();
      this.ready = tools;
    },

    heads() {
      all('thead th', this.table).forEach((th, i) => {
        const name = this.names[i];
        th.replaceChildren(button(name, () => { this.state.sort = this.state.sort === name ? `-${name}` : this.state.sort === `-${name}` ? '' : name; this.apply(); this.write(); }));
      });
    },

    tools() {
      const choose = (name, values) => {
        const select = make('select', { 'data-filter': name, on: { change: (e) => { this.state[name] = e.target.value; this.apply(); this.write(); } } }, make('option', { value: '' }, 'any'));
        select.append(...values.map((v) => make('option', { value: v }, v)));
        return make('label', {}, make('span', {}, name), select);
      };
      const selects = FILTERS.map((name) => {
        if (name === 'Side') return choose(name, [this.table.dataset.a, this.table.dataset.b, 'neither']);
        const column = this.names.indexOf(name);
        const values = [...new Set(this.rows.map((r) => r.text[column]))].filter(Boolean).sort((a, b) => (a < b ? -1 : 1));
        return choose(name, values);
      });
      this.count = make('p', { class: 'said', role: 'status' });
      one('#tools').replaceChildren(
        make('div', { class: 'filters' },
          make('label', { class: 'search' }, make('span', {}, 'Search'), make('input', { type: 'search', 'data-filter': 'q', on: { input: (e) => { this.state.q = e.target.value; this.apply(); this.write(); } } })),
          ...selects, choose('Confidence', ['0.5', '0.7', '0.8', '0.9']), ),
        make('p', { class: 'tools' },
          button('CSV of what is shown', () => save('claims.csv', 'text/csv', csv(tableData(this.table, this.shown()))), { 'data-save': 'csv' }),
          button('JSON of what is shown', () => save('claims.json', 'application/json', json(tableData(this.table, this.shown()))), { 'data-save': 'json' }),
          button('CSV of all', () => save('all-claims.csv', 'text/csv', csv(tableData(this.table, this.rows.map((r) => r.row)))), { 'data-save': 'all' }),
          button('Show all', () => { this.state = { q: '', sort: '' }; this.fill(); this.apply(); this.write(); })),
        this.count);
      one('select[data-filter="Confidence"]').options[0].textContent = 'any';
      for (const option of [...one('select[data-filter="Confidence"]').options].slice(1)) option.textContent = `at least ${option.value}`;
      this.apply();
    },

    shown() { return all('tbody tr:not([hidden])', this.table); },

    fits(r) {
      const q = (this.state.q || '').toLowerCase();
      if (q && !this.searchable(r).includes(q)) return false;
      const least = +(this.state.Confidence || 0);
      if (least && +r.text[this.names.indexOf('Confidence')] < least) return false;
      return FILTERS.every((name) => !this.state[name] || this.filed(r, name) === this.state[name]);
    },

    // filed is what a filter knows of a row. A side may be several entities.
    filed(r, name) {
      if (name === 'Side') return this.table.dataset[r.row.className.split(' ')[0]] || 'neither';
      return r.text[this.names.indexOf(name)];
    },

    // searchable is a row's text with its sentence.
    searchable(r) {
      if (r.all === undefined) r.all = `${r.text.join(' ')} ${sentenceOf(claimOf(one('a', r.row)))}`.toLowerCase();
      return r.all;
    },

    key(r, name) {
      if (name === 'Value' || name === 'Figure') return number(r.row);
      if (name === 'No' || name === 'Confidence') return +r.text[this.names.indexOf(name)];
      return r.text[this.names.indexOf(name)];
    },

    apply() {
      if (!this.count) return;
      let n = 0;
      for (const r of this.rows) {
        r.row.hidden = !this.fits(r);
        if (!r.row.hidden) n += 1;
      }
      const sort = this.state.sort || '';
      const name = sort.replace(/^-/, '');
      if (sort !== this.sorted) {
        this.sorted = sort;
        const rows = [...this.rows];
        if (name) rows.sort((a, b) => { const [x, y] = [this.key(a, name), this.key(b, name)]; return (x < y ? -1 : x > y ? 1 : 0) * (sort[0] === '-' ? -1 : 1) || a.i - b.i; });
        one('tbody', this.table).append(...rows.map((r) => r.row));
        all('thead th', this.table).forEach((th, i) => {
          if (this.names[i] === name) th.setAttribute('aria-sort', sort[0] === '-' ? 'descending' : 'ascending');
          else th.removeAttribute('aria-sort');
        });
      }
      this.count.textContent = `${n} of ${this.rows.length} claims shown.`;
    },

    // The state of the filters is in the address, so that a link shows what its
    // sender saw.
    filtered() { return Object.entries(this.state || {}).filter(([, v]) => v).length > 0; },
    write() {
      const wanted = Object.entries(this.state).filter(([, v]) => v);
      const hash = wanted.length ? `#ledger?${new URLSearchParams(wanted)}` : '#ledger';
      history.replaceState(null, '', hash);
    },
    read() {
      if (!location.hash.startsWith('#ledger?')) return;
      const known = new Set([...FILTERS, 'q', 'sort', 'Confidence']);
      this.state = Object.fromEntries([...new URLSearchParams(location.hash.slice(8))].filter(([k]) => known.has(k)));
      if (this.state.sort && !this.names.includes(this.state.sort.replace(/^-/, ''))) delete this.state.sort;
      this.fill();
      this.apply();
      one('#ledger').scrollIntoView();
    },
    fill() { for (const input of all('[data-filter]')) input.value = this.state[input.dataset.filter] || ''; },
  };

  // ---- the evidence of a figure -----------------------------------------

  const markOf = (id) => document.getElementById(`claim-${id}`);
  function sentenceOf(id) {
    const mark = markOf(id);
    return mark ? (mark.closest('i') || mark.closest('p')).textContent : '';
  }

  function titleOf(id) {
    const mark = markOf(id);
    return mark ? `“${one('.t', mark.closest('details')).textContent}”` : '';
  }

  // before and after are what a paragraph says around a sentence; before a row
  // of a table stands the row that names its columns.
  function around(mark) {
    const [p, sentence] = [mark.closest('p'), mark.closest('i')];
    const range = document.createRange();
    range.selectNodeContents(p);
    if (sentence) range.setEndBefore(sentence);
    else range.collapse(true);
    let before = range.toString().trimStart();
    range.selectNodeContents(p);
    if (sentence) range.setStartAfter(sentence);
    else range.collapse();
    const after = range.toString().trimEnd();
    if (p.classList.contains('row')) {
      let head = p;
      for (let q = p.previousElementSibling; q && (q.classList.contains('row') || q.classList.contains('margin')); q = q.previousElementSibling) if (q.nodeName === 'P') head = q;
      if (head !== p) before = head.textContent;
    }
    return [before.length > 240 ? `… ${before.slice(-240).replace(/^\S*\s/, '')}` : before, after.length > 240 ? `${after.slice(0, 240).replace(/\s\S*$/, '')} …` : after];
  }

  const panel = {
    open(id) {
      const mark = markOf(id);
      const entry = ledger.byClaim && ledger.byClaim.get(id);
      if (!mark || !entry) return false;
      if (!this.box) {
        this.box = make('aside', { id: 'panel', 'aria-label': 'Evidence', tabindex: -1, on: { keydown: (e) => this.key(e) } });
        document.body.append(this.box);
      }
      this.id = id;
      this.box.replaceChildren(...this.content(id, mark, entry));
      this.box.hidden = false;
      document.documentElement.dataset.panel = 'open';
      for (const row of all('tr.current')) row.classList.remove('current');
      entry.row.classList.add('current');
      this.point(id);
      tip.hide();
      this.box.focus({ preventScroll: true });
      return true;
    },

    // point shows in the charts which mark is meant.
    point(id) { for (const link of all('.links a')) link.classList.toggle('current', link.dataset.claimId === id); },

    content(id, mark, entry) {
      const get = (name) => entry.text[ledger.names.indexOf(name)] || '';
      const article = mark.closest('details.article');
      const quote = make('blockquote', { lang: one('.text', article).getAttribute('lang') });
      for (const node of (mark.closest('i') || mark.closest('p')).childNodes) {
        const copy = node.cloneNode(true);
        if (copy.id) copy.removeAttribute('id');
        if (node !== mark && copy.nodeName === 'MARK') quote.append(...copy.childNodes);
        else quote.append(copy);
      }
      const [before, after] = around(mark);
      const said = (text) => (text ? make('p', { class: 'around', lang: quote.getAttribute('lang') }, text) : null);
      const facts = make('dl');
      const fact = (name, ...value) => { if (value[0]) facts.append(make('div', {}, make('dt', {}, name), make('dd', {}, ...value))); };
      for (const name of ['Value', 'About', 'Measure', 'Market', 'Place', 'Period', 'Status', 'Credited to', 'Confidence', 'Rule', 'Check']) {
        fact(name, get(name) || (name === 'Period' ? 'as of publication' : name === 'Credited to' ? 'nobody' : name === 'Check' ? 'figure found again in the text' : ''));
      }
      const summary = one('summary', article);
      const about = make('div', { class: 'about' }, make('p', { class: 't' }, one('.t', summary).textContent), make('p', {}, one('.m', summary).textContent.replace(/ · .*$/, '')));
      const source = make('p');
      source.append(...[...one('p.about', article).childNodes].map((n) => n.cloneNode(true)));
      about.append(source);
      return [
        make('div', { class: 'bar' },
          button('Previous', () => this.move(-1)), button('Next', () => this.move(1)),
          button('In the article', () => this.inArticle(id)), button('Close', () => this.close(), { class: 'close' })),
        make('p', { class: 'figure' }, get('Figure')), said(before), quote, said(after), about, facts, ...this.appearances(id, entry),
      ].filter(Boolean);
    },

    // appearances are the other claims that say the same. A claim that names no
    // place lies at home.
    appearances(id, entry) {
      const same = ['Value', 'About', 'Measure', 'Market', 'Period', 'Status'].map((name) => ledger.names.indexOf(name));
      if (!entry.text[ledger.names.indexOf('Period')]) return [];
      const place = (r) => r.text[ledger.names.indexOf('Place')] || ledger.table.dataset.home;
      const others = ledger.rows.filter((r) => r !== entry && same.every((c) => r.text[c] === entry.text[c]) && place(r) === place(entry));
      if (!others.length) return [];
      const get = (r, name) => r.text[ledger.names.indexOf(name)];
      return [make('h3', {}, `Said ${others.length + 1} times`), make('ul', {}, ...others.slice(0, 40).map((r) => make('li', {},
        make('a', { href: one('a', r.row).hash }, get(r, 'Figure')), ` ${[get(r, 'Publisher') || titleOf(claimOf(one('a', r.row))), get(r, 'Published')].filter(Boolean).join(', ')}`)))];
    },

    key(event) {
      if (event.target.closest('input, select')) return;
      const move = { ArrowRight: 1, ArrowLeft: -1, j: 1, k: -1 }[event.key];
      if (event.key === 'Escape') this.close();
      else if (move) { event.preventDefault(); this.move(move); }
    },

    move(by) {
      const rows = ledger.shown();
      const at = rows.indexOf(ledger.byClaim.get(this.id).row);
      const to = rows[(at + by + rows.length) % rows.length];
      if (to) lead(one('a', to).hash);
    },

    inArticle(id) {
      const mark = markOf(id);
      this.close();
      show(mark);
    },

    close() {
      if (!this.box || this.box.hidden) return;
      this.box.hidden = true;
      this.id = null;
      this.point(null);
      delete document.documentElement.dataset.panel;
      if (ledger.filtered()) ledger.write();
      else history.replaceState(null, '', location.pathname + location.search);
      const from = this.from;
      this.from = null;
      if (from && from.isConnected) from.focus({ preventScroll: true });
    },
  };

  // lead goes to a claim without the jump that following its address makes.
  function lead(hash, from) {
    history.pushState(null, '', hash);
    if (from && !from.closest('#panel')) panel.from = from;
    follow();
  }
  function click(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    const link = event.target.closest('a[href^="#claim-"]');
    const mark = event.target.closest('.text mark[id]');
    if (link) {
      event.preventDefault();
      lead(link.hash, link);
    } else if (mark && getSelection().isCollapsed) {
      lead(`#${encodeURIComponent(mark.id)}`);
    }
  }

  function show(mark) {
    mark.closest('details').open = true;
    margin(mark.closest('details'));
    mark.scrollIntoView({ block: 'center' });
    for (const other of all('mark.here')) other.classList.remove('here');
    mark.classList.add('here');
  }

  // margin sets the claims of an article beside its paragraphs.
  function margin(article) {
    if (article.dataset.margin || !ledger.byClaim) return;
    article.dataset.margin = 'set';
    for (const p of all('.text p', article)) {
      const notes = all('mark[id]', p).map((mark) => {
        const id = mark.id.replace(/^claim-/, '');
        const entry = ledger.byClaim.get(id);
        if (!entry) return null;
        const get = (name) => entry.text[ledger.names.indexOf(name)] || '';
        const what = [get('About'), get('Measure'), get('Period'), get('Status') === 'reported' ? '' : get('Status'), get('About') ? '' : get('Market'), get('Place')].filter(Boolean).join(', ');
        return make('li', {}, make('a', { href: `#claim-${encodeURIComponent(id)}` }, get('Figure')), ` ${what}`);
      }).filter(Boolean);
      if (notes.length) p.after(make('ul', { class: 'margin' }, ...notes));
    }
  }

  function follow() {
    const hash = location.hash;
    if (hash.startsWith('#claim-')) {
      const id = decodeURIComponent(hash.slice(7));
      if (!panel.open(id)) elsewhere(id);
    } else if (hash.startsWith('#ledger?') && ledger.ready) {
      ledger.ready();
      ledger.read();
    } else if (hash.startsWith('#article-')) {
      const article = document.getElementById(decodeURIComponent(hash.slice(1)));
      if (article) { article.open = true; margin(article); article.scrollIntoView(); }
    }
  }

  // elsewhere leads from the index of a split report to the page of a claim.
  function elsewhere(id) {
    const where = one('#where');
    if (!where) return;
    const { width, pages } = JSON.parse(where.textContent);
    const page = pages.find((p) => ` ${p.ids} `.includes(` ${id.slice(0, width)} `));
    if (page) location.href = `${page.file}#claim-${encodeURIComponent(id)}`;
  }

  // ---- print -------------------------------------------------------------

  // On paper nothing opens: tables stand open under their charts, and each
  // numbered claim has its sentence among the notes.
  const print = {
    before() {
      if (this.notes) return;
      document.documentElement.dataset.printing = 'yes';
      this.opened = all('details:not(.article):not([open])');
      for (const details of this.opened) details.open = true;
      for (const chart of charts) {
        chart.draw();
        if (!chart.rows) chart.element.style.height = `${chart.element.clientHeight}px`; // on paper as on the screen
        chart.resize(chart.rows ? 660 : 640);
      }
      if (!ledger.rows) return;
      const get = (r, name) => r.text[ledger.names.indexOf(name)];
      this.notes = make('section', { id: 'notes' }, make('h2', {}, 'Notes: the sentence behind each number'), ...ledger.rows.map((r) => {
        const id = claimOf(one('a', r.row));
        const mark = markOf(id);
        const summary = mark && one('summary', mark.closest('details'));
        return make('p', {}, make('b', {}, `[${get(r, 'No')}] ${get(r, 'Figure')}`),
          ` ${[get(r, 'About'), get(r, 'Measure'), get(r, 'Market'), get(r, 'Place'), get(r, 'Period'), get(r, 'Status'), get(r, 'Credited to')].filter(Boolean).join(', ')}. “${sentenceOf(id).trim()}” `,
          make('i', {}, summary ? `${one('.t', summary).textContent}. ` : ''), `${[get(r, 'Publisher'), get(r, 'Published')].filter(Boolean).join(', ')}`);
      }));
      one('main').append(this.notes);
    },
    after() {
      delete document.documentElement.dataset.printing;
      if (this.notes) this.notes.remove();
      this.notes = null;
      for (const details of this.opened || []) details.open = false;
      this.opened = null;
      for (const chart of charts) {
        if (!chart.rows) chart.element.style.height = '';
        chart.width = 0;
        chart.resize();
      }
    },
  };

  themeSwitch();
  ledger.start();
  startCharts();
  for (const article of all('details.article')) article.addEventListener('toggle', () => { if (article.open) margin(article); });
  document.addEventListener('click', click);
  addEventListener('scroll', () => tip.place(), { passive: true });
  addEventListener('hashchange', follow);
  addEventListener('popstate', () => { if (!location.hash) panel.close(); });
  addEventListener('beforeprint', () => print.before());
  addEventListener('afterprint', () => print.after());
  follow();
  document.documentElement.dataset.ready = 'yes';
})();
