import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { analyse, type LayerSite } from '../analysis'
import { applyFix } from './applyFix'
import { type Edit, insertAfter, insertBefore, removeCall, setOption } from './edits'
import { tfjsLayers } from './tfjsText'

const TF = "import * as tf from '@tensorflow/tfjs'\n"

/** The program after an edit at the only layer of a kind; undefined where none is made. */
function edited(program: string, kind: string, edit: (site: LayerSite) => Edit | undefined): string | undefined {
  const source = ts.createSourceFile('/test.ts', TF + program, ts.ScriptTarget.Latest, true)
  const { sites } = analyse(source, { resolve: () => undefined, parse: () => undefined })
  const made = edit(sites.find(site => site.kind.kind === kind)!)
  return made && applyFix(TF + program, { title: '', edits: [made] }).slice(TF.length)
}

const ADDED = `const model = tf.sequential()
model.add(tf.layers.conv2d({ filters: 8, kernelSize: 3, inputShape: [8, 8, 3] }));
model.add(tf.layers.dropout({ rate: 0.5 }));
model.add(tf.layers.flatten());`
const LISTED = `const model = tf.sequential({
  layers: [
    tf.layers.conv2d({ filters: 8, kernelSize: 3, inputShape: [8, 8, 3] }),
    tf.layers.dropout({ rate: 0.5 }),
    tf.layers.flatten(),
  ],
})`
const APPLIED = `let x = tf.input({ shape: [8, 8, 3] })
x = tf.layers.conv2d({ filters: 8, kernelSize: 3 }).apply(x)
x = tf.layers.dropout({ rate: 0.5 }).apply(x)
const y = tf.layers.flatten().apply(x)`

describe('in programs of TensorFlow.js', () => {
  test.each([
    ['added', ADDED, 'model.add(tf.layers.reLU());\nmodel.add(tf.layers.dropout({ rate: 0.5 }));'],
    ['listed', LISTED, 'tf.layers.reLU(),\n    tf.layers.dropout({ rate: 0.5 }),'],
    ['applied', APPLIED, 'x = tf.layers.dropout({ rate: 0.5 }).apply(tf.layers.reLU().apply(x))'],
  ])('a layer is put before one that is %s', (_, program, expected) => {
    expect(edited(program, 'dropout', site => insertBefore(site, '.relu()'))).toContain(expected)
  })

  test.each([
    [
      'added',
      ADDED,
      'rate: 0.5 }));\nmodel.add(tf.layers.conv2d({ filters: 16, kernelSize: 1 }));\nmodel.add(tf.layers.reLU());',
    ],
    ['listed', LISTED, 'rate: 0.5 }),\n    tf.layers.conv2d({ filters: 16, kernelSize: 1 }),\n    tf.layers.reLU(),\n'],
    [
      'applied',
      APPLIED,
      'x = tf.layers.reLU().apply(tf.layers.conv2d({ filters: 16, kernelSize: 1 }).apply(tf.layers.dropout({ rate: 0.5 }).apply(x)))',
    ],
  ])('layers are put behind one that is %s', (_, program, expected) => {
    expect(edited(program, 'dropout', site => insertAfter(site, '.conv2d(16, 1).relu()'))).toContain(expected)
  })

  test.each([
    ['added', ADDED, '\nmodel.add(tf.layers.dropout({ rate: 0.5 }));'],
    ['listed', LISTED, '\n    tf.layers.dropout({ rate: 0.5 }),'],
    ['applied', APPLIED, '\nx = tf.layers.dropout({ rate: 0.5 }).apply(x)'],
  ])('a layer that is %s is taken out', (_, program, gone) => {
    expect(edited(program, 'dropout', removeCall)).toBe(program.replace(gone, ''))
  })

  test('the layer that says what the model is given stays, and stays the first', () => {
    expect(edited(ADDED, 'conv2d', removeCall)).toBeUndefined()
    expect(edited(LISTED, 'conv2d', site => insertBefore(site, '.relu()'))).toBeUndefined()
  })

  test('an option is set', () => {
    expect(edited(APPLIED, 'conv2d', site => setOption(site, 'useBias', 'false'))).toContain(
      '{ filters: 8, kernelSize: 3, useBias: false }',
    )
  })
})

test('layers in the words of TensorFlow.js, where it has them', () => {
  expect(tfjsLayers('.batchNorm({ momentum: 0.9 }).sigmoid().globalAveragePool2d().dropout(0.5)')).toEqual([
    'batchNormalization({ momentum: 0.9 })',
    "activation({ activation: 'sigmoid' })",
    'globalAveragePooling2d({})',
    'dropout({ rate: 0.5 })',
  ])
  expect(tfjsLayers('.channelShuffle(4)')).toBeUndefined()
})
