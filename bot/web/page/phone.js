// The owner's phone: head, lines, quick replies and composer.
import { $, h, fill, icon, first } from './dom.js';
import { t, day, dayKey } from './words.js';
import { page, get, now, setNow, later, quietly, kept, upload } from './net.js';
import { send, retry, waiting, settle, lineID, flush, openOutbox, emptyOutbox } from './outbox.js';
import { line, isVote } from './line.js';
import { voiceDialog, contactDialog } from './dialogs.js';

let head = { speaker: 'bot', done: 0, total: 0 }, room = [], drawn = new Map(), ready = false, unread = 0, editing = null, dots = 0, answered = 0;

export const current = () => head;
export const hasTalk = () => room.length + waiting().length > 0;

// load reads the room; it is the truth, and draws each line once.
export async function load() {
  const chat = page.chat, seen = answered;
  const view = await get('room', { chat });
  if (chat !== page.chat) return;
  setNow(view.now);
  if (seen === answered || view.lines.length >= room.length) room = [...view.lines, ...room.filter(l => l.fleeting && !view.lines.some(x => x.id === l.id))];
  head = view;
  settle(line => room.some(l => l.id === line));
  draw();
}
const soon = later(() => quietly(load), 350);

// message is one line that just arrived.
export function message({ line: l, head: newer }) {
  answered++;
  const i = room.findIndex(x => x.id === l.id);
  if (i >= 0) room[i] = l;
  else { promote(l.turn); room.push(l); }
  if (newer) { head = newer; setNow(newer.now); }
  settle(line => room.some(x => x.id === line));
  draw();
  soon();
}

// promote puts the owner's line that is answered where it belongs: before its answer.
function promote(turn) {
  for (const item of waiting()) {
    if (item.turn.edit || item.state === 'failed' || item.state === 'queued' || room.some(l => l.id === lineID(item))) continue;
    room.push({ ...local(item), local: null });
    if (lineID(item) === turn) return;
  }
}

function local(item) {
  const x = item.turn, kind = x.button ? 'button' : x.contact ? 'contact' : x.voice ? 'voice' : x.file ? 'file' : 'text';
  return { id: lineID(item), by: 'me', at: item.at, kind, text: x.text || item.label, payload: x.button, file: x.file, seconds: x.voice && x.voice.seconds, phone: x.contact && x.contact.phone, local: item.state };
}

// lines joins the room with what waits, and takes out the votes, which are marks.
function lines() {
  const shown = new Set(room.map(l => l.id)), edits = new Map();
  const mine = waiting().filter(x => !shown.has(lineID(x)));
  for (const x of mine) if (x.turn.edit) edits.set(page.chat + '.' + x.turn.edit, x);
  const all = [...room, ...mine.filter(x => !x.turn.edit).map(local)];
  const voted = all.filter(l => l.by === 'me' && l.kind === 'button' && isVote(l.text)).map(l => l.payload);
  const out = all.filter(l => !(l.by === 'me' && l.kind === 'button' && (isVote(l.text) || !l.text)));
  const lastMine = [...out].reverse().find(l => l.by === 'me');
  return out.map(l => {
    if (l.buttons) return { ...l, voted: latest(l.buttons, voted) };
    const x = edits.get(l.id), base = l === lastMine ? { ...l, last: true } : l;
    return x ? { ...base, text: x.turn.text, edited: true, local: x.state === 'kept' ? null : x.state } : base;
  });
}

// latest is the last vote among the buttons of a message.
function latest(buttons, voted) {
  const here = voted.filter(p => buttons.some(b => b.payload === p));
  return here.slice(-1);
}

export function draw() {
  const list = lines(), box = $('#logbox'), log = $('#log'), down = atBottom();
  drawHead(list);
  const nodes = [], next = new Map();
  let newest = '', fresh = 0, own = false, begin = null;
  for (const l of list) {
    const key = dayKey(l.at);
    if (key !== newest) { newest = key; nodes.push(keep('day ' + key, dayWord(key, l.at), next, () => h('p', { class: 'day' }, dayWord(key, l.at)))); }
    const known = drawn.has(l.id);
    nodes.push(keep(l.id, JSON.stringify(l), next, () => line(l, act)));
    if (known || !ready) continue;
    fresh += l.by === 'me' ? 0 : 1;
    own = own || !!l.local;
    if (l.by !== 'me' && !begin) begin = nodes[nodes.length - 1];
  }
  place(log, nodes);
  drawn = next;
  typing(list);
  if (!ready || down || own) { bottom(begin); unread = 0; } else unread += fresh;
  pill();
  if (!ready) setTimeout(() => log.setAttribute('aria-live', 'polite'), 500); // what was there is not news
  ready = true;
}

// keep returns the node that was drawn for the same value, or a new one.
function keep(id, value, next, make) {
  const old = drawn.get(id), entry = old && old.value === value ? old : { value, node: make() };
  if (old && old !== entry && old.node.contains(document.activeElement)) entry.refocus = true;
  next.set(id, entry);
  return entry.node;
}

// place makes the children of box the nodes, moving as few as possible.
function place(box, nodes) {
  const want = new Set(nodes);
  for (const child of [...box.children]) if (!want.has(child)) child.remove();
  nodes.forEach((node, i) => { if (box.children[i] !== node) box.insertBefore(node, box.children[i] || null); });
}

function dayWord(key, at) {
  if (key === dayKey(now())) return t('today');
  return key === dayKey(now() - 864e5) ? t('yesterday') : day(at);
}

function drawHead(list) {
  const person = head.speaker === 'person', empty = !list.length;
  fill($('#ava'), person && head.person ? first(head.person)[0].toUpperCase() : icon(person ? 'person' : 'stall'));
  $('#ava').className = 'ava' + (person ? ' p' : '');
  $('#speaker').textContent = person ? head.person || t('team') : 'Pabellón';
  const speaks = t(person ? (head.person ? 'speaks.person' : 'speaks.wait') : 'speaks.bot');
  if ($('#speaks').textContent !== speaks) $('#speaks').textContent = speaks;
  $('#tel').classList.toggle('human', person);
  const talk = t(person ? 'human.back' : 'human');
  $('#human').setAttribute('aria-label', talk);
  $('#human').title = talk;
  fill($('#human'), icon(person ? 'stall' : 'person'));
  const say = person && head.person ? t('say.to', { name: first(head.person) }) : t('say');
  $('#say').placeholder = say;
  $('#say').setAttribute('aria-label', say);
  steps();
  hello(empty && ready);
  quick(empty, [...list].reverse().find(l => l.by === 'bot'));
}

function steps() {
  const sent = head.folio && head.status && head.status !== 'draft';
  const begun = sent || head.done > 0 || (head.asking && head.asking !== 'consent');
  const key = sent ? 'step.' + head.status : head.asking === 'review' ? 'step.review' : begun ? 'step.draft' : 'step.none';
  $('#step').textContent = t(key);
  $('#count').textContent = sent ? head.folio : begun ? t('count', head) : '';
  $('#count').classList.toggle('mono', !!sent);
  const order = page.fields.map(f => f.id), at = order.indexOf(head.asking);
  const full = sent ? head.total : head.done;
  $('#steps').setAttribute('aria-valuemax', head.total);
  $('#steps').setAttribute('aria-valuenow', full);
  $('#steps').setAttribute('aria-valuetext', t(key) + ', ' + t('count.text', head));
  fill($('#track'), Array.from({ length: head.total }, (_, i) => h('i', { class: i < full ? 'on' : i === full && at >= 0 ? 'now' : null })));
  $('#tel').style.setProperty('--fields', head.total || 1);
}

function hello(show) {
  const box = $('#hello');
  if (box.hidden === !show && box.dataset.in === document.documentElement.lang) return;
  box.dataset.in = document.documentElement.lang;
  box.hidden = !show;
  if (!show) return;
  fill(box, h('span', { class: 'ava big', 'aria-hidden': 'true' }, icon('stall')), h('h3', null, t('hello.title')), h('p', null, t('hello.text')),
    h('div', { class: 'tries', role: 'group', 'aria-label': t('hello.try') }, ['hello.1', 'hello.2', 'hello.3'].map((key, i) =>
      h('button', { type: 'button', class: 'try' + (i === 2 ? ' main' : ''), click: () => speakUp(t(key)) }, h('span', null, t(key)), icon('right', 'i s')))));
}

// quick replies are ordinary texts that fit the moment.
function quick(empty, last) {
  let keys = ['q.cost', 'q.worth', 'q.apply', 'q.human'];
  if (head.speaker === 'person') keys = ['q.back'];
  else if (head.asking === 'consent') keys = ['q.who', 'q.human'];
  else if (head.asking === 'review') keys = ['q.human'];
  else if (head.asking) keys = ['q.why', 'q.skip', 'q.human'];
  else if (head.folio) keys = ['q.status', 'q.fix', 'q.human'];
  const shown = new Set(((last && last.buttons) || []).map(b => b.label));
  keys = keys.filter(key => !shown.has(t(key)));
  const box = $('#quick'), value = empty ? '' : keys.join() + document.documentElement.lang;
  box.hidden = !value || !keys.length;
  if (box.dataset.now === value) return;
  box.dataset.now = value;
  fill(box, keys.map(key => h('button', { type: 'button', click: () => speakUp(t(key)) }, t(key))));
}

// typing shows the dots when an answer takes longer than 400 ms.
function typing(list) {
  const last = list[list.length - 1];
  const wait = head.speaker === 'bot' && last && last.by === 'me' && (head.waiting || last.local === 'kept' || last.local === 'sending');
  const box = $('#dotsbox');
  if (!wait) { clearTimeout(dots); dots = 0; if (box.firstChild) box.replaceChildren(); return; }
  if (dots) return;
  dots = setTimeout(() => {
    fill(box, h('div', { class: 'bub typing' }, h('span', { class: 'vh' }, t('typing')), h('i'), h('i'), h('i')));
    if (atBottom(120)) bottom();
    let n = 0;
    const look = () => { if (dots && n++ < 6) quietly(load).finally(() => setTimeout(look, 1500)); };
    setTimeout(look, 900);
  }, 400);
}

const atBottom = (near = 60) => { const b = $('#logbox'); return b.scrollHeight - b.scrollTop - b.clientHeight < near; };
// bottom scrolls to the end, but not past the beginning of a reply that is longer than the screen.
export function bottom(begin) {
  const b = $('#logbox');
  b.scrollTop = b.scrollHeight;
  const over = begin ? b.getBoundingClientRect().top + 8 - begin.getBoundingClientRect().top : 0;
  if (over > 0) b.scrollTop -= over;
}
function pill() {
  $('#pill').hidden = unread < 1;
  $('#pill span').textContent = t(unread === 1 ? 'new.one' : 'new.many', { n: unread });
}

// act is what a line's buttons do: each is an ordinary turn.
const act = {
  button(b) { b.contact ? contactDialog(phone => send({ contact: { phone, own: true } })) : send({ button: b.payload }, b.label); },
  change(f) { f.payload ? send({ button: f.payload }, f.label) : speakUp(t('q.change', { field: f.label })); },
  retry,
  edit(l) {
    editing = l.id.slice(page.chat.length + 1);
    $('#say').value = l.text;
    hint(t('editing'));
    $('#say').focus();
    grow();
  },
};

export function speakUp(text) { send({ text }); }

function say() {
  const box = $('#say'), text = box.value.trim();
  if (!text) return box.focus();
  send(editing ? { text, edit: editing } : { text });
  done();
}

function done() {
  editing = null;
  $('#say').value = '';
  kept.set('draft.' + page.chat, '');
  hint('');
  grow();
}

function hint(text) { $('#hint').hidden = !text; $('#hint').textContent = text; }
function grow() { const b = $('#say'); b.style.height = ''; if (b.value && b.scrollHeight > b.clientHeight) b.style.height = Math.min(b.scrollHeight + 2, 132) + 'px'; }

// give sends a file: its bytes first, then the turn that names them. If they do not
// arrive, the assistant says that it cannot read the file, or that it is too large.
async function give(f) {
  const text = $('#say').value.trim() || undefined, chat = page.chat;
  done();
  hint(t('file.going', { name: f.name }));
  const path = await upload(f).catch(() => undefined);
  hint('');
  if (chat === page.chat) send({ file: { path, name: f.name.slice(0, 120), size: f.size }, text });
}

// changed draws what waits; what was just kept is looked for in the room, for a turn
// that nobody answers says nothing.
function changed() {
  draw();
  if (waiting().some(x => x.state === 'kept')) soon();
}

export function startPhone() {
  openOutbox(changed);
  const box = $('#say');
  let shift = false;
  box.value = kept.get('draft.' + page.chat) || '';
  box.addEventListener('input', () => { grow(); if (!editing) kept.set('draft.' + page.chat, box.value); });
  box.addEventListener('keydown', e => {
    shift = e.shiftKey;
    if (e.key === 'Enter' && !e.shiftKey && !e.isComposing) { e.preventDefault(); say(); }
    if (e.key === 'Escape' && editing) { e.stopPropagation(); done(); }
  });
  // A keyboard on glass often names no key: its Enter is only a line break.
  box.addEventListener('beforeinput', e => { if (e.inputType === 'insertLineBreak' && !shift) { e.preventDefault(); if (box.value.trim()) say(); } });
  $('#write').addEventListener('submit', e => { e.preventDefault(); say(); });
  $('#human').addEventListener('click', () => speakUp(t(head.speaker === 'person' ? 'q.back' : 'q.human')));
  $('#clip').addEventListener('click', () => $('#file').click());
  $('#file').addEventListener('change', e => { const f = e.target.files[0]; if (f) give(f); e.target.value = ''; });
  $('#mic').addEventListener('click', () => voiceDialog(seconds => send({ voice: { seconds } })));
  $('#pill').addEventListener('click', () => { bottom(); box.focus({ preventScroll: true }); });
  $('#logbox').addEventListener('scroll', () => { if (unread && atBottom()) { unread = 0; pill(); } }, { passive: true });
  addEventListener('online', flush);
}

// restart shows a new, empty room.
export function restart() {
  emptyOutbox();
  room = [];
  drawn = new Map();
  head = { speaker: 'bot', done: 0, total: head.total };
  unread = 0;
  done();
  openOutbox(changed);
  draw();
}
