import { describe, expect, test } from 'vitest'
import { input, model } from '../builder/index'
import type { FoundBox, Prediction, Reading } from '../engine/requests'
import { explanationTarget, hiddenClasses } from './reading'
import { explainedBox, shownBoxes } from './shownBoxes'
import { initialState, type State } from './state'

const image = input(8, 8, 3)
const { graph } = model('Net', image, image.conv2d(3, 1).softmax())

function state(reading: Reading, part: Partial<State> = {}): State {
  const scores = new Float32Array([0.2, 0.7, 0.1])
  const prediction: Prediction = {
    ...{ scores, logits: scores, activation: 'softmax', labels: ['a', 'b', 'c'], trained: true, milliseconds: 1 },
    ...{ reading, readings: [reading.kind], output: 0, fed: [] },
  }
  return { ...initialState, model: { uri: '', file: '', graph, weights: {} }, prediction, ...part }
}

test('of classes, the one predicted is explained, or the one chosen', () => {
  expect(explanationTarget(state({ kind: 'classes' }))).toEqual({ target: { kind: 'class', class: 1 } })
  expect(explanationTarget(state({ kind: 'classes' }, { class: 2 }))).toEqual({ target: { kind: 'class', class: 2 } })
})

describe('of a mask', () => {
  const mask: Reading = {
    ...{ kind: 'mask', height: 2, width: 3, confidence: 0.9, places: Uint16Array.from([0, 0, 0, 0, 1, 1]) },
    classes: [
      { class: 0, label: 'background', count: 4, confidence: 0.9 },
      { class: 1, label: 'cat', count: 2, confidence: 0.8 },
      { class: 2, label: 'dog', count: 0, confidence: 0 },
    ],
  }

  test('the largest class that is no background is explained where it lies', () => {
    expect(explanationTarget(state(mask))).toEqual({
      target: { kind: 'region', class: 1, mask: Uint8Array.from([0, 0, 0, 0, 1, 1]), width: 3, height: 2 },
      label: 'cat',
    })
  })

  test('a class that is nowhere is explained at all places', () => {
    expect(explanationTarget(state(mask, { class: 2 }))).toEqual({ target: { kind: 'class', class: 2 }, label: 'dog' })
  })

  test('the background is left out until the user chooses what is', () => {
    expect(hiddenClasses(state(mask), mask)).toEqual([0])
    const chosen = state(mask, { reading: { ...initialState.reading, hidden: [] } })
    expect(hiddenClasses(chosen, mask)).toEqual([])
  })
})

describe('of boxes', () => {
  const at = (left: number, score: number, element: number): FoundBox => ({
    ...{ box: { top: 0, left, bottom: 0.5, right: left + 0.5 }, class: 1, label: 'b', score, output: 0, element },
  })
  // The second lies on the first by 0.4 of 0.6, the third beside both.
  const boxes = [at(0, 0.9, 10), at(0.1, 0.8, 20), at(0.5, 0.6, 30), at(0.5, 0.3, 40)]
  const found: Reading = { kind: 'boxes', boxes }
  const changed = (change: Partial<State['reading']>) =>
    state(found, { reading: { ...initialState.reading, ...change } })

  test('those that say the same as a surer one, and those below the threshold, are left out', () => {
    const shown = (one: State) => shownBoxes(one).map(({ element }) => element)
    expect(shown(state(found))).toEqual([10, 30])
    expect(shown(changed({ overlap: 0.7 }))).toEqual([10, 20, 30])
    expect(shown(changed({ threshold: 0.7 }))).toEqual([10])
  })

  test('the surest is explained, or the one chosen while it is shown', () => {
    expect(explanationTarget(state(found))).toMatchObject({ target: { kind: 'element', output: 0, element: 10 } })
    const box = { output: 0, element: 30 }
    expect(explainedBox(changed({ box }))?.element).toBe(30)
    expect(explainedBox(changed({ box, threshold: 0.7 }))?.element).toBe(10)
    expect(explanationTarget(changed({ threshold: 0.95 }))).toBeUndefined()
  })
})
