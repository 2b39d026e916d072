import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { repositoryRoot } from '../../../scripts/workbench/repositoryRoot.mjs'

/**
 * A copy of examples/ in a folder of its own, with the built package `convolens` in its node_modules, as a user has it.
 *
 * @returns {{ folder: string, remove: () => void }}
 */
export function makeWorkspace() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'convolens-workspace-')))
  cpSync(join(repositoryRoot, 'examples'), folder, { recursive: true })
  const installed = join(folder, 'node_modules/convolens')
  mkdirSync(installed, { recursive: true })
  cpSync(join(repositoryRoot, 'builder/package.json'), join(installed, 'package.json'))
  cpSync(join(repositoryRoot, 'builder/dist'), join(installed, 'dist'), { recursive: true })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) }
}
