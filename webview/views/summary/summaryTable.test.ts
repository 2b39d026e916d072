import { expect, test } from 'vitest'
import type { Description, LayerDescription } from '../../../engine/requests'
import { nextSorting, share, sortLayers, toCsv, toMarkdown } from './summaryTable'

const number = (value: number | null) => ({ value, text: value === null ? '9·H' : String(value) })

function layer(name: string, parameters: number | null, kind = 'conv2d'): LayerDescription {
  return {
    ...{ name, kind, shape: '2×2×1', inputs: [], parameters: number(parameters), fixedParameters: number(0) },
    ...{ macs: number(7), memory: number(16), field: { value: 3, text: '3×3' } },
  }
}

const layers = [layer('b', 5), layer('c', null), layer('a', 5), layer('d', 20, 'dense')]
const names = (list: readonly LayerDescription[]) => list.map(({ name }) => name).join('')

test('numbers are sorted as numbers; what is not known comes last both ways, equals keep their order', () => {
  expect(names(sortLayers(layers, { sorted: { by: 'parameters', descending: true } }))).toBe('dbac')
  expect(names(sortLayers(layers, { sorted: { by: 'parameters', descending: false } }))).toBe('badc')
})

test('names are sorted by letters', () => {
  expect(names(sortLayers(layers, { sorted: { by: 'layer', descending: false } }))).toBe('abcd')
})

test('three clicks on a column lead back to the order of the network', () => {
  const once = nextSorting({}, 'macs')
  const twice = nextSorting(once, 'macs')
  expect([once, twice, nextSorting(twice, 'macs')]).toEqual([
    { sorted: { by: 'macs', descending: true } },
    { sorted: { by: 'macs', descending: false } },
    {},
  ])
  expect(nextSorting(once, 'layer')).toEqual({ sorted: { by: 'layer', descending: false } })
})

test('bars are as long as their share of the largest', () => {
  const description = { layers } as unknown as Description
  expect(layers.map(({ parameters }) => share(description, 'parameters', parameters))).toEqual([
    0.25,
    undefined,
    0.25,
    1,
  ])
})

test('Markdown', () => {
  const words = { layer: 'L', kind: 'K', shape: 'S', parameters: 'P', macs: 'M', memory: 'B', field: 'F' }
  expect(toMarkdown([layer('a|b', 5)], words, words)).toBe(
    [
      '| L | K | S | P | M | B | F |',
      '| --- | --- | --- | --: | --: | --: | --: |',
      '| a\\|b | conv2d | 2×2×1 | 5 | 7 | 16 | 3×3 |',
      '| L | K | S | P | M | B | F |',
    ].join('\n'),
  )
})

test('CSV', () => {
  expect(toCsv([layer('say "a,b"', null)])).toBe(
    'layer,kind,shape,parameters,fixedParameters,macs,memoryBytes,receptiveField\r\n' +
      '"say ""a,b""",conv2d,2×2×1,9·H,0,7,16,3×3\r\n',
  )
})

test.each(['=HYPERLINK("http://x.example","a")', '+1+cmd', '-2+3', '@SUM(A1)', '\t=1', '\r=1'])(
  'a spreadsheet takes the name %j for text',
  name => {
    const [, row] = toCsv([layer(name, 5)]).split(/\r\n(?=conv|'|"'|$)/)
    expect(row).toMatch(/^"?'/)
  },
)

test('a name in a Markdown table is neither HTML nor a link', () => {
  const words = { layer: 'l', kind: 'k', shape: 's', parameters: 'p', macs: 'm', memory: 'b', field: 'f' } as never
  const copied = toMarkdown([layer('<img src=x onerror=alert(1)>[a](command:x)\n| b', 5)], words, words)
  expect(copied).toContain('\\<img src=x onerror=alert(1)\\>\\[a\\](command:x) \\| b')
  expect(copied.split('\n')).toHaveLength(4)
})
