import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PROJECT_ROOT } from '../../src/platform/project-root.js';
import { theHouse, useHouse } from '../harness.js';
import { LogLines } from '../log-lines.js';

/** A house in which every metric exists: with Redis (that nobody answers for) and a port of its own. */
useHouse({ METRICS_PORT: '0', REDIS_URL: 'redis://127.0.0.1:1' }, { log: new LogLines() });

type Family = ReturnType<ReturnType<typeof theHouse>['app']['metrics']['families']>[number];

interface Panel {
  id: number;
  type: string;
  title: string;
  datasource?: { uid: string };
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: { expr: string; datasource: { uid: string } }[];
}

interface Rule {
  alert: string;
  expr: string;
  for: string;
  labels: { severity: string };
  annotations: { summary: string; what_to_do: string };
}

const read = (path: string): string => readFileSync(join(PROJECT_ROOT, path), 'utf8');
const { panels, templating } = JSON.parse(read('deploy/grafana/premier-pas.json')) as {
  panels: Panel[];
  templating: { list: { name: string; type: string }[] };
};
const rules = (parse(read('deploy/prometheus/alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);
const page = read('docs/metrics.md');

const dashboard = panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const));
const alarms = rules.map(({ alert, expr }) => [alert, expr] as const);
/** Labels that Prometheus itself puts beside ours. */
const GIVEN = ['instance', 'job', 'le'];

const all = (): Map<string, Family> =>
  new Map(
    theHouse()
      .app.metrics.families()
      .map((family) => [family.name, family]),
  );
const ours = (): Family[] => [...all().values()].filter(({ name }) => name.startsWith('premierpas_'));

/** The families an expression reads: of a histogram, its parts. */
function familiesIn(expr: string): string[] {
  const known = all();
  return [...expr.matchAll(/\b(?:premierpas|process|nodejs)_\w+/g)].map(([name]) => {
    const whole = name.replace(/_(bucket|sum|count)$/, '');
    return known.get(whole)?.type === 'histogram' ? whole : name;
  });
}

/** The labels it chooses or groups by. */
function labelsIn(expr: string): string[] {
  const chosen = [...expr.matchAll(/\{([^}]*)\}/g)].flatMap(([, inside = '']) => [...inside.matchAll(/(\w+)\s*(?:=~|!=|=|!~)\s*"/g)]);
  const grouped = [...expr.matchAll(/\b(?:by|on)\s*\(([^)]*)\)/g)].flatMap(([, inside = '']) => inside.split(','));
  return [...chosen.map(([, label = '']) => label), ...grouped.map((label) => label.trim())];
}

describe.each([
  ['the dashboard', dashboard],
  ['the alarms', alarms],
])('%s', (_which, expressions) => {
  it.each(expressions)('read what there is: %s', (_title, expr) => {
    const families = familiesIn(expr);
    if (!/^up\{/.test(expr)) expect(families).not.toEqual([]);
    expect(families.filter((name) => !all().has(name))).toEqual([]);
    const labels = new Set([...GIVEN, ...families.flatMap((name) => all().get(name)?.labels ?? [])]);
    expect(labelsIn(expr).filter((label) => !labels.has(label))).toEqual([]);
  });
});

describe('the dashboard', () => {
  it('shows every metric of ours', () => {
    const shown = new Set(dashboard.flatMap(([, expr]) => familiesIn(expr)));
    expect(ours().filter(({ name }) => !shown.has(name))).toEqual([]);
  });

  it('asks whichever Prometheus is chosen', () => {
    expect(templating.list).toContainEqual(expect.objectContaining({ name: 'datasource', type: 'datasource' }));
    const asked = panels.flatMap(({ datasource, targets = [] }) => [datasource, ...targets.map((target) => target.datasource)]);
    expect(new Set(asked.filter(Boolean).map((source) => source?.uid))).toEqual(new Set(['${datasource}']));
  });

  it('has a place of its own for each panel', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, n) => `${x + (n % w)}/${y + Math.floor(n / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(Math.max(...panels.map(({ gridPos: { x, w } }) => x + w))).toBe(24);
  });
});

describe('an alarm', () => {
  it.each(rules.map((rule) => [rule.alert, rule] as const))('says what is wrong and what to do: %s', (_name, rule) => {
    expect(rule.annotations.summary.length).toBeGreaterThan(20);
    expect(rule.annotations.what_to_do.length).toBeGreaterThan(40);
    expect(['page', 'ticket']).toContain(rule.labels.severity);
    expect(rule.for).toMatch(/^\d+m$/);
  });

  it('watches the processes that are scraped', () => {
    const { rule_files, scrape_configs } = parse(read('deploy/prometheus/prometheus.yml')) as {
      rule_files: string[];
      scrape_configs: { job_name: string }[];
    };
    expect(rule_files).toContain('alerts.yml');
    const watched = alarms.flatMap(([, expr]) => [...expr.matchAll(/\bjob="([^"]+)"/g)].map(([, job]) => job));
    expect([...new Set(watched)]).toEqual(scrape_configs.map(({ job_name }) => job_name));
  });
});

describe('docs/metrics.md', () => {
  const rows = page.split('\n').flatMap((line) => {
    const [, name = '', labels = '', meaning = '', alarm = ''] = line.split('|').map((cell) => cell.trim());
    return name.startsWith('`premierpas_') ? [{ name: name.replaceAll('`', ''), labels: labels.match(/\w+/g) ?? [], meaning, alarm }] : [];
  });

  it('has each metric of ours, in the words of the server', () => {
    const known = ours().map(({ name, help, labels }) => ({ name, labels, meaning: help }));
    const told = rows.map(({ name, labels, meaning }) => ({ name, labels, meaning }));
    const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);
    expect(told.sort(byName)).toEqual(known.sort(byName));
  });

  it('names each alarm beside what it reads', () => {
    const read = rows.map(
      ({ name }) => [name, alarms.filter(([, expr]) => familiesIn(expr).includes(name)).map(([alert]) => alert)] as const,
    );
    for (const [name, expected] of read) {
      const named = rows.find((row) => row.name === name)?.alarm.match(/\w+/g) ?? [];
      expect([name, [...named].sort()]).toEqual([name, [...expected].sort()]);
    }
    for (const [alert] of alarms) expect(page).toContain(alert);
  });
});
