import { describe, expect, test } from 'vitest'
import { graphCosts } from './costs'
import { input } from './input'
import * as kinds from './layers/index'
import { ACTIVATIONS } from './layers/learned'
import { model } from './model'
import { layers } from './tensor'

const image = input(8, 8, 3)

describe('an activation that a layer applies itself', () => {
  test('is one layer of the graph, with the layer’s shape and parameters', () => {
    const x = image.conv2d(4, 3, { activation: 'relu' }).flatten().dense(10, { activation: 'softmax' })
    const { graph } = model('m', image, x)
    expect(graph.layers.map(({ name }) => name)).toEqual(['input_1', 'conv2d_1', 'flatten_1', 'dense_1'])
    expect(graph.layers[2].inputs).toEqual([{ layer: 'conv2d_1', output: 0 }])
    expect(graph.outputs).toEqual([{ layer: 'dense_1', output: 0 }])
    expect(graph.layers[3].options.activation).toBe('softmax')
    expect(graphCosts(graph).parameters.trainable).toBe((27 + 1) * 4 + (144 + 1) * 10)
  })

  test('stands behind the layer for whoever reads the tensors', () => {
    const { node } = image.conv2d(4, 3, { activation: 'relu' })
    expect(node.kind.kind).toBe('relu')
    expect(node.fusedInto?.kind.kind).toBe('conv2d')
  })

  test('of a shared layer follows each application', () => {
    const head = layers.dense(2, { activation: 'sigmoid' })
    const [a, b] = [input(5), input(5)]
    const { graph } = model('m', [a, b], a.apply(head).concat(b.apply(head)))
    expect(graph.layers.filter(({ kind }) => kind === 'dense').map(({ weightsOf }) => weightsOf)).toEqual([
      undefined,
      'dense_1',
    ])
    expect(graphCosts(graph).parameters.trainable).toBe(12)
  })

  test('has a layer kind for each word but linear', () => {
    expect(ACTIVATIONS.filter(name => !(name in kinds))).toEqual(['linear'])
  })

  test('of another word is refused', () => {
    expect(() => image.conv2d(4, 3, { activation: 'Relu' as never })).toThrow(/activation must be 'linear' or/)
  })
})
