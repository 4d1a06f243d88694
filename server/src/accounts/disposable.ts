import { domainToASCII } from 'node:url';
import { disposableEmailBlocklistSet } from 'disposable-email-domains-js';
import { UserError } from '../platform/errors.js';

/** Services of addresses that are thrown away: a kept list, and what the operator adds to it or takes out of it. */
export class Disposable {
  private readonly listed = disposableEmailBlocklistSet();
  private readonly allowed: Set<string>;

  constructor({ refused, allowed }: { refused: readonly string[]; allowed: readonly string[] }) {
    for (const domain of refused) this.listed.add(domain.toLowerCase());
    this.allowed = new Set(allowed.map((domain) => domain.toLowerCase()));
  }

  /** It says something of the address alone, not of an account. */
  refuse(address: string): void {
    if (this.has(address))
      throw new UserError('BAD_USER_INPUT', undefined, {
        reason: 'DISPOSABLE_EMAIL',
        fields: { email: 'A throw-away address: please give one that you will keep.' },
      });
  }

  /** Whether its domain, or one above it, is listed; the nearest one decides. */
  has(address: string): boolean {
    // As mail servers look it up: letters that look alike are one domain.
    const labels = domainToASCII(address.trim().slice(address.trim().lastIndexOf('@') + 1))
      .replace(/\.$/, '')
      .split('.');
    for (let from = 0; from < labels.length; from += 1) {
      const domain = labels.slice(from).join('.');
      if (this.allowed.has(domain)) return false;
      if (this.listed.has(domain)) return true;
    }
    return false;
  }
}
