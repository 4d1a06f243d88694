import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { PROJECT_ROOT } from '../src/platform/project-root.js';

const documents = globSync(['*.md', 'docs/**/*.md'], { cwd: PROJECT_ROOT }).map((file) => join(PROJECT_ROOT, file));

const prose = (file: string): string => readFileSync(file, 'utf8').replace(/^```[^]*?^```$/gm, '');

/** The anchors of a document's headings, as readers of Markdown make them: the second of a name gets `-1`. */
function anchorsOf(file: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of prose(file).matchAll(/^#{1,6} (.+)$/gm)) {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const slug = words.replace(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-');
    const name = (n: number): string => (n === 0 ? slug : `${slug}-${n}`);
    let n = 0;
    while (anchors.has(name(n))) n += 1;
    anchors.add(name(n));
  }
  return anchors;
}

function brokenLinks(file: string): string[] {
  const targets = [...prose(file).matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [path = '', anchor] = decodeURI(target).split('#');
    const aim = path === '' ? file : join(dirname(file), path);
    // Nothing of ours lies outside of the repository.
    if (relative(PROJECT_ROOT, aim).startsWith('..') || !existsSync(aim)) return true;
    return anchor !== undefined && !anchorsOf(aim).has(anchor);
  });
}

const nameOf = (file: string): string => relative(PROJECT_ROOT, file);

const scriptsOf = (folder: string): string[] => {
  const { scripts } = JSON.parse(readFileSync(join(PROJECT_ROOT, folder, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  return Object.keys(scripts);
};
const scripts: Record<string, string[]> = { '': scriptsOf('.'), web: scriptsOf('web'), server: scriptsOf('server') };

describe('the documents', () => {
  it.each(documents.map(nameOf))('%s links to what is there', (name) => {
    expect(brokenLinks(join(PROJECT_ROOT, name))).toEqual([]);
  });

  it.each(documents.map(nameOf))('%s names commands that there are', (name) => {
    const text = readFileSync(join(PROJECT_ROOT, name), 'utf8');
    const named = [...text.matchAll(/npm run (?:--silent )?([a-z][\w:-]*)(?: (?:-w|--workspace) (\w+))?/g)];
    expect(named.filter(([, script = '', workspace = '']) => !scripts[workspace]?.includes(script)).map(([command]) => command)).toEqual(
      [],
    );
  });

  it('are all to be found, however few clicks one makes from the README', () => {
    const reached = new Set([join(PROJECT_ROOT, 'README.md')]);
    for (const file of reached) {
      for (const [, target = ''] of prose(file).matchAll(/\]\(([^()\s#]+)[^()\s]*\)/g)) {
        const aim = join(dirname(file), target);
        for (const document of documents) if (document === aim || dirname(document) === aim.replace(/\/$/, '')) reached.add(document);
      }
    }
    expect(documents.filter((file) => !reached.has(file)).map(nameOf)).toEqual([]);
  });
});
