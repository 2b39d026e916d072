import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { cloneHere } from './besideNode'
import { randomProgram } from './randomProgram'
import { evaluateText, toPlain } from './testEvaluation'

const COUNT = Number(process.env.RANDOM_PROGRAMS ?? 2000)
const FIRST = Number(process.env.RANDOM_SEED ?? 1)

interface Difference {
  readonly seed: number
  readonly ours: unknown
  readonly real: unknown
}

test(`${COUNT} programs made at random hold what Node says, from seed ${FIRST} on`, { timeout: 600_000 }, () => {
  const differences: Difference[] = []
  let known = 0
  for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
    const code = randomProgram(seed)
    let real: unknown
    try {
      // Each program's names are its own; one that Node refuses or that takes long says nothing.
      real = cloneHere(runInNewContext(`(() => {\n${code}\n;return result })()`, {}, { timeout: 500 }))
    } catch (error) {
      const text = String(error)
      if (!/timed out|RangeError/.test(text)) differences.push({ seed, ours: 'no valid program', real: text })
      continue
    }
    const { exports } = evaluateText({ 'model.js': `${code}\nexport { result }` })
    const ours = toPlain(exports.get('result'))
    if (typeof ours === 'string') continue
    known += 1
    if (!sameWhereKnown(ours, real)) differences.push({ seed, ours, real })
  }
  expect(differences.slice(0, 3)).toEqual([])
  // Nothing in these programs is unknown; only bounds may leave some of them open.
  expect(known).toBeGreaterThan(0.98 * COUNT)
})

/** Equal, but for the parts that are said to be unknown. */
function sameWhereKnown(ours: unknown, real: unknown): boolean {
  if (typeof ours === 'string' && ours.startsWith('? ')) return false
  if (typeof ours !== 'object' || ours === null) return Object.is(ours, real)
  try {
    expect(ours).toEqual(real)
    return true
  } catch {
    return false
  }
}
