import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { repositoryRoot } from './repositoryRoot.mjs'

/**
 * Packages the built extension into a VSIX, as it would be published.
 *
 * @param {string} vsix the file to write
 * @throws with vsce's output when it refuses
 */
export function packageExtension(vsix) {
  mkdirSync(dirname(vsix), { recursive: true })
  const vsce = join(repositoryRoot, 'node_modules/@vscode/vsce/vsce')
  const args = [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--out', vsix]
  const result = spawnSync(process.execPath, args, { cwd: repositoryRoot, encoding: 'utf8' })
  if (result.status !== 0) throw new Error(`vsce package failed:\n${result.stdout}${result.stderr}`)
}
