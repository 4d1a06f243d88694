import { expect } from '@playwright/test';

interface Mail {
  id: string;
  subject: string;
  text: string;
}

export async function mailsTo(address: string): Promise<Mail[]> {
  const answer = await fetch(`${process.env.MAILBOX_URL}/api/messages?to=${encodeURIComponent(address)}`);
  return (await answer.json()) as Mail[];
}

/** The six digits of the newest mail to this address that has some. */
export async function codeFor(address: string): Promise<string> {
  let code = '';
  await expect(async () => {
    const texts = (await mailsTo(address)).map(({ text }) => text);
    code = texts.map((text) => /\b\d{6}\b/.exec(text)?.[0]).find(Boolean) ?? '';
    expect(code, `a code for ${address}`).not.toBe('');
  }).toPass({ intervals: [50] });
  return code;
}
