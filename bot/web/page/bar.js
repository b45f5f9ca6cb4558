// The bar: where the programme stands, and time.
import { $, s, toast } from './dom.js';
import { t, time, day, year, month } from './words.js';
import { get, post, now, setNow } from './net.js';

const stitches = 100;
let last = null;

export async function loadProgramme() {
  last = await get('programme');
  setNow(last.now);
  drawProgramme();
}

export function drawProgramme() {
  const p = last;
  if (!p) return;
  const share = p.target > 0 ? stitches / p.target : 0, done = Math.min(stitches, Math.round(p.approved * share)), wait = Math.min(stitches, done + Math.ceil(p.in_review * share));
  $('#n').textContent = p.approved;
  $('#of').textContent = t('of', p);
  const since = p.as_of ? month(p.as_of) : '';
  $('#since').textContent = p.here ? (p.before && since ? t('since', { n: p.before, month: since, here: p.here }) : t('since.here', p)) : since;
  $('#wait').hidden = !p.in_review;
  $('#waitn').textContent = t('wait', { n: p.in_review });
  const meta = $('#meta');
  meta.setAttribute('aria-valuemax', p.target);
  meta.setAttribute('aria-valuenow', p.approved);
  meta.setAttribute('aria-valuetext', t('meta.text', { n: p.approved, target: p.target }) + (since ? ', ' + $('#since').textContent : '') + (p.in_review ? ', ' + t('wait', { n: p.in_review }) : ''));
  weave(done, wait);
}

// weave draws one stitch a business, column by column, and only changes what changed.
function weave(done, wait) {
  const box = $('#weave');
  for (let i = box.children.length; i < stitches; i++) {
    const x = Math.floor(i / 4) * 10, y = (i % 4) * 8, up = Math.floor(i / 4) % 2 === 0;
    box.append(s('path', { class: 'weave', d: up ? `M${x + 2.4} ${y + 6.3}L${x + 7.6} ${y + 1.7}` : `M${x + 2.4} ${y + 1.7}L${x + 7.6} ${y + 6.3}` }));
  }
  [...box.children].forEach((e, i) => e.setAttribute('class', 'weave' + (i < done ? ' on' : i < wait ? ' wait' : '')));
}

export function drawClock() {
  const at = new Date(now()), e = $('#now');
  const words = day(at) + ' ';
  if (e.dataset.at === words + year(at) + time(at)) return;
  e.dataset.at = words + year(at) + time(at);
  e.dateTime = at.toISOString();
  const y = document.createElement('span');
  y.textContent = year(at);
  e.replaceChildren(words, y, ', ' + time(at));
}

export function startClock(after) {
  setInterval(drawClock, 5000);
  $('#day').addEventListener('click', async () => {
    $('#day').disabled = true;
    try {
      setNow((await post('clock', { days: 1 })).now);
      drawClock();
      $('#announce').textContent = t('advanced');
      after();
    } catch { toast(t('err.kept')); }
    $('#day').disabled = false;
    $('#day').focus();
  });
}
