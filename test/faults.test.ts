import { describe, expect, test } from 'vitest'
import { analyseText } from '../server/analyseText'
import { diagnostics } from '../server/features/diagnostics'
import { heads } from './faults/heads'
import { layers } from './faults/layers'
import { sound } from './faults/sound'

/** Mistakes that beginners ask about, as a Keras program would hold them, in the builder's words and in TensorFlow.js's. */
describe.each(Object.entries({ ...heads, ...layers }))('%s', (_, { rules, builder, tfjs }) => {
  test.runIf(builder)('in the builder', () =>
    expect(warnings(builder!)).toEqual('builder' in rules ? rules.builder : rules),
  )
  test.runIf(tfjs)('in TensorFlow.js', () =>
    expect(warnings(TFJS + tfjs!)).toEqual('tfjs' in rules ? rules.tfjs : rules),
  )
})

test.each(Object.entries(sound))('silent: %s', (_, code) => {
  const text = code.includes('tf.') ? TFJS + code : code
  expect(analyseText(text).sites).not.toEqual([])
  expect(warnings(text)).toEqual([])
})

const TFJS = "import * as tf from '@tensorflow/tfjs'\n"

/** The rules that tell of an error or a warning, each once. */
function warnings(code: string): string[] {
  const grave = diagnostics(analyseText(code)).filter(({ severity }) => severity === 'error' || severity === 'warning')
  return [...new Set(grave.map(({ rule }) => rule))].sort()
}
