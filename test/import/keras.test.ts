import { readFileSync } from 'node:fs'
import { tensor } from '@tensorflow/tfjs-core'
import ts from 'typescript'
import { beforeAll, describe, expect, test } from 'vitest'
import { graphCosts } from '../../builder/costs'
import { workerBackends } from '../../engine/backends/backends'
import { useBackend, wasmPath } from '../../engine/checks/backend'
import { runJob } from '../../engine/jobs/runJob'
import { Network } from '../../engine/network'
import { matchWeights } from '../../engine/weights/matchWeights'
import { readWeights } from '../../engine/weights/readWeights'
import { weightSlots } from '../../engine/weights/slots'
import { analyse } from '../../server/analysis'
import { importModel } from '../../server/import/importModel'
import expected from './reference/expected.json'

beforeAll(() => useBackend('cpu'))

const path = (file: string) => new URL(`./reference/${file}`, import.meta.url)

/** What the engine finds in the file, as the command line gets it. */
function description(file: string) {
  const home = { backends: workerBackends, wasmPath }
  return runJob({ kind: 'savedModel', file: decodeURIComponent(path(file).pathname) }, home)
}

const rows = Object.entries(expected).flatMap(([name, wanted]) =>
  ['keras', 'h5'].map(ending => ({ file: `${name}.${ending}`, ...wanted })),
)

// The files were saved by Keras, and what they compute was computed there.
test.each(rows)('$file as a program computes the same', async ({ file, parameters, inputs, shape, output }) => {
  const { text } = ((await description(file)) as { result: { text: string } }).result
  const program = ts.createSourceFile('/imported.ts', importModel(text, file), ts.ScriptTarget.Latest, true)
  const limits = { milliseconds: 60_000 }
  const { models, problems } = analyse(program, { resolve: () => undefined, parse: () => undefined }, { limits })
  expect(problems).toEqual([])
  const { graph } = models[0]
  expect(graph.info.weights).toBe(file)
  const { trainable, nonTrainable } = graphCosts(graph).parameters
  expect((trainable as number) + (nonTrainable as number)).toBe(parameters)

  const data = Uint8Array.from(readFileSync(path(file))).buffer
  const { values, report } = matchWeights(weightSlots(graph), await readWeights({ file, data }))
  expect(report).toMatchObject({ missing: [], unused: [], notes: [] })
  const network = new Network(graph, values)
  const given = graph.inputs.map((input, index) => {
    const own = graph.layers.find(({ name }) => name === input)!.outputShapes[0] as number[]
    return [input, tensor(inputs[index], [1, ...own])]
  })
  const [end] = network.graph.outputs
  const made = (await network.forward(Object.fromEntries(given), new Set([end.layer]))).get(end.layer)![end.output]
  expect(made.shape.slice(1)).toEqual(shape)
  const found = await made.data()
  const scale = Math.max(1, ...output.map(Math.abs))
  expect(Math.max(...output.map((value, index) => Math.abs(value - found[index]))) / scale).toBeLessThan(1e-4)
})

describe('what cannot be read is told', () => {
  test('a class of the user', async () => {
    const { text } = ((await description('own.keras')) as { result: { text: string } }).result
    expect(() => importModel(text)).toThrow('doubled: layers of the class Own cannot be read')
  })

  test.each([
    ['alone.weights.h5', 'alone.weights.h5 is a file of weights alone, and describes no network'],
    ['expected.json', 'expected.json is neither a .keras archive nor HDF5, and describes no network'],
    ['gone.keras', 'there is no file'],
  ])('%s', async (file, message) => {
    expect(await description(file)).toMatchObject({ error: { message: expect.stringContaining(message) } })
  })
})
