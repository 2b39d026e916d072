import { describe, expect, test } from 'vitest'
import { input, type Model, model, type Tensor } from '../../builder/index'
import { zoo } from '../../builder/zoo/index'
import { compareGraphs } from './compareGraphs'

const net = (build: (x: Tensor) => Tensor, size = 16): Model => {
  const image = input(size, size, 3)
  return model('net', image, build(image))
}

/** `status before→after` of what differs. */
function differences(before: Model, after: Model): string[] {
  return compareGraphs(before.graph, after.graph)
    .layers.filter(({ status }) => status !== 'same')
    .map(layer => {
      const names = [layer.before?.layer.name, layer.after?.layer.name].map(name => name ?? '')
      return `${layer.status} ${names.join('→')}${layer.changes.length > 0 ? `: ${layer.changes.join('; ')}` : ''}`
    })
}

const base = (x: Tensor) => x.conv2d(8, 3).relu().conv2d(16, 3).relu().globalAveragePool2d().dense(10).softmax()

describe('what differs', () => {
  test('nothing between equal networks', () => {
    expect(differences(net(base), net(base))).toEqual([])
  })

  test('an option', () => {
    const wide = net(x =>
      x.conv2d(8, 3).relu().conv2d(16, 5, { padding: 'same' }).relu().globalAveragePool2d().dense(10).softmax(),
    )
    expect(differences(net(base), wide)).toEqual([
      "changed conv2d_2→conv2d_2: kernelSize 3×3 → 5×5; padding 'valid' → 'same'; output 12×12×16 → 14×14×16",
      'changed relu_2→relu_2: output 12×12×16 → 14×14×16',
    ])
  })

  test('layers between others, although numbers behind them shift', () => {
    const normed = net(x =>
      x
        .conv2d(8, 3)
        .batchNorm()
        .relu()
        .conv2d(8, 1)
        .relu()
        .conv2d(16, 3)
        .relu()
        .globalAveragePool2d()
        .dense(10)
        .softmax(),
    )
    expect(differences(net(base), normed)).toEqual(['added →batchNorm_1', 'added →relu_1', 'added →conv2d_2'])
    expect(differences(normed, net(base)).map(line => line.split(' ')[0])).toEqual(['removed', 'removed', 'removed'])
  })

  test('a layer of a name stays the same one, whatever its kind', () => {
    const head = (kind: 'relu' | 'tanh') => net(x => x.conv2d(8, 3)[kind]({ name: 'act' }).conv2d(4, 1))
    expect(differences(head('relu'), head('tanh'))).toEqual(['changed act→act: relu → tanh'])
  })

  test('another source', () => {
    const skip = (from: 0 | 1) =>
      net(x => {
        const stem = x.conv2d(3, 3, { padding: 'same' })
        const deep = stem.relu().conv2d(3, 3, { padding: 'same' }).tanh()
        return deep.add([stem, x][from])
      })
    expect(differences(skip(0), skip(1))).toEqual(['changed add_1→add_1: inputs tanh_1, conv2d_1 → tanh_1, input_1'])
  })

  test('the input size changes shapes, not layers', () => {
    const changed = compareGraphs(net(base, 16).graph, net(base, 24).graph).layers
    expect(changed.map(({ status }) => status)).not.toContain('added')
    expect(changed[0].changes).toEqual(['output 16×16×3 → 24×24×3'])
    expect(changed.at(-1)!.status).toBe('same')
  })
})

test('totals are those of hand counts', () => {
  // 3·3·3·8 + 8 against 5·5·3·8 + 8 parameters; on 14·14 and 12·12 places.
  const { totals } = compareGraphs(net(x => x.conv2d(8, 3)).graph, net(x => x.conv2d(8, 5)).graph)
  expect(totals.parameters).toEqual({ before: 224, after: 608 })
  expect(totals.macs).toEqual({ before: 14 * 14 * 216, after: 12 * 12 * 600 })
  // The image of 16·16·3 and the output are alive at once, 4 bytes a number.
  expect(totals.peakMemory).toEqual({ before: 4 * (768 + 14 * 14 * 8), after: 4 * (768 + 12 * 12 * 8) })
  expect([totals.receptiveField.before!.size, totals.receptiveField.after!.size]).toEqual([
    [3, 3],
    [5, 5],
  ])
})

test('ResNet-34 has the layers of ResNet-18 and more', () => {
  const make = (options: object) => zoo.resNet.make(options as never)
  const { layers, totals } = compareGraphs(make({ depth: 18 }).graph, make({ depth: 34 }).graph)
  expect(layers.filter(({ status }) => status === 'removed')).toEqual([])
  // Table 1 of the paper: 16 convolutions more, in eight blocks more; torchvision counts 11,689,512 and 21,797,672.
  const added = layers.filter(({ status }) => status === 'added').map(({ after }) => after!.layer.kind)
  expect(added.filter(kind => kind === 'conv2d')).toHaveLength(16)
  expect(added.filter(kind => kind === 'add')).toHaveLength(8)
  expect(totals.parameters).toEqual({ before: 11_689_512, after: 21_797_672 })
})

test('every layer of both is told once, in the order of each', () => {
  const make = (name: string) => zoo[name].make().graph
  const [before, after] = [make('mobileNetV2'), make('mobileNetV3')]
  const { layers } = compareGraphs(before, after)
  expect(layers.flatMap(layer => layer.before?.layer ?? [])).toEqual(before.layers)
  expect(layers.flatMap(layer => layer.after?.layer ?? [])).toEqual(after.layers)
})
