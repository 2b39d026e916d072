import { describe, expect, test } from 'vitest'
import { Random } from '../fuzz/random'
import { courseOf } from './growth'

/** So many looks at what a function of the look's number gives, up and down by as much as `noise`. */
function looks(value: (look: number) => number, noise = 0, count = 60): number[] {
  const random = new Random('looks')
  return Array.from({ length: count }, (_, look) => value(look) + (random.below(2001) / 1000 - 1) * noise)
}

const grows = (values: readonly number[], slack = 0) => courseOf(values, { slack }).grows

describe('a quantity grows', () => {
  test('that gains a little with every look, also where it goes up and down by more', () => {
    expect(grows(looks(look => 100 + look / 4))).toBe(true)
    expect(grows(looks(look => 100 + look / 4, 5))).toBe(true)
  })

  test('that gains one now and then', () => {
    expect(grows(looks(look => 20 + Math.floor(look / 10)))).toBe(true)
  })
})

describe('a quantity does not grow', () => {
  test('that stays, or goes up and down', () => {
    expect(grows(looks(() => 19))).toBe(false)
    expect(grows(looks(() => 100, 40))).toBe(false)
  })

  test('that fills up at first', () => {
    expect(grows(looks(look => 100 + Math.min(look, 12) * 10, 5))).toBe(false)
  })

  test('that falls', () => {
    expect(grows(looks(look => 100 - look))).toBe(false)
  })

  test('whose gain is within its slack, or less than a twentieth of it', () => {
    expect(
      grows(
        looks(look => 20 + look / 10),
        6,
      ),
    ).toBe(false)
    expect(grows(looks(look => 1000 + look / 4))).toBe(false)
  })

  test('that nobody has looked at', () => {
    expect(grows([])).toBe(false)
  })
})

test('both halves and the gain are told', () => {
  expect(courseOf([0, 1, 2, 3, 4, 5, 6, 7], { slack: 0 })).toEqual({
    firstHalf: 1.5,
    secondHalf: 5.5,
    trend: 5,
    grows: true,
  })
})
