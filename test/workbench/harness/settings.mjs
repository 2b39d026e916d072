import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Changes settings of the workspace; the workbench notices by itself. */
export function changeSettings(folder, changes) {
  const file = join(folder, '.vscode/settings.json')
  mkdirSync(join(folder, '.vscode'), { recursive: true })
  writeFileSync(file, JSON.stringify({ ...read(file), ...changes }, null, 2))
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}
