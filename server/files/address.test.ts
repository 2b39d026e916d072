import { expect, test } from 'vitest'
import { fileOf, isVirtual, uriOf } from './address'

const pairs = [
  ['file:///home/me/net.ts', '/home/me/net.ts', false],
  ['file:///home/me/a%20net.ts', '/home/me/a net.ts', false],
  ['file:///C%3A/nets/net.ts', 'C:/nets/net.ts', false],
  ['file://server/share/net.ts', '//server/share/net.ts', false],
  ['vscode-vfs://github/me/nets/net.ts', '//vscode-vfs:github/me/nets/net.ts', true],
  ['vscode-remote://127.0.0.1:8080/w/a%20net.ts', '//vscode-remote:127.0.0.1:8080/w/a net.ts', true],
  ['untitled:Untitled-1', 'untitled:Untitled-1', false],
] as const

test.each(pairs)('%s is %s', (uri, file, virtual) => {
  expect(fileOf(uri)).toBe(file)
  expect(fileOf(uriOf(file))).toBe(file)
  expect(isVirtual(file)).toBe(virtual)
})

test('addresses that the editor writes come back as they were', () => {
  const written = pairs.map(([uri]) => uri).filter(uri => !uri.includes('%3A'))
  expect(written.map(uri => uriOf(fileOf(uri)))).toEqual(written)
})
