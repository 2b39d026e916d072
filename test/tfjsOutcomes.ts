import * as core from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops'
import * as tfLayers from '@tensorflow/tfjs-layers'
import ts from 'typescript'
import { type Dimension, isExpression } from '../builder/dimension'
import { analyse } from '../server/analysis'

/** What real TensorFlow.js, or our analysis, makes of a program. */
export interface Outcome {
  /** The first statement that throws. */
  readonly errorLine: number | undefined
  readonly message?: string
  /** For every line of the text, the layers that calls in it made: what each of their uses gave, and the weights. */
  readonly layers: ReadonlyMap<number, readonly LayerFigures[]>
}

export interface LayerFigures {
  readonly shapes: readonly string[]
  readonly trainable: string
  readonly nonTrainable: string
}

/** Runs the program's statements in real TensorFlow.js; nothing is computed with the layers. */
export function run(lines: readonly string[]): Outcome {
  const made: { line: number; layer: tfLayers.layers.Layer }[] = []
  let line = 0
  const watched = new Proxy(tfLayers.layers, {
    get(target, name) {
      const make = Reflect.get(target, name) as (...args: unknown[]) => tfLayers.layers.Layer
      return (...args: unknown[]) => {
        const layer = make(...args)
        made.push({ line, layer })
        return layer
      }
    },
  })
  const tf = { ...tfLayers, layers: watched, regularizers: tfLayers.regularizers }
  const body = lines.map((text, index) => `at(${index + 1}); ${text}`).join('\n')
  let errorLine: number | undefined
  let message: string | undefined
  core.engine().startScope()
  try {
    new Function('tf', 'at', body)(tf, (number: number) => {
      line = number
    })
  } catch (error) {
    errorLine = line
    message = (error as Error).message
  }
  const layers = new Map<number, LayerFigures[]>()
  for (const { line: at, layer } of made) {
    if (layer.inboundNodes.length === 0) continue
    const size = (weights: readonly { shape: (number | null)[] }[]) =>
      String(weights.reduce((sum, { shape }) => sum + shape.reduce<number>((a, b) => a * (b ?? 0), 1), 0))
    const shapes = layer.inboundNodes.map(node => shown(node.outputShapes[0] as (number | null)[]))
    const list = layers.get(at) ?? []
    list.push({ shapes, trainable: size(layer.trainableWeights), nonTrainable: size(layer.nonTrainableWeights) })
    layers.set(at, list)
  }
  core.engine().endScope()
  return { errorLine, message, layers }
}

function shown(shape: readonly (number | null | undefined)[]): string {
  return Array.from(shape)
    .slice(1)
    .map(size => (size === null || size === undefined ? 'null' : String(size)))
    .join('×')
}

/** Analyses the same statements. */
export function analysed(lines: readonly string[]): Outcome {
  const text = ["import * as tf from '@tensorflow/tfjs'", ...lines].join('\n')
  const file = ts.createSourceFile('/program.js', text, ts.ScriptTarget.Latest, true)
  const { sites, problems } = analyse(file, { resolve: () => undefined, parse: () => undefined })
  const lineOf = (offset: number) => file.getLineAndCharacterOfPosition(offset).line
  const errors = problems.filter(({ severity, rule }) => severity === 'error' || rule === 'uncaught-error')
  const errorLine = errors.length === 0 ? undefined : Math.min(...errors.map(({ span }) => lineOf(span.start)))
  const layers = new Map<number, LayerFigures[]>()
  for (const { nameSpan, instances } of sites) {
    const [first] = instances
    if (!first || first.layer.kind === 'input') continue
    const figure = (size: Dimension) => (isExpression(size) ? 'null' : String(size))
    const line = lineOf(nameSpan.start)
    const list = layers.get(line) ?? []
    const shapes = instances.map(({ layer }) => layer.outputShapes[0]!.map(figure).join('×'))
    const { trainable, nonTrainable } = first.costs.parameters
    list.push({ shapes, trainable: String(trainable), nonTrainable: String(nonTrainable) })
    layers.set(line, list)
  }
  return { errorLine, message: errors.map(({ message }) => message).join('; '), layers }
}

/** The layers made before the line that throws, with those of their uses that come before it. */
export function figuresBefore({ layers }: Outcome, real: Outcome): readonly unknown[] {
  const { errorLine = Number.POSITIVE_INFINITY } = real
  return [...layers]
    .filter(([line]) => line < errorLine && (real.errorLine === undefined || real.layers.has(line)))
    .sort(([a], [b]) => a - b)
    .map(([line, made]) => [
      line,
      made.map((layer, index) => {
        const used = real.layers.get(line)?.[index]?.shapes.length
        return { ...layer, shapes: layer.shapes.slice(0, used) }
      }),
    ])
}
