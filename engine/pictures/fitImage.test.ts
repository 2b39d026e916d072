import { expect, test } from 'vitest'
import type { Image } from '../requests'
import { fitImage } from './fitImage'

/** Pixels by a letter each, of one row a word: their red is the letter's code, black is a dot. */
function image(...rows: string[]): Image {
  const letters = [...rows.join('')].flatMap(letter => [letter === '.' ? 0 : letter.charCodeAt(0), 0, 0, 255])
  return { height: rows.length, width: rows[0].length, data: Uint8ClampedArray.from(letters) }
}

const wide = image('abcdef', 'ghijkl')

test('what is stretched stays as it is', () => {
  expect(fitImage(wide, [8, 8, 3])).toBe(wide)
})

test('the middle of a wide image fills a square, and of a high one too', () => {
  expect(fitImage(wide, [8, 8, 3], { resize: 'crop' })).toEqual(image('cd', 'ij'))
  expect(fitImage(image('a', 'b', 'c'), [8, 8, 3], { resize: 'crop' })).toEqual(image('b'))
})

test('black fills what a wide image leaves of a square, and a high one too', () => {
  expect(fitImage(wide, [8, 8, 3], { resize: 'pad' })).toEqual(
    image('......', '......', 'abcdef', 'ghijkl', '......', '......'),
  )
  expect(fitImage(image('a', 'b', 'c'), [8, 8, 3], { resize: 'pad' })).toEqual(image('.a.', '.b.', '.c.'))
})

test('inputs of any shape, also where the preprocessing says it', () => {
  expect(fitImage(wide, [4, 8, 3], { resize: 'crop' })).toEqual(image('bcde', 'hijk'))
  expect(fitImage(wide, [4, 8, 3], { resize: 'pad' }).height).toBe(3)
  expect(fitImage(wide, ['H', 'W', 3] as never, { resize: 'crop', size: [5, 5] })).toEqual(image('cd', 'ij'))
  expect(fitImage(wide, ['H', 'W', 3] as never, { resize: 'crop' })).toBe(wide)
})

test('a malformed description leaves the image as it is', () => {
  expect(fitImage(wide, ['H', 'W', 3] as never, { resize: 'crop', size: ['a', -1] as never })).toBe(wide)
})
