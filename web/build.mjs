// Bundles the browser part into one folder (first argument, or JINGKAI_ASSETS_OUT, or ./dist):
//   site.js, site.css      entry points, fingerprinted by the server
//   c/*-HASH.js            chunks that an element imports when it first appears on a page, and the worker that maps start
//   icons.svg              sprite of the names in icons.json
//   favicon.svg            copied from static/
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const out = resolve(process.argv[2] ?? process.env.JINGKAI_ASSETS_OUT ?? join(here, 'dist'));

// Chunks carry a hash in their name: without this, those of earlier builds would stay.
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

// MapLibre starts its worker as a module of the same site: copied as it is, under a name that changes with it.
const worker = await readFile(join(here, 'node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs'));
const workerName = `map-worker-${createHash('sha256').update(worker).digest('hex').slice(0, 8)}.js`;
await mkdir(join(out, 'c'));
await writeFile(join(out, 'c', workerName), worker);

const shared = { absWorkingDir: here, bundle: true, minify: true, legalComments: 'linked', logLevel: 'warning', outdir: out };

await Promise.all([
  build({
    ...shared,
    entryPoints: { site: 'src/site.ts' },
    format: 'esm',
    splitting: true,
    chunkNames: 'c/[name]-[hash]',
    target: ['es2022'],
    // Styles of a shadow root come as text; those of the page are the other entry point.
    loader: { '.css': 'text' },
    // Chunks lie beside the worker.
    define: { MAP_WORKER: JSON.stringify(`./${workerName}`) },
  }),
  build({
    ...shared,
    entryPoints: { site: 'src/styles/site.css' },
    target: ['chrome109', 'firefox115', 'safari16'],
  }),
  icons(),
  cp(join(here, 'static'), out, { recursive: true }),
]);

async function icons() {
  const names = JSON.parse(await readFile(join(here, 'icons.json'), 'utf8'));
  const symbols = await Promise.all([...new Set(names)].sort().map(async name => {
    const [style, file] = name.endsWith('-filled') ? ['filled', name.slice(0, -'-filled'.length)] : ['outline', name];
    const path = join(here, 'node_modules/@tabler/icons/icons', style, `${file}.svg`);
    const svg = await readFile(path, 'utf8').catch(() => { throw new Error(`icons.json: no Tabler icon is called "${name}"`); });
    const body = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))
      .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none" \/>/, '').replace(/\s*\n\s*/g, '');
    const paint = style === 'filled' ? 'fill="currentColor"'
      : 'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';
    return `<symbol id="${name}" viewBox="0 0 24 24" ${paint}>${body}</symbol>`;
  }));
  await writeFile(join(out, 'icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`);
}
