// The law of the house (ARCHITECTURE.md). There is no list of exceptions: a needed exception means a file is in the wrong room.

// Who may import whom. A folder may always import itself; read downwards to climb the house.
const may = {
  'common/base': [],
  'common/contract': ['common/base'],
  'common/rpc': ['common/base', 'common/contract'],
  'engine/pdata': ['common/base'],
  'engine/network': ['common/base'],
  'engine/ottl': ['common/base', 'engine/pdata'],
  'engine/collector': ['common/base', 'engine/pdata', 'engine/network', 'engine/ottl'],
  'core/platform': ['common/base', 'engine/network'],
  'core/telemetry': ['common/base', 'engine/pdata', 'engine/network', 'engine/ottl'],
  'core/protocol': [], // what the lab and a service program say to each other
  'core/services': ['core/protocol'], // separate programs: they import only kit/, the protocol and npm
  'core/lab': ['common/base', 'engine', 'core/platform', 'core/protocol', 'core/telemetry'],
  'core/lessons': ['common/base', 'engine/ottl', 'core/platform', 'core/telemetry', 'core/lab'],
  'core': ['common', 'engine'], // handlers/ and core.ts: the composition root
  'thread': ['common', 'core'], // the thread the core runs in, for every shell that has a screen
  'main': ['common', 'core', 'thread', 'server/page'], // the page's files and policy are the same in both shells
  'server': ['common', 'core', 'thread'],
  'cli': ['common', 'core', 'engine', 'server', 'thread'],
  'preload': ['common/rpc'],
  'renderer': ['common'],
};
// Parents of independent children: a child never imports its sibling (kit/ and index.ts excepted).
const independent = ['engine/collector/components/[^/]+', 'engine/ottl/functions', 'core/services', 'renderer/views'];
const node = '^src/(core/(platform/node|services)|main|thread|server|cli)/';
const error = (name, from, to) => ({ name, severity: 'error', from, to });
const within = (folders) => folders.map((folder) => `^src/${folder}/`);

export default {
  forbidden: [
    ...Object.entries(may).map(([folder, allowed]) =>
      error(`layer ${folder}`, { path: within([folder]) }, { path: '^src/', pathNot: within([folder, ...allowed]) })),
    ...independent.map((parent) =>
      error(`siblings of ${parent}`, { path: `^src/(${parent})/([^/]+)`, pathNot: 'index[.]ts$' },
        { path: within([parent]), pathNot: '^src/$1/($2|kit/)' })),
    error('components do not know the service',
      { path: '^src/engine/collector/(component|consumer|helpers|components)/' }, { path: '^src/engine/collector/(service|confmap)/' }),
    error('node only at the rim', { path: '^src/', pathNot: node }, { dependencyTypes: ['core'] }),
    error('electron only in its shell', { path: '^src/', pathNot: '^src/(main|preload)/' }, { path: '(^|node_modules/)electron(/|$)' }),
    error('no cycles', {}, { circular: true }),
  ],
  options: { exclude: '[.]test[.]tsx?$', tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.json' }, doNotFollow: 'node_modules' },
};
