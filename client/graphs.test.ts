import { describe, expect, test } from 'vitest'
import { input, model } from '../builder/index'
import {
  type FileGraphs,
  findModel,
  layersAt,
  type ModelGraph,
  type PlaceRange,
  type Site,
  whyNotShown,
} from './graphs'

const range = (line: number, from: number, to: number): PlaceRange => ({
  start: { line, character: from },
  end: { line, character: to },
})

const here = 'file:///net.ts'
const sites: Site[] = [
  { layer: 'conv2d_1', uri: here, range: range(2, 10, 30) },
  { layer: 'relu_1', uri: here, range: range(2, 31, 37) },
  { layer: 'add_1', uri: here, range: range(4, 0, 40) },
  { layer: 'conv2d_2', uri: here, range: range(4, 10, 25) },
  { layer: 'conv2d_3', uri: here, range: range(4, 10, 25) },
  { layer: 'dense_1', uri: 'file:///head.ts', range: range(2, 10, 30) },
]

describe('the layers at a place', () => {
  test('of the call around it', () => {
    expect(layersAt(sites, here, { line: 2, character: 12 })).toEqual(['conv2d_1'])
  })

  test('of the next call in a chain, right behind the dot', () => {
    expect(layersAt(sites, here, { line: 2, character: 31 })).toEqual(['relu_1'])
  })

  test('of the inner call where one is an argument of another', () => {
    expect(layersAt(sites, here, { line: 4, character: 12 })).toEqual(['conv2d_2', 'conv2d_3'])
  })

  test('of the outer call beside the inner one', () => {
    expect(layersAt(sites, here, { line: 4, character: 35 })).toEqual(['add_1'])
  })

  test('of another file', () => {
    expect(layersAt(sites, 'file:///head.ts', { line: 2, character: 12 })).toEqual(['dense_1'])
  })

  test('none between the calls', () => {
    expect(layersAt(sites, here, { line: 3, character: 0 })).toEqual([])
  })
})

function modelGraph(name: string, notRunnable?: string): ModelGraph {
  const image = input(8, 8, 1)
  return { name, graph: model(name, image, image.relu()).graph, range: range(0, 0, 1), sites: [], notRunnable }
}

function file(models: readonly ModelGraph[], ...problems: FileGraphs['problems']): FileGraphs {
  return { models, problems }
}

const error = { range: range(6, 0, 1), severity: 1, message: 'window 7×7 is larger than its 5×9 input' }
const warning = { range: range(6, 0, 1), severity: 2, message: 'bias before batch normalisation' }
const told = { kind: 'error', line: 7, message: 'window 7×7 is larger than its 5×9 input' }

describe('the model of a panel', () => {
  test('has its name', () => {
    expect(findModel(file([modelGraph('A'), modelGraph('B')]), 'B')?.name).toBe('B')
  })

  test('is the only one after it was renamed', () => {
    expect(findModel(file([modelGraph('A2')]), 'A')?.name).toBe('A2')
  })

  test('is gone where others are there', () => {
    expect(findModel(file([modelGraph('B'), modelGraph('C')]), 'A')).toBeUndefined()
  })
})

describe('why a model is not shown', () => {
  test('nothing against one that runs, warnings or not', () => {
    const only = modelGraph('A')
    expect(whyNotShown(file([only], warning), only)).toBeUndefined()
  })

  test('an error in its file', () => {
    const only = modelGraph('A')
    expect(whyNotShown(file([only], error), only)).toEqual(told)
  })

  test('not an error that may be another model’s', () => {
    const models = [modelGraph('A'), modelGraph('B')]
    expect(whyNotShown(file(models, error), models[0])).toBeUndefined()
  })

  test('an error that left no model', () => {
    expect(whyNotShown(file([], error), undefined)).toEqual(told)
  })

  test('a size in symbols', () => {
    const only = modelGraph('A', 'the size of input_1 is H×W×3')
    expect(whyNotShown(file([only]), only)).toEqual({ kind: 'notRunnable', message: 'the size of input_1 is H×W×3' })
  })

  test('no model at all', () => {
    expect(whyNotShown(file([]), undefined)).toEqual({ kind: 'missing' })
  })
})
