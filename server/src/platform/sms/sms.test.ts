import { bootMailbox, type Mailbox } from '../../../embedded/mailbox/index.js';
import { listen } from '../../../test/push/listening.js';
import { testConfig } from '../../../test/test-config.js';
import { createSms, type Sms } from './index.js';

const ACCOUNT = { account: `AC${'2'.repeat(32)}`, token: 'the-token-of-this-test' };
const sms = (more: Partial<Sms> = {}): Sms => ({ to: '+33612345678', text: 'Votre code\u202f: 123456', validFor: 600, ...more });

let mailbox: Mailbox;
beforeAll(async () => (mailbox = await bootMailbox({ smtpPort: 0, httpPort: 0, sms: ACCOUNT })));
afterAll(() => mailbox.stop());

function sender(more: Record<string, string> = {}) {
  const settings = { TWILIO_ACCOUNT_SID: ACCOUNT.account, TWILIO_AUTH_TOKEN: ACCOUNT.token, TWILIO_API_URL: mailbox.url, ...more };
  const made = createSms(testConfig('postgres://localhost/x', settings).sms);
  if (!made) throw new Error('no account');
  return made;
}

/** A Twilio that answers as it is told. */
async function answering(status: number, body: string, use: (apiUrl: string) => Promise<void>): Promise<void> {
  const receiver = await listen((_request, _body, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(body),
  );
  await use(receiver.url).finally(receiver.stop);
}

describe('an SMS', () => {
  it('goes out as Twilio documents it, from a name, a number or a messaging service', async () => {
    const senders = ['PremierPas', '+33780000000', `MG${'3'.repeat(32)}`];
    for (const from of senders) expect(await sender({ TWILIO_FROM: from }).send(sms())).toBe(true);
    expect(mailbox.messages('+33612345678').map(({ from, text, kind }) => [from, text, kind])).toEqual(
      senders.toReversed().map((from) => [from, 'Votre code\u202f: 123456', 'sms']),
    );
  });

  it.each(['+15005550001', '+15005550003', '+15005550004', '+15005550009'])(
    'to %s, which cannot be written to, is given up',
    async (to) => {
      expect(await sender().send(sms({ to }))).toBe(false);
      expect(mailbox.messages(to)).toEqual([]);
    },
  );

  it.each([
    [429, '{"code":20429,"message":"Too Many Requests","more_info":"","status":429}'],
    [503, 'busy'],
    [400, '{"code":21603,"message":"A From phone number is required","more_info":"","status":400}'],
  ])('is tried again when Twilio answers %d %s', async (status, body) => {
    await answering(status, body, (apiUrl) =>
      expect(sender({ TWILIO_API_URL: apiUrl }).send(sms())).rejects.toThrow(`Twilio does not take an SMS: ${status}`),
    );
  });

  it('is refused under a wrong token, and what is thrown holds neither number nor words', async () => {
    const failed = sender({ TWILIO_AUTH_TOKEN: 'another-token-altogether' }).send(sms());
    await expect(failed).rejects.toThrow(/^Twilio does not take an SMS: 401, reason 20003$/);
  });

  it('is refused at the local receiver with a field that Twilio does not know', async () => {
    const authorization = `Basic ${Buffer.from(`${ACCOUNT.account}:${ACCOUNT.token}`).toString('base64')}`;
    const answer = await fetch(`${mailbox.url}/2010-04-01/Accounts/${ACCOUNT.account}/Messages.json`, {
      method: 'POST',
      headers: { authorization },
      body: new URLSearchParams({ To: '+33612345678', From: 'PremierPas', Text: 'Bonjour' }),
    });
    expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ code: 20001, status: 400 })]);
  });
});

it('needs an account: without one there is no sender, and half of one does not start', () => {
  const config = (more: Record<string, string>) => testConfig('postgres://localhost/x', more).sms;
  expect(createSms(config({}))).toBeNull();
  expect(() => config({ TWILIO_ACCOUNT_SID: ACCOUNT.account })).toThrow(/TWILIO_AUTH_TOKEN: it goes with TWILIO_ACCOUNT_SID/);
});
