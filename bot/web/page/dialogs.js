// Everything that asks before it does: one <dialog> at a time, focus goes back where it was.
import { h, icon, put, first } from './dom.js';
import { t } from './words.js';

// open shows a dialog; its buttons close it with a value. Esc and the veil close it
// without one.
function open({ title, wide, body, buttons }) {
  const back = document.activeElement;
  return new Promise(done => {
    const head = h('h2', { id: 'dlg-title', tabindex: '-1' }, title);
    const foot = buttons && h('footer', null, buttons.map(b => h('button', { type: b.submit ? 'submit' : 'button', class: 'btn ' + (b.style || ''), click: b.submit ? null : () => close(b.value) }, b.label)));
    const form = h('form', { method: 'dialog', novalidate: true, submit: e => { e.preventDefault(); const b = (buttons || []).find(x => x.submit); if (b) close(b.value); } },
      h('header', null, head, h('button', { type: 'button', class: 'ib push', 'aria-label': t('close'), click: () => close(null) }, icon('x'))),
      h('div', { class: 'body scroll' }, body), foot);
    const box = h('dialog', { class: 'dlg' + (wide ? ' wide' : ''), 'aria-labelledby': 'dlg-title' }, form);
    function close(value) {
      const result = typeof value === 'function' ? value() : value;
      if (result === undefined) return; // not ready: it stays open
      box.close();
      box.remove();
      if (back && back.isConnected) back.focus({ preventScroll: true });
      done(result);
    }
    box.addEventListener('cancel', e => { e.preventDefault(); close(null); });
    box.addEventListener('click', e => { if (e.target === box) close(null); });
    document.body.append(box);
    box.showModal();
    const field = box.querySelector('textarea, input');
    (field || box.querySelector('footer .btn') || head).focus();
  });
}

const cancel = () => ({ label: t('cancel'), value: null });

export const confirmDialog = (title, text, go, style) =>
  open({ title, body: h('p', null, text), buttons: [cancel(), { label: go, value: true, style: style || 'main', submit: true }] });

export async function voiceDialog(then) {
  const input = h('input', { type: 'number', min: 1, max: 120, value: 9, inputmode: 'numeric' });
  const seconds = () => Math.max(1, Math.min(120, Math.round(Number(input.value)) || 9));
  const got = await open({ title: t('voice.title'), body: [h('p', null, t('voice.text')), field(t('voice.len'), input)], buttons: [cancel(), { label: t('voice.go'), style: 'main', submit: true, value: seconds }] });
  if (got) then(got);
}

export async function contactDialog(then) {
  const input = h('input', { type: 'tel', autocomplete: 'off', value: '+52 55 1234 5678', maxlength: 40 });
  const phone = () => input.value.trim() || undefined;
  const got = await open({ title: t('contact.title'), body: [h('p', null, t('contact.text')), field(t('contact.len'), input)], buttons: [cancel(), { label: t('contact.go'), style: 'main', submit: true, value: phone }] });
  if (got) then(got);
}

const field = (label, input) => h('label', { class: 'fld' }, h('span', null, label), input);

// What was typed in a dialog that was closed without sending, by title and text.
const drafts = new Map();

// wordsDialog asks for words, with templates when there are some. Empty words are
// only taken when free is set. What was typed is there again after Esc.
export function wordsDialog({ title, text, label, go, style, templates, free, value }) {
  const area = h('textarea', { rows: 4, maxlength: 2000, required: !free });
  const draft = title + '\n' + (text || '');
  area.value = value || drafts.get(draft) || '';
  area.addEventListener('input', () => drafts.set(draft, area.value));
  const list = templates && h('div', { class: 'tpls', role: 'group', 'aria-label': t('templates') }, templates.map(words =>
    h('button', { type: 'button', class: 'tpl', click: () => { area.value = words; area.focus(); } }, words)));
  const words = () => {
    const said = area.value.trim();
    if (said || free) { drafts.delete(draft); return { words: said }; }
    area.classList.add('bad');
    area.focus();
    return undefined;
  };
  return open({ title, body: [text && text.split('\n').map(line => h('p', { class: 'muted' }, line)), field(label, area), list], buttons: [cancel(), { label: go, style: style || 'main', submit: true, value: words }] });
}

// previewDialog shows words as the candidate will see them.
export function previewDialog(words, name, from) {
  const who = first(name) || t('her');
  const bubble = h('div', { class: 'msg' }, h('div', { class: 'bub human' }, h('div', { class: 'who' }, from), words.split(/\n+/).map(p => h('p', null, p))));
  return open({ title: t('preview.title'), body: [h('p', { class: 'muted' }, t('preview.text', { name: name || t('her') })), h('div', { class: 'asphone' }, bubble)],
    buttons: [{ label: t('preview.back'), value: false }, { label: t('preview.go', { name: who }), style: 'main', submit: true, value: true }] });
}

// showDialog shows something to read.
export const showDialog = (title, ...body) => open({ title, wide: true, body: put(h('div'), body), buttons: [{ label: t('close'), value: true, submit: true }] });
