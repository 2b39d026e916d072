// What is measured, and how: `npm run bench` measures speed, `npm run bench -- edits` one part of that (scripts/bench/main.ts
// names them); `npm run bench -- engine` times the engine beside its peers (scripts/bench/engine/main.ts), `npm run bench -- panel`
// the panel in a workbench, `npm run bench -- activation` the extension's start in one, `npm run bench -- weights` large weight
// files; `npm run bench -- rules [seed] [share]` damages the zoo's networks and counts what the rules find, for a part of the
// damages where a share from 0 to 1 is given.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import esbuild from 'esbuild'
import { repositoryRoot } from './workbench/repositoryRoot.mjs'

process.chdir(repositoryRoot)
const [what, ...options] = process.argv.slice(2)
const scripts = {
  activation: 'benchActivation.mjs',
  panel: 'benchPanel.mjs',
  rules: 'benchRules.ts',
  weights: 'benchWeights.mts',
}
// Bundled as the server and the engine are, so that what is measured is what users run.
const bundle = { bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'warning' }
if (what !== undefined && Object.hasOwn(scripts, what)) {
  run('--import', 'tsx', join('scripts', scripts[what]), ...options)
} else if (what === 'engine') {
  await esbuild.build({ ...bundle, entryPoints: ['scripts/bench/engine/main.ts'], outfile: 'dist/benchEngine.mjs' })
  await esbuild.build({
    ...{ bundle: true, entryPoints: ['scripts/bench/engine/worker.ts'], outfile: 'dist/benchEngineWorker.js' },
    ...{ platform: 'browser', target: 'es2022', format: 'iife', logLevel: 'warning' },
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  run('dist/benchEngine.mjs', ...options)
} else {
  run('scripts/build.mjs')
  await esbuild.build({ ...bundle, entryPoints: ['scripts/bench/main.ts'], outfile: 'dist/bench.mjs' })
  run('dist/bench.mjs', ...process.argv.slice(2))
}

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
  process.exitCode = status ?? 1
}
