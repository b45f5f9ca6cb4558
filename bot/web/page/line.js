// One line of the conversation, as a phone shows it.
import { h, icon, paras, plain, safe, marked } from './dom.js';
import { t, time, date, length, size } from './words.js';
import { dataURL, documentURL, fileURL } from './net.js';

const long = 1200;

// line draws a bubble and what hangs on it. act does what its buttons say.
export function line(l, act) {
  if (l.by === 'me') return mine(l, act);
  if (l.ticket) return h('div', { class: 'msg wide' }, ticket(l), keyboard(l, act));
  if (l.review) return h('div', { class: 'msg wide' }, review(l, act), keyboard(l, act));
  return h('div', { class: 'msg' + (l.unknown ? ' unknown' : '') }, theirs(l), keyboard(l, act));
}

function mine(l, act) {
  const stamp = h('div', { class: 'time' }, l.edited && h('span', null, t('edited') + ' ·'), h('time', { datetime: l.at }, time(l.at)));
  const bubble = h('div', { class: 'bub' }, h('span', { class: 'vh' }, t('you')), spoken(l), stamp);
  const row = l.last && l.kind === 'text' && !l.local
    ? h('div', { class: 'fixrow' }, h('button', { class: 'fix', 'aria-label': t('edit'), title: t('edit'), click: () => act.edit(l) }, icon('pen', 'i s')), bubble)
    : bubble;
  return h('div', { class: 'msg me' + (l.local && l.local !== 'kept' ? ' local ' + l.local : '') }, row, fate(l, act));
}

// spoken is what the owner gave: words, a file, a voice note or a contact.
function spoken(l) {
  if (l.kind === 'file' && l.file) return [attached('doc', l.file.name, size(l.file.size || 0)), l.text && h('p', null, l.text)];
  if (l.kind === 'voice') return [attached('mic', t('voice.sent'), length(l.seconds || 0)), l.text && h('p', null, l.text)];
  if (l.kind === 'contact') return attached('phone', t('contact.sent'), l.phone);
  if (!l.text) return h('i', null, t('other.sent'));
  return fold(l.text.split(/\n/).map(part => h('p', null, part || '\u00a0')), l.text.length);
}

const attached = (what, name, note) => h('p', { class: 'att' }, icon(what), h('span', null, h('b', null, name), h('small', null, note)));

// fold hides the tail of a text that would fill the screen.
function fold(kids, letters) {
  if (letters <= long) return kids;
  const box = h('div', { class: 'fold' }, kids);
  const more = h('button', { class: 'unfold', type: 'button', 'aria-expanded': 'false', click: () => {
    const open = box.classList.toggle('open');
    more.textContent = t(open ? 'less' : 'more2');
    more.setAttribute('aria-expanded', open);
  } }, t('more2'));
  return [box, more];
}

// fate is the mark of a message that is not kept yet.
function fate(l, act) {
  if (l.local === 'failed') return h('div', { class: 'fail', role: 'alert' }, icon('warn', 'i s'), t('failed'), h('button', { type: 'button', click: () => act.retry(l.id) }, t('retry')));
  if (l.local === 'queued') return h('div', { class: 'fail muted' }, icon('clock', 'i s'), t('queued'));
  return null;
}

function theirs(l) {
  let list = l.paras || [], name = l.by === 'person' ? l.name : '';
  const head = list[0] && list[0].spans[0];
  if (name && head && head.bold && head.text.includes(name)) { // the bot's text names the speaker itself
    const rest = list[0].spans.slice(1).map((x, i) => (i ? x : { ...x, text: x.text.replace(/^[\s:]+/, '') })).filter(x => x.text);
    list = rest.length ? [{ spans: rest }, ...list.slice(1)] : list.slice(1);
  }
  const body = paras(list);
  if (l.facts && l.facts.length) body.splice(1, 0, h('dl', { class: 'got' }, l.facts.map(f => [h('dt', null, f.label), h('dd', null, shown(f))])));
  return h('div', { class: 'bub' + (name ? ' human' : '') },
    h('span', { class: 'vh' }, name ? t('said', { name }) : t('bot')), name && h('div', { class: 'who', 'aria-hidden': 'true' }, name),
    fold(body, plain(list).length), saved(l.files, x => (x.hash ? fileURL(x.hash) : dataURL(x.name))), sources(l), h('div', { class: 'time' }, h('time', { datetime: l.at }, time(l.at))),
    l.failed && h('div', { class: 'fail' }, icon('warn', 'i s'), t('msg.failed')));
}

// saved are links to files that the browser saves and does not open.
function saved(files, url) {
  if (!files || !files.length) return null;
  return h('div', { class: 'src files' }, files.map(x => h('a', { class: 'chip', href: url(x), download: x.name }, icon('down', 'i s'), h('span', { class: 'nm' }, x.name, x.size ? h('span', { class: 'rev' }, ' ' + size(x.size)) : null))));
}
export const documents = (conversation, list) => saved(list, x => documentURL(conversation, x.hash));

export function sources(l) {
  if (!l.sources || !l.sources.length) return null;
  return h('div', { class: 'src' }, l.sources.map(x => {
    const kids = [icon('doc', 'i s'), h('span', { class: 'nm' }, x.title || x.id, ' ', x.reviewed && h('span', { class: 'rev' }, t('rev.', { date: date(x.reviewed) })))];
    return safe(x.url) ? h('a', { class: 'chip', href: x.url, target: '_blank', rel: 'noopener noreferrer' }, kids) : h('span', { class: 'chip' }, kids);
  }));
}

const votes = { '👍': ['up', 'up'], '👎': ['down', 'up'] };
export const isVote = label => label in votes;

function keyboard(l, act) {
  const buttons = (l.buttons || []).filter(b => !(l.review && b.field));
  if (!buttons.length) return null;
  const thumbs = buttons.filter(b => isVote(b.label)), others = buttons.filter(b => !isVote(b.label));
  const style = b => (b.style === 'primary' ? 'main' : b.style === 'danger' ? 'danger' : null);
  return h('div', { class: 'kb' + (thumbs.length ? ' vote' : '') },
    others.map(b => h('button', { type: 'button', class: [style(b), b.label.length > 26 && 'long'].filter(Boolean).join(' ') || null, click: () => act.button(b, l) }, b.contact && icon('phone', 'i s'), b.label)),
    thumbs.map(b => h('button', { type: 'button', class: 'thumb ' + votes[b.label][0], 'aria-label': t(votes[b.label][0]), title: t(votes[b.label][0]),
      'aria-pressed': String((l.voted || []).includes(b.payload)), click: () => act.button(b, l) }, icon('up'))));
}

// shown writes a Mexican number as people do; anything else as it is.
export function shown(f) {
  const m = f.field === 'phone' && /^\+52(55|56|33|81|\d{3})(\d{3,4})(\d{4})$/.exec(f.value || '');
  return m && f.value.length === 13 ? `+52 ${m[1]} ${m[2]} ${m[3]}` : f.value;
}

// origin says where a value came from.
export function origin(f) {
  const words = f.origin ? t('from.' + f.origin, { time: time(f.at), len: length(f.seconds || 0) }) : '';
  return f.warn ? [words, f.note].filter(Boolean).join(' · ') : words || f.note || '';
}

function review(l, act) {
  const [title, ...rest] = l.paras || [];
  return h('div', { class: 'review' }, h('span', { class: 'vh' }, t('bot')),
    h('h3', null, title ? plain([title]) : t('review.title')),
    h('ul', null, l.facts.map(f => h('li', null, h('button', { type: 'button', 'aria-label': t('change', { field: f.label, value: f.value }), click: () => act.change(f, l) },
      h('span', { class: 'k' }, f.label), h('span', { class: 'vs' }, h('span', { class: 'v' }, shown(f) || '–'), origin(f) && h('span', { class: 'f' + (f.warn ? ' w' : '') }, f.warn && icon('warn', 'i s'), origin(f))), icon('pen', 'i s'))))),
    rest.length ? h('div', { class: 'tail' }, paras(rest)) : null);
}

function ticket(l) {
  const items = (l.paras || []).filter(p => p.kind), words = (l.paras || []).filter(p => !p.kind);
  const small = l.ticket.business ? t('ticket.small', { business: l.ticket.business }) : t('ticket.bare');
  return h('div', { class: 'ticket' }, h('span', { class: 'vh' }, t('bot')),
    h('div', { class: 'top' }, h('div', null, h('small', null, small, ' · ', h('time', { class: 'nums', datetime: l.at }, time(l.at))), h('strong', null, l.ticket.folio)), icon('okc')),
    items.length ? [h('div', { class: 'vh' }, paras(words)), h('ol', null, items.map(p => h('li', null, h('span', null, paras([{ spans: p.spans }])))))]
      : h('div', { class: 'body' }, paras(words)));
}

export const sentence = (key, with_) => marked(t(key, with_));
