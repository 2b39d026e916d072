// What is measured, and how: `npm run bench` times edits; `npm run bench -- engine` times the engine; `npm run bench -- rules [seed] [share]` damages the zoo's networks
// and counts what the rules find, for a part of the damages where a share from 0 to 1 is given.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { repositoryRoot } from './workbench/repositoryRoot.mjs'

const [what = 'edits', ...options] = process.argv.slice(2)
const benches = { edits: 'benchEdits.mjs', engine: 'benchEngine.ts', rules: 'benchRules.ts' }
if (!Object.hasOwn(benches, what)) {
  console.error(`there is no bench ${what}, but ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}
const script = join(repositoryRoot, 'scripts', benches[what])
const { status } = spawnSync(process.execPath, ['--import', 'tsx', script, ...options], { stdio: 'inherit' })
process.exitCode = status ?? 1
