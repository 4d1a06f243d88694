import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SOURCES = [
  'node_modules/@capacitor/{android/capacitor,app/android,haptics/android,network/android,push-notifications/android,share/android}/src/main/java/**/*.java',
  'mobile/android/app/src/main/java/**/*.java',
];

export interface PluginHeader {
  name: string;
  methods: { name: string; rtype?: 'promise' | 'callback' }[];
}

const INHERITED: PluginHeader['methods'] = [
  { name: 'addListener' },
  { name: 'removeListener' },
  { name: 'removeAllListeners', rtype: 'promise' },
  { name: 'checkPermissions', rtype: 'promise' },
  { name: 'requestPermissions', rtype: 'promise' },
];

/** What Capacitor tells the page of the plugins, read where Capacitor reads it: in the annotations of the Java that is built in. */
export function pluginHeaders(): PluginHeader[] {
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: ROOT }));
  return files.flatMap((file) => {
    const java = readFileSync(`${ROOT}/${file}`, 'utf8');
    if (!/^@CapacitorPlugin/m.test(java)) return [];
    const name = /^@CapacitorPlugin\s*\([^)]*?name\s*=\s*"(\w+)"/m.exec(java)?.[1] ?? /class (\w+) extends Plugin/.exec(java)?.[1] ?? '';
    const methods = [...java.matchAll(/@PluginMethod\b(\([^)]*\))?\s+(?:@\w+(?:\([^)]*\))?\s+)*public\s+void\s+(\w+)\s*\(/g)];
    return [
      {
        name,
        methods: [
          ...INHERITED,
          ...methods.map(([, how = '', method = '']) => ({
            name: method,
            rtype: how.includes('CALLBACK') ? ('callback' as const) : ('promise' as const),
          })),
        ],
      },
    ];
  });
}
