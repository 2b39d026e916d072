import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { imageFileProblem } from './imageFile'
import { imageNotes } from './imageNotes'

const read = (file: string) =>
  new Uint8Array(readFileSync(new URL(`../../examples/photographs/${file}`, import.meta.url)))

test.each(['chelsea.png', 'coffee.jpg', 'astronaut.jpg'])('nothing is to be said of %s', file => {
  expect(imageNotes(read(file))).toEqual([])
})

test('16 bits a channel, where the header says so', () => {
  const deep = read('chelsea.png')
  deep[24] = 16
  expect(imageNotes(deep)).toEqual(['deep'])
})

test('a GIF of two pictures, not one of a single one', () => {
  const head = [...ascii('GIF89a'), 1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255]
  const pause = [0x21, 0xf9, 4, 0, 10, 0, 0, 0]
  const picture = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]
  const moving = Uint8Array.from([...head, ...pause, ...picture, ...pause, ...picture, 0x3b])
  const still = Uint8Array.from([...head, ...pause, ...picture, 0x3b])
  expect(imageFileProblem('moving.gif', moving)).toBeUndefined()
  expect(imageNotes(moving)).toEqual(['animated'])
  expect(imageNotes(still)).toEqual([])
})

test('a WebP that says that it moves', () => {
  const bytes = new Uint8Array(30)
  bytes.set(ascii('RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\x02'))
  expect(imageNotes(bytes)).toEqual(['animated'])
  bytes[20] = 0x10
  expect(imageNotes(bytes)).toEqual([])
})

test('a JPEG of four inks', () => {
  const frame = [0xff, 0xc0, 0, 20, 8, 0, 16, 0, 16, 4, ...new Uint8Array(12)]
  expect(imageNotes(Uint8Array.from([0xff, 0xd8, ...frame, 0xff, 0xd9]))).toEqual(['cmyk'])
})

function ascii(text: string): number[] {
  return [...text].map(letter => letter.charCodeAt(0))
}
