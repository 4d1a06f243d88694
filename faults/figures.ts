import { of } from './checker.js';
import type { Entry, Journal } from './journal.js';

/** The value that `share` of them do not exceed; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

/** How long each device was without its inbox: from the loss of its socket to the next thing it was shown. */
export function absences(journals: readonly Journal[]): number[] {
  return journals.flatMap(({ entries }) => {
    const found: number[] = [];
    let since: number | null = null;
    for (const { did, at } of entries) {
      if (did === 'lost') since ??= at;
      if (did !== 'shown' || since === null) continue;
      found.push(at - since);
      since = null;
    }
    return found;
  });
}

interface Delivery {
  ackedAt: number;
  ms: number;
  /** Whether it was shown by another process than the one that took it. */
  across: boolean;
}

/** From the acknowledgement of each message to its showing on each device. */
export function deliveries(journals: readonly Journal[]): Delivery[] {
  const acked = new Map<string, { at: number; door: number }>();
  for (const { entries } of journals)
    for (const { id, at, door } of of(entries, 'acked')) if (id && !acked.has(id)) acked.set(id, { at, door });
  return journals.flatMap(({ entries }) => {
    let door = -1;
    return entries.flatMap((entry: Entry) => {
      if (entry.did === 'connected') ({ door } = entry);
      const taken = entry.did === 'shown' && entry.message ? acked.get(entry.message.id) : undefined;
      return taken ? [{ ackedAt: taken.at, ms: Math.max(0, entry.at - taken.at), across: taken.door !== door }] : [];
    });
  });
}

/** From the first try of each message that was acknowledged to its acknowledgement. */
export function acknowledgements(journals: readonly Journal[]): { sentAt: number; ms: number }[] {
  return journals.flatMap(({ entries }) => {
    const sent = new Map<string, number>();
    return entries.flatMap((entry) => {
      if (entry.did === 'sent' && !sent.has(entry.clientId)) sent.set(entry.clientId, entry.at);
      const at = entry.did === 'acked' ? sent.get(entry.clientId) : undefined;
      return at === undefined ? [] : [{ sentAt: at, ms: entry.at - at }];
    });
  });
}
