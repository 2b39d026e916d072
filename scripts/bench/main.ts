// `npm run bench` measures everything but what has a name of its own in scripts/bench.mjs; `npm run bench -- edits` one part.
import { checkFiles } from './checkFiles'
import { edits } from './edits'
import { growth } from './growth'
import { memory } from './memory'
import { packageSize } from './packageSize'
import { startup } from './startup'
import { zooBuild } from './zooBuild'

const parts: Readonly<Record<string, () => Promise<void> | void>> = {
  edits,
  startup,
  zoo: zooBuild,
  growth,
  memory,
  check: checkFiles,
  package: packageSize,
}

async function main(): Promise<void> {
  const [only] = process.argv.slice(2)
  if (only !== undefined && !Object.hasOwn(parts, only)) {
    console.error(`there is no bench ${only}, but ${Object.keys(parts).join(', ')}, engine, rules`)
    process.exitCode = 2
    return
  }
  for (const [name, part] of Object.entries(parts)) if (only === undefined || only === name) await part()
}

void main()
