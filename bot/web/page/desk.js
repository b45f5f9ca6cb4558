// The staff's channel: cards, and what their buttons do. Every click is a turn in the
// candidate's conversation.
import { $, h, fill, icon, paras, plain, first, toast } from './dom.js';
import { t, time, language } from './words.js';
import { page, get, post, id, now, quietly, Refused } from './net.js';
import { wordsDialog, previewDialog, showDialog } from './dialogs.js';
import { line, sources, documents, origin, shown as written } from './line.js';
import { chosen, byHand, choose, refresh as refreshThread } from './thread.js';

const fullCards = 3, newsShown = 4;
let posts = [], drawn = new Map();

export async function loadDesk() {
  posts = (await get('desk')).posts;
  follow();
  drawDesk();
}

// follow keeps the newest candidate's thread open until somebody chooses another.
function follow() {
  const newest = card => posts.filter(x => x.card === card).sort((a, b) => (a.at < b.at ? 1 : -1))[0];
  const p = newest('candidate') || newest('handoff') || newest('gap');
  if (p && !byHand()) choose(p.conversation, false, true);
}

const decided = { approved: 1, declined: 1, withdrawn: 1 };
const needs = p => (p.card === 'candidate' && p.status === 'submitted') || (p.card === 'handoff' && p.active && !p.attended) || (p.card === 'gap' && !p.closed);

// sorted tells what stands in full, the newest first, and what is grouped: new ones and
// the newest of the others in full, the rest in one card.
function sorted() {
  const cases = posts.filter(p => p.card === 'candidate');
  const late = new Set(posts.filter(p => p.card === 'overdue').map(p => p.application || p.conversation));
  const isLate = p => late.has(p.application) || late.has(p.conversation);
  const rank = p => (p.conversation === chosen() ? 4 : p.status === 'submitted' ? 3 : decided[p.status] ? 0 : 1);
  const byNeed = [...cases].sort((a, b) => rank(b) - rank(a) || (a.at < b.at ? 1 : -1));
  const full = new Set(byNeed.slice(0, cases.length > fullCards + 1 ? fullCards : cases.length));
  const rest = cases.filter(p => !full.has(p)).sort((a, b) => isLate(b) - isLate(a) || rank(b) - rank(a) || (a.at < b.at ? 1 : -1));
  const news = posts.filter(p => p.card === 'update' || !p.card).slice(-newsShown);
  const feed = posts.filter(p => full.has(p) || news.includes(p) || ['handoff', 'gap', 'digest', 'overdue'].includes(p.card)).slice(-24).reverse();
  return { feed, rest, isLate, open: cases.filter(p => !decided[p.status]).length, late: cases.filter(isLate).length };
}

export function drawDesk() {
  const box = $('#feed'), s = sorted(), next = new Map(), nodes = [];
  const top = box.scrollTop < 60, count = posts.filter(needs).length;
  const keep = (key, value, make) => {
    const v = JSON.stringify([value, language(), chosen(), Math.floor(now() / 6e4) * (value.card === 'handoff')]), old = drawn.get(key);
    const entry = old && old.v === v ? old : { v, node: make() };
    next.set(key, entry);
    nodes.push(entry.node);
  };
  if (!posts.length) keep('empty', {}, () => h('div', { class: 'empty' }, h('span', { class: 'ava p big', 'aria-hidden': 'true' }, icon('ok')), h('h3', null, t('desk.empty.title')), h('p', null, t('desk.empty'))));
  for (const p of s.feed) keep(p.id, p, () => post_(p));
  if (s.rest.length) keep('rest', s.rest, () => grouped(s));
  const focused = box.contains(document.activeElement) && document.activeElement.closest('[data-post]');
  const again = focused && [focused.dataset.post, [...focused.querySelectorAll('button')].indexOf(document.activeElement)];
  [...box.children].forEach(c => { if (!nodes.includes(c)) c.remove(); });
  nodes.forEach((n, i) => { if (box.children[i] !== n) box.insertBefore(n, box.children[i] || null); });
  if (again && !box.contains(document.activeElement)) { const p = box.querySelector(`[data-post="${CSS.escape(again[0])}"]`), b = p && [...p.querySelectorAll('button')]; if (b && b.length) (b[again[1]] || b[0]).focus({ preventScroll: true }); }
  if (top) box.scrollTop = 0;
  drawn = next;
  heads(s, count);
}

function heads(s, count) {
  $('#todo').hidden = !count;
  fill($('#todo'), h('span', { 'aria-hidden': 'true' }, String(count)), h('span', { class: 'vh' }, t('todo', { n: count })));
  fill($('#openones'), s.open > 1 && h('span', { class: 'tag opt' }, t('open', { n: s.open })), s.late > 0 && h('span', { class: 'tag error' }, t(s.late === 1 ? 'late.one' : 'late', { n: s.late })),
    count > 0 && h('span', { class: 'tag' }, t('todo', { n: count })));
}

const btn = (label, style, click) => h('button', { type: 'button', class: 'btn ' + style, click }, label);
const by = (name, p, ...more) => h('div', { class: 'by' }, h('b', null, name), h('time', { class: 'nums', datetime: p.at }, time(p.at)), p.updated && time(p.updated) !== time(p.at) && h('span', null, t('updated.at', { time: time(p.updated) })), more);
function shell(p, label, ava, body) {
  return h('article', { class: 'post' + (p.conversation === chosen() ? ' chosen' : ''), 'data-post': p.id, 'aria-label': label }, h('span', { class: 'ava ' + (ava[1] || ''), 'aria-hidden': 'true' }, icon(ava[0])), h('div', null, body));
}
const under = p => h('button', { type: 'button', class: 'under', click: () => { choose(p.conversation, true); drawDesk(); } }, icon('chat', 'i s'), t('under'));

function post_(p) {
  switch (p.card) {
    case 'candidate': return candidate(p);
    case 'handoff': return p.active ? handoff(p) : news(p);
    case 'gap': return gap(p);
    case 'overdue': case 'digest': return notice(p);
  }
  return news(p);
}

export function statusTag(p) {
  const who = first(p.holder);
  const words = p.status === 'taken' ? (who ? t('st.taken', { who }) : t('st.taken.none')) : t('st.' + (p.status || 'submitted'));
  const cls = { submitted: 'new', taken: 'green', approved: 'green', asked: 'warn', declined: 'error' }[p.status] || '';
  return h('span', { class: 'tag push ' + cls }, p.status === 'approved' && icon('ok', 'i s'), words);
}

const inCard = ['rfc', 'contact', 'phone', 'email', 'state', 'capacity'];
function candidate(p) {
  const fact = f => (p.facts || []).find(x => x.field === f), value = f => (fact(f) || {}).value;
  const what = [value('products'), value('category')].filter(Boolean).join(' · ');
  let shown = (p.facts || []).filter(f => inCard.includes(f.field) || (f.warn && f.field !== 'business')).sort((a, b) => rankOf(a) - rankOf(b));
  if (shown.length < 2) shown = (p.facts || []).filter(f => f.field !== 'business').slice(0, 8);
  const taken = p.status && p.status !== 'submitted', over = decided[p.status];
  return shell(p, t('candidate', { name: p.title }) + ', ' + (p.application || ''), ['stall'], [by(t('by'), p),
    h('div', { class: 'card has-folio' }, h('header', null, h('h4', null, p.title), p.application && h('span', { class: 'folio' }, p.application), statusTag(p)),
      h('p', { class: 'sub' }, what ? t('wants', { what: lower(what) }) : plain(p.paras.slice(0, 1))),
      shown.length > 0 && h('dl', { class: 'facts' }, shown.map(f => factRow(f, f.field === 'contact' && value('role')))),
      p.checks && p.checks.length > 0 && ready(p.checks), documents(p.conversation, p.documents),
      h('div', { class: 'acts' }, !taken && btn(t('take'), 'main', () => act(p, 'take')), !over && btn(t('approve'), taken ? 'main' : '', () => approve(p)), !over && btn(t('ask'), '', () => ask(p)),
        !over && btn(t('decline'), 'danger', () => decline(p)), btn(t('all'), 'quiet', () => seeAll(p)))), under(p)]);
}
const lower = text => (/^\p{Lu}\p{Ll}/u.test(text) ? text[0].toLowerCase() + text.slice(1) : text);
const rankOf = f => { const i = inCard.indexOf(f.field); return i < 0 ? 99 : i; };

function factRow(f, extra) {
  const cls = { rfc: 'mono', phone: 'nums' }[f.field];
  return h('div', { class: f.warn ? 'w' : !f.value ? 'o' : null }, icon(f.warn ? 'warn' : f.value ? 'okc' : 'ring'), h('dt', null, f.label), h('dd', { class: cls }, written(f) || t('pending'), extra ? ', ' + extra.toLowerCase() : null), f.warn && f.note && h('span', { class: 'why' }, f.note));
}

function ready(checks) {
  const look = { ok: ['okc', ''], warn: ['warn', 'w'], open: ['ring', 'o'] };
  return h('div', { class: 'ready' }, h('h5', null, t('ready')), h('ul', null, checks.map(c => {
    const [head, ...note] = c.text.split(/: (.+)/), l = look[c.state] || look.open;
    return h('li', { class: l[1] }, icon(l[0]), h('span', null, head, note[0] && h('span', { class: 'muted' }, ' ' + note[0])));
  })));
}

// quoted takes the «words» of a text out, to be shown as a quotation.
function quoted(text) {
  const m = text.match(/^(.*?)[«“](.+)[»”](.*)$/s);
  return m ? { before: m[1].replace(/[:\s]+$/, ''), words: m[2], after: m[3] } : { before: text, words: '', after: '' };
}

function handoff(p) {
  const words = quoted(plain(p.paras)), minutes = Math.max(0, Math.round((now() - Date.parse(p.at)) / 6e4));
  const state = p.attended ? h('span', { class: 'tag green push' }, t('attends', { who: first(p.attended) }))
    : h('span', { class: 'tag new push nums' }, t('waits', { time: minutes < 60 ? minutes + ' min' : Math.round(minutes / 60) + ' h' }));
  return shell(p, t('handoff') + ': ' + p.title, ['person', 'p'], [by(t('handoff'), p),
    h('div', { class: 'card hand' }, h('header', null, h('h4', null, p.title), p.application && h('span', { class: 'folio' }, p.application), state),
      words.before && h('p', { class: 'sub' }, words.before), words.words && h('div', { class: 'quote' }, h('q', null, words.words)), !words.before && !words.words && h('p', { class: 'sub' }),
      h('div', { class: 'acts' }, !p.attended && btn(t('take.chat'), 'main', () => act(p, 'take')), p.attended && btn(t('answer'), 'main', () => reply(p)), btn(t('see.chat'), '', () => seeAll(p)), btn(t('resume'), 'quiet', () => act(p, 'resume')))), under(p)]);
}

function gap(p) {
  const q = quoted(p.title), title = q.words || p.title;
  return shell(p, t('gap') + ': ' + title, ['find', 'p'], [by(t('gap'), p),
    h('div', { class: 'card gap' }, h('header', null, h('h4', null, title), h('span', { class: 'tag push' }, t('gap.one'))), h('div', { class: 'sub' }, paras(p.paras), sources(p)),
      h('div', { class: 'acts' }, btn(t('answer'), 'main', () => reply(p)), btn(t('see.chat'), '', () => seeAll(p)))), under(p)]);
}

function notice(p) {
  return shell(p, t(p.card) + ': ' + p.title, ['clock', 'p'], [by(t(p.card), p), h('div', { class: 'card' + (p.card === 'overdue' ? ' late' : ' gap') },
    h('header', null, h('h4', null, p.title), p.application && h('span', { class: 'folio' }, p.application)), h('div', { class: 'sub' }, paras(p.paras)),
    (p.buttons || []).length > 0 && h('div', { class: 'acts' }, p.buttons.map((b, i) => btn(b.label, b.style === 'primary' || !i ? 'main' : b.style === 'danger' ? 'danger' : '', () => act(p, '', '', b.payload)))))]);
}

function news(p) {
  return h('article', { class: 'news', 'data-post': p.id, 'aria-label': t('update') }, icon(p.card === 'handoff' ? 'stall' : 'pen', 'i s'),
    h('p', null, h('button', { type: 'button', class: 'lnk', click: () => { choose(p.conversation, true); drawDesk(); } }, p.application || t('update')), ' ', p.title, p.paras.length > 0 && ' ' + plain(p.paras), documents(p.conversation, p.documents)), h('time', { class: 'nums', datetime: p.updated || p.at }, time(p.updated || p.at)));
}

function grouped(s) {
  const rows = s.rest.slice(0, 6);
  return h('article', { class: 'post', 'data-post': 'rest', 'aria-label': t('grouped') }, h('span', { class: 'ava', 'aria-hidden': 'true' }, icon('clock')),
    h('div', null, h('div', { class: 'by' }, h('b', null, t('grouped')), t('grouped.by')),
      h('div', { class: 'card' }, rows.map(p => slim(p, s)), s.rest.length > 6 && h('div', { class: 'acts' }, btn(t('see.rest', { n: s.rest.length - 6 }), '', () => showDialog(t('grouped'), h('div', { class: 'card plainc' }, s.rest.map(p => slim(p, s)))))))));
}
const slim = (p, s) => h('button', { type: 'button', class: 'slim', click: () => { const d = document.querySelector('dialog[open]'); if (d) d.dispatchEvent(new Event('cancel')); choose(p.conversation, true); drawDesk(); } },
  h('span', { class: 'folio' }, p.application), h('span', null, p.title), s.isLate(p) ? h('span', { class: 'tag error push' }, t('late.one').replace(/^1 /, '')) : statusTag(p));

// act sends what a staff member does. The page shows what comes of it when it comes.
export async function act(p, action, text = '', button = '') {
  try {
    await post('staff', { staff: page.me, conversation: p.conversation, id: id(), action, text, button });
    if (p.conversation !== chosen()) choose(p.conversation, false);
    setTimeout(() => { quietly(loadDesk); refreshThread(); }, 250);
    return true;
  } catch (err) {
    toast(err instanceof Refused && err.status < 500 ? t('err.refused', { why: err.message }) : t('err.kept'));
    return false;
  }
}

export const me = () => (page.staff.find(s => s.id === page.me) || {}).name || '';
const nameOf = p => ((p.facts || []).find(f => f.field === 'contact') || {}).value || '';

// compose asks for words, shows them as they arrive, and sends.
async function compose(p, kind, action) {
  let value = '';
  for (;;) {
    const got = await wordsDialog({ title: t(kind + '.title'), text: [p.card === 'gap' && p.title, t(kind + '.text', { name: nameOf(p) || t('her') })].filter(Boolean).join('\n'), label: t(kind + '.label'), go: t(kind + '.go'), style: kind === 'decline' ? 'danger' : null, templates: kind === 'answer' ? null : t('tpl.' + kind), value });
    if (!got) return;
    value = got.words;
    const sure = await previewDialog(value, nameOf(p), me());
    if (sure === null) return;
    if (sure) { act(p, action, value); return; }
  }
}
const ask = p => compose(p, 'ask', 'ask');
const reply = p => compose(p, 'answer', 'reply');

const decline = p => compose(p, 'decline', 'decline');

async function approve(p) {
  const got = await wordsDialog({ title: t('approve.title', { business: p.title }), text: t('approve.text'), label: t('approve.label', { name: first(nameOf(p)) || t('her') }), go: t('approve.go'), free: true });
  if (got) act(p, 'approve', got.words);
}

async function seeAll(p) {
  let view;
  try { view = await get('thread', { conversation: p.conversation }); } catch { toast(t('err.load')); return; }
  const facts = p.card === 'candidate' && p.facts && p.facts.length ? p.facts : view.answers;
  const quiet = { button() {}, change() {}, retry() {}, edit() {} };
  const chat = h('div', { class: 'asphone', inert: true }, h('div', { class: 'log' }, view.lines.filter(l => l.text || l.paras || l.file || l.phone || l.seconds).slice(-40).map(l => line({ ...l, buttons: null }, quiet))));
  const table = h('dl', { class: 'alldl' }, facts.map(f => h('div', { class: f.warn ? 'w' : null }, h('dt', null, f.label), h('dd', null, written(f) || t('pending'), (f.note || f.origin) && h('small', null, origin(f))))));
  const title = p.card === 'candidate' ? p.title + (p.application ? ' · ' + p.application : '') : t('chat.title');
  await showDialog(title, p.card === 'candidate' && [p.checks && ready(p.checks), h('h3', null, t('all.title')), table, h('h3', null, t('all.talk'))], p.card !== 'candidate' && facts.length > 0 && table, documents(p.conversation, view.documents), chat);
}
