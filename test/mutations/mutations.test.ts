import { expect, test } from 'vitest'
import { rules } from '../../server/rules/index'
import { mutations } from './mutations'
import { score } from './score'

const { scores, faults } = score(7, 0.03)

test('every damage is found at its place, nothing else is told, and every fix mends', () => {
  expect(faults).toEqual([])
  expect(scores.filter(({ cases, found }) => found < cases)).toEqual([])
})

test('every way to damage a network fits one, and names a rule that there is', () => {
  const tried = new Set(scores.filter(({ cases }) => cases > 0).map(({ rule }) => rule))
  expect(mutations.filter(({ rule }) => !tried.has(rule))).toEqual([])
  expect([...tried].filter(rule => !rules.some(({ id }) => id === rule))).toEqual([])
})
