// The way to the server: reading, sending and the stream of events.
const base = new URL('./', location.href).pathname.replace(/[^/]*$/, '');

// Kept is a drawer of the browser that may be missing (private windows).
export const kept = {
  get(key) { try { return JSON.parse(localStorage.getItem('pabellon.' + key)); } catch { return null; } },
  set(key, value) { try { localStorage.setItem('pabellon.' + key, JSON.stringify(value)); } catch { /* nothing to keep it in */ } },
};

export function id(bytes = 9) {
  const list = crypto.getRandomValues(new Uint8Array(bytes));
  return [...list].map(b => b.toString(16).padStart(2, '0')).join('');
}

export const page = { chat: kept.get('chat') || newChat(), zone: '', staff: [], fields: [], me: '' };
export function newChat() {
  const chat = 'w' + id(10);
  kept.set('chat', chat);
  return chat;
}

// The clock is the server's; between two readings it runs on.
let offset = 0;
export const now = () => Date.now() + offset;
export function setNow(at) { if (at) offset = Date.parse(at) - Date.now(); }

export class Refused extends Error {
  constructor(status, text, after) { super(text); this.status = status; this.after = after; }
}

async function read(response) {
  let body = null;
  try { body = await response.json(); } catch { /* no words with it */ }
  if (!response.ok) throw new Refused(response.status, (body && body.error) || response.statusText, Number(response.headers.get('Retry-After')) || 2);
  return body;
}

export async function get(what, query = {}) {
  return read(await fetch(base + 'api/' + what + '?' + new URLSearchParams(query), { cache: 'no-store' }));
}

export async function post(what, body) {
  return read(await fetch(base + 'api/' + what, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }));
}

// upload sends the bytes of a file and returns the name by which a turn can give it.
export async function upload(file) {
  const to = base + 'api/upload?' + new URLSearchParams({ chat: page.chat });
  return (await read(await fetch(to, { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body: file }))).path;
}

// The addresses of files to save: one's own data, and what the desk may fetch.
export const dataURL = name => base + 'api/data?' + new URLSearchParams({ chat: page.chat, name });
export const fileURL = hash => base + 'api/data?' + new URLSearchParams({ chat: page.chat, hash });
export const documentURL = (conversation, hash) => base + 'api/document?' + new URLSearchParams({ conversation, hash });

// stream listens to what happens. It says "open" each time it is (re)connected, so
// that what was missed is read again, and "lost" when it is not.
let source = null, timer = 0, wait = 0;
export function stream(on) {
  if (source) source.close();
  clearTimeout(timer);
  source = new EventSource(base + 'events?' + new URLSearchParams({ chat: page.chat }));
  source.onopen = () => { wait = 0; on.open(); };
  source.onerror = () => {
    on.lost();
    if (source.readyState !== EventSource.CLOSED) return;
    wait = Math.min(10000, (wait || 700) * 2);
    timer = setTimeout(() => stream(on), wait * (0.7 + Math.random() * 0.6));
  };
  for (const name of ['message', 'card', 'state']) {
    source.addEventListener(name, e => { if (e.data) on[name](JSON.parse(e.data)); });
  }
}

// quietly tries f. That the line is down is shown elsewhere; a mistake of ours is not hidden.
export const quietly = f => f().catch(err => { if (!down(err)) console.error(err); });
const down = err => err instanceof Refused || err.name === 'AbortError' || (err.name === 'TypeError' && /fetch|network|load failed/i.test(err.message));

// later calls f once, soon after the last of many calls.
export function later(f, ms) {
  let timer = 0;
  return () => { clearTimeout(timer); timer = setTimeout(f, ms); };
}
