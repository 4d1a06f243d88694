const GMAIL = new Set(['gmail.com', 'googlemail.com']);

/**
 * The mailbox that an address reaches, however it is written: capitals, a tag after a plus, the dots that Gmail overlooks. To tell
 * whether two addresses are one person's; mail goes to the address as it was given.
 */
export function normalEmail(address: string): string {
  const written = address.trim().normalize('NFKC').toLowerCase();
  const at = written.lastIndexOf('@');
  const [box = ''] = written.slice(0, at).split('+');
  const domain = written.slice(at + 1);
  return GMAIL.has(domain) ? `${box.replaceAll('.', '')}@gmail.com` : `${box}@${domain}`;
}
