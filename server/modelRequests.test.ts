import { expect, test } from 'vitest'
import { analyseText } from './analyseText'
import { compareModels, exportModel, importSaved, listZoo, newModel } from './modelRequests'

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
  expect(exportModel({ zoo: 'shiftNet' }, 'keras', analyses)).toEqual({ problem: 'shift_1: Keras has no shift' })
  expect(importSaved('{}', 'model.json')).toEqual({ problem: 'the file describes no layers model' })
})

test('the zoo is listed with the options of each network', () => {
  expect(listZoo().find(({ name }) => name === 'resNet')!.options.depth).toEqual([18, 34, 50, 101, 152])
})
