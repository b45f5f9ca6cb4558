// What the owner did and the server has not kept yet: it waits here, in order, and
// survives a reload. Nothing typed is lost.
import { page, post, kept, id, now, Refused } from './net.js';
import { language } from './words.js';

const tries = 2;
let items = [], busy = false, changed = () => {};

export const waiting = () => items;

export function openOutbox(onChange) {
  changed = onChange;
  items = (kept.get('outbox.' + page.chat) || []).map(x => ({ ...x, state: x.state === 'failed' ? 'failed' : 'queued' }));
}

export function emptyOutbox() { kept.set('outbox.' + page.chat, []); items = []; }

function save() {
  kept.set('outbox.' + page.chat, items.filter(x => x.state !== 'kept').slice(-50));
  changed();
}

// send puts a turn at the end and returns its line's id.
export function send(turn, label) {
  const item = { turn: { chat: page.chat, id: id(), lang: language(), ...turn }, label, at: new Date(now()).toISOString(), state: navigator.onLine === false ? 'queued' : 'sending' };
  items.push(item);
  save();
  flush();
  return page.chat + '.' + item.turn.id;
}

export function retry(line) {
  const item = items.find(x => lineID(x) === line);
  if (!item) return;
  item.state = 'sending';
  save();
  flush();
}

export const lineID = item => page.chat + '.' + item.turn.id;

// settle takes out what the room shows by now.
export function settle(has) {
  const left = items.filter(x => x.state !== 'kept' || !(x.turn.edit || has(lineID(x))));
  if (left.length !== items.length) { items = left; save(); }
}

// flush sends what waits, one after the other, so that the order stays.
export async function flush() {
  if (busy) return;
  busy = true;
  try {
    for (let item; (item = items.find(x => x.state === 'sending' || (x.state === 'queued' && navigator.onLine !== false)));) await deliver(item);
  } finally { busy = false; }
}

async function deliver(item) {
  item.state = 'sending';
  for (let n = 1; ; n++) {
    try {
      await post('turns', item.turn);
      item.state = 'kept';
      break;
    } catch (err) {
      const refused = err instanceof Refused;
      if (!refused && navigator.onLine === false) { item.state = 'queued'; break; }
      if (n >= tries || (refused && err.status < 500)) { item.state = 'failed'; item.why = err.message; break; }
      await new Promise(done => setTimeout(done, refused ? Math.min(err.after, 3) * 1000 : 800));
    }
  }
  save();
}
