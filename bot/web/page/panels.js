// Conocimiento and Detrás: is it still right, and why did it say that?
import { $, h, fill, icon } from './dom.js';
import { t, time, date, days, language } from './words.js';
import { page, get, now } from './net.js';

let articles = null, steps = null, at = 0;

export async function loadArticles() {
  articles = (await get('articles')).articles;
  drawArticles();
}

const dayMs = 864e5, noon = d => Date.parse(d + 'T18:00:00Z');

// validity says how long an article is still good, as a bar and in words.
function validity(a) {
  const missing = ['es', 'en'].filter(l => !a.langs.includes(l));
  const left = a.review_by ? Math.ceil((noon(a.review_by) - now()) / dayMs) : null;
  const span = a.review_by && a.reviewed ? Math.max(1, (noon(a.review_by) - noon(a.reviewed)) / dayMs) : 180;
  const p = left === null ? 0 : Math.max(2, Math.min(100, Math.round((left / span) * 100)));
  const rank = left === null ? 1e6 : left;
  if (a.stopped) return { rank: -1e6, p, words: t('v.stop'), tone: 'error' };
  if (left !== null && left < 0) return { rank, p: 3, words: t('v.past', { days: days(-left) }), tone: 'error' };
  if (left !== null && left <= 30) return { rank, p, words: left ? t('v.soon', { days: days(left) }) : t('v.today'), tone: 'warn' };
  if (missing.length) return { rank: Math.min(rank, 1e4 + rank), p, words: t('v.miss.' + missing[0]), tone: 'warn', miss: true };
  if (left === null) return { rank, p: 0, words: t('v.none'), tone: 'warn' };
  return { rank: 1e5 + rank, p, words: t('v.until', { date: date(a.review_by) }) };
}

const folded = text => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();

export function drawArticles() {
  if (!articles) return;
  const q = folded($('#q').value.trim()), shelf = $('#shelf');
  const list = articles.map(a => ({ a, v: validity(a), title: a.titles[language()] || a.titles.es || a.titles.en || a.id })).filter(x => !q || folded(x.title + ' ' + x.a.id).includes(q))
    .sort((x, y) => x.v.rank - y.v.rank || x.title.localeCompare(y.title));
  if (!articles.length) return fill(shelf, h('div', { class: 'empty' }, h('h3', null, t('a.empty.title')), h('p', null, t('a.empty'))));
  if (!list.length) return fill(shelf, h('div', { class: 'empty' }, h('p', null, t('a.none'))));
  const th = (key, cls) => h('th', { scope: 'col', class: cls }, t(key));
  fill(shelf, h('table', null, h('thead', null, h('tr', null, th('a.title'), th('a.langs'), th('a.sources'), th('a.reviewed'), th('a.valid'))), h('tbody', null, list.map(row))));
}

function row({ a, v, title }) {
  const bar = h('i', { class: v.tone || '' });
  bar.style.setProperty('--p', v.p + '%');
  return h('tr', null, h('td', null, h('b', null, title), h('span', { class: 'mono' }, a.id)), h('td', { class: 'opt muted' }, a.langs.join(', ')), h('td', { class: 'opt muted nums' }, String(a.sources)),
    h('td', { class: 'opt muted nums' }, a.reviewed ? date(a.reviewed) : '–'), h('td', null, h('span', { class: 'fresh' }, bar, h('span', { class: v.tone ? 'tag ' + v.tone : 'muted nums' }, v.words))));
}

export async function loadBehind() {
  const chat = page.chat, last = steps && steps[at] && at > 0 ? steps[at].turn : '';
  const got = await get('behind', { chat });
  if (chat !== page.chat) return;
  steps = got;
  at = Math.max(0, last ? steps.findIndex(s => s.turn === last) : 0);
  drawBehind();
}

export function drawBehind() {
  if (!steps) return;
  const box = $('#why'), s = steps[at], value = JSON.stringify([steps.length, s, language()]);
  if (box.dataset.value === value) return;
  box.dataset.value = value;
  nav(s);
  if (!s) return fill(box, h('div', { class: 'empty' }, h('h3', null, t('b.empty.title')), h('p', null, t('b.empty'))));
  fill(box, h('div', { class: 'behind' }, came(s), commands(s), s.passages.length > 0 && passages(s), s.passages.length > 0 && lock(s), events(s), out(s)));
}

function nav(s) {
  const go = d => () => { at = Math.max(0, Math.min(steps.length - 1, at + d)); drawBehind(); const b = $('#turnnav').querySelector(d > 0 ? '.older' : '.newer'); if (b && !b.disabled) b.focus(); };
  const arrow = (key, name, d, off) => h('button', { type: 'button', class: 'btn icon ' + key, 'aria-label': t(name), title: t(name), disabled: off, click: go(d) }, icon(d > 0 ? 'left' : 'right', 'i s'));
  fill($('#turnnav'), s && [s.ms > 0 && h('span', { class: 'tag nums opt' }, t('took', { ms: s.ms < 10 ? s.ms.toFixed(1) : Math.round(s.ms) })), h('span', { class: 'tag opt' }, s.model || t('nomodel')),
    s.knowledge && h('span', { class: 'tag opt mono' }, t('b.knowledge', { v: s.knowledge.slice(0, 8) })),
    arrow('older', 'older', 1, at >= steps.length - 1), h('span', { class: 'tag nums', role: 'status' }, t('turn', { n: s.n })), arrow('newer', 'newer', -1, at <= 0)]);
}

const section = (title, cls, ...kids) => h('section', { class: cls }, h('h4', null, title), kids);
const code = (...kids) => h('div', { class: 'code' }, kids);
const pairs = list => list.map((x, i) => [i > 0 && h('br'), h('em', null, x.name), x.detail && '  ' + x.detail]);

function came(s) {
  const title = s.by === 'staff' ? t('b.by.staff', { who: s.name, time: time(s.at) }) : t(s.by === 'clock' ? 'b.by.clock' : 'b.in', { time: time(s.at) });
  return section(title, '', code(s.text || '(' + s.kind + ')', !['text', 'action', 'due'].includes(s.kind) && s.text && h('small', { class: 'muted' }, '  ' + s.kind)));
}

const commands = s => section(t('b.commands'), '', code(s.waiting ? t('b.waiting') : s.commands.length ? pairs(s.commands) : t('b.nocommands')));
const events = s => section(t('b.events'), '', code(s.events.length ? pairs(s.events) : t('b.noevents')));
const out = s => section(t('b.said'), '', code(s.said.length ? s.said.map((m, i) => [i > 0 && h('br'), h('em', null, t('b.to.' + m.to) + (m.why ? ' · ' + m.why : '')), '  ' + m.text]) : t('b.nothing')));

function passages(s) {
  const title = [s.threshold ? t('b.threshold', { n: s.threshold.toFixed(2) }) : t('b.passages'), s.sure && t('b.sure.' + s.sure)].filter(Boolean).join(' · ');
  return section(title, 'whole', s.passages.map(p => {
    const bar = h('span', { class: 'barra' });
    bar.style.setProperty('--p', Math.round(p.score * 100) + '%');
    return h('div', { class: 'hit' + (p.cited ? '' : ' no') }, h('span', { class: 'sc' }, p.score.toFixed(2)), h('b', null, p.title, ' ', p.cited && h('span', { class: 'tag green' }, t('b.cited'))), bar,
      h('span', { class: 'muted' }, p.text ? '«' + p.text + '»' : p.article, p.why && p.why.length > 0 && h('small', null, ' ' + p.why.join(' · '))));
  }));
}

function lock(s) {
  if (!s.figures.length) return section(t('b.lock'), '', h('p', { class: 'muted small' }, t('b.nofigures')));
  return section(t('b.lock'), '', h('ul', { class: 'ready bare' }, s.figures.map(f => h('li', { class: f.found ? '' : 'w' }, icon(f.found ? 'okc' : 'warn'), h('span', null, f.text, ' ', h('span', { class: 'muted' }, t(f.found ? 'b.found' : 'b.notfound')))))));
}

export function startPanels() { $('#q').addEventListener('input', drawArticles); }
export function newestStep() { at = 0; }
