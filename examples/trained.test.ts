import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { recommended } from '../server/configuration/configuration'
import { diagnostics } from '../server/features/diagnostics'
import { memoryFileSystem } from '../server/files/memoryFileSystem'
import { Workspace } from '../server/workspace'
import ssd from './detection/ssd'
import lenet from './digits/lenet'
import shapeNet from './localisation/shapeNet'
import uNet from './segmentation/uNet'
import doodles from './transfer/doodles'

test.each(
  Object.entries({
    'digits/lenet': lenet,
    'localisation/shapeNet': shapeNet,
    'segmentation/uNet': uNet,
    'detection/ssd': ssd,
    'transfer/doodles': doodles,
  }),
)('%s is a model without warnings, which runs as it is analysed, weights and all', (name, made) => {
  const text = readFileSync(new URL(`${name}.ts`, import.meta.url), 'utf8')
  const file = `/w/${name}.ts`
  const analysis = new Workspace(memoryFileSystem({ [file]: text }), ['/w']).analysis(file)!
  const grave = diagnostics(analysis, recommended).filter(({ severity }) => ['error', 'warning'].includes(severity))
  expect(grave.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([])
  expect(analysis.models.map(({ graph }) => graph)).toEqual([made.graph])
  expect(readFileSync(new URL(`${name}/../${made.graph.info.weights}`, import.meta.url), 'utf8')).toMatch(
    /weightsManifest/,
  )
})
