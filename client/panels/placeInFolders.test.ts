import { expect, test } from 'vitest'
import { placeInFolders } from './placeInFolders'

test.each([
  ['/home/a/net/weights/model.json', ['/home/a/net'], '/home/a/net', ['weights', 'model.json']],
  ['/home/a/net/w.npz', ['/home/b', '/home/a/net/'], '/home/a/net/', ['w.npz']],
  ['/C:/net/w.npz', ['/c:/net'], '/c:/net', ['w.npz']],
  ['/w.npz', ['/'], '/', ['w.npz']],
])('%s lies in one of %s', (file, folders, folder, steps) => {
  expect(placeInFolders(file, folders)).toEqual({ folder, steps })
})

test.each([
  ['/etc/passwd', ['/home/a/net']],
  // A folder whose name only begins alike.
  ['/home/a/network/w.npz', ['/home/a/net']],
  ['/home/a/net', ['/home/a/net']],
  ['/home/a/net/../../b/w.npz', ['/home/a/net']],
  ['/home/a/net/w.npz', []],
])('%s lies in none of %s', (file, folders) => {
  expect(placeInFolders(file, folders)).toBeUndefined()
})
