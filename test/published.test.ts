import { expect, test } from 'vitest'
import { graphCosts } from '../builder/costs'
import { type Axes, receptiveFields } from '../builder/receptiveField'
import { lastMapOf } from './truth/lastMap'
import { layerByLayer, networks, type Row, type Size } from './truth/networks'
import rows from './truth/zoo.json'
import layerRows from './truth/zooLayers.json'

test.each(rows as readonly Row[])('$name', row => {
  const made = networks[row.name](row.input as Size)
  const counted = 'macs' in made ? made.parameters : made
  const { graph } = 'macs' in made ? made.macs : made

  if (row.parameters !== undefined) {
    const { trainable, nonTrainable } = graphCosts(counted.graph).parameters
    expect(Math.abs((trainable as number) / row.parameters - 1)).toBeLessThanOrEqual(row.parametersTolerance ?? 0)
    if (row.nonTrainable !== undefined) expect(nonTrainable).toBe(row.nonTrainable)
  }
  if (row.parametersBeforeClassifier !== undefined) {
    const { layers, parameters } = graphCosts(counted.graph)
    const dense = counted.graph.layers.filter(({ kind }) => kind === 'dense')
    const classifier = dense.map(({ name }) => layers.get(name)!.parameters.trainable as number)
    const before = (parameters.trainable as number) - classifier.reduce((a, b) => a + b, 0)
    expect([before, parameters.nonTrainable]).toEqual([row.parametersBeforeClassifier, row.nonTrainable ?? 0])
  }
  if (row.macs !== undefined) {
    const macs = graphCosts(graph).macs as number
    expect(Math.abs(macs / row.macs - 1)).toBeLessThanOrEqual(row.macsTolerance ?? 0)
  }
  if (row.outputShape !== undefined) {
    const { layer, output } = graph.outputs[0]
    const shape = graph.layers.find(({ name }) => name === layer)!.outputShapes[output]
    // YOLO's published output is the flat vector of its grid.
    expect(row.outputShape.length === 1 && shape.length === 3 ? [product(shape)] : shape).toEqual(row.outputShape)
  }
  const fields = receptiveFields(graph)
  const lastMap = lastMapOf(graph)
  if (row.lastMap !== undefined) {
    expect(lastMap.outputShapes[0].slice(0, row.lastMap.length)).toEqual(row.lastMap)
  }
  if (row.receptiveField !== undefined) {
    const { size, stride, padding } = fields.get(lastMap.name)!
    const both = (value: number | null): Axes => [value, value]
    const published = row.receptiveField
    expect({ size, stride, padding }).toEqual({
      size: both(published.size),
      stride: both(published.stride),
      padding: both(published.padding),
    })
  }
})

const weighty = new Set(['conv2d', 'depthwiseConv2d', 'separableConv2d', 'conv2dTranspose', 'dense'])

test.each(Object.entries(layerRows) as [keyof typeof layerRows, (string | number | null)[][]][])(
  '%s, layer by layer',
  (name, published) => {
    const { graph } = layerByLayer[name]()
    const costs = graphCosts(graph).layers
    const [, someParameters, someMacs] = published[0]
    const own = graph.layers
      .filter(({ kind }) => weighty.has(kind))
      .map(({ name: layer, outputShapes }) => {
        const { parameters, macs } = costs.get(layer)!
        return describeLayer([
          outputShapes[0].join('×'),
          someParameters === null ? null : (parameters.trainable as number),
          someMacs === null ? null : (macs as number),
        ])
      })
    const theirs = published.map(([shape, ...numbers]) =>
      describeLayer([String(shape).replace(/^1x1x/, '').replaceAll('x', '×'), ...numbers]),
    )
    expect(own.sort()).toEqual(theirs.sort())
  },
)

function describeLayer(parts: readonly (string | number | null)[]): string {
  return (
    String(parts[0]).replace(/^1×1×/, '') +
    parts
      .slice(1)
      .map(number => ` ${number ?? ''}`)
      .join('')
  )
}

function product(shape: readonly unknown[]): number {
  return (shape as readonly number[]).reduce((a, b) => a * b, 1)
}
