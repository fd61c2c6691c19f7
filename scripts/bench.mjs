// npm run bench [-- NAME…]: every test/bench/<name>.bench.ts, or the named ones. Such a file exports `<what>Bench()`, which resolves to
// { name, ratio, detail }[]: ratios measured within one run, because absolute times of a shared machine mean nothing. What had
// nothing to be compared with has no ratio.
import { readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build as bundle } from 'vite';
import { build } from './build.mjs';
import { cacheDirectory, root } from './lib/root.mjs';
import { runNode } from './lib/run.mjs';

const directory = join(root, 'test', 'bench');
const suffix = '.bench.ts';

/** The parts of the product that a bench runs; most only import the sources. */
const needs = { collector: ['node'], collectorMemory: ['node'], lab: ['services', 'node', 'renderer'], screen: ['services', 'node', 'renderer'] };

/** Scripts know the checkout by their own place: they are imported from there, not bundled. */
const scriptsStay = {
  name: 'scripts-stay',
  enforce: 'pre',
  resolveId(id, importer) {
    if (importer === undefined || !/scripts\/lib\/[^/]+\.mjs$/.test(id)) return null;
    return { id: pathToFileURL(resolve(dirname(importer), id)).href, external: true };
  },
};

if (process.argv[2] === '--one') await runOne(process.argv[3], process.argv[4]);
else await runAll(process.argv.slice(2));

/** Each file in a process of its own: what one leaves on the heap does not slow the next. */
async function runAll(wanted) {
  const all = readdirSync(directory).filter((file) => file.endsWith(suffix)).map((file) => file.slice(0, -suffix.length));
  const unknown = wanted.find((name) => !all.includes(name));
  if (unknown !== undefined) {
    console.error(`no bench "${unknown}": there are ${all.join(', ')}`);
    process.exit(2);
  }
  const names = wanted.length === 0 ? all : wanted;
  await build([...new Set(names.flatMap((name) => needs[name] ?? []))]);
  const outDir = await bundleAll(names);
  let failed = false;
  console.log(row('ratio', 'measured', ''));
  for (const name of names) {
    const { code } = await runNode(['scripts/bench.mjs', '--one', name, join(outDir, `${name}.mjs`)]);
    failed ||= code !== 0;
  }
  rmSync(outDir, { recursive: true, force: true });
  process.exitCode = failed ? 1 : 0;
}

async function runOne(name, file) {
  const benches = Object.entries(await import(pathToFileURL(file).href)).filter(([key, value]) => key.endsWith('Bench') && typeof value === 'function');
  if (benches.length === 0) throw new Error(`${name}${suffix} exports no function whose name ends with "Bench"`);
  for (const [, bench] of benches) {
    for (const { name: measured, ratio, detail } of await bench()) console.log(row(ratio === undefined ? '–' : `${ratio.toFixed(2)}×`, measured, detail));
  }
  // A bench may have left a socket or a thread behind.
  process.exit();
}

async function bundleAll(names) {
  // Of its own, because two runs may overlap.
  const outDir = join(cacheDirectory, 'bench', String(process.pid));
  await bundle({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [scriptsStay],
    build: {
      ssr: true, outDir, emptyOutDir: true, target: 'node20', minify: false, reportCompressedSize: false,
      rolldownOptions: {
        input: Object.fromEntries(names.map((name) => [name, join(directory, name + suffix)])),
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs' },
      },
    },
  });
  return outDir;
}

function row(ratio, measured, detail) {
  return `${ratio.padStart(8)}  ${measured.padEnd(56)}  ${detail}`.trimEnd();
}
