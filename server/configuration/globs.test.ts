import { expect, test } from 'vitest'
import { isGlob, matchesGlob } from './globs'

test.each([
  ['src/net.ts', 'src/*.ts', true],
  ['src/deep/net.ts', 'src/*.ts', false],
  ['src/deep/net.ts', 'src/**/*.ts', true],
  ['src/net.ts', 'src/**/*.ts', true],
  ['src/deep/net.ts', 'src', true],
  ['src/deep/net.ts', './src/', true],
  ['source/net.ts', 'src', false],
  ['a/legacy/net.ts', '**/legacy/**', true],
  ['legacy/net.ts', '**/legacy/**', true],
  ['net.js', '*.{ts,js}', true],
  ['net.tsx', '*.{ts,js}', false],
  ['net1.ts', 'net?.ts', true],
  ['netXts', 'net.ts', false],
  ['(a)/net.ts', '(a)/*.ts', true],
])('%s and %s: %s', (path, pattern, matches) => {
  expect(matchesGlob(path, pattern)).toBe(matches)
})

test('a pattern is no plain path', () => {
  expect(['src/**', 'a?.ts', '{a,b}.ts', 'src/net.ts', '(a)/[b].ts'].map(isGlob)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ])
})
