// What every page does: hand over data, speak two languages, change colours, search, filter.
const policygraph = (() => {
  'use strict';
  const root = document.documentElement;
  const up = root.dataset.up;
  const values = new Map();
  const waiting = new Map();

  // A data file is a script that calls this.
  const define = (name, value) => {
    values.set(name, value);
    const done = waiting.get(name);
    if (done) done(value);
  };

  const loads = new Map();
  define.load = (name) => {
    if (values.has(name)) return Promise.resolve(values.get(name));
    if (!loads.has(name)) {
      loads.set(name, new Promise((done, failed) => {
        waiting.set(name, done);
        const script = document.createElement('script');
        script.src = `${up}data/${name.split('/').map(encodeURIComponent).join('/')}.js`;
        script.onerror = () => failed(new Error(`cannot load ${name}`));
        document.head.append(script);
      }));
    }
    return loads.get(name);
  };

  const isEnglish = () => root.lang === 'en';
  define.isEnglish = isEnglish;
  define.word = (key) => (values.get('words')?.[key] ?? [key, key])[isEnglish() ? 1 : 0];
  define.up = up;

  const keep = (key, value) => {
    try { localStorage.setItem(`policygraph-${key}`, value); } catch { /* It holds for this page alone. */ }
  };

  const attributes = ['placeholder', 'aria-label', 'alt', 'title'];
  const speak = () => {
    const english = isEnglish();
    // A type or a role is called by its class; what is quoted stays Chinese.
    for (const element of document.querySelectorAll('main b[class]')) element.textContent = define.word(element.className);
    const headings = values.get('headings');
    for (const element of document.querySelectorAll('.skip, .site, nav a, :is(h2, th):not([data-en])')) {
      element.dataset.zh ??= element.childElementCount ? '' : element.textContent;
      const named = headings[element.dataset.zh];
      if (named) element.textContent = english ? named : element.dataset.zh;
    }
    for (const element of document.querySelectorAll('main :is(.q, h1:not([data-en]))')) element.lang = 'zh-CN';
    for (const element of document.querySelectorAll('[data-en]')) {
      element.dataset.zh ??= element.textContent;
      element.textContent = english ? element.dataset.en : element.dataset.zh;
    }
    for (const name of attributes) {
      for (const element of document.querySelectorAll(`[data-en-${name}]`)) {
        const chinese = `data-zh-${name}`;
        if (!element.hasAttribute(chinese)) element.setAttribute(chinese, element.getAttribute(name) ?? '');
        element.setAttribute(name, element.getAttribute(english ? `data-en-${name}` : chinese));
      }
    }
  };
  define.speak = speak;

  const onLanguage = () => {
    root.lang = isEnglish() ? 'zh-CN' : 'en';
    keep('language', isEnglish() ? 'en' : 'zh');
    speak();
    document.dispatchEvent(new Event('language'));
  };

  const onTheme = () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    keep('theme', root.dataset.theme);
    document.dispatchEvent(new Event('theme'));
  };

  // Width, case, blanks and quotation marks do not matter.
  const fold = (text) => text.normalize('NFKC').toLowerCase().replace(/[\s"'“”‘’《》〈〉「」『』]/gu, '');
  define.fold = fold;

  define.element = (tag, set = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(set)) {
      if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
    }
    element.append(...children);
    return element;
  };

  // Rows stay that hold every word of the box.
  const filters = () => {
    for (const box of document.querySelectorAll('input[data-filter], input[data-table]')) {
      const place = document.getElementById(box.dataset.filter ?? box.dataset.table);
      const rows = [...(place?.querySelectorAll('tbody tr') ?? [])];
      let texts;
      box.addEventListener('input', () => {
        texts ??= rows.map((row) => fold(row.textContent));
        const words = box.value.split(/\s+/u).map(fold).filter(Boolean);
        rows.forEach((row, at) => { row.hidden = !words.every((word) => texts[at].includes(word)); });
      });
    }
  };

  // What is of use with scripts alone: the search box and the buttons.
  const bar = () => {
    const { element, word } = define;
    const words = values.get('words');
    const both = (name, key) => ({ [name]: words[key][0], [`data-en-${name}`]: words[key][1] });
    document.querySelector('.finder').append(
      element('input', { type: 'search', id: 'search', role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'results', 'aria-autocomplete': 'list',
        autocomplete: 'off', spellcheck: 'false', ...both('placeholder', 'SEARCH_HINT'), ...both('aria-label', 'SEARCH') }),
      element('ul', { id: 'results', role: 'listbox', hidden: true, ...both('aria-label', 'SEARCH') }));
    for (const [id, key, act] of [['language', 'LANGUAGE', onLanguage], ['theme', 'THEME', onTheme]]) {
      const button = element('button', { type: 'button', id, 'data-en': words[key][1] }, words[key][0]);
      button.addEventListener('click', act);
      document.querySelector('.bar').append(button);
    }
  };

  // How often two are named together leads to the edge between them.
  const edges = () => {
    const view = document.querySelector('main a[href*="graph.html#node="]');
    for (const row of view ? document.querySelectorAll('tr[data-e]') : []) {
      const cell = row.cells[1];
      cell.replaceChildren(define.element('a', { href: `${view.getAttribute('href')}&edge=${row.dataset.e}` }, ...cell.childNodes));
    }
  };

  const search = () => {
    const box = document.getElementById('search');
    const list = document.getElementById('results');
    const { element, word } = define;
    const MOST = 40;
    let entries = null;
    let all = false;
    let chosen = -1;

    const read = async () => {
      if (entries) return;
      entries = [];
      const [count, sources] = [await define.load('search/count'), await define.load('documents')];
      // A measure is its title, document, number and section; everything else has a name, type, page, what to show beside it, weight, other names.
      const entry = (one) => {
        const [name, type, page, beside, weight, others] = one;
        if (typeof type === 'string') return { name, type, page, beside, weight, folded: fold(name), others: others.map((other) => [other, fold(other)]) };
        const { l, y, p } = sources[type];
        return { name, type: 'measure', page: `${p}#m${page}`, beside: `${y ?? ''} ${l.slice(0, 24)} ${beside}`, weight: 1, folded: fold(name), others: [] };
      };
      for (let shard = 0; shard < count; shard += 1) {
        for (const one of await define.load(`search/${shard}`)) entries.push(entry(one));
        show();
      }
      all = true;
      show();
    };

    // The name itself before another name, the whole before its beginning, its beginning before its middle.
    const rank = (entry, wanted) => {
      const grade = (text) => (text === wanted ? 0 : text.startsWith(wanted) ? 2 : text.includes(wanted) ? 4 : 9);
      let best = [grade(entry.folded), ''];
      for (const [other, folded] of entry.others) {
        const other_grade = grade(folded) + 1;
        if (other_grade < best[0] && other_grade < 9) best = [other_grade, other];
      }
      return best;
    };

    const found = (text) => {
      const words = text.split(/\s+/u).map(fold).filter(Boolean);
      if (!words.length) return [];
      const hits = [];
      for (const entry of entries) {
        const ranks = words.map((one) => rank(entry, one));
        if (ranks.every(([grade], at) => grade < 9 || (words.length > 1 && fold(entry.beside).includes(words[at])))) {
          hits.push([Math.max(...ranks.map(([grade]) => (grade === 9 ? 5 : grade))), entry, ranks[0][1]]);
        }
      }
      hits.sort((a, b) => a[0] - b[0] || b[1].weight - a[1].weight);
      return hits;
    };

    const open = (shown) => {
      list.hidden = !shown;
      box.setAttribute('aria-expanded', String(shown));
    };

    const mark = (at) => {
      const items = [...list.querySelectorAll('[role=option]')];
      if (!items.length) return;
      chosen = (at + items.length) % items.length;
      items.forEach((item, index) => item.setAttribute('aria-selected', String(index === chosen)));
      box.setAttribute('aria-activedescendant', items[chosen].id);
      items[chosen].scrollIntoView({ block: 'nearest' });
    };

    const show = () => {
      if (!entries || !box.value.trim()) return open(false);
      const hits = found(box.value);
      const items = hits.slice(0, MOST).map(([, entry, other], at) => {
        const item = element('li', { role: 'option', id: `result-${at}`, 'data-page': entry.page, 'aria-selected': 'false' },
          element('span', { class: `badge ${entry.type}` }, word(entry.type)), ' ',
          element('span', { class: 'name', lang: 'zh-CN' }, entry.name),
          other ? element('span', { class: 'also', lang: 'zh-CN' }, ` ${other}`) : '',
          element('small', {}, ` ${entry.beside}`));
        return item;
      });
      if (!items.length) items.push(element('li', { role: 'option', 'aria-disabled': 'true' }, word(all ? 'NOTHING_FOUND' : 'LOADING')));
      else if (hits.length > MOST) items.push(element('li', { role: 'option', 'aria-disabled': 'true', class: 'rest' }, `${word('MORE')} ${hits.length - MOST}`));
      list.replaceChildren(...items);
      chosen = -1;
      box.removeAttribute('aria-activedescendant');
      open(true);
    };

    const go = (item) => {
      if (item?.dataset.page) location.href = up + item.dataset.page;
    };

    box.addEventListener('focus', () => { read(); show(); });
    box.addEventListener('input', () => { read(); show(); });
    box.addEventListener('keydown', (event) => {
      const items = list.querySelectorAll('[role=option]');
      if (event.key === 'ArrowDown') { mark(chosen + 1); event.preventDefault(); }
      if (event.key === 'ArrowUp') { mark(chosen - 1); event.preventDefault(); }
      if (event.key === 'Enter') go(items[Math.max(chosen, 0)]);
      if (event.key === 'Escape') open(false);
    });
    list.addEventListener('mousedown', (event) => { event.preventDefault(); go(event.target.closest('[role=option]')); });
    document.addEventListener('click', (event) => { if (!event.target.closest('.finder')) open(false); });
    document.addEventListener('keydown', (event) => {
      if (event.key === '/' && !event.target.closest('input, select, textarea')) { box.focus(); event.preventDefault(); }
    });
  };

  document.addEventListener('DOMContentLoaded', () => {
    bar();
    speak();
    edges();
    filters();
    search();
  });
  return define;
})();
