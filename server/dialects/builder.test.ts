import { describe, expect, test } from 'vitest'
import { formatDimension } from '../../builder/dimension'
import { formatShape } from '../../builder/shape'
import { analyseText, PREAMBLE } from '../analyseText'

/** `conv2d 28×28×6` of every call, several instances after one another. */
function shapes(code: string): string[] {
  return analyseText(code).sites.map(({ kind, instances }) =>
    [kind.kind, ...instances.map(({ layer }) => layer.outputShapes.map(formatShape).join(' and '))].join(' '),
  )
}

/** `rule: message «text at fault»` */
function problems(code: string): string[] {
  return analyseText(code).problems.map(
    ({ rule, message, span }) => `${rule}: ${message} «${(PREAMBLE + code).slice(span.start, span.end)}»`,
  )
}

describe('layers', () => {
  test('options by position and by name', () => {
    expect(
      shapes("input(32, 32, 1).conv2d(6, 5).maxPool2d({ strides: 1 }).conv2d(4, [3, 5], { padding: 'same' })"),
    ).toEqual(['input 32×32×1', 'conv2d 28×28×6', 'maxPool2d 27×27×6', 'conv2d 27×27×4'])
  })

  test('sizes the program reads are those of the builder', () => {
    const code =
      'const x = input(8, 6, 3)\nx.conv2d(x.channels * 2, 1).conv2d(x.height, 1).conv2d(x.width, 1).conv2d(x.shape[2], 1)'
    expect(shapes(code)).toEqual(['input 8×6×3', 'conv2d 8×6×6', 'conv2d 8×6×8', 'conv2d 8×6×6', 'conv2d 8×6×3'])
  })

  test('open sizes of an input are symbols', () => {
    expect(shapes('const x = input(null, null, 3).conv2d(8, 3, { strides: 2 })\nx.conv2d(x.channels, 1)')).toEqual([
      'input H×W×3',
      'conv2d ⌈H/2⌉ − 1×⌈W/2⌉ − 1×8',
      'conv2d ⌈H/2⌉ − 1×⌈W/2⌉ − 1×8',
    ])
  })

  test('a merge of several tensors', () => {
    expect(shapes('const x = input(8, 8, 3)\nx.concat(x.conv2d(5, 1), x)')).toEqual([
      'input 8×8×3',
      'concat 8×8×11',
      'conv2d 8×8×5',
    ])
  })

  test('a layer with several outputs', () => {
    expect(shapes('const [a, b] = input(8, 8, 6).split([2, 4])\na.relu()\nb.relu()')).toEqual([
      'input 8×8×6',
      'split 8×8×2 and 8×8×4',
      'relu 8×8×2',
      'relu 8×8×4',
    ])
  })

  test('a shared layer is one call with an instance an application, whose weights count once', () => {
    const { sites } = analyseText(
      "const head = layers.conv2d(4, 3, { padding: 'same' })\ninput(8, 8, 2).apply(head)\ninput(4, 4, 2).apply(head)",
    )
    const [shared] = sites.filter(({ kind }) => kind.kind === 'conv2d')
    expect(shared.instances.map(({ layer }) => formatShape(layer.outputShapes[0]))).toEqual(['8×8×4', '4×4×4'])
    // (3·3·2 + 1)·4; the second application has none of its own.
    expect(shared.instances[0].costs.parameters.trainable).toBe(76)
    expect(shared.instances[1].node.weightsOf).toBe(shared.instances[0].node)
  })

  test('a loop makes an instance a turn', () => {
    expect(shapes('let x = input(16, 16, 3)\nfor (const filters of [8, 16]) x = x.conv2d(filters, 3)')).toEqual([
      'input 16×16×3',
      'conv2d 14×14×8 12×12×16',
    ])
  })
})

describe('what is not known', () => {
  test('an unknown option leaves what does not depend on it', () => {
    const code =
      "const k = await fetch('k').then(r => r.json())\ninput(32, 32, 3).conv2d(6, k)\ninput(32, 32, 3).conv2d(6, 3, { useBias: k })"
    expect(shapes(code)).toEqual(['input 32×32×3', 'conv2d ?×?×6', 'input 32×32×3', 'conv2d 30×30×6'])
    const withBias = analyseText(code).sites.at(-1)!.instances[0]
    expect(typeof withBias.costs.parameters.trainable).toBe('object')
    // 30·30 places, 6 filters, 3·3·3 multiply-adds each, bias or not … but a count that may differ is not told.
    expect(withBias.layer.unknownOptions).toEqual(['useBias'])
  })

  test('whether a layer is frozen, or how many of its parameters are trained', () => {
    const code =
      "const isFrozen = await fetch('f')\nconst x = input(8, 8, 2)\nx.conv2d(4, 3, { trainable: false })\nx.conv2d(4, 3, { trainable: isFrozen })"
    const [, frozen, either] = analyseText(code).sites.map(({ instances }) => instances[0].costs.parameters)
    expect(frozen).toEqual({ trainable: 0, nonTrainable: (3 * 3 * 2 + 1) * 4 })
    expect([either.trainable, either.nonTrainable].map(formatDimension)).toEqual(['?', '?'])
    expect(problems("input(8, 8, 2).conv2d(4, 3, { trainable: 'no' })")).toEqual([
      "invalid-option: trainable must be true or false, got 'no' «'no'»",
    ])
  })

  test('options that come from nowhere are all unknown', () => {
    expect(shapes("const options = await fetch('o')\ninput(32, 32, 3).conv2d(6, 3, { ...options })")).toEqual([
      'input 32×32×3',
      'conv2d ?×?×6',
    ])
  })

  test('a merge with an unknown tensor has an unknown shape and no error', () => {
    const code = "const other = await fetch('t')\ninput(8, 8, 3).add(other).conv2d(4, 1)"
    expect(shapes(code)).toEqual(['input 8×8×3', 'add ?×?×?', 'conv2d ?×?×4'])
    expect(problems(code)).toEqual([])
  })

  test('after an unknown condition, sizes that both paths share stay known', () => {
    const code =
      "let x = input(8, 8, 3)\nif (Math.random() < 0.5) x = x.conv2d(3, 3, { padding: 'same', strides: 2 })\nx.conv2d(5, 1)"
    expect(shapes(code).at(-1)).toBe('conv2d ?×?×5')
    // Which path is taken decides the costs too, so that the totals of a model are not known.
    const { models } = analyseText(
      "const image = input(8, 8, 3)\nconst x = Math.random() < 0.5 ? image : image.conv2d(3, 1)\nmodel('m', image, x.conv2d(5, 1))",
    )
    expect(formatShape(models[0].instances.at(-1)!.layer.outputShapes[0])).toBe('8×8×5')
    expect(typeof models[0].costs.parameters.trainable).toBe('object')
  })
})

describe('functions nobody calls', () => {
  test('a parameter typed Tensor is H×W×C, a number its name', () => {
    const code = 'export const block = (x: Tensor, filters: number) => x.conv2d(filters, 3, { strides: 2 }).relu()'
    expect(shapes(code)).toEqual(['conv2d ⌈H/2⌉ − 1×⌈W/2⌉ − 1×filters', 'relu ⌈H/2⌉ − 1×⌈W/2⌉ − 1×filters'])
    const [{ instances }] = analyseText(code).sites
    expect(instances[0].inputShapes.map(formatShape)).toEqual(['H×W×C'])
  })

  test('a shortcut that may be a projection leaves the sum of one size', () => {
    const code = `export const block = (x: Tensor, filters: number) => {
  const shortcut = x.channels === 4 * filters ? x : x.conv2d(4 * filters, 1)
  return x.conv2d(4 * filters, 3, { padding: 'same' }).add(shortcut)
}`
    expect(shapes(code)).toEqual(['conv2d H×W×4·filters', 'conv2d H×W×4·filters', 'add H×W×4·filters'])
  })

  test('a second tensor has sizes of its own', () => {
    const code = 'export function join(x: Tensor, skip: Tensor) { x.relu(); skip.relu() }'
    expect(shapes(code)).toEqual(['relu H×W×C', 'relu H2×W2×C2'])
  })

  test('an untyped parameter on which a layer is called is a tensor', () => {
    expect(shapes('export const block = (x, filters) => x.conv2d(filters, 1).relu()')).toEqual([
      'conv2d H×W×filters',
      'relu H×W×filters',
    ])
  })

  test('a method that strings and arrays have too makes no tensor', () => {
    expect(shapes("export const words = text => text.split(',').slice(1)")).toEqual([])
  })

  test('a function that is called has no symbolic instance', () => {
    expect(shapes('const block = (x: Tensor) => x.relu()\nblock(input(4, 4, 1))')).toEqual([
      'relu 4×4×1',
      'input 4×4×1',
    ])
  })
})

describe('mistakes', () => {
  test('are told at the option', () => {
    expect(problems("input(8, 8, 3).conv2d(4, 3, { padding: 'sane' })")).toEqual([
      "invalid-option: padding must be 'same', 'valid', a number of pixels, or { top, bottom, left, right }, got 'sane' «'sane'»",
    ])
    expect(problems('input(8, 8, 3).conv2d(4, 3, { filtres: 2 })')).toEqual([
      'unknown-option: conv2d has no option filtres; did you mean filters? «filtres»',
    ])
  })

  test('else at the name of the layer', () => {
    expect(problems('input(8, 8, 3).conv2d(4)')).toEqual([
      'missing-option: conv2d needs kernelSize: integer of at least 1, or [height, width] «conv2d»',
    ])
    expect(problems('const x = input(8, 8, 3)\nx.add(x.conv2d(3, 3))')).toEqual([
      'mismatched-merge: shapes 8×8×3 and 6×6×3 do not fit together «add»',
    ])
  })

  test('are no end: what follows goes on with what is known', () => {
    expect(shapes("input(8, 8, 3).conv2d(4, 30).relu().conv2d(2, 1, { padding: 'sane' })")).toEqual([
      'input 8×8×3',
      'conv2d ?×?×4',
      'relu ?×?×4',
      'conv2d ?×?×2',
    ])
    expect(shapes('input(0, 8, 3).conv2d(4, 3)')).toEqual(['input ?×8×3', 'conv2d ?×6×4'])
    expect(shapes('input(10).conv2d(4, 3).relu()')).toEqual(['input 10', 'conv2d ?×?×?', 'relu ?×?×?'])
  })

  test('in a function are told there, with the calls that led to it', () => {
    const code = 'const block = (x: Tensor) => x.conv2d(4, 9)\nblock(input(16, 16, 3))\nblock(input(8, 8, 3))'
    const [finding, ...others] = analyseText(code).problems
    expect(others).toEqual([])
    expect(finding.rule).toBe('window-larger-than-input')
    const text = PREAMBLE + code
    expect(text.slice(finding.span.start, finding.span.end)).toBe('9')
    expect(finding.related?.map(({ location }) => text.slice(location.start, location.end))).toEqual([
      'block(input(8, 8, 3))',
    ])
  })
})

describe('blocks', () => {
  const code = `import { blocks } from 'convolens'
const image = input(56, 56, 256)
const out = blocks.bottleneck(blocks.bottleneck(image, 64), 128, { strides: 2 })
model('two', image, out)`

  test('are shown at their call, with what they cost together', () => {
    expect(shapes(code)).toEqual(['input 56×56×256', 'bottleneck 28×28×512', 'bottleneck 56×56×256'])
    const { sites, models } = analyseText(code)
    // 1×1, 3×3 and 1×1 convolutions without bias, and a scale and an offset of each of their channels.
    const parameters = 256 * 64 + 9 * 64 * 64 + 64 * 256 + 2 * (64 + 64 + 256)
    expect(sites[2].instances[0].costs.parameters.trainable).toBe(parameters)
    expect(models[0].graph.layers.filter(({ kind }) => kind === 'conv2d').length).toBe(7)
    expect(models[0].instances.length).toBe(models[0].graph.layers.length)
  })

  test('run functions of the program', () => {
    const gated = `import { blocks } from 'convolens'
export const x = blocks.bottleneck(input(8, 8, 256), 64, { gate: branch => branch.multiply(branch.sigmoid()) })`
    expect(shapes(gated)).toEqual(['bottleneck 8×8×256', 'input 8×8×256', 'multiply 8×8×256', 'sigmoid 8×8×256'])
  })

  test('on sizes in symbols are not followed', () => {
    const symbolic = `import { blocks } from 'convolens'
export const f = (x: Tensor, width: number) => blocks.bottleneck(x, width).relu()`
    expect([shapes(symbolic), problems(symbolic)]).toEqual([[], []])
  })

  test('that do not fit are told at their call', () => {
    expect(problems("import { blocks } from 'convolens'\nblocks.bottleneck(input(8), 4)")).toEqual([
      'wrong-rank: conv2d: needs a map of height×width×channels, got a vector «bottleneck»',
    ])
  })
})

describe('models', () => {
  test('carry their graph, costs and information', () => {
    const [{ name, graph, costs, called }] = analyseText(
      "const image = input(4, 4, 3)\nmodel('small', image, image.flatten().dense(10).softmax(), { labels: [...'0123456789'], preprocessing: { scale: 1 / 255 }, task: 'classification', weights: './weights/model.json' })",
    ).models
    expect(name).toBe('small')
    expect(graph.inputs).toEqual(['input_1'])
    expect(graph.layers.map(layer => layer.name)).toEqual(['input_1', 'flatten_1', 'dense_1', 'softmax_1'])
    expect(graph.info).toEqual({
      labels: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
      preprocessing: { scale: 1 / 255 },
      task: 'classification',
      weights: './weights/model.json',
    })
    // (4·4·3 + 1)·10
    expect(costs.parameters.trainable).toBe(490)
    expect(called).toBe(true)
  })

  test('know the function they are made in, and whether anybody calls it', () => {
    const { models } = analyseText(
      "export function createModel(classes: number) { const x = input(8, 8, 3); return model('m', x, x.flatten().dense(classes)) }",
    )
    expect(models.map(made => [made.function, made.called])).toEqual([['createModel', false]])
    expect(models[0].graph.outputs.length).toBe(1)
  })

  test('that are wrong are told at the call, and their layers stay', () => {
    const code = "const a = input(8, 8, 3)\nconst b = input(4, 4, 3)\nmodel('m', a, b.relu())"
    expect(problems(code)).toEqual(['unused-input: no output of m rests on input 8×8×3 «model»'])
    const { models, loose } = analyseText(code)
    expect([models.length, loose.map(({ layer }) => layer.kind)]).toEqual([0, ['input', 'input', 'relu']])
  })

  test('of something else than tensors', () => {
    expect(problems("model('m', 3, input(8))")).toEqual([
      'invalid-argument: model needs its inputs: a tensor or an array of tensors «model»',
    ])
  })
})

describe('parameters of functions nobody calls', () => {
  test('nothing is told that rests on their being maps', () => {
    expect(
      problems(
        'export const regions = (map: Tensor, boxes: Tensor) => map.conv2d(8, 3).roiPool(boxes, { poolSize: 7 })',
      ),
    ).toEqual([])
    expect(problems('export const head = (x: Tensor, y: Tensor) => x.flatten().dense(4).add(y.relu())')).toEqual([])
    expect(
      shapes('export const regions = (map: Tensor, boxes: Tensor) => map.roiPool(boxes, { poolSize: 7 })')[0],
    ).toMatch(/^roiPool .*×7×7×C$/)
  })

  test('what only maps can do settles that they are', () => {
    expect(problems('export const block = (x: Tensor) => x.conv2d(8, 3).add(x.flatten())')).toEqual([
      expect.stringContaining('mismatched-merge'),
    ])
    expect(
      problems('export const block = (x: Tensor) => { x.conv2d(8, 3); return x.relu().add(x.flatten()) }'),
    ).toEqual([expect.stringContaining('mismatched-merge')])
  })

  test('a layer that does not fit what another settles is told', () => {
    expect(problems('export const block = (x: Tensor) => x.flatten().conv2d(8, 3)')).toEqual([
      expect.stringContaining('wrong-rank'),
    ])
  })
})
