import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { recommended } from '../server/configuration/configuration'
import { diagnostics } from '../server/features/diagnostics'
import { memoryFileSystem } from '../server/files/memoryFileSystem'
import { Workspace } from '../server/workspace'

const folder = new URL('starters/', import.meta.url)
const starters = readdirSync(folder).map(name => name.replace('.ts', ''))

test('there is one for each task', () => {
  expect(starters.sort()).toEqual(['classification', 'detection', 'segmentation', 'transfer'])
})

test.each(starters)('%s is a model without findings, which runs as it is analysed', async name => {
  const text = readFileSync(new URL(`${name}.ts`, folder), 'utf8')
  const file = `/w/${name}.ts`
  const analysis = new Workspace(memoryFileSystem({ [file]: text }), ['/w']).analysis(file)!
  expect(diagnostics(analysis, recommended).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([])
  const { default: made } = await import(`./starters/${name}.ts`)
  expect(analysis.models.map(({ graph }) => graph)).toEqual([made.graph])
})
