import { expect, test } from 'vitest'
import { formatShape } from '../builder/shape'
import type { Analysis } from './analysis'
import { codeActions } from './features/codeActions'
import { diagnostics } from './features/diagnostics'
import { hover } from './features/hover'
import { inlayHints } from './features/inlayHints'
import { memoryFileSystem } from './files/memoryFileSystem'
import { Workspace } from './workspace'

function analyseFiles(texts: Record<string, string>, file: string): Analysis {
  return new Workspace(memoryFileSystem(texts), ['/w']).analysis(file)!
}

const RESNET = `import { input, model, type Tensor } from 'convolens'

const bottleneck = (x: Tensor, filters: number, strides = 1) => {
  const shortcut = strides === 1 && x.channels === 4 * filters ? x : x.conv2d(4 * filters, 1, { strides, useBias: false }).batchNorm()
  return x
    .conv2d(filters, 1, { useBias: false }).batchNorm().relu()
    .conv2d(filters, 3, { strides, padding: 'same', useBias: false }).batchNorm().relu()
    .conv2d(4 * filters, 1, { useBias: false }).batchNorm()
    .add(shortcut)
    .relu()
}

const image = input(224, 224, 3)
let x = image.conv2d(64, 7, { strides: 2, padding: 'same', useBias: false }).batchNorm().relu().maxPool2d(3, { strides: 2, padding: 'same' })
for (const [filters, blocks, strides] of [[64, 3, 1], [128, 4, 2], [256, 6, 2], [512, 3, 2]])
  for (let i = 0; i < blocks; i++) x = bottleneck(x, filters, i === 0 ? strides : 1)

export default model('ResNet-50', image, x.globalAveragePool2d().dense(1000).softmax())
`

test('ResNet-50 in code with a helper and loops', () => {
  const { models, sites, loose, problems } = analyseFiles({ '/w/net.ts': RESNET }, '/w/net.ts')
  expect(problems).toEqual([])
  expect(loose).toEqual([])
  // torchvision's resnet50 has 25,557,032 parameters; its strides stand in the 3×3, as here.
  expect(models[0].costs.parameters.trainable).toBe(25_557_032)
  // Moving mean and variance of 26,560 channels that are normalised.
  expect(models[0].costs.parameters.nonTrainable).toBe(2 * 26_560)
  // The 3×3 convolution of the block: one call, sixteen layers.
  const bottleneck = sites.find(
    ({ kind, optionNodes }) => kind.kind === 'conv2d' && optionNodes.get('kernelSize')?.getText() === '3',
  )!
  expect(bottleneck.instances.map(({ layer }) => formatShape(layer.outputShapes[0]))).toEqual([
    '56×56×64',
    '56×56×64',
    '56×56×64',
    '28×28×128',
    '28×28×128',
    '28×28×128',
    '28×28×128',
    '14×14×256',
    '14×14×256',
    '14×14×256',
    '14×14×256',
    '14×14×256',
    '14×14×256',
    '7×7×512',
    '7×7×512',
    '7×7×512',
  ])
  const [call] = bottleneck.instances[0].stack
  expect(RESNET.slice(call.start, call.end)).toBe('bottleneck(x, filters, i === 0 ? strides : 1)')
})

const BLOCKS = `import type { Tensor } from 'convolens'
export function block(x: Tensor, filters: number) {
  return x.conv2d(filters, 3, { strides: 2, padding: 'same' }).relu()
}
`
const NET = `import { input, model } from 'convolens'
import { block } from './blocks'
const image = input(32, 32, 3)
export default model('net', image, block(block(image, 8), 16).globalAveragePool2d())
`

test('a helper of another file shows in the model, with its own place', () => {
  const { models, sites, files } = analyseFiles({ '/w/net.ts': NET, '/w/blocks.ts': BLOCKS }, '/w/net.ts')
  const layers = models[0].instances.map(({ name, layer, site: { call, nameSpan, callSpan } }) => {
    const { fileName, text } = call.getSourceFile()
    expect(files.get(fileName)!.text).toBe(text)
    return [name, formatShape(layer.outputShapes[0]), fileName, text.slice(nameSpan.start, callSpan.end)]
  })
  expect(layers).toEqual([
    ['input_1', '32×32×3', '/w/net.ts', 'input(32, 32, 3)'],
    ['conv2d_1', '16×16×8', '/w/blocks.ts', "conv2d(filters, 3, { strides: 2, padding: 'same' })"],
    ['relu_1', '16×16×8', '/w/blocks.ts', 'relu()'],
    ['conv2d_2', '8×8×16', '/w/blocks.ts', "conv2d(filters, 3, { strides: 2, padding: 'same' })"],
    ['relu_2', '8×8×16', '/w/blocks.ts', 'relu()'],
    ['globalAveragePool2d_1', '16', '/w/net.ts', 'globalAveragePool2d()'],
  ])
  expect(sites.map(({ kind }) => kind.kind)).toEqual(['input', 'globalAveragePool2d'])
})

test('a helper by itself shows in symbols', () => {
  const { models, sites, loose } = analyseFiles({ '/w/net.ts': NET, '/w/blocks.ts': BLOCKS }, '/w/blocks.ts')
  expect(models).toEqual([])
  expect(sites.map(({ instances }) => instances.map(({ layer }) => formatShape(layer.outputShapes[0])))).toEqual([
    ['⌈H/2⌉×⌈W/2⌉×filters'],
    ['⌈H/2⌉×⌈W/2⌉×filters'],
  ])
  expect(loose.map(({ inputShapes }) => inputShapes.map(formatShape))).toEqual([['H×W×C'], ['⌈H/2⌉×⌈W/2⌉×filters']])
})

test('a mistake in the helper is told at the call that leads there', () => {
  const net = NET.replace('block(image, 8)', 'block(image.flatten(), 8)')
  const { problems } = analyseFiles({ '/w/net.ts': net, '/w/blocks.ts': BLOCKS }, '/w/net.ts')
  expect(problems.map(({ rule, span }) => [rule, net.slice(span.start, span.end)])).toEqual([
    ['wrong-rank', 'block(image.flatten(), 8)'],
  ])
  const [{ location }] = problems[0].related!
  expect([location.file, BLOCKS.slice(location.start, location.end)]).toEqual(['/w/blocks.ts', 'conv2d'])
})

test('a model made by a function of another file belongs to the call', () => {
  const texts = {
    '/w/make.ts': `import { input, model } from 'convolens'
export function make(classes: number) { const x = input(8, 8, 1); return model('made', x, x.flatten().dense(classes)) }`,
    '/w/use.ts': "import { make } from './make'\nexport const net = make(10)\n",
  }
  const { models, sites } = analyseFiles(texts, '/w/use.ts')
  expect(sites).toEqual([])
  expect(
    models.map(({ name, span, costs }) => [
      name,
      texts['/w/use.ts'].slice(span.start, span.end),
      costs.parameters.trainable,
    ]),
  ).toEqual([['made', 'make(10)', 650]])
})

test('loose layers of unconnected parts have the field of their own image', () => {
  const { loose } = analyseFiles(
    {
      '/w/a.ts':
        "import { input } from 'convolens'\ninput(8, 8, 3).conv2d(2, 3, { name: 'twin' })\ninput(90, 70, 3).conv2d(2, 5, { name: 'twin' }).globalAveragePool2d()",
    },
    '/w/a.ts',
  )
  const fields = loose.filter(({ layer }) => layer.kind !== 'input').map(({ field }) => [field.size, field.global])
  expect(fields).toEqual([
    [[3, 3], false],
    [[5, 5], false],
    [[90, 70], true],
  ])
})

test('an import of nothing is told; a cycle of imports is none', () => {
  const texts = {
    '/w/a.ts':
      "import { input } from 'convolens'\nimport { b } from './b'\nimport './gone'\nimport './style.css'\nexport const a = 4\nexport const x = () => input(8, 8, b())",
    '/w/b.ts': "import { a, x } from './a'\nexport const b = () => a\nexport const twice = () => x().relu()",
  }
  const { problems, sites } = analyseFiles(texts, '/w/a.ts')
  expect(problems.map(({ rule, span }) => [rule, texts['/w/a.ts'].slice(span.start, span.end)])).toEqual([
    ['unresolved-import', "'./gone'"],
  ])
  expect(sites.map(({ instances }) => formatShape(instances[0].layer.outputShapes[0]))).toEqual(['8×8×4'])
})

test('what costs too much says so and keeps the rest', () => {
  const { problems, sites } = analyseFiles(
    { '/w/a.ts': "import { input } from 'convolens'\ninput(8, 8, 3).relu()\nwhile (true);\n" },
    '/w/a.ts',
  )
  expect(sites.map(({ kind }) => kind.kind)).toEqual(['input', 'relu'])
  expect(problems.length).toBe(1)
  expect(['runaway-evaluation', 'beyond-bounds']).toContain(problems[0].rule)
})

test('an error that is thrown is told, but not in a function nobody calls', () => {
  const text =
    "import { input } from 'convolens'\nexport const f = (x: number) => { throw new Error('odd') }\nthrow new Error('even')\ninput(8, 8, 3)"
  const { problems, sites } = analyseFiles({ '/w/a.ts': text }, '/w/a.ts')
  expect(problems.map(({ rule, message }) => [rule, message])).toEqual([['uncaught-error', 'even']])
  expect(sites.length).toBe(1)
})

test('a file that no network is in, nor in what it imports, is left alone', () => {
  const texts = {
    '/w/a.ts': "import { b } from './b'\nthrow new Error('odd')",
    '/w/b.ts': 'export const b = 1 // about convolens',
    '/w/c.ts': "import { d } from './d'\nexport const c = d()",
    '/w/d.ts': "import { input } from 'convolens'\nexport const d = () => input(4, 4, 1).conv2d(2, 9)",
  }
  expect(analyseFiles(texts, '/w/a.ts').problems).toEqual([])
  expect(analyseFiles(texts, '/w/c.ts').problems.map(({ rule }) => rule)).toEqual(['window-larger-than-input'])
})

test('no beginning of a file makes a feature fail', () => {
  const workspace = new Workspace(memoryFileSystem({}), ['/w'])
  workspace.open('/w/a.ts', RESNET, 'typescript')
  const failures: string[] = []
  for (let end = RESNET.length; end > 0; end -= 23) {
    const text = RESNET.slice(0, end)
    workspace.change('/w/a.ts', text)
    try {
      const analysis = workspace.analysis('/w/a.ts')!
      const configuration = workspace.configurations.of('/w/a.ts')
      const analyse = (changed: string) => workspace.analysisOf('/w/a.ts', changed)
      codeActions(analysis, { start: 0, end }, { text, configuration, analyse })
      inlayHints(analysis, { start: 0, end })
      for (const { nameSpan } of analysis.sites) hover(analysis, nameSpan.start)
      const outside = diagnostics(analysis).filter(({ span }) => span.start > span.end || span.end > end)
      if (outside.length > 0) failures.push(`${text.slice(-20)}: ${outside[0].message}`)
    } catch (error) {
      failures.push(`${text.slice(-20)}: ${(error as Error).stack}`)
    }
  }
  expect(failures).toEqual([])
})
