// Makes sigma.js, viz.js and LICENCES.txt anew: npm ci && npm run build
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

await build({
  entryPoints: ['entry.js'], bundle: true, minify: true, format: 'iife', target: 'es2020', legalComments: 'none',
  outfile: 'sigma.js',
});
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version;
const viz = readFileSync('node_modules/@viz-js/viz/dist/viz-global.js', 'utf8');
writeFileSync('viz.js', viz);

const parts = [];
for (const [name, file] of [
  ['sigma', 'LICENSE.txt'], ['graphology', 'LICENSE.txt'], ['graphology-utils', 'LICENSE.txt'], ['events', 'LICENSE'],
]) {
  parts.push(`${name} ${version(name)} (in sigma.js)\n\n${readFileSync(`node_modules/${name}/${file}`, 'utf8').trim()}`);
}
const rest = readFileSync('licences-viz.txt', 'utf8').trim();
parts.push(`@viz-js/viz ${version('@viz-js/viz')} (viz.js), with Graphviz and Expat\n\n${rest}`);
writeFileSync('LICENCES.txt', `${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
