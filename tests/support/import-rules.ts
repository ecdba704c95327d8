/** The table of who may import whom, as a function of one file. */
import path from 'node:path';

export type SourceFile = { readonly file: string; readonly text: string };

type Imported = { readonly from: string; readonly isType: boolean };

type Rule = {
  /** Files this rule is about; the first rule that fits counts. */
  readonly about: RegExp;
  /** Places in the tree that may be imported; `type:` allows types only. */
  readonly places: readonly string[];
  /** Packages that may be imported; '*' for any. */
  readonly packages: readonly string[];
};

const RULES: readonly Rule[] = [
  { about: /^src\/domain\//, places: ['src/domain/'], packages: [] },
  { about: /^src\/protocol\//, places: ['src/domain/', 'src/protocol/'], packages: [] },
  {
    about: /^src\/lib\//,
    places: ['src/domain/', 'src/protocol/', 'src/lib/'],
    packages: ['*']
  },
  { about: /^src\/hooks\.server\.ts$/, places: ['server/bridge.ts'], packages: ['@sveltejs/kit'] },
  { about: /^src\/app\.d\.ts$/, places: ['src/domain/', 'type:server/'], packages: [] },
  {
    about: /^src\/routes\/.*\.server\.ts$/,
    places: ['src/domain/', 'src/protocol/', 'src/lib/', 'src/routes/', 'type:server/'],
    packages: ['@sveltejs/kit', '$app']
  },
  {
    about: /^src\//,
    places: [
      'src/domain/',
      'src/protocol/',
      'src/lib/',
      'src/routes/',
      'src/app.scss',
      'type:server/'
    ],
    packages: ['svelte', '@sveltejs/kit', '$app', '@fontsource-variable', 'yjs', 'y-protocols']
  },
  {
    about: /^server\/store\//,
    places: ['src/domain/', 'server/store/', 'server/clock.ts', 'migrations/'],
    packages: ['kysely', 'better-sqlite3', 'node:']
  },
  {
    about: /^server\/record\//,
    places: [
      'src/domain/',
      'src/protocol/',
      'server/store/',
      'server/record/',
      'server/export/canonical.ts',
      'server/new-id.ts',
      'type:server/announcement.ts'
    ],
    packages: ['yjs', 'diff']
  },
  {
    about: /^server\/export\//,
    places: ['src/domain/', 'server/export/'],
    packages: [
      'node:',
      'docx',
      'csv-stringify',
      'write-excel-file',
      'ical-generator',
      '@myriaddreamin/typst-ts-node-compiler'
    ]
  },
  {
    about: /^server\/auth\//,
    places: ['src/domain/', 'server/auth/', 'server/store/', 'server/new-id.ts', 'server/clock.ts'],
    packages: ['node:']
  },
  {
    about: /^server\/services\//,
    places: [
      'src/domain/',
      'src/protocol/',
      'server/services/',
      'server/store/',
      'server/export/',
      'server/record/',
      'server/auth/',
      'server/clock.ts',
      'server/new-id.ts',
      'type:server/announcement.ts'
    ],
    packages: ['yjs', 'node:']
  },
  {
    about: /^server\/http\//,
    places: [
      'src/domain/',
      'src/protocol/',
      'server/http/',
      'server/services/',
      'server/export/',
      'server/auth/cookie.ts',
      'server/clock.ts',
      'type:server/announcement.ts',
      'server/config.ts',
      'server/new-id.ts',
      'type:server/services.ts',
      'type:server/compose.ts'
    ],
    packages: ['express', 'helmet', 'type:pino', 'node:']
  },
  {
    about: /^server\/mail\//,
    places: [
      'src/domain/',
      'server/mail/',
      'server/export/printable.ts',
      'type:server/config.ts',
      'type:server/services/notices.ts'
    ],
    packages: ['nodemailer']
  },
  {
    about: /^server\/live\//,
    places: [
      'src/domain/',
      'src/protocol/',
      'server/live/',
      'server/services/',
      'server/token-bucket.ts',
      'type:server/announcement.ts',
      'type:server/services.ts',
      'type:server/compose.ts'
    ],
    packages: ['socket.io', 'node:']
  },
  {
    about: /^server\/sync\//,
    places: [
      'src/domain/',
      'src/protocol/',
      'server/sync/',
      'server/services/documents.ts',
      'server/store/documents.ts',
      'server/store/update-log.ts',
      'server/record/',
      'server/token-bucket.ts',
      'server/timers.ts',
      'server/clock.ts',
      'type:server/store/database.ts',
      'type:server/announcement.ts'
    ],
    packages: ['yjs', 'y-protocols', 'lib0', 'ws', 'node:']
  },
  { about: /^migrations\//, places: [], packages: ['kysely'] },
  { about: /^server\//, places: ['src/domain/', 'src/protocol/', 'server/'], packages: ['*'] }
];

const IMPURE = [/\bDate\.now\(/, /\bnew Date\(\)/, /\bMath\.random\(/];

/** What a file does that its room may not, one line each. */
export function brokenRules(source: SourceFile): string[] {
  const rule = RULES.find(({ about }) => about.test(source.file));
  if (!rule) return [`${source.file}: no rule is about it`];
  const imports = importsOf(source)
    .filter((imported) => !isAllowed(rule, imported) || isOtherService(source.file, imported))
    .map(({ from }) => `${source.file} imports ${from}`);
  const impure = source.file.startsWith('src/domain/')
    ? IMPURE.filter((pattern) => pattern.test(source.text)).map(
        (pattern) => `${source.file} is not pure: ${pattern.source}`
      )
    : [];
  return [...imports, ...impure];
}

/** Services never import each other; a service's own parts carry its name: `proceedings-effects`. */
function isOtherService(file: string, { from }: Imported): boolean {
  if (!file.startsWith('server/services/') || !from.startsWith('server/services/')) return false;
  const stem = path.basename(file, '.ts').split('-')[0];
  const other = path.basename(from, '.ts').split('-')[0];
  return stem !== other;
}

function isAllowed({ places, packages }: Rule, { from, isType }: Imported): boolean {
  const isPlace = /^(src|server|migrations|tests)\//.test(from);
  return (isPlace ? places : packages).some((allowed) => {
    const typesOnly = allowed.startsWith('type:');
    const name = allowed.replace('type:', '');
    if (typesOnly && !isType) return false;
    return (
      name === '*' ||
      from === name ||
      from.startsWith(isPlace || name.endsWith(':') ? name : `${name}/`)
    );
  });
}

const IMPORT =
  /\bimport\s+(type\s)?(?:[^'"()]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;
const ALIASES: Record<string, string> = {
  '#domain/': 'src/domain/',
  '#protocol/': 'src/protocol/',
  '#lib/': 'src/lib/',
  '#server/': 'server/'
};

function importsOf({ file, text }: SourceFile): Imported[] {
  return [...text.matchAll(IMPORT)].flatMap(([, type, fixed, dynamic]) => {
    const from = fixed ?? dynamic ?? '';
    // SvelteKit's generated types of a route.
    if (from === './$types') return [];
    return [{ from: resolve(file, from), isType: type !== undefined }];
  });
}

function resolve(file: string, from: string): string {
  const alias = Object.keys(ALIASES).find((each) => from.startsWith(each));
  if (alias) return ALIASES[alias] + from.slice(alias.length);
  return from.startsWith('.') ? path.join(path.dirname(file), from) : from;
}
