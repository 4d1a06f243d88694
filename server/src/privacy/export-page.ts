const TITLES: Record<string, string> = {
  accounts: 'Compte · Account',
  audit: 'Journal · Log',
  billing: 'Abonnement · Membership',
  moderation: 'Blocages et signalements · Blocks and reports',
  profiles: 'Profil · Profile',
  media: 'Photos et films · Photos and films',
  posts: 'Annonces · Ads',
  matches: 'Rencontres · Matches',
  chat: 'Conversations',
  privacy: 'Copies de mes données · Copies of my data',
};

/** The same as the JSON, for eyes: one page that needs nothing but itself. */
export function exportPage(data: Record<string, Record<string, unknown>>, madeAt: Date): string {
  const sections = Object.entries(data)
    .filter(([, kept]) => Object.keys(kept).length > 0)
    .map(([name, kept]) => `<section><h2>${escaped(TITLES[name] ?? name)}</h2>${shown(kept)}</section>`);
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Premier Pas : mes données</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #2a2326; background: #fdfaf8 }
h1, h2 { font-family: Georgia, serif; font-weight: 500 } section { border-top: 1px solid #e4d9d4; padding: 1rem 0 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0 } dt { color: #6d5f64 } dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere }
ol { padding-left: 1.5rem } li { margin: .5rem 0 } img, video { max-width: 20rem; border-radius: .75rem; display: block; margin-top: .5rem }
</style></head><body>
<h1>Mes données sur Premier Pas</h1>
<p>Au ${madeAt.toISOString().slice(0, 10)}. Les mêmes, pour les machines, dans le dossier <code>data</code>. · The same, for machines, in the folder <code>data</code>.</p>
${sections.join('\n')}
</body></html>
`;
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (Array.isArray(value)) return value.length === 0 ? '–' : `<ol>${value.map((each) => `<li>${shown(each)}</li>`).join('')}</ol>`;
  if (value instanceof Date) return escaped(value.toISOString());
  if (typeof value === 'object') {
    const rows = Object.entries(value).map(
      ([name, each]) => `<dt>${escaped(name)}</dt><dd>${name === 'file' ? file(String(each)) : shown(each)}</dd>`,
    );
    return `<dl>${rows.join('')}</dl>`;
  }
  return escaped(String(value as string | number | boolean));
}

function file(path: string): string {
  const src = escaped(path);
  return path.endsWith('.mp4') ? `<video controls preload="none" src="${src}"></video>` : `<img loading="lazy" alt="" src="${src}">`;
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
