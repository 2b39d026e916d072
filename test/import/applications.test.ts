import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { graphCosts } from '../../builder/costs'
import { analyse } from '../../server/analysis'
import { importModel } from '../../server/import/importModel'
import expected from './applications/expected.json'

const limits = { milliseconds: 60_000, steps: 50_000_000 }

// The descriptions and the numbers are Keras's own; applications.py writes them.
describe.each(Object.entries(expected))('%s of keras.applications', (name, { parameters, counters, output }) => {
  test('becomes a program that makes the same network', () => {
    const saved = gunzipSync(readFileSync(new URL(`./applications/${name}.json.gz`, import.meta.url)))
    const text = importModel(saved.toString())
    const program = ts.createSourceFile('/imported.ts', text, ts.ScriptTarget.Latest, true)
    const { models, problems } = analyse(program, { resolve: () => undefined, parse: () => undefined }, { limits })
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    const [{ graph }] = models
    const { trainable, nonTrainable } = graphCosts(graph).parameters
    expect((trainable as number) + (nonTrainable as number)).toBe(parameters - counters)
    const [{ layer, output: index }] = graph.outputs
    expect(graph.layers.find(({ name }) => name === layer)!.outputShapes[index]).toEqual(output)
  })
})
