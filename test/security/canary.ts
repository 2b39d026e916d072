import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Fills a folder with a workspace in which everything that may be run writes a file: the program itself at its top level and in
 * every way of its language, what it imports, the package's scripts, tools' configuration written as programs, plugins of the
 * compiler, and the repository's own configuration.
 *
 * @returns where the files would be written, and the programs to analyse
 */
export function makeCanary(folder: string): { readonly traces: string; readonly programs: readonly string[] } {
  const traces = join(folder, 'traces')
  mkdirSync(traces, { recursive: true })
  const touch = (name: string) => `require('node:fs').writeFileSync(${JSON.stringify(join(traces, name))}, '')`
  const shell = (name: string) => `touch ${join(traces, name)}`
  const files: Record<string, string> = {
    'net.ts': `import { writeFileSync } from 'node:fs'
import { execSync, spawn } from 'node:child_process'
import { request } from 'node:http'
import { connect } from 'node:net'
import 'side-effect'
import { width } from './helper'
import config from './convolens.config'
import { input, model, layers } from 'convolens'
import * as tf from '@tensorflow/tfjs-node'
writeFileSync(${JSON.stringify(join(traces, 'top'))}, '')
execSync(${JSON.stringify(shell('exec'))}); spawn('sh', ['-c', ${JSON.stringify(shell('spawn'))}])
fetch('http://127.0.0.1:9/'); request('http://127.0.0.1:9/').end(); connect(9)
new Function(${JSON.stringify(touch('function'))})(); eval(${JSON.stringify(touch('eval'))})
const secret = { get filters() { writeFileSync(${JSON.stringify(join(traces, 'getter'))}, ''); return 8 }, toString() { ${touch('toString')}; return 'x' }, [Symbol.iterator]() { ${touch('iterator')} }, then(r) { ${touch('then')} } }
class Evil { static { ${touch('static')} } constructor() { ${touch('constructor')} } }
process.on('exit', () => { ${touch('exit')} })
const image = input(8, 8, 1)
const x = image.conv2d(secret.filters, 3).relu()
export const made = model(\`\${secret}\`, image, x.conv2d(width, 3), { weights: '../../../../../../etc/passwd', labels: [...'ab'] })
export const late = import('./helper').then(async ({ width }) => { await secret; new Evil(); return width })
tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [4] })] }).fit(null, null, { callbacks: { onEpochEnd() { ${touch('callback')} } } })
`,
    'helper.js': `${touch('helper')}\nexports.width = 4\nrequire('child_process').execSync(${JSON.stringify(shell('helper-exec'))})\n`,
    'page.html': `<script>${touch('page')}; const m = tf.sequential(); m.add(tf.layers.dense({ units: 1, inputShape: [2] }))</script><img src="http://127.0.0.1:9/x" onerror="${touch('onerror').replaceAll('"', '&quot;')}">`,
    'convolens.config.js': `${touch('config-js')}\nmodule.exports = {}\n`,
    'convolens.config.json': JSON.stringify({ extends: './convolens.config.js', rules: { 'even-kernel': 'off' } }),
    'tsconfig.json': JSON.stringify({
      extends: './base',
      compilerOptions: { plugins: [{ name: './plugin.js' }, { transform: './plugin.js' }] },
    }),
    'base.js': touch('base'),
    'plugin.js': `${touch('plugin')}\nmodule.exports = () => ({ create: () => {} })\n`,
    'package.json': JSON.stringify({
      name: 'canary',
      main: './helper.js',
      type: 'commonjs',
      scripts: Object.fromEntries(
        ['preinstall', 'install', 'postinstall', 'prepare', 'test', 'start'].map(name => [name, shell(name)]),
      ),
    }),
    '.npmrc': `script-shell=${join(folder, 'shell.sh')}\n`,
    ...Object.fromEntries(
      [
        'vite.config.ts',
        'vitest.config.ts',
        'eslint.config.js',
        'babel.config.js',
        'jest.config.js',
        '.pnp.cjs',
        'tensorflow.js',
        'index.js',
      ].map(name => [name, touch(name)]),
    ),
    'node_modules/side-effect/index.js': touch('side-effect'),
    'node_modules/side-effect/package.json': JSON.stringify({ name: 'side-effect', main: 'index.js' }),
    'node_modules/convolens/index.js': touch('convolens'),
    'node_modules/convolens/package.json': JSON.stringify({ name: 'convolens', main: 'index.js' }),
    'node_modules/typescript/index.js': touch('typescript'),
    'node_modules/typescript/package.json': JSON.stringify({ name: 'typescript', main: 'index.js' }),
    ...Object.fromEntries(
      ['tfjs-node', 'tfjs-node-gpu'].map(name => [`node_modules/@tensorflow/${name}/index.js`, touch(name)]),
    ),
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  makeRepository(folder, shell)
  return { traces, programs: ['net.ts', 'helper.js', 'page.html'] }
}

/** A repository that names programs of its own for what git does. */
function makeRepository(folder: string, shell: (name: string) => string): void {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' })
  git('init', '-q')
  git('add', 'net.ts')
  git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-q', '-m', 'net')
  const settings = {
    'core.fsmonitor': 'fsmonitor',
    'diff.run.textconv': 'textconv',
    'diff.external': 'external',
    'core.pager': 'pager',
    'filter.run.smudge': 'smudge',
    'core.sshCommand': 'ssh',
  }
  writeFileSync(join(folder, '.gitattributes'), '*.ts diff=run filter=run\n')
  for (const [key, name] of Object.entries(settings)) git('config', key, `${shell(name)} #`)
}
