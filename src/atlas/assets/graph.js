// The graph view: a neighbourhood, a query's result or the whole network, to filter, to read and to save.
(() => {
  'use strict';
  const { load, word, element, up } = policygraph;
  const SHARD = 512;
  const ROLES = ['lead', 'responsible', 'support'];
  const OFF = new Set(['mentions']);
  const at = (id) => document.getElementById(id);
  const SVG = 'http://www.w3.org/2000/svg';
  // For pictures on paper: border and fill by type, colour and dashes by relation.
  const TYPES = {
    agency: ['#0072b2', '#c6e2f5'], park: ['#009e73', '#c9ebdf'], program: ['#b87a00', '#fce9c0'], enterprise: ['#d55e00', '#f8d9c2'],
    institution: ['#a8487c', '#f5dfeb'], place: ['#8a7f00', '#fbf6bf'], policy: ['#444444', '#e6e6e6'], collective: ['#555555', '#ffffff'],
    document: ['#000000', '#ffffff'], measure: ['#9a9a9a', '#ffffff'], target: ['#000000', '#d9d9d9'], other: ['#444444', '#ffffff'],
  };
  const LINES = {
    lead: ['#0072b2', ''], responsible: ['#333333', '6 4'], support: ['#d55e00', '2 3'], 'co-occurs': ['#a9aeb4', ''], mentions: ['#c4c4c4', ''],
    cites: ['#a8487c', ''], administers: ['#009e73', ''], 'succeeded-by': ['#009e73', '6 4'], issued: ['#000000', ''], 'located-in': ['#8a7f00', '2 3'],
    shares: ['#6dae96', ''], other: ['#777777', ''],
  };
  const dark = () => getComputedStyle(document.documentElement).colorScheme === 'dark'
    || (document.documentElement.dataset.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  const lineColour = (kind) => {
    const [colour] = LINES[kind] ?? LINES.other;
    return dark() ? ({ '#333333': '#b9bec5', '#000000': '#e3e6ea', '#0072b2': '#5db4ec', '#d55e00': '#f0955c', '#a9aeb4': '#59626c' }[colour] ?? colour) : colour;
  };

  let sources = [];
  let picture = { nodes: [], edges: [], title: '' };
  let shown = { nodes: [], edges: [] };
  let stage = null;

  // A record is its label, type, page, document and edges; an edge is its kind and direction, the node at its other end, by document
  // how often and where (the quote, its length, how far in it the word stands), and reasons that are no text.
  const records = new Map();
  const record = async (id) => {
    if (!records.has(id)) {
      const { kinds, nodes } = await load(`graph/${Math.floor(id / SHARD)}`);
      const one = nodes[id % SHARD];
      const tie = ([kind, n, docs, w]) => ({ k: kinds[kind >> 1], o: kind % 2 === 1, n, d: docs.map(([d, count, ...flat]) => [d, count, spans(flat)]), w: w ?? [] });
      records.set(id, one && { l: one[0], t: one[1], p: one[2], d: one[3], e: one[4].map(tie) });
    }
    return records.get(id);
  };
  const spans = (flat) => {
    const found = [];
    for (let index = 0; index < flat.length; index += 3) found.push({ from: flat[index], to: flat[index] + flat[index + 1], word: flat[index] + flat[index + 2] });
    return found;
  };

  // -- What is shown ------------------------------------------------------------------------------------------------

  const fromView = async (name) => {
    const view = await load(`view/${name}`);
    const nodes = view.nodes.map(([id, label, type, x, y], key) => ({ key: String(key), id, label, type, x, y: -y }));
    const edges = view.edges.map(([a, b, kind, weight, docs, said]) => ({ a: nodes[a], b: nodes[b], kind, weight, docs, said }));
    return { nodes, edges, title: view.title[policygraph.isEnglish() ? 1 : 0], leftOut: view.left_out };
  };

  const total = (tie) => tie.d.reduce((sum, [, count]) => sum + count, 0) || 1;
  const ring = (nodes, radius, turn) => nodes.forEach((node, index) => {
    const angle = turn + (2 * Math.PI * index) / nodes.length;
    node.x = radius * Math.cos(angle);
    node.y = radius * Math.sin(angle);
  });

  // The strongest of each kind of relation around a node; then the other units of its measures.
  const around = async (id) => {
    const most = { 'co-occurs': 24, mentions: 12, 'located-in': 10 };
    const middle = await record(id);
    const kinds = new Map();
    for (const tie of middle.e) kinds.set(tie.k, [...(kinds.get(tie.k) ?? []), tie]);
    const records = new Map([[id, middle]]);
    for (const [kind, ties] of kinds) {
      ties.sort((a, b) => total(b) - total(a) || a.n - b.n);
      for (const tie of ties.slice(0, most[kind] ?? 16)) records.set(tie.n, await record(tie.n));
    }
    const first = [...records.keys()].filter((key) => key !== id);
    const partners = new Map();
    for (const key of first) {
      if (records.get(key).t !== 'measure') continue;
      for (const tie of records.get(key).e) {
        if (ROLES.includes(tie.k) && !records.has(tie.n)) partners.set(tie.n, (partners.get(tie.n) ?? 0) + 1);
      }
    }
    const second = [...partners].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 16).map(([key]) => key);
    for (const key of second) records.set(key, await record(key));
    const nodes = [...records].map(([key, one]) => ({ key: String(key), id: key, label: one.l, type: one.t, x: 0, y: 0 }));
    const known = new Map(nodes.map((node) => [node.id, node]));
    const place = (keys) => keys.map((key) => known.get(key)).sort((a, b) => a.type.localeCompare(b.type) || a.id - b.id);
    const inner = place(first);
    const measures = inner.filter((node) => node.type === 'measure');
    const others = inner.filter((node) => node.type !== 'measure');
    ring(others, 100, 0.2);
    ring(measures, 190, 0.1);
    ring(place(second), 270, 0.3);
    const edges = [];
    for (const [key, one] of records) {
      for (const tie of one.e) {
        if (!tie.o || !known.has(tie.n)) continue;
        edges.push({ a: known.get(key), b: known.get(tie.n), kind: tie.k, weight: total(tie), docs: tie.d.map(([d, w]) => [d, w]), said: '' });
      }
    }
    // Among the neighbours themselves only what is strongest; everything at the middle.
    const own = edges.filter((edge) => edge.a.id === id || edge.b.id === id || ROLES.includes(edge.kind));
    const rest = edges.filter((edge) => !own.includes(edge)).sort((a, b) => b.weight - a.weight);
    return { nodes, edges: [...own, ...rest.slice(0, 60)], title: middle.l, middle: known.get(id), leftOut: Math.max(rest.length - 60, 0) };
  };

  // -- Filters ------------------------------------------------------------------------------------------------------

  const checks = (place, names, mark) => {
    at(place).replaceChildren(...names.map((name) => element('label', {},
      element('input', { type: 'checkbox', value: name, checked: !OFF.has(name) }),
      mark(name), word(name))));
  };
  const checked = (place) => new Set([...at(place).querySelectorAll('input:checked')].map((box) => box.value));

  const filter = () => {
    const [kinds, types] = [checked('kinds'), checked('types')];
    const [from, to, least] = [at('from').value, at('to').value, Number(at('weight').value) || 1];
    const region = at('region').value;
    const narrowed = from || to || region;
    const fits = ([d]) => {
      const { y, r } = sources[d];
      return (!from || y >= Number(from)) && (!to || (y && y <= Number(to))) && (!region || r === region || r.startsWith(`${region}/`));
    };
    const edges = picture.edges.filter((edge) => {
      if (!kinds.has(edge.kind) || !types.has(edge.a.type) || !types.has(edge.b.type)) return false;
      const weight = narrowed && edge.docs.length ? edge.docs.filter(fits).reduce((sum, [, count]) => sum + count, 0) : edge.weight;
      return weight >= least;
    });
    const ends = new Set(edges.flatMap((edge) => [edge.a, edge.b]));
    if (picture.middle) ends.add(picture.middle);
    shown = { nodes: picture.nodes.filter((node) => ends.has(node)), edges };
    const left = picture.leftOut ? ` · ${word('LEFT_OUT')} ${picture.leftOut}` : '';
    at('count').textContent = `${shown.nodes.length} ${word('NODES')} · ${edges.length} ${word('EDGES')}${left}`;
    list();
    stage?.draw();
  };

  const list = () => {
    const most = 200;
    const items = [...shown.edges].sort((a, b) => b.weight - a.weight).slice(0, most).map((edge) => {
      const button = element('button', { type: 'button' }, element('i', { class: `line ${edge.kind}` }), `${edge.a.label} — ${edge.b.label}`);
      button.addEventListener('click', () => read(edge));
      return element('li', {}, button);
    });
    at('edges').replaceChildren(...items);
  };

  const controls = () => {
    const names = (all) => [...new Set(all)];
    checks('kinds', names(picture.edges.map((edge) => edge.kind)), (name) => element('i', { class: `line ${name}` }));
    checks('types', names(picture.nodes.map((node) => node.type)).sort(), (name) => {
      const mark = element('span', { class: `badge ${name}` });
      mark.textContent = '●';
      return mark;
    });
    const chosen = at('region').value;
    const regions = names(sources.map((source) => source.r).filter(Boolean)).sort();
    at('region').replaceChildren(element('option', { value: '' }, word('ALL_REGIONS')), ...regions.map((name) => element('option', { value: name }, name)));
    at('region').value = regions.includes(chosen) ? chosen : '';
  };

  // -- Evidence -----------------------------------------------------------------------------------------------------

  const texts = new Map();
  const cut = async (d, start, end) => {
    if (!texts.has(d)) texts.set(d, new TextEncoder().encode(await load(`text/${d}`)));
    const quote = new TextDecoder().decode(texts.get(d).subarray(start, end)).trim();
    // What only turns the line could make a quote read other than it stands.
    return quote.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
  };

  const mentions = (one) => one.e.filter((tie) => tie.k === 'mentions' && !tie.o)
    .flatMap((tie) => tie.d.flatMap(([d, , places]) => places.map((place) => ({ ...place, d, measure: tie.n }))));

  // The sentences that name both; where there is none, both places in each measure that does.
  const together = (a, b) => {
    const [ours, theirs] = [mentions(a), mentions(b)];
    const key = (place) => `${place.d}:${place.from}:${place.to}`;
    const keys = new Set(theirs.map(key));
    const both = ours.filter((place) => keys.has(key(place)));
    if (both.length) return both;
    const [mine, its] = [new Set(ours.map((place) => place.measure)), new Set(theirs.map((place) => place.measure))];
    return [...ours.filter((place) => its.has(place.measure)), ...theirs.filter((place) => mine.has(place.measure))];
  };

  const places = async (edge) => {
    if (edge.a.id === null || edge.b.id === null) return { spans: [], reasons: [] };
    const [a, b] = [await record(edge.a.id), await record(edge.b.id)];
    if (edge.kind === 'co-occurs') return { spans: together(a, b), reasons: [] };
    const ties = [...a.e.filter((tie) => tie.n === edge.b.id && tie.k === edge.kind), ...b.e.filter((tie) => tie.n === edge.a.id && tie.k === edge.kind)];
    const best = ties.find((tie) => tie.d.some(([, , places]) => places.length)) ?? ties[0];
    return { spans: (best?.d ?? []).flatMap(([d, , places]) => places.map((place) => ({ ...place, d }))), reasons: best?.w ?? [] };
  };

  const name = (node) => {
    const span = element('span', { lang: 'zh-CN' }, node.label);
    return element('b', {}, span);
  };

  const read = async (edge) => {
    const most = 40;
    const panel = at('evidence');
    const head = element('p', {}, name(edge.a), ' ', element('i', { class: `line ${edge.kind}` }), word(edge.kind), ' ', name(edge.b));
    panel.replaceChildren(element('h2', {}, word('EVIDENCE')), head);
    const { spans, reasons } = await places(edge);
    const seen = new Set();
    for (const span of spans.sort((x, y) => x.d - y.d || x.word - y.word).slice(0, most)) {
      const key = `${span.d}:${span.from}:${span.to}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const source = sources[span.d];
      const link = element('a', { href: `${up}${source.p}#s${span.word}` }, `${source.y ?? ''} ${source.l}`);
      panel.append(element('blockquote', {}, element('span', { lang: 'zh-CN' }, await cut(span.d, span.from, span.to)), element('br'), link));
    }
    for (const reason of reasons) panel.append(element('p', {}, element('code', {}, reason)));
    if (edge.said) for (const line of edge.said.split('\n')) panel.append(element('blockquote', { lang: 'zh-CN' }, line));
    if (!spans.length && !reasons.length && !edge.said) panel.append(element('p', { class: 'quiet' }, word('NO_EVIDENCE')));
    stage?.choose(edge);
  };

  const tell = async (node) => {
    const panel = at('evidence');
    const parts = [element('h2', {}, word(node.type)), element('p', {}, name(node))];
    if (node.id !== null) {
      const one = await record(node.id);
      if (one?.p) parts.push(element('p', {}, element('a', { class: 'button', href: up + one.p }, word('OPEN_PAGE')), ' ', element('a', { class: 'button', href: `#node=${node.id}` }, word('EXPLORE'))));
    }
    panel.replaceChildren(...parts);
  };

  // Labels that would lie on one another are left out, those of smaller nodes first; nearer there is room for more.
  const free = () => {
    const taken = [];
    return (left, top, width, height) => {
      const box = [left - 2, top - 1, left + width + 2, top + height + 1];
      if (taken.some(([l, t, r, b]) => box[0] < r && l < box[2] && box[1] < b && t < box[3])) return false;
      taken.push(box);
      return true;
    };
  };
  const short = (label) => (label.length > 18 ? `${label.slice(0, 17)}…` : label);

  // -- The picture as SVG: to save, and where there is no WebGL -------------------------------------------------------

  const svgOf = (interactive) => {
    const make = (tag, set) => {
      const one = document.createElementNS(SVG, tag);
      for (const [key, value] of Object.entries(set)) one.setAttribute(key, value);
      return one;
    };
    const scale = picture.middle ? 3 : Math.max(0.35, Math.min(1, 1.6 / Math.sqrt(Math.max(spread(), 1) / 900)));
    const xs = shown.nodes.map((node) => node.x * scale);
    const ys = shown.nodes.map((node) => -node.y * scale);
    const edge = 90;
    const [left, top] = [Math.min(0, ...xs) - edge, Math.min(0, ...ys) - edge];
    const [width, height] = [Math.max(1, ...xs) - left + 2 * edge, Math.max(1, ...ys) - top + edge];
    const svg = make('svg', { xmlns: SVG, viewBox: `${left} ${top} ${width} ${height}`, width, height, 'font-family': 'Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif' });
    const title = make('title', {});
    title.textContent = picture.title;
    svg.append(title);
    if (!interactive) svg.append(make('rect', { x: left, y: top, width, height, fill: '#ffffff' }));
    const heaviest = Math.max(1, ...shown.edges.map((one) => one.weight));
    for (const one of shown.edges) {
      const [colour, dash] = LINES[one.kind] ?? LINES.other;
      const line = make('line', { x1: one.a.x * scale, y1: -one.a.y * scale, x2: one.b.x * scale, y2: -one.b.y * scale,
        stroke: interactive ? lineColour(one.kind) : colour, 'stroke-width': 1 + 3 * Math.sqrt(one.weight / heaviest), 'stroke-opacity': 0.75, 'stroke-dasharray': dash || 'none' });
      if (interactive) { line.style.cursor = 'pointer'; line.dataset.edge = String(picture.edges.indexOf(one)); line.addEventListener('click', () => read(one)); }
      svg.append(line);
    }
    const [paper, ink] = interactive ? [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color] : ['#ffffff', '#1d2126'];
    const isFree = free();
    const labels = [];
    for (const node of [...shown.nodes].sort((one, other) => size(other) - size(one))) {
      const [border, fill] = TYPES[node.type] ?? TYPES.other;
      const [x, y] = [node.x * scale, -node.y * scale];
      const dot = make('circle', { cx: x, cy: y, r: size(node), fill, stroke: border, 'stroke-width': 1.5 });
      const name = make('title', {});
      name.textContent = node.label;
      dot.append(name);
      if (interactive) { dot.style.cursor = 'pointer'; dot.addEventListener('click', () => tell(node)); }
      svg.append(dot);
      const label = short(node.label);
      const wide = [...label].reduce((sum, c) => sum + (c > '\u2e7f' ? 11 : 6.2), 0);
      if (!isFree(x + size(node) + 3, y - 7, wide, 13)) continue;
      const text = make('text', { x: x + size(node) + 3, y: y + 4, 'font-size': 11, fill: ink, stroke: paper, 'stroke-width': 2.5, 'paint-order': 'stroke' });
      text.textContent = label;
      labels.push(text);
    }
    svg.append(...labels);
    return svg;
  };

  const spread = () => Math.max(...shown.nodes.map((node) => Math.max(Math.abs(node.x), Math.abs(node.y))), 1);
  let degrees = new Map();
  const size = (node) => (node === picture.middle ? 11 : 3.5 + Math.min(9, Math.sqrt(degrees.get(node) ?? 1)));

  const drawnAsSvg = () => {
    const place = at('stage');
    let svg = null;
    let box = null;
    const view = () => svg.setAttribute('viewBox', box.join(' '));
    const zoom = (by) => {
      box = [box[0] + (box[2] * (1 - by)) / 2, box[1] + (box[3] * (1 - by)) / 2, box[2] * by, box[3] * by];
      view();
    };
    place.addEventListener('wheel', (event) => { event.preventDefault(); zoom(event.deltaY > 0 ? 1.15 : 0.87); }, { passive: false });
    let last = null;
    place.addEventListener('pointerdown', (event) => { last = [event.clientX, event.clientY]; });
    addEventListener('pointerup', () => { last = null; });
    addEventListener('pointermove', (event) => {
      if (!last) return;
      const by = box[2] / place.clientWidth;
      box[0] -= (event.clientX - last[0]) * by;
      box[1] -= (event.clientY - last[1]) * by;
      last = [event.clientX, event.clientY];
      view();
    });
    const draw = () => {
      svg = svgOf(true);
      svg.removeAttribute('width');
      svg.removeAttribute('height');
      box = svg.getAttribute('viewBox').split(' ').map(Number);
      place.replaceChildren(svg);
    };
    return { draw, zoom: (closer) => zoom(closer ? 0.7 : 1.4), fit: draw, choose() {} };
  };

  // -- The picture with WebGL -------------------------------------------------------------------------------------------

  const drawnBySigma = () => {
    let sigma = null;
    let graph = null;
    let chosen = null;
    const colours = () => {
      const paper = element('span', { class: 'badge' });
      document.body.append(paper);
      const of = (type) => { paper.className = `badge ${type}`; return getComputedStyle(paper).color; };
      const all = Object.fromEntries(Object.keys(TYPES).map((type) => [type, of(type)]));
      paper.remove();
      return all;
    };
    const draw = () => {
      const state = sigma?.getCamera().getState();
      sigma?.kill();
      const colour = colours();
      graph = new MultiGraph();
      const heaviest = Math.max(1, ...shown.edges.map((edge) => edge.weight));
      for (const node of shown.nodes) graph.addNode(node.key, { x: node.x, y: node.y, size: size(node), label: node.label, color: colour[node.type] ?? colour.other, node });
      for (const edge of shown.edges) {
        graph.addEdge(edge.a.key, edge.b.key, { size: 1 + 3 * Math.sqrt(edge.weight / heaviest), color: lineColour(edge.kind), edge,
          type: edge.kind === 'co-occurs' ? 'line' : 'arrow' });
      }
      const { color: ink, backgroundColor: paper } = getComputedStyle(document.body);
      let wanted = [];
      sigma = new Sigma(graph, at('stage'), {
        enableEdgeEvents: true, allowInvalidContainer: true, labelFont: 'Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif',
        labelColor: { color: ink }, labelSize: 12, labelRenderedSizeThreshold: 0, labelDensity: 4, labelGridCellSize: 80,
        // Sigma asks for them in the order of its grid; they are drawn once all are known.
        defaultDrawNodeLabel: (context, data, settings) => { wanted.push({ context, settings, ...data }); },
        zIndex: true, minCameraRatio: 0.02, maxCameraRatio: 4,
        edgeReducer: (key, data) => (data.edge === chosen ? { ...data, size: data.size + 3, zIndex: 1 } : data),
      });
      sigma.on('beforeRender', () => { wanted = []; });
      sigma.on('afterRender', () => {
        const isFree = free();
        for (const { context, settings, x, y, size: radius, label } of wanted.sort((one, other) => other.size - one.size)) {
          const text = short(label);
          context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
          const { width } = context.measureText(text);
          // At the right edge it stands on the other side.
          const left = x + radius + 3 + width < context.canvas.clientWidth ? x + radius + 3 : x - radius - 3 - width;
          if (!isFree(left, y - settings.labelSize / 2, width, settings.labelSize)) continue;
          Object.assign(context, { lineWidth: 3, lineJoin: 'round', strokeStyle: paper, fillStyle: ink });
          context.strokeText(text, left, y + settings.labelSize / 3);
          context.fillText(text, left, y + settings.labelSize / 3);
        }
      });
      if (state) sigma.getCamera().setState(state);
      sigma.on('clickEdge', ({ edge }) => read(graph.getEdgeAttribute(edge, 'edge')));
      sigma.on('clickNode', ({ node }) => tell(graph.getNodeAttribute(node, 'node')));
      sigma.on('enterEdge', () => { at('stage').style.cursor = 'pointer'; });
      sigma.on('leaveEdge', () => { at('stage').style.cursor = ''; });
      drag();
    };
    const drag = () => {
      let held = null;
      sigma.on('downNode', ({ node }) => { held = node; if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox()); });
      sigma.on('moveBody', ({ event }) => {
        if (!held) return;
        const place = sigma.viewportToGraph(event);
        const { node } = graph.getNodeAttributes(held);
        [node.x, node.y] = [place.x, place.y];
        graph.mergeNodeAttributes(held, { x: place.x, y: place.y });
        event.preventSigmaDefault();
        event.original.preventDefault();
        event.original.stopPropagation();
      });
      for (const end of ['upNode', 'upStage']) sigma.on(end, () => { held = null; });
    };
    const zoom = (closer) => { const camera = sigma.getCamera(); closer ? camera.animatedZoom(1.5) : camera.animatedUnzoom(1.5); };
    return {
      draw, zoom,
      fit: () => { sigma.setCustomBBox(null); sigma.getCamera().animatedReset(); },
      choose: (edge) => { chosen = edge; sigma.refresh({ skipIndexation: true }); },
      // Where a node is on the screen.
      point: (node) => sigma.graphToViewport({ x: node.x, y: node.y }),
    };
  };

  const hasWebgl = () => {
    if (new URLSearchParams(location.hash.slice(1)).has('svg')) return false;
    try { return Boolean(document.createElement('canvas').getContext('webgl2')) && typeof Sigma === 'function'; } catch { return false; }
  };

  // -- Saving -------------------------------------------------------------------------------------------------------

  const fileName = () => (picture.title || 'graph').replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 40);
  const hand = (blob, ending) => {
    const link = element('a', { href: URL.createObjectURL(blob), download: `${fileName()}.${ending}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
  const svgBlob = () => new Blob([new XMLSerializer().serializeToString(svgOf(false))], { type: 'image/svg+xml' });
  const savePng = () => {
    const image = new Image();
    image.onload = () => {
      const canvas = element('canvas');
      const scale = Math.min(2, 8000 / Math.max(image.width, image.height));
      [canvas.width, canvas.height] = [image.width * scale, image.height * scale];
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => hand(blob, 'png'), 'image/png');
      URL.revokeObjectURL(image.src);
    };
    image.src = URL.createObjectURL(svgBlob());
  };

  // -- The page -----------------------------------------------------------------------------------------------------

  const show = async () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    const id = asked.get('node');
    const name = asked.get('view') ?? 'network';
    picture = id === null ? await fromView(name) : await around(Number(id));
    degrees = new Map();
    for (const edge of picture.edges) for (const end of [edge.a, edge.b]) degrees.set(end, (degrees.get(end) ?? 0) + 1);
    at('graph-title').textContent = id === null ? picture.title : `${word('NEIGHBOURHOOD')} ${picture.title}`;
    at('graph-title').removeAttribute('data-en');
    at('view').value = id === null ? name : '';
    controls();
    stage ??= hasWebgl() ? drawnBySigma() : drawnAsSvg();
    filter();
    stage.fit();
    const other = asked.get('edge');
    const edge = other && picture.edges.find((one) => one.kind === 'co-occurs' && [one.a.id, one.b.id].includes(Number(other)) && [one.a, one.b].includes(picture.middle));
    if (edge) read(edge);
    else if (picture.middle) tell(picture.middle);
    document.documentElement.dataset.ready = location.hash || '#';
  };

  const views = async () => {
    const chosen = at('view').value;
    const all = [['network', [policygraph.word('NETWORK'), policygraph.word('NETWORK')]], ...(await load('views'))];
    at('view').replaceChildren(element('option', { value: '', hidden: true }, '—'), ...all.map(([key, titles]) => element('option', { value: key }, titles[policygraph.isEnglish() ? 1 : 0])));
    at('view').value = chosen;
  };

  document.addEventListener('DOMContentLoaded', async () => {
    sources = await load('documents');
    await views();
    await show();
    addEventListener('hashchange', show);
    at('view').addEventListener('change', () => { location.hash = `view=${encodeURIComponent(at('view').value)}`; });
    for (const id of ['kinds', 'types', 'from', 'to', 'region', 'weight']) at(id).addEventListener('change', filter);
    at('zoom-in').addEventListener('click', () => stage.zoom(true));
    at('zoom-out').addEventListener('click', () => stage.zoom(false));
    at('fit').addEventListener('click', () => stage.fit());
    at('save-svg').addEventListener('click', () => hand(svgBlob(), 'svg'));
    at('save-png').addEventListener('click', savePng);
    document.addEventListener('language', async () => { await views(); await show(); });
    document.addEventListener('theme', () => stage.draw());
    // For tests: what is shown, and where.
    window.policygraphView = { edges: () => shown.edges, nodes: () => shown.nodes, point: (node) => stage.point?.(node) };
  });
})();
