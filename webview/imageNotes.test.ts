import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { animatedGif, plainPng } from '../test/workbench/harness/pictures.mjs'
import { imageFileProblem } from './imageFile'
import { imageNotes } from './imageNotes'

const read = (file: string) => new Uint8Array(readFileSync(new URL(`../examples/photographs/${file}`, import.meta.url)))

test.each(['chelsea.png', 'coffee.jpg', 'astronaut.jpg'])('nothing is to be said of %s', file => {
  expect(imageNotes(read(file))).toEqual([])
})

test('16 bits a channel', () => {
  const deep = plainPng(3, 3, [1, 2, 3], 16)
  expect(imageFileProblem('deep.png', deep)).toBeUndefined()
  expect(imageNotes(deep)).toEqual(['deep'])
  expect(imageNotes(plainPng(3, 3, [1, 2, 3]))).toEqual([])
})

test('a GIF of two pictures, not one of a single one', () => {
  const moving = animatedGif()
  expect(imageFileProblem('moving.gif', moving)).toBeUndefined()
  expect(imageNotes(moving)).toEqual(['animated'])
  const still = Uint8Array.from([...moving.subarray(0, 34), 0x3b])
  expect(imageNotes(still)).toEqual([])
})

test('a WebP that says that it moves', () => {
  const bytes = new Uint8Array(30)
  bytes.set([...'RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\x02'].map(letter => letter.charCodeAt(0)))
  expect(imageNotes(bytes)).toEqual(['animated'])
  bytes[20] = 0x10
  expect(imageNotes(bytes)).toEqual([])
})

test('a JPEG of four inks', () => {
  const frame = [0xff, 0xc0, 0, 20, 8, 0, 16, 0, 16, 4, ...new Uint8Array(12)]
  expect(imageNotes(Uint8Array.from([0xff, 0xd8, ...frame, 0xff, 0xd9]))).toEqual(['cmyk'])
})
