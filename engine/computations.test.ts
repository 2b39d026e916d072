import { expect, test } from 'vitest'
import { layerKinds } from '../builder/layerKinds'
import { computations } from './computations'

// Inputs are given, and where either of two layers may stand, no network can be run.
const NOT_COMPUTED = ['either', 'input']

test('every layer kind of the builder can be computed', () => {
  const kinds = [...layerKinds.keys()].filter(kind => !NOT_COMPUTED.includes(kind))
  expect([...computations.keys()].sort()).toEqual(kinds.sort())
})
