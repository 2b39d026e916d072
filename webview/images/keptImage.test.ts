import { expect, test } from 'vitest'
import { keptFile } from './keptImage'

test('what was kept is a file again', () => {
  const png = Buffer.from([0x89, 0x50, 0, 255]).toString('base64')
  expect(keptFile({ name: 'a.png', png })).toEqual({ name: 'a.png', bytes: Uint8Array.from([0x89, 0x50, 0, 255]) })
})

test.each([undefined, 'a.png', { name: 'a.png' }, { name: 'a.png', png: '%%%' }, { name: 1, png: '' }])(
  'what is no image is left out: %j',
  value => {
    expect(keptFile(value)).toBeUndefined()
  },
)
