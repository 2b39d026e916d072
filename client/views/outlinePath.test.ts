import { expect, test } from 'vitest'
import type { OutlineItem } from './modelTree'
import { outlinePath } from './outlinePath'

function item(label: string, line: number, from: number, to: number, children: OutlineItem[] = []): OutlineItem {
  const range = { start: { line, character: from }, end: { line, character: to } }
  const text = { description: '', tooltip: '', uri: 'file:///net.ts', model: 'net' }
  return {
    kind: children.length > 0 ? 'block' : 'layer',
    label,
    ...text,
    place: { uri: 'file:///net.ts', range },
    children,
  }
}

const tree = [
  item('net', 9, 0, 60, [
    item('add_1', 4, 2, 40),
    item('conv2d_2', 4, 10, 30),
    item('block', 7, 4, 20, [item('conv2d_1', 2, 4, 18)]),
  ]),
]
const labelsAt = (line: number, character: number, uri = 'file:///net.ts') =>
  outlinePath(tree, uri, { line, character }).map(({ label }) => label)

test('a layer within a call that made it', () => expect(labelsAt(2, 5)).toEqual(['net', 'block', 'conv2d_1']))
test('the call itself', () => expect(labelsAt(7, 5)).toEqual(['net', 'block']))
test('the inner of two calls', () => expect(labelsAt(4, 12)).toEqual(['net', 'conv2d_2']))
test('the outer beside the inner one', () => expect(labelsAt(4, 35)).toEqual(['net', 'add_1']))
test('nothing elsewhere and in another file', () => {
  expect(labelsAt(5, 0)).toEqual([])
  expect(labelsAt(2, 5, 'file:///other.ts')).toEqual([])
})
