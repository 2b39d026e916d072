import { expect, test } from 'vitest'
import { askEverything } from '../test/fuzz/askEverything'
import { Random } from '../test/fuzz/random'
import { analyseText } from './analyseText'
import { recommended } from './configuration/configuration'

/** All answers to a program as they are sent; throws where one cannot be. */
function answersTo(code: string): string {
  const analysis = analyseText(code)
  const { text } = analysis.sourceFile
  return JSON.stringify(
    askEverything(analysis, { text, configuration: recommended, analyse: () => analysis }, new Random('odd')),
  )
}

test.each([
  ['a getter', "model('m', image, image.conv2d(4, 3), { labels: ['a'], task: { get filters() { throw Error() } } })"],
  ['itself', "const info = { labels: ['a'] }; info.task = info; model('m', image, image.conv2d(4, 3), info)"],
  [
    'a list of itself',
    "const list = []; list.push(list); model('m', image, image.conv2d(4, 3), { labels: ['a'], list })",
  ],
])('what a model is told with %s in it is sent without that', (_what, code) => {
  expect(answersTo(`const image = input(9, 9, 3)\n${code}`)).toContain('"labels":["a"]')
})

test.each([
  ['a chain of hundreds of calls', `image${".conv2d(8, 1, { padding: 'same' })".repeat(300)}`],
  ['a shape of thousands of sizes', `image.reshape([${'1, '.repeat(4000)}])`],
  [
    'a size that grows in a loop',
    'export function f(n: number) { for (let i = 0; i < 60; i++) n *= n + 1; image.dense(n) }',
  ],
  [
    'a layer behind many calls',
    'const f = (x: unknown, n: number) => (n > 0 ? f(x.relu(), n - 1) : x); for (let i = 0; i < 20; i++) f(image, 150)',
  ],
  ['a window that does not fit, over and over', 'for (let i = 0; i < 400; i++) image.conv2d(3, 20).relu().relu()'],
  ['a block that repeats its layers without end', 'blocks.denseBlock(image, 8 / 0, 4)'],
  ['a size that is divided by a large number', 'export function f(n: number) { image.dense(n / 9e15) }'],
])('%s is answered, and not looked at for ever', (_what, code) => {
  expect(answersTo(`const image = input(9, 9, 3)\n${code}`)).toContain('"told":[')
})

test('a layer that is called by a template is told of like any other', () => {
  const code = "const image = input(9, 9, 3)\nmodel('m', image, image.relu``.conv2d`8`.avgPool2d`${2}`.conv2d(4, 3))"
  expect(answersTo(code)).toContain('conv2d')
})

test.each([
  "model('m', image, [image.conv2d(4, 3), , image.relu()])",
  "model('m', [image, , image], image.conv2d(4, 3))",
  'image.concat([image, , image])',
  'image.add([, image])',
  'blocks.ssdHead([image, , image], [2, 2], 6)',
  'blocks.ssdHead(3, [2], 6)',
  'blocks.residual([image], 8)',
  'tf.layers.concatenate().apply([tf.input({ shape: [3] }), , tf.input({ shape: [3] })])',
  'tf.model({ inputs: [tf.input({ shape: [3] }), ,], outputs: [, ,] })',
  'tf.sequential({ layers: [, tf.layers.dense({ units: 3, inputShape: [, 3] })] })',
])('a list with holes, or something else than a tensor, is a mistake and no fault: %s', code => {
  const imports = "import { blocks } from 'convolens'\nimport * as tf from '@tensorflow/tfjs'\n"
  expect(answersTo(`${imports}const image = input(9, 9, 3)\n${code}`)).toContain('"told":[{')
})
