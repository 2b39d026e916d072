import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { targets } from '../../server/export/targets'
import { exportedNetworks } from './networks'
import results from './results.json'

interface Result {
  readonly program: string
  readonly parameters: number
  readonly expected: number
  readonly difference: number
}

const rows = Object.entries(results as Record<string, Record<string, Result | { refused: string }>>).flatMap(
  ([network, byTarget]) => Object.entries(byTarget).map(([target, result]) => ({ network, target, result })),
)

// What compare.ts measured in Keras and PyTorch holds for the programs that are written today, letter by letter.
test.each(rows)('$network in $target', ({ network, target, result }) => {
  const write = () => targets[target as 'keras' | 'pytorch'].write(exportedNetworks[network]())
  if ('refused' in result) {
    expect(write).toThrow(result.refused)
    return
  }
  expect(createHash('sha256').update(write()).digest('hex').slice(0, 16)).toBe(result.program)
  expect(result.parameters).toBe(result.expected)
  expect(result.difference).toBeLessThan(1e-4)
})

test('ten networks and more were measured', () => {
  expect(new Set(rows.map(({ network }) => network)).size).toBeGreaterThanOrEqual(10)
})
