import { expect, test } from 'vitest'
import { byLayer } from './byLayer'
import type { Layer } from './graph'

const layer: Layer = {
  ...{ name: 'conv2d_1', kind: 'conv2d', options: { filters: 4 }, inputs: [] },
  outputShapes: [[8, 8, 4]],
}

test('every computation has results of its own', () => {
  const [name, kind] = [byLayer(({ name }) => name), byLayer(({ kind }) => kind)]
  expect([name, kind, name, kind].map(of => of(layer, []))).toEqual(['conv2d_1', 'conv2d', 'conv2d_1', 'conv2d'])
})

/** How often it is worked out for these layers after one another, all with inputs of the given shapes. */
function computations(layers: readonly Layer[], shapes: readonly (readonly number[])[] = [[8, 8, 3]]): number {
  let count = 0
  const compute = byLayer(() => {
    count += 1
    return `${count}`
  })
  for (const each of layers) for (const shape of shapes) compute(each, [shape])
  return count
}

test('layers that are made alike have it worked out once, whatever they are called and read', () => {
  const other = { ...layer, name: 'conv2d_2', inputs: [{ layer: 'relu_1', output: 0 }] }
  expect(computations([layer, other, layer])).toBe(1)
  expect(
    computations(
      [layer],
      [
        [8, 8, 3],
        [8, 8, 3],
      ],
    ),
  ).toBe(1)
})

test.each([
  ['options', { options: { filters: 4 } }],
  ['output shapes', { outputShapes: [[8, 8, 4]] }],
  ['weights', { weights: [] }],
  ['the weights of another layer', { weightsOf: 'conv2d_1' }],
  ['channels first', { channelsFirst: true as const }],
  ['another kind', { kind: 'dense' }],
  ['unknown options', { unknownOptions: ['filters'] }],
])('a layer with its own %s is looked at by itself', (_what, own) => {
  expect(computations([layer, { ...layer, ...own }])).toBe(2)
})

test('inputs of other shapes are looked at by themselves', () => {
  expect(
    computations(
      [layer],
      [
        [8, 8, 3],
        [8, 9, 3],
        [8, 8],
      ],
    ),
  ).toBe(3)
})

test('what is not known of a layer is not kept', () => {
  const unknown = { ...layer, unknownOptions: ['filters'] }
  expect(computations([unknown, unknown])).toBe(2)
})
