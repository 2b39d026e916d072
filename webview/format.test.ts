import { expect, test } from 'vitest'
import { formatCount, formatNumber, formatPercent, formatSizes, formatTime } from './format'

test.each([
  [0, '0.0 %'],
  [0.0001, '< 0.1 %'],
  [0.123, '12.3 %'],
  [0.9999, '> 99.9 %'],
  [1, '100.0 %'],
])('the share %d is %s', (share, text) => {
  expect(formatPercent(share)).toBe(text)
})

test.each([
  [0, '0'],
  [-0.29812, '-0.298'],
  [1234.5, '1,230'],
  [0.00001234, '1.2e-5'],
  [-25_000_000, '-2.5e+7'],
  [Number.NaN, 'NaN'],
])('the value %d is %s', (value, text) => {
  expect(formatNumber(value)).toBe(text)
})

test('counts have separators', () => {
  expect(formatCount(61706)).toBe('61,706')
})

test('a size that depends on the image is a question mark', () => {
  expect(formatSizes([null, null, 64])).toBe('?×?×64')
})

test.each([
  [0.4, '< 1 ms'],
  [28.4, '28 ms'],
  [1440, '1.4 s'],
])('%d milliseconds are %s', (milliseconds, text) => {
  expect(formatTime(milliseconds)).toBe(text)
})
