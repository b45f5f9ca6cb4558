// The internal thread: the story of one candidate, and a composer with two modes.
import { $, $$, h, fill, icon, marked, initials, first, arrows } from './dom.js';
import { t, time, dayKey, day, language } from './words.js';
import { page, get, now, later, quietly, kept } from './net.js';
import { previewDialog } from './dialogs.js';
import { documents } from './line.js';
import { act, me, drawDesk } from './desk.js';

let open = '', view = null, out = false, hand = false;

export const chosen = () => open;
export const byHand = () => hand && open !== '';

// choose opens a conversation's thread; go tells to show it where only one fits, and
// auto that nobody asked for it. Words that were begun keep their thread.
export function choose(conversation, go, auto) {
  if (auto && $('#draft').value.trim()) return;
  hand = !auto;
  if (open !== conversation) { open = conversation; view = null; $('#draft').value = kept.get('note.' + open) || ''; to(false); }
  if (go) { $('#mesa').classList.add('hilo'); if (getComputedStyle($('#back')).display !== 'none') $('#back').focus(); }
  quietly(load);
}

export function forget() { open = ''; view = null; hand = false; drawThread(); }

async function load() {
  if (!open) return drawThread();
  const asked = open, got = await get('thread', { conversation: asked });
  if (asked !== open) return;
  view = got;
  drawThread();
}
export const refresh = later(() => quietly(load), 120);
export function touched(conversation) { if (conversation === open) refresh(); }

export function drawThread() {
  const box = $('#talk'), down = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  $('#comp').hidden = !open;
  $('#tfolio').hidden = !(view && view.folio);
  $('#tfolio').textContent = (view && view.folio) || '';
  if (!open || !view) { fill(box, h('div', { class: 'empty' }, h('p', null, t('thread.empty')))); return; }
  const value = JSON.stringify([view.entries, view.documents, language(), view.owner, dayKey(now())]);
  if (box.dataset.value === value) return hints();
  box.dataset.value = value;
  let last = '';
  const list = view.entries.map(e => {
    const key = dayKey(e.at), sep = key !== last && key !== dayKey(now()) ? h('p', { class: 'day' }, day(e.at)) : null;
    last = key;
    return [sep, entry(e)];
  });
  fill(box, h('p', { class: 'lock' }, icon('lock', 'i s'), h('span', null, t('lock'))), list.length ? list : h('div', { class: 'empty' }, h('p', null, t('thread.start'))));
  if (down) box.scrollTop = box.scrollHeight;
  hints();
}

const stamp = e => h('time', { class: 'nums', datetime: e.at }, time(e.at));
const look = { changed: 'pen', handed_off: 'person', returned: 'stall', reminded: 'clock', forwarded: 'find', declined: 'x', withdrawn: 'x', cancelled: 'x', document_kept: 'doc', documents_dropped: 'x' };

function entry(e) {
  if (e.kind === 'noted') return say(e, 'p', h('span', { class: 'tag push' }, icon('lock', 'i s'), t('tag.note')), h('p', null, e.text));
  if (e.kind === 'said') return say(e, 'p', null, h('div', { class: 'in' }, h('p', null, e.text)), t('tag.candidate'));
  if (e.text && ['info_asked', 'replied', 'approved', 'declined'].includes(e.kind)) {
    const to = h('span', { class: 'tag green push' }, icon('send', 'i s'), t('tag.to', { name: first(view.owner) || t('her') }));
    const fate = e.failed ? h('p', { class: 'ok bad' }, icon('warn', 'i s'), t('not.delivered', { why: e.failed })) : e.sent && h('p', { class: 'ok' }, icon('ok', 'i s'), t('delivered', { time: time(e.sent) }));
    return [['approved', 'declined'].includes(e.kind) && system(e), say(e, '', to, [h('div', { class: 'out' }, h('p', null, e.text)), fate])];
  }
  return system(e);
}

function system(e) {
  if (e.kind === 'update') return h('div', { class: 'sys' }, icon('dots'), h('p', null, e.text, ' ', stamp(e)));
  const field = (page.fields.find(f => f.id === e.field) || {})[language()] || e.field;
  const who = e.by === 'owner' ? first(e.who) || t('who.owner') : first(e.who) || t('team');
  return h('div', { class: 'sys' + (e.kind === 'handed_off' ? ' need' : '') }, icon(look[e.kind] || 'ok'), h('p', null, marked(t('ev.' + e.kind, { who, field: (field || '').toLowerCase(), old: e.old || '–', value: e.value, text: e.text })), e.document && e.text && ` «${e.text}»`, ' ', stamp(e), still(e)));
}

// still links to what was sent, while it is kept.
const still = e => documents(open, e.document && view.documents.filter(d => d.hash === e.document.hash));

function say(e, cls, tag, body, note) {
  const name = e.who || (e.by === 'owner' ? t('who.owner') : t('team'));
  return h('div', { class: 'say' }, h('span', { class: 'ava sm ' + cls, 'aria-hidden': 'true' }, initials(name)),
    h('div', null, h('div', { class: 'by' }, h('b', null, name), note, stamp(e), tag), body));
}

// to switches the composer's mode: everything about it changes at once.
function to(outward) {
  out = outward;
  $$('[data-to]').forEach(b => { const on = (b.dataset.to === 'out') === out; b.setAttribute('aria-checked', String(on)); b.tabIndex = on ? 0 : -1; });
  hints();
}

function hints() {
  const name = first(view && view.owner);
  $('#comp').classList.toggle('out', out);
  $('#draft').placeholder = out ? (name ? t('out.ph', { name }) : t('out.ph.none')) : t('note.ph');
  $('#draft').setAttribute('aria-label', t(out ? 'out.aria' : 'note'));
  $('#draft-hint').textContent = t(out ? 'out.hint' : 'note.hint');
  $('#go').textContent = t(out ? 'out.go' : 'note.go');
  $('#go').classList.toggle('main', out);
}

async function submit() {
  const words = $('#draft').value.trim(), conversation = open, outward = out;
  if (!words) return $('#draft').focus();
  if (outward && !(await previewDialog(words, view && view.owner, me()))) return;
  if (!(await act({ conversation }, outward ? 'reply' : 'note', words))) return;
  $('#draft').value = '';
  kept.set('note.' + conversation, '');
  to(false);
}

export function startThread() {
  arrows($('#mode'), '[role=radio]');
  $$('[data-to]').forEach(b => b.addEventListener('click', () => to(b.dataset.to === 'out')));
  $('#comp').addEventListener('submit', e => { e.preventDefault(); submit(); });
  $('#draft').addEventListener('input', () => kept.set('note.' + open, $('#draft').value));
  $('#draft').addEventListener('keydown', e => { if (e.key === 'Enter' && !e.shiftKey && !e.isComposing) { e.preventDefault(); submit(); } });
  $('#back').addEventListener('click', () => { $('#mesa').classList.remove('hilo'); const b = document.querySelector('.post.chosen .under'); if (b) b.focus(); });
  $('#mesa').addEventListener('keydown', e => { if (e.key === 'Escape' && $('#mesa').classList.contains('hilo')) $('#back').click(); });
  to(false);
}

export function startStaff() {
  const as = $('#as');
  page.me = kept.get('me') || '';
  if (!page.staff.some(s => s.id === page.me)) page.me = (page.staff[0] || {}).id || '';
  fill(as, page.staff.map(s => h('option', { value: s.id, selected: s.id === page.me }, s.name)));
  as.addEventListener('change', () => { page.me = as.value; kept.set('me', page.me); drawDesk(); });
}
