// The playground's page: it joins the bar, the phone, the desk and the panels.
import { $, $$, fill, icon, arrows, toast } from './dom.js';
import { t, dress, speak, language, inZone } from './words.js';
import { page, get, post, stream, setNow, later, quietly, kept, newChat } from './net.js';
import { startPhone, load as loadRoom, message, draw as drawPhone, speakUp, bottom, hasTalk, restart } from './phone.js';
import { flush } from './outbox.js';
import { loadDesk, drawDesk } from './desk.js';
import { startThread, startStaff, touched, drawThread, forget, refresh } from './thread.js';
import { startPanels, loadArticles, drawArticles, loadBehind, drawBehind, newestStep } from './panels.js';
import { loadProgramme, drawProgramme, drawClock, startClock } from './bar.js';
import { confirmDialog } from './dialogs.js';

const panes = ['tel', 'mesa', 'saber', 'detras'], narrow = matchMedia('(max-width: 820px)');
let view = 'mesa', lost = 0;

// show opens a tab; beside it the phone stays, where there is room.
function show(id) {
  view = id;
  for (const p of panes) {
    $('#' + p).hidden = p === 'tel' ? narrow.matches && id !== 'tel' : p !== id;
    const tab = $('#tab-' + p);
    tab.setAttribute('aria-selected', String(p === id));
    tab.tabIndex = p === id ? 0 : -1;
  }
  $('#tel').setAttribute('role', narrow.matches ? 'tabpanel' : 'region');
  const tab = $('#tab-' + id);
  if (narrow.matches && tab.scrollIntoView) tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  if (id === 'tel') bottom();
  if (id === 'saber') quietly(loadArticles);
  if (id === 'detras') quietly(loadBehind);
}
const fit = () => show(narrow.matches ? 'tel' : view === 'tel' ? 'mesa' : view);

// The phone's band says when the line is down; nothing is blocked.
function net(state) {
  const band = $('#net');
  if (band.dataset.state === state) return;
  band.dataset.state = state;
  band.hidden = !state;
  if (state) fill(band, icon(state === 'offline' ? 'warn' : 'undo', 'i s'), Object.assign(document.createElement('span'), { textContent: t(state) }));
}

const soonDesk = later(() => quietly(loadDesk), 60), soonBar = later(() => quietly(loadProgramme), 120);
const soonBehind = later(() => { if (view === 'detras') { newestStep(); quietly(loadBehind); } }, 250);

const on = {
  async open() {
    clearTimeout(lost);
    try {
      await Promise.all([loadRoom(), loadDesk(), loadProgramme()]);
      net('');
      refresh();
      soonBehind();
      flush();
    } catch (err) { quietly(() => Promise.reject(err)); on.lost(); setTimeout(() => stream(on), 2000); }
  },
  lost() {
    clearTimeout(lost);
    lost = setTimeout(() => net(navigator.onLine === false ? 'offline' : 'reconnecting'), navigator.onLine === false ? 0 : 700);
  },
  message(m) { message(m); soonBehind(); soonBar(); },
  card(c) { soonDesk(); soonBar(); touched(c.conversation); soonBehind(); },
  state(s) { setNow(s.now); drawClock(); soonBar(); soonDesk(); if (view === 'saber') quietly(loadArticles); },
};

function setLanguage(code, tell) {
  speak(code);
  kept.set('lang', code);
  $$('#langs button').forEach(b => b.setAttribute('aria-pressed', String(b.dataset.lang === code)));
  dress();
  drawClock(); drawProgramme(); drawPhone(); drawDesk(); drawThread(); drawArticles(); drawBehind();
  if (tell && hasTalk()) speakUp('/idioma ' + code);
}

async function reset() {
  if (hasTalk() && !(await confirmDialog(t('reset.title'), t('reset.text'), t('reset.go'), 'danger'))) return;
  try {
    await post('reset', { chat: page.chat });
  } catch { toast(t('err.kept')); return; }
  restart();
  page.chat = newChat();
  restart();
  forget();
  stream(on);
  menu(false);
  $('#announce').textContent = t('reset1');
  if (narrow.matches) show('tel');
}

function menu(open) {
  $('#ctl').classList.toggle('open', open);
  $('#more').setAttribute('aria-expanded', String(open));
}

function wire() {
  $$('[role=tab]').forEach(tab => tab.addEventListener('click', () => show(tab.getAttribute('aria-controls'))));
  arrows($('[role=tablist]'), '[role=tab]');
  narrow.addEventListener('change', fit);
  $$('#langs button').forEach(b => b.addEventListener('click', () => { if (b.dataset.lang !== language()) setLanguage(b.dataset.lang, true); }));
  $('#reset').addEventListener('click', reset);
  $('#more').addEventListener('click', () => menu(!$('#ctl').classList.contains('open')));
  document.addEventListener('keydown', e => { if (e.key === 'Escape' && $('#ctl').classList.contains('open')) { menu(false); $('#more').focus(); } });
  document.addEventListener('click', e => { if (!e.target.closest('#ctl, #more')) menu(false); });
  addEventListener('offline', () => { clearTimeout(lost); net('offline'); });
  addEventListener('online', () => stream(on));
  addEventListener('hashchange', byHash);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) { drawClock(); quietly(loadRoom); } });
}

function byHash() {
  const id = location.hash.slice(1);
  if (panes.includes(id)) show(id);
}

async function start() {
  speak(kept.get('lang') || 'es');
  wire();
  startPhone();
  startThread();
  startPanels();
  startClock(() => { soonDesk(); soonBar(); quietly(loadRoom); });
  fit();
  for (;;) {
    try {
      const s = await get('start');
      Object.assign(page, { zone: s.zone, staff: s.staff, fields: s.fields || [] });
      inZone(s.zone);
      setNow(s.now);
      break;
    } catch { net('reconnecting'); await new Promise(done => setTimeout(done, 1500)); }
  }
  startStaff();
  setLanguage(language(), false);
  if (location.hash) byHash();
  stream(on);
}
start();
