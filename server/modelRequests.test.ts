import { expect, test } from 'vitest'
import { analyseText } from './analyseText'
import { compareModels, exportJob, exportModel, importSaved, listZoo, newModel } from './modelRequests'

const network = (filters: number) => `const image = input(8, 8, 3)
export default model('m', image, image.conv2d(${filters}, 3))`
const analyses = (_uri: string, text = network(4)) => analyseText(text)
const here = { uri: 'file:///m.ts', model: 'm' }

test('a model against that of the last commit, in Markdown', () => {
  const answer = compareModels({ ...here, text: network(8) }, here, analyses)
  expect(answer).toHaveProperty('text', expect.stringContaining('# m (last commit) → m\n'))
  // (3·3·3 + 1)·8 and ·4
  expect(answer).toHaveProperty('text', expect.stringContaining('| parameters | 224 | 112 | −112 (−50.0 %) |'))
  expect(answer).toHaveProperty('text', expect.stringContaining('! conv2d_1: filters 8 → 4'))
})

test('a model that was not there is told', () => {
  const before = { ...here, text: 'export const nothing = 1' }
  expect(compareModels(before, here, analyses)).toEqual({ problem: 'm.ts makes no model m in the last commit' })
})

test('a network of the zoo as a program makes the same network', () => {
  const answer = newModel('leNet5', [['classes', '26']])
  if (!('text' in answer)) throw new Error(answer.problem)
  const [{ graph }] = analyseText(answer.text.replace(/^import .*\n/, '')).models
  expect(graph.layers.at(-1)!.outputShapes).toEqual([[26]])
  expect(newModel('leNet5', [['classes', 'many']])).toEqual({ problem: 'classes is an integer, not many' })
})

test('exports and imports tell what is in the way', () => {
  expect(exportModel(here, 'keras', analyses)).toHaveProperty('text', expect.stringContaining('layers.Conv2D(4, 3'))
  expect(exportModel({ zoo: 'segNet' }, 'keras', analyses)).toEqual({
    problem: 'maxPool2dWithIndices_1: Keras has no maxPool2dWithIndices',
  })
  expect(importSaved('{}', 'model.json')).toEqual({ problem: 'the file describes no layers model' })
})

test('what the engine is to write holds the network and leads to its weights', () => {
  const named = analyseText(`const image = input(8, 8, 3)
export default model('m', image, image.conv2d(4, 3), { weights: 'saved/m.keras' })`)
  const [{ graph }] = named.models
  const job = { kind: 'weights', format: 'safetensors', graph, seed: 0 }
  expect(exportJob(here, 'safetensors', () => named)).toEqual({ job, weights: 'saved/m.keras' })
  const onnx = exportJob(here, 'onnx', analyses)
  expect(onnx).toMatchObject({ job: { format: 'onnx', model: expect.anything() } })
  expect(onnx).not.toHaveProperty('weights')
  expect(exportJob(here, 'gguf', analyses)).toEqual({ problem: 'there are no weights as gguf' })
  const open = analyseText("const x = input(null, null, 3)\nmodel('m', x, x.conv2d(4, 3))")
  expect(exportJob(here, 'tfjs', () => open)).toEqual({
    problem: expect.stringContaining('give the input a size to export the network'),
  })
})

test('a program names the saved file for its weights where that holds them', () => {
  const layers = [
    { class_name: 'InputLayer', config: { batch_shape: [null, 8], name: 'in' } },
    { class_name: 'Dense', config: { units: 2, name: 'out' } },
  ]
  const topology = { class_name: 'Sequential', config: { name: 's', layers } }
  const names = (file: string, text: object) => {
    const answer = importSaved(JSON.stringify(text), file)
    return 'text' in answer ? answer.text.match(/weights: '(.+)'/)?.[1] : answer.problem
  }
  expect(names('saved/s.keras', topology)).toBe('saved/s.keras')
  expect(names('../s.H5', topology)).toBe('../s.H5')
  expect(names('config.json', topology)).toBeUndefined()
  expect(names('model.json', { modelTopology: topology, weightsManifest: [] })).toBe('model.json')
})

test('the zoo is listed with the options of each network', () => {
  expect(listZoo().find(({ name }) => name === 'resNet')!.options.depth).toEqual([18, 34, 50, 101, 152])
})
