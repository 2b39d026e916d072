// Installs @tensorflow/tfjs-node where its own installation cannot download TensorFlow's library: builds its native addon
// against the shared libraries of the Python package `tensorflow` (or `tensorflow-cpu`), which carry the same C API.
// For Linux, with g++ and Node's headers. Neither the extension nor its tests need it.
//
//   pip install tensorflow-cpu            # into any Python environment
//   node scripts/tensorflowNode/build.mjs <folder to install into> <…/site-packages/tensorflow>
//
// Then set convolens.enginePath to the folder, or run scripts/tensorflowNode/prove.ts with it.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const VERSION = '4.22.0'
/** What node-pre-gyp looks for first on every Node since 12.22. */
const NAPI_VERSION = 8

const [folder, tensorflow] = process.argv.slice(2).map(path => resolve(path))
if (tensorflow === undefined) stop('usage: node scripts/tensorflowNode/build.mjs <folder> <…/site-packages/tensorflow>')
const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2']
for (const library of libraries)
  if (!existsSync(join(tensorflow, library))) stop(`${tensorflow} has no ${library}: give the Python package's folder`)
const nodeHeaders = join(dirname(dirname(process.execPath)), 'include/node')
if (!existsSync(join(nodeHeaders, 'node_api.h')))
  stop(`${nodeHeaders} has no node_api.h: use a Node installed with its headers`)

mkdirSync(folder, { recursive: true })
if (!existsSync(join(folder, 'package.json'))) writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
// Its own install script would download TensorFlow.
run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', `@tensorflow/tfjs-node@${VERSION}`])

const addon = join(folder, 'node_modules/@tensorflow/tfjs-node')
const output = join(addon, `lib/napi-v${NAPI_VERSION}`)
mkdirSync(output, { recursive: true })
run('g++', [
  ...['-O2', '-shared', '-fPIC', '-std=c++17', `-DNAPI_VERSION=${NAPI_VERSION}`],
  ...[nodeHeaders, join(tensorflow, 'include')].flatMap(path => ['-I', path]),
  ...['tfjs_backend.cc', 'tfjs_binding.cc'].map(file => join(addon, 'binding', file)),
  ...['-L', tensorflow, ...libraries.map(library => `-l:${library}`), `-Wl,-rpath,${tensorflow}`],
  ...['-o', join(output, 'tfjs_binding.node')],
])
console.log(`built ${join(output, 'tfjs_binding.node')}`)

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: folder, stdio: 'inherit' })
  if (status !== 0) stop(`${command} failed${error ? `: ${error.message}` : ''}`)
}

function stop(message) {
  console.error(message)
  process.exit(1)
}
