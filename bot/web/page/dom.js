// Building nodes. Everything that somebody typed goes in as text, never as markup.
export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

// h makes an element. Attributes that are null or false are left out, true ones are
// empty, functions listen.
export function h(tag, attrs, ...kids) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(attrs || {})) {
    if (value == null || value === false) continue;
    if (typeof value === 'function') e.addEventListener(name, value);
    else e.setAttribute(name, value === true ? '' : value);
  }
  return put(e, kids);
}

export function put(e, ...kids) {
  for (const kid of kids.flat(9)) if (kid != null && kid !== false && kid !== '') e.append(kid);
  return e;
}

export function fill(e, ...kids) { e.replaceChildren(); return put(e, kids); }

const svg = 'http://www.w3.org/2000/svg';
export function s(tag, attrs) {
  const e = document.createElementNS(svg, tag);
  for (const [name, value] of Object.entries(attrs)) e.setAttribute(name, value);
  return e;
}

export function icon(id, cls = 'i') {
  const e = s('svg', { class: cls, 'aria-hidden': 'true' });
  e.append(s('use', { href: '#i-' + id }));
  return e;
}

// safe lets only addresses of the web through.
export const safe = url => (/^https?:\/\//i.test(url || '') ? url : null);

export const span = x => {
  if (safe(x.url)) return h('a', { href: x.url, target: '_blank', rel: 'noopener noreferrer' }, x.text);
  return x.bold ? h('b', null, x.text) : x.code ? h('code', { class: 'mono' }, x.text) : x.text;
};

// paras draws a message's paragraphs; lines of a list become one list.
export function paras(list) {
  const out = [];
  for (const p of list || []) {
    const kids = p.spans.map(span);
    if (!p.kind) { out.push(h('p', null, kids)); continue; }
    const tag = p.kind === 'step' ? 'OL' : 'UL', last = out[out.length - 1];
    const at = last && last.tagName === tag ? last : h(tag, { class: 'list' });
    if (at !== last) out.push(at);
    at.append(h('li', null, kids));
  }
  return out;
}

export const plain = list => (list || []).map(p => p.spans.map(x => x.text).join('')).join('\n');

// marked draws the page's own sentences: **bold** and ~struck~.
export function marked(text) {
  return text.split(/(\*\*.+?\*\*|~.+?~)/).filter(Boolean).map(part =>
    part.startsWith('**') ? h('b', null, part.slice(2, -2)) : part.startsWith('~') ? h('span', { class: 'was' }, part.slice(1, -1)) : part);
}

export const initials = name => (name || '').split(/\s+/).filter(Boolean).slice(0, 2).map(w => w[0].toUpperCase()).join('') || '·';
export const first = name => (name || '').split(/\s+/)[0];

// arrows moves between tabs or radios with the arrow keys, Home and End.
export function arrows(list, selector) {
  list.addEventListener('keydown', e => {
    const all = $$(selector, list).filter(x => x.offsetParent !== null), i = all.indexOf(document.activeElement);
    const to = { ArrowRight: i + 1, ArrowDown: i + 1, ArrowLeft: i - 1, ArrowUp: i - 1, Home: 0, End: all.length - 1 }[e.key];
    if (to === undefined || i < 0) return;
    e.preventDefault();
    const next = all[(to + all.length) % all.length];
    next.focus();
    next.click();
  });
}

export function toast(text) {
  const e = $('#toast');
  e.hidden = false;
  e.textContent = text;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { e.hidden = true; }, 5000);
}
