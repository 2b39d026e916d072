import { expect, test } from 'vitest'
import { input, model, type Tensor } from '../../../builder/index'
import { resNet } from '../../../builder/zoo/resNet'
import { uNet } from '../../../builder/zoo/uNet'
import { vgg } from '../../../builder/zoo/vgg'
import { describe } from '../../../engine/describe'
import { blocksOf, collapsedAtFirst } from './blocks'

const image = input(8, 8, 4)
const residual = (x: Tensor) => x.conv2d(4, 3, { padding: 'same' }).relu().conv2d(4, 3, { padding: 'same' }).add(x)

test('a residual block is what lies between two layers that everything goes through', () => {
  const { graph } = model(
    'net',
    image,
    residual(residual(image.conv2d(4, 1)).relu())
      .flatten()
      .dense(2)
      .softmax(),
  )
  expect(blocksOf(describe(graph).layers).map(({ layers }) => layers)).toEqual([
    ['conv2d_2', 'relu_1', 'conv2d_3', 'add_1'],
    ['conv2d_4', 'relu_3', 'conv2d_5', 'add_2'],
  ])
})

// He et al. 2016, table 1: 3 + 4 + 6 + 3 blocks.
test('ResNet-50 has its sixteen blocks, collapsed at first', () => {
  const { layers } = describe(resNet({ depth: 50 }).graph)
  const blocks = blocksOf(layers)
  expect(blocks.length).toBe(16)
  expect(collapsedAtFirst(layers, blocks).length).toBe(16)
})

test('a chain has none, and a network that is one block neither', () => {
  expect(blocksOf(describe(vgg().graph).layers)).toEqual([])
  expect(blocksOf(describe(uNet().graph).layers)).toEqual([])
})

test('paths in names win', () => {
  const named = (x: Tensor, path: string) =>
    x
      .conv2d(4, 3, { name: `${path}/conv` })
      .relu({ name: `${path}/relu` })
      .conv2d(4, 1, { name: `${path}/out` })
  const { graph } = model('net', image, named(named(image, 'stem'), 'body').flatten().dense(2))
  expect(blocksOf(describe(graph).layers).map(({ layers }) => layers[0])).toEqual(['stem/conv', 'body/conv'])
})
