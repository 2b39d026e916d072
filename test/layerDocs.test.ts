import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as kinds from '../builder/layers/index'
import { documentedLayers, layerPage, layerTable } from '../scripts/layerDocumentation'

const docs = new URL('../docs/', import.meta.url)

test('the table of layers is current: npm run docs', () => {
  expect(readFileSync(new URL('layers.md', docs), 'utf8')).toBe(layerTable())
})

test.each(documentedLayers)('the page of $kind is current: npm run docs', layer => {
  expect(readFileSync(new URL(`layers/${layer.kind}.md`, docs), 'utf8')).toBe(layerPage(layer))
})

test('there is a page for every layer and no other', () => {
  expect(readdirSync(new URL('layers/', docs)).sort()).toEqual(
    Object.keys(kinds)
      .map(kind => `${kind}.md`)
      .sort(),
  )
})
