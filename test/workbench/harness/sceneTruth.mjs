import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { repositoryRoot } from '../../../scripts/workbench/repositoryRoot.mjs'

/**
 * What is in a scene of examples/scenes/, by its number there: it was made by a program, which knows.
 *
 * @returns {{ size: number, classes: number[], objects: { class: number, box: { top: number, left: number, bottom: number,
 *   right: number } }[] }} classes of the pixels with 0 for the background, those of objects without it, boxes in pixels
 */
export function sceneTruth(number) {
  const script = join(import.meta.dirname, 'printScene.ts')
  const tsx = join(repositoryRoot, 'node_modules/tsx/dist/cli.mjs')
  return JSON.parse(execFileSync(process.execPath, [tsx, script, String(number)], { encoding: 'utf8' }))
}
