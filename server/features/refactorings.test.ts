import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { analyseText, PREAMBLE } from '../analyseText'
import { type Analysis, analyse } from '../analysis'
import { recommended } from '../configuration/configuration'
import { applyFix } from '../rules/applyFix'
import { refactorings } from './refactorings'

/** What is offered at a place of a code, by title, and the code that it makes. */
function offeredAt(code: string, part: string): Record<string, string> {
  const at = PREAMBLE.length + code.indexOf(part)
  const text = PREAMBLE + code
  const offered = refactorings(
    analyseText(code),
    { start: at, end: at },
    { text, configuration: recommended, analyse: analyseWhole },
  )
  return Object.fromEntries(offered.map(fix => [fix.title, applyFix(text, fix).slice(PREAMBLE.length)]))
}

/** Also the imports may have changed. */
function analyseWhole(text: string): Analysis {
  const source = ts.createSourceFile('/test.ts', text, ts.ScriptTarget.Latest, true)
  return analyse(source, { resolve: () => undefined, parse: () => undefined })
}

const net = (layers: string, input = '32, 32, 8') =>
  `const image = input(${input})\nmodel('net', image, image.${layers})`

describe('the effect in numbers', () => {
  test('of a depthwise separable convolution', () => {
    // (3·3·8 + 1)·16 parameters and 72·16 multiply-adds a pixel; then 3·3·8 + 8·16 + 16, and 72 + 128: 200 / 1,152 is 17 %.
    expect(offeredAt(net("conv2d(16, 3, { padding: 'same' }).relu()"), 'conv2d')).toMatchObject({
      'Make depthwise separable: 1,168 → 216 parameters, −83 % MACs': net(
        "separableConv2d(16, 3, { padding: 'same' }).relu()",
      ),
    })
  })

  test('of stacked small kernels, normalised and activated as the large one is', () => {
    // (25·8 + 1)·8 + 4·8; then twice (9·8 + 1)·8 + 4·8, of which the first is behind: 1,168 + 32 for 1,608.
    expect(offeredAt(net("conv2d(8, 5, { padding: 'same', strides: 2 }).batchNorm().relu()"), 'conv2d')).toMatchObject({
      'Stack 2 convolutions of 3×3: 1,608 → 1,200 parameters, +80 % MACs': net(
        "conv2d(8, 3, { padding: 'same' }).batchNorm().relu().conv2d(8, 3, { padding: 'same', strides: 2 }).batchNorm().relu()",
      ),
    })
  })

  test('of asymmetric kernels', () => {
    // (7·7·8 + 1)·8 and 2·(7·8 + 1)·8; 14 of 49 multiply-adds.
    expect(offeredAt(net("conv2d(8, 7, { padding: 'same' }).relu()"), 'conv2d')).toMatchObject({
      'Take apart into 1×7 and 7×1: 3,144 → 912 parameters, −71 % MACs': net(
        "conv2d(8, [1, 7], { padding: 'same' }).relu().conv2d(8, [7, 1], { padding: 'same' }).relu()",
      ),
    })
  })

  test('of averaging a map before a dense layer', () => {
    // 32·32·8·10 + 10 and 8·10 + 10.
    expect(offeredAt(net('flatten().dropout(0.5).dense(10)'), 'flatten')).toMatchObject({
      'Average the map: 81,930 → 90 parameters, −99.9 % MACs': net('globalAveragePool2d().dropout(0.5).dense(10)'),
    })
  })

  test('of a bias that is taken away', () => {
    expect(Object.keys(offeredAt(net('conv2d(16, 3).batchNorm().relu()'), 'conv2d'))[0]).toBe(
      'Leave out the bias that batch normalisation takes away: 1,168 → 1,152 parameters',
    )
  })

  test('of a pair of low rank', () => {
    // 64·100 + 100; then 64·16, and 16·100 + 100.
    expect(offeredAt(net("dense(100, { activation: 'relu' })", '64'), 'dense')).toMatchObject({
      'Take apart into two of rank 16: 6,500 → 2,724 parameters, −59 % MACs': net(
        "dense(16, { useBias: false }).dense(100, { activation: 'relu' })",
        '64',
      ),
    })
  })

  test('of squeeze-and-excite, which is imported', () => {
    const code = net('conv2d(32, 3).relu()')
    const result = offeredAt(code, 'relu')
    // 32·2 + 2 and 2·32 + 32.
    expect(Object.keys(result)).toEqual(['Put squeeze-and-excite behind: 0 → 162 parameters, +128 MACs'])
    expect(Object.values(result)[0]).toContain('blocks.squeezeExcite(image.conv2d(32, 3).relu())')
  })

  test('of a 1×1 reduction', () => {
    // (9·64 + 1)·64; then (64 + 1)·16 + (9·16 + 1)·64.
    expect(offeredAt(net("conv2d(64, 3, { padding: 'same' }).relu()", '32, 32, 64'), 'conv2d')).toMatchObject({
      'Reduce to 16 channels with 1×1 before: 36,928 → 10,320 parameters, −72 % MACs': net(
        "conv2d(16, 1).relu().conv2d(64, 3, { padding: 'same' }).relu()",
        '32, 32, 64',
      ),
    })
  })
})

test('is not offered where the window is not known', () => {
  expect(offeredAt(net('.conv2d(64, side)'), 'conv2d')).not.toHaveProperty('Take apart into two of rank 16')
})

test('tells how many layers change in a loop', () => {
  const code = `const image = input(32, 32, 8)
let x = image
for (let i = 0; i < 3; i++) x = x.conv2d(8, 3, { padding: 'same' }).relu()
model('net', image, x)`
  // Three times (9·8 + 1)·8, and three times 9·8 + 8·8 + 8.
  expect(Object.keys(offeredAt(code, 'conv2d'))).toContain(
    'Make depthwise separable (3 layers): 1,752 → 432 parameters, −76 % MACs',
  )
})

test('leaves out numbers that cannot be known, and says symbols as they are', () => {
  const code = "export const block = (x: Tensor) => x.conv2d(16, 3, { padding: 'same' }).relu()"
  const [title] = Object.keys(offeredAt(code, 'conv2d'))
  expect(title).toMatch(/^Make depthwise separable: .*C.* → .*C.* parameters$/)
})

test('offers nothing that would bring an error', () => {
  // The 1×1 map has nothing a 3×3 window without border would fit on.
  const titles = Object.keys(offeredAt(net('conv2d(16, 5, { padding: 2 })', '1, 1, 8'), 'conv2d'))
  expect(titles.filter(title => title.startsWith('Take apart into 1×5'))).toEqual([])
})
