// `npm run bench` measures everything but what has a name of its own in scripts/bench.mjs; `npm run bench -- edits` one part.
import { edits } from './edits'

const parts: Readonly<Record<string, () => Promise<void> | void>> = { edits }

async function main(): Promise<void> {
  const [only] = process.argv.slice(2)
  for (const [name, part] of Object.entries(parts)) if (only === undefined || only === name) await part()
}

void main()
