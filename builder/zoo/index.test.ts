import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Model } from '../model'
import { zoo } from './index'

// Files of this folder that networks share, and that hold none themselves.
const SHARED = [
  'deepLabBackbone',
  'dilatedResNet',
  'divisible',
  'index',
  'knownSize',
  'regionAnchors',
  'repeats',
  'residualStages',
  'ssdMaps',
  'yoloAnchors',
]

test('every network of the folder is listed', () => {
  const files = readdirSync(__dirname)
    .filter(file => !file.endsWith('.test.ts'))
    .map(file => file.replace('.ts', ''))
  expect(Object.keys(zoo).sort()).toEqual(files.filter(file => !SHARED.includes(file)).sort())
})

const choices = Object.entries(zoo).flatMap(([name, { options }]) =>
  Object.entries(options).flatMap(([option, values]) =>
    typeof values === 'string' ? [] : values.map(value => ({ name, option, value })),
  ),
)

test.each(choices)('$name with $option $value can be built', ({ name, option, value }) => {
  const make = zoo[name].make as (options?: object) => Model
  expect(make({ [option]: value }).graph.layers.length).toBeGreaterThan(5)
})
