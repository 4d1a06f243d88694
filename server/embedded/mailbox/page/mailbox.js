/* global document, location, addEventListener, EventSource */
// Mails are strangers' words: everything here goes through textContent, and their HTML only into a sandboxed frame.
import { words } from './words.js';

const byId = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);
const state = {
  language: query.get('lang') ?? localStorage.getItem('language') ?? 'fr',
  filter: query.get('to') ?? '',
  mails: null,
  shown: undefined,
  form: 'rich',
};
if (!Object.hasOwn(words, state.language)) state.language = 'fr';

const t = (key) => words[state.language][key];
const selected = () => decodeURIComponent(location.hash.slice(1));

function element(name, { className = '', text = '', ...attributes } = {}, children = []) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function button(text, className, onClick, attributes = {}) {
  const made = element('button', { type: 'button', className, text, ...attributes });
  made.addEventListener('click', onClick);
  return made;
}

const sameDay = (a, b) => a.toDateString() === b.toDateString();
function moment(iso, long) {
  const date = new Date(iso);
  const time = { hour: '2-digit', minute: '2-digit' };
  if (long) return date.toLocaleString(state.language, { weekday: 'long', day: 'numeric', month: 'long', ...time });
  if (sameDay(date, new Date())) return date.toLocaleTimeString(state.language, time);
  return date.toLocaleDateString(state.language, { day: 'numeric', month: 'short' });
}

function visibleMails() {
  const wanted = state.filter.trim().toLowerCase();
  return (state.mails ?? []).filter((mail) => mail.to.some((address) => address.includes(wanted)));
}

function showWords() {
  document.documentElement.lang = state.language;
  document.title = `${t('title')} · Premier Pas`;
  for (const made of document.querySelectorAll('[data-word]')) made.textContent = t(made.dataset.word);
  for (const made of document.querySelectorAll('[data-language]')) {
    made.setAttribute('aria-pressed', String(made.dataset.language === state.language));
  }
  byId('filter').placeholder = t('filter');
  byId('filter').setAttribute('aria-label', t('filter'));
}

// Lines of before SMS were caught have no kind.
const isSms = (mail) => mail.kind === 'sms';
const titleOf = (mail) => (isSms(mail) ? `${t('sms')} · ${mail.text}` : mail.subject || t('noSubject'));

function row(mail) {
  const current = mail.id === selected();
  const link = element('a', { href: `#${mail.id}`, ...(current && { 'aria-current': 'true' }) }, [
    element('span', { className: 'row-to', text: mail.to.join(', ') }),
    element('time', { datetime: mail.receivedAt, text: moment(mail.receivedAt) }),
    element('span', { className: 'row-subject', text: titleOf(mail) }),
  ]);
  return element('li', {}, [link]);
}

function showList() {
  const mails = visibleMails();
  byId('list').replaceChildren(...mails.map(row));
  byId('list').hidden = mails.length === 0;
  byId('empty').hidden = state.mails === null || mails.length > 0;
  const nothing = state.mails?.length === 0;
  byId('empty-title').textContent = nothing ? t('none') : t('noMatch');
  byId('empty-hint').textContent = nothing ? t('noneHint') : '';
  byId('clear').hidden = !state.mails?.length;
}

function codeButton(mail) {
  const code = /(?<!\d)\d{6}(?!\d)/.exec(mail.text)?.[0];
  if (!code) return [];
  const made = button(`${t('copyCode')} ${code}`, 'main', async () => {
    await navigator.clipboard.writeText(code);
    made.textContent = t('copied');
  });
  return [made];
}

function body(mail) {
  if (state.form === 'rich' && mail.html !== null) {
    return element('iframe', {
      sandbox: 'allow-popups allow-popups-to-escape-sandbox',
      src: `/messages/${mail.id}/html`,
      title: t('content'),
    });
  }
  return element('pre', { text: mail.text || t('noText') });
}

function forms(mail) {
  if (mail.html === null) return [];
  const choices = ['rich', 'plain'].map((form) =>
    button(t(form), '', () => show({ form }), { 'aria-pressed': String(form === state.form) }),
  );
  return [element('div', { className: 'forms', role: 'group' }, choices)];
}

function facts(mail) {
  const kilobytes = { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 };
  const size = (bytes) => (bytes / 1000).toLocaleString(state.language, kilobytes);
  const files = mail.attachments.map(({ name, type, bytes }) => `${name || type} (${size(bytes)})`);
  const lines = [['from', mail.from], ['to', mail.to.join(', ')], ...(files.length ? [['attachments', files.join(', ')]] : [])];
  return element(
    'dl',
    {},
    lines.flatMap(([key, value]) => [element('dt', { text: t(key) }), element('dd', { text: value })]),
  );
}

function hint(id) {
  if (state.mails === null) return '';
  if (id) return t('gone');
  return state.mails.length > 0 ? t('choose') : '';
}

function showReader() {
  const id = selected();
  const mail = state.mails?.find((candidate) => candidate.id === id);
  document.body.classList.toggle('reading', id !== '');
  // A new mail in the list must not reload the one being read.
  const shown = JSON.stringify([id, state.language, state.form, mail !== undefined, state.mails?.length > 0]);
  if (shown === state.shown) return;
  state.shown = shown;
  const back = element('a', { className: 'back', href: '#', text: t('back') });
  if (!mail) {
    byId('reader').replaceChildren(...(id ? [back] : []), element('p', { className: 'hint', text: hint(id) }));
    return;
  }
  byId('reader').replaceChildren(
    back,
    element('h2', { text: isSms(mail) ? t('sms') : mail.subject || t('noSubject') }),
    element('time', { datetime: mail.receivedAt, text: moment(mail.receivedAt, true) }),
    facts(mail),
    element('div', { className: 'tools' }, [...codeButton(mail), ...forms(mail)]),
    body(mail),
  );
}

function show(change = {}) {
  Object.assign(state, change);
  showWords();
  showList();
  showReader();
}

async function refresh() {
  const response = await fetch('/api/messages');
  show({ mails: await response.json() });
}

function status(word) {
  byId('status').textContent = t(word);
  byId('status').dataset.state = word;
}

const events = new EventSource('/api/events');
events.addEventListener('message', () => {
  status('live');
  refresh().catch(() => status('offline'));
});
events.addEventListener('error', () => status('offline'));

addEventListener('hashchange', () => show());
byId('filter').value = state.filter;
byId('filter').addEventListener('input', (event) => show({ filter: event.target.value }));
byId('clear').addEventListener('click', () => byId('confirm').showModal());
byId('keep').addEventListener('click', () => byId('confirm').close());
byId('delete').addEventListener('click', async () => {
  byId('confirm').close();
  await fetch('/api/messages', { method: 'DELETE' });
});
for (const choice of document.querySelectorAll('[data-language]')) {
  choice.addEventListener('click', () => {
    localStorage.setItem('language', choice.dataset.language);
    show({ language: choice.dataset.language });
    if (byId('status').dataset.state) status(byId('status').dataset.state);
  });
}
show();
