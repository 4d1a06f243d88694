import { createTransport } from 'nodemailer';
import type { Config } from './config.js';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html?: string;
}

/** Sends by SMTP. Called from jobs only: a mail server that is down delays a mail, never a request. */
export class Mailer {
  private readonly transport;

  constructor(private readonly config: Config['mail']) {
    this.transport = createTransport(config.smtpUrl);
  }

  async send(mail: Mail): Promise<void> {
    await this.transport.sendMail({ from: this.config.from, ...mail });
  }

  close(): void {
    this.transport.close();
  }
}
