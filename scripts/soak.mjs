// Hours of a person's work in minutes, and what they leave behind: `npm run soak -- server [minutes] [seed]` types, opens and
// closes in the built language server, `npm run soak -- panel [minutes] [seed]` in a real workbench with panels of Convolens,
// ten minutes at first. Memory and open files are told at every look, and at the end both halves of the time; the exit
// status is 1 where something grows without end (test/soak/growth.ts says what that is). Needs a build, Linux, and the panel
// Chromium.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { repositoryRoot } from './workbench/repositoryRoot.mjs'

process.chdir(repositoryRoot)
const scripts = { server: 'server.mts', panel: 'panel.mjs' }
const [what, ...options] = process.argv.slice(2)
if (what !== undefined && Object.hasOwn(scripts, what)) {
  const args = ['--import', 'tsx', join('scripts/soak', scripts[what]), ...options]
  process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1
} else {
  console.error(`npm run soak -- ${Object.keys(scripts).join('|')} [minutes] [seed]`)
  process.exitCode = 2
}
