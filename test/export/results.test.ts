import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { zoo } from '../../builder/zoo/index'
import { targets } from '../../server/export/targets'
import { onnxLayers, toOnnx } from '../../server/export/toOnnx'
import { exportedNetworks, onnxNetworks } from './networks'
import results from './results.json'

interface Result {
  readonly program: string
  readonly parameters: number
  readonly expected: number
  /** None of what the engine does not run: its outputs in Keras are what those in PyTorch are compared with. */
  readonly difference: number | null
}

const rows = Object.entries(results as Record<string, Record<string, Result | { refused: string }>>).flatMap(
  ([network, byTarget]) => Object.entries(byTarget).map(([target, result]) => ({ network, target, result })),
)

// What compare.ts measured in Keras, PyTorch and ONNX Runtime holds for the programs that are written today, letter by letter.
test.each(rows)('$network in $target', ({ network, target, result }) => {
  const graph = { ...onnxNetworks, ...exportedNetworks }[network]()
  const write = () =>
    target === 'onnx' ? JSON.stringify(toOnnx(graph)) : targets[target as 'keras' | 'pytorch'].write(graph)
  if ('refused' in result) {
    expect(write).toThrow(result.refused)
    return
  }
  expect(createHash('sha256').update(write()).digest('hex').slice(0, 16)).toBe(result.program)
  expect(result.parameters).toBe(result.expected)
  if (result.difference === null) expect(target).toBe('keras')
  else expect(result.difference).toBeLessThan(1e-4)
})

test.each(['keras', 'pytorch', 'onnx'])('every network that is exported to %s was measured', to => {
  const measured = rows.filter(({ target }) => target === to).map(({ network }) => network)
  const exported = to === 'onnx' ? { ...onnxNetworks, ...exportedNetworks } : exportedNetworks
  expect(measured.sort()).toEqual(Object.keys(exported).sort())
})

// A kind that is written for ONNX without having been run there would be a guess.
test('the networks that ran in ONNX Runtime hold every layer kind that is written for it', () => {
  const graphs = Object.values({ ...onnxNetworks, ...exportedNetworks }).map(make => make())
  const ran = new Set(graphs.flatMap(({ layers }) => layers.map(({ kind }) => kind)))
  expect(Object.keys(onnxLayers).filter(kind => !ran.has(kind))).toEqual([])
})

test('every network of the zoo is exported, or refused with a reason', () => {
  // A quarter of a thousand million weights are too many to run; its layers are those of VGG and SegNet.
  const names = [...Object.keys(exportedNetworks), 'deconvNet']
  expect(Object.keys(zoo).filter(name => !names.includes(name))).toEqual([])
})
