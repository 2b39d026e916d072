import { expect, test } from 'vitest'
import { input, model } from '../../../builder/index'
import { describe } from '../../../engine/describe'
import { drawnGraph, matches, nodeOfLayer, tints } from './drawnGraph'

const image = input(8, 8, 4)
const inner = image.conv2d(4, 1)
const { graph } = model(
  'net',
  image,
  inner.conv2d(4, 3, { padding: 'same' }).relu().add(inner).flatten().dense(2).softmax(),
)
const { layers } = describe(graph)
const edges = (collapsed: string[]) =>
  drawnGraph(layers, collapsed).edges.map(({ from, to, label }) => `${from} ${label} ${to}`)

test('open, every layer is a node and every tensor an edge with its shape', () => {
  expect(edges([])).toEqual([
    'input_1 8×8×4 conv2d_1',
    'conv2d_1 8×8×4 conv2d_2',
    'conv2d_2 8×8×4 relu_1',
    'relu_1 8×8×4 add_1',
    'conv2d_1 8×8×4 add_1',
    'add_1 8×8×4 flatten_1',
    'flatten_1 256 dense_1',
    'dense_1 2 softmax_1',
  ])
})

test('collapsed, a block is one node between its neighbours', () => {
  expect(edges(['block 1'])).toEqual([
    'input_1 8×8×4 conv2d_1',
    'conv2d_1 8×8×4 block 1',
    'block 1 8×8×4 flatten_1',
    'flatten_1 256 dense_1',
    'dense_1 2 softmax_1',
  ])
  expect(nodeOfLayer(drawnGraph(layers, ['block 1']), 'relu_1')?.id).toBe('block 1')
})

// By hand: 4·4 + 4, then 3·3·4·4 + 4, and 256·2 + 2 parameters.
test('nodes are tinted by their share of the largest', () => {
  const shares = tints(drawnGraph(layers, ['block 1']), 'parameters')
  expect([shares.get('conv2d_1'), shares.get('block 1'), shares.get('dense_1')]).toEqual([20 / 514, 148 / 514, 1])
})

test('a search finds names, kinds and what collapsed blocks hold', () => {
  const found = (text: string) => matches(drawnGraph(layers, ['block 1']), text).map(({ id }) => id)
  expect(found('CONV')).toEqual(['conv2d_1', 'block 1'])
  expect(found('relu')).toEqual(['block 1'])
  expect(found(' ')).toEqual([])
})
