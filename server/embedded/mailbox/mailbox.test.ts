import { mkdtemp, readFile, rm, appendFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTransport, type SendMailOptions } from 'nodemailer';

import { bootMailbox, type Mail, type Mailbox } from './index.js';

let folder: string;
let storeFile: string;
let mailbox: Mailbox;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'premier-pas-mailbox-'));
  storeFile = join(folder, 'mails.jsonl');
});
beforeEach(async () => {
  mailbox = await bootMailbox({ smtpPort: 0, httpPort: 0, storeFile });
});
afterEach(async () => {
  await mailbox.clear();
  await mailbox.stop();
});
afterAll(() => rm(folder, { recursive: true }));

async function send(options: SendMailOptions): Promise<void> {
  const transport = createTransport(mailbox.smtpUrl);
  await transport.sendMail({ from: 'Premier Pas <bonjour@premierpas.example>', subject: 'Bonjour', text: 'Bonjour', ...options });
  transport.close();
}

async function restart(): Promise<void> {
  await mailbox.stop();
  mailbox = await bootMailbox({ smtpPort: 0, httpPort: 0, storeFile });
}

async function api(path: string, init?: RequestInit): Promise<Mail[]> {
  const response = await fetch(`${mailbox.url}${path}`, init);
  return (await response.json()) as Mail[];
}

describe('the mailbox', () => {
  it('catches a mail with its words, its page, its attachments and all who got it', async () => {
    await send({
      to: 'Léa <Lea@example.com>',
      bcc: 'hidden@example.com',
      subject: 'Votre code : 123456 💌',
      text: 'Votre code est 123456.',
      html: '<p>Votre code est <b>123456</b>.</p>',
      attachments: [{ filename: 'cgu.txt', content: 'douze octets' }],
    });
    expect(mailbox.messages()).toEqual([
      expect.objectContaining({
        from: 'bonjour@premierpas.example',
        to: ['lea@example.com', 'hidden@example.com'],
        subject: 'Votre code : 123456 💌',
        text: expect.stringContaining('Votre code est 123456.'),
        html: expect.stringContaining('<b>123456</b>'),
        attachments: [{ name: 'cgu.txt', type: 'text/plain', bytes: 12 }],
      }),
    ]);
  });

  it('lists newest first, for one recipient when asked, in the API as in the page', async () => {
    for (const subject of ['un', 'deux']) await send({ to: 'lea@example.com', subject });
    await send({ to: 'hugo@example.com', subject: 'trois' });
    expect((await api('/api/messages')).map(({ subject }) => subject)).toEqual(['trois', 'deux', 'un']);
    expect((await api('/api/messages?to=LEA@example.com')).map(({ subject }) => subject)).toEqual(['deux', 'un']);
    expect(await api('/api/messages?to=a@example.com')).toEqual([]);
  });

  it('waits for the mail that is asked for', async () => {
    await send({ to: 'lea@example.com', subject: 'Bienvenue' });
    const welcome = await mailbox.waitFor('lea@example.com');
    const next = mailbox.waitFor('lea@example.com', { containing: 'code', after: welcome.id });
    await send({ to: 'hugo@example.com', subject: 'Votre code' });
    await send({ to: 'lea@example.com', subject: 'Autre chose' });
    await send({ to: 'lea@example.com', subject: 'Votre code' });
    expect(await next).toMatchObject({ subject: 'Votre code', to: ['lea@example.com'] });
    await expect(mailbox.waitFor('nobody@example.com', { timeoutMs: 1 })).rejects.toThrow('No such mail for nobody@example.com');
  });

  it('tells an open page that something arrived', async () => {
    const events = await fetch(`${mailbox.url}/api/events`);
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toContain('change');
    await send({ to: 'lea@example.com' });
    expect((await reader?.read())?.value).toContain('change');
    await reader?.cancel();
  });

  it('keeps mails over a restart, even when a crash cut the last line short', async () => {
    await send({ to: 'lea@example.com', subject: 'gardé' });
    await appendFile(storeFile, '{"id":"cut sho');
    await restart();
    await send({ to: 'lea@example.com', subject: 'après' });
    await restart();
    expect(mailbox.messages().map(({ subject }) => subject)).toEqual(['après', 'gardé']);
  });

  it('keeps the last 500, in memory and in the file', async () => {
    await send({ to: 'lea@example.com', subject: '0' });
    const [first] = mailbox.messages();
    await mailbox.stop();
    const lines = Array.from({ length: 1_200 }, (_, n) => `${JSON.stringify({ ...first, id: `${n}`, subject: `${n}` })}\n`);
    await appendFile(storeFile, lines.join(''));
    mailbox = await bootMailbox({ smtpPort: 0, httpPort: 0, storeFile });
    await send({ to: 'lea@example.com', subject: 'dernier' });
    expect(mailbox.messages()).toHaveLength(500);
    expect(mailbox.messages()[0]?.subject).toBe('dernier');
    expect((await readFile(storeFile, 'utf8')).trim().split('\n')).toHaveLength(501);
  });

  it('empties on demand', async () => {
    await send({ to: 'lea@example.com' });
    await api('/api/messages', { method: 'DELETE' });
    expect(await api('/api/messages')).toEqual([]);
    await restart();
    expect(mailbox.messages()).toEqual([]);
  });

  it('serves the HTML of a mail where no script runs, nothing is fetched and nothing is sent', async () => {
    await send({ to: 'lea@example.com', html: '<script>alert(1)</script><p>Bonjour</p>' });
    const [mail] = mailbox.messages();
    const response = await fetch(`${mailbox.url}/messages/${mail?.id}/html`);
    const policy = response.headers.get('content-security-policy')?.split('; ') ?? [];
    expect(policy).toContain('sandbox allow-popups allow-popups-to-escape-sandbox');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'none'");
    expect(policy.filter((rule) => rule.startsWith('script-src'))).toEqual([]);
    expect(await response.text()).toContain('<p>Bonjour</p>');
    expect((await fetch(`${mailbox.url}/messages/unknown/html`)).status).toBe(404);
  });

  it('serves a page that runs its own script only, and no other file', async () => {
    const page = await fetch(mailbox.url);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    for (const path of ['/mailbox.css', '/mailbox.js', '/words.js', '/fonts/fraunces.woff2', '/fonts/instrument-sans.woff2']) {
      expect([path, (await fetch(`${mailbox.url}${path}`)).status]).toEqual([path, 200]);
    }
    for (const path of ['/../mailbox.ts', '/%2e%2e/mailbox.ts', '/constructor', '/index.ts']) {
      expect([path, (await fetch(`${mailbox.url}${path}`)).status]).toEqual([path, 404]);
    }
  });

  it('does not answer to a name that a hostile site points at this machine', async () => {
    const status = await new Promise((resolve, reject) => {
      request(`${mailbox.url}/api/messages`, { headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });

  it('refuses a mail that is too large, and stores nothing', async () => {
    await expect(send({ to: 'lea@example.com', text: 'x'.repeat(11_000_000) })).rejects.toThrow();
    expect(mailbox.messages()).toEqual([]);
  });

  it('never runs in production', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      await expect(bootMailbox({ smtpPort: 0, httpPort: 0 })).rejects.toThrow('NODE_ENV=production');
    } finally {
      process.env['NODE_ENV'] = before;
    }
  });
});
