import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as blocks from '../builder/blocks/index'
import { explanations } from '../engine/explain/explanations'
import { blocksPage } from '../scripts/blockDocumentation'
import { explanationsPage } from '../scripts/explanationDocumentation'

const page = (name: string) => readFileSync(new URL(`../docs/${name}.md`, import.meta.url), 'utf8')
const headings = (text: string) => [...text.matchAll(/^## \[?([^\]\n]+)/gm)].map(([, heading]) => heading)

test('the page of blocks is current: npm run docs', () => expect(page('blocks')).toBe(blocksPage()))

test('the page of explanations is current: npm run docs', () => expect(page('explanations')).toBe(explanationsPage()))

test('every block has a section, and every section a block', () => {
  expect(headings(page('blocks')).sort()).toEqual(Object.keys(blocks).sort())
})

test('every explanation has a section with its cost, and every section is one', () => {
  const sections = page('explanations').split(/^## /m).slice(1)
  expect(headings(page('explanations'))).toEqual([...explanations.values()].map(({ title }) => title))
  expect(sections.filter(section => !section.includes('- **Cost**: '))).toEqual([])
})
