import { type Graph, inputShapes, type Layer, layersByName } from '../../builder/graph'
import type { Weight } from '../../builder/layerKind'
import { kindOf } from '../../builder/layerKinds'
import { type SlidingOptions, slideMap } from '../../builder/layers/sliding'
import { formatShape, type Shape } from '../../builder/shape'

/** One layer of a network that is written in another library's words, every size a number. */
export interface Step {
  readonly layer: Layer
  readonly kind: string
  // biome-ignore lint/suspicious/noExplicitAny: each writer reads the options of the kind it is for.
  readonly options: any
  /** Expressions for the inputs. */
  readonly inputs: readonly string[]
  readonly inputShapes: readonly (readonly number[])[]
  readonly outputShapes: readonly (readonly number[])[]
  /** The layer's name as an identifier. */
  readonly name: string
  /** The name of the layer whose weights are used: its own, or another's. */
  readonly owner: string
  /** Whether other layers use the weights too, or this one uses another's. */
  readonly isShared: boolean
  readonly weights: readonly Weight[]
  /** Whether the first input holds nothing below zero, whatever the weights. */
  readonly isNotNegative: boolean
}

/** A network cannot be written in another library's words; the message says which layer, and why. */
export class ExportError extends Error {}

/** The layers of a network in order, with identifiers for names. Throws {@link ExportError} where a size is no number. */
export function exportSteps(graph: Graph, reserved: ReadonlySet<string>): Step[] {
  const byName = layersByName(graph)
  const names = identifiers(graph, reserved)
  const lenders = new Set(graph.layers.flatMap(({ weightsOf }) => weightsOf ?? []))
  const expression = ({ layer, output }: { layer: string; output: number }) =>
    names.get(layer)! + (byName.get(layer)!.outputShapes.length > 1 ? `[${output}]` : '')
  return graph.layers.map(layer => {
    refuseOpen(layer)
    const inputs = inputShapes(layer, byName)
    return {
      layer,
      kind: layer.kind,
      options: layer.options,
      inputs: layer.inputs.map(expression),
      inputShapes: inputs.map(sizes),
      outputShapes: layer.outputShapes.map(sizes),
      name: names.get(layer.name)!,
      owner: names.get(layer.weightsOf ?? layer.name)!,
      isShared: layer.weightsOf !== undefined || lenders.has(layer.name),
      weights: kindOf(layer).weights(layer.options as never, inputs),
      isNotNegative: layer.inputs.length > 0 && isNotNegative(byName.get(layer.inputs[0].layer)!),
    }
  })
}

/** Whether the layer has weights of its own that training leaves as they are. */
export function isFrozen({ layer, weights }: Step): boolean {
  const isLearnt = weights.some(({ trainable }) => trainable)
  return isLearnt && layer.weightsOf === undefined && layer.weights?.every(({ trainable }) => !trainable) === true
}

/** The expressions of the outputs of a network. */
export function outputExpressions(graph: Graph, steps: readonly Step[]): string[] {
  return graph.outputs.map(({ layer, output }) => {
    const step = steps.find(candidate => candidate.layer.name === layer)!
    return step.name + (step.outputShapes.length > 1 ? `[${output}]` : '')
  })
}

/** The activation that a layer applies itself, as a step of its own; undefined where it applies none. */
export function activationOf(step: Step, input: string): Step | undefined {
  const { activation } = step.options
  if (activation === undefined || activation === 'linear' || kindOf(step.layer).activation === 'within')
    return undefined
  if (activation === 'unknown') throw new ExportError(`${step.layer.name}: its activation is not known`)
  const { options } = kindOf({ kind: activation })
  const values = Object.entries(options).map(([name, option]) => [name, option.parse(option.defaultInput)])
  return {
    ...step,
    kind: activation,
    options: Object.fromEntries(values),
    inputs: [input],
    inputShapes: step.outputShapes,
    isShared: false,
    weights: [],
  }
}

/** Rows and columns that a window reaches beyond its map; negative where it leaves some out. */
export interface Borders {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** The borders with which the window, without any other padding, gives the layer's output. */
export function bordersOf(step: Step, kernelSize: readonly [number, number]): Borders {
  const { strides: given, padding, ceilMode, dilationRate } = step.options
  const strides = given ?? kernelSize
  const options: SlidingOptions = { kernelSize, strides, padding, dilationRate, ceilMode }
  const { rows, columns } = slideMap(options, step.inputShapes[0] as Shape)
  const [height, width] = step.inputShapes[0]
  const after = (slide: typeof rows, stride: number, size: number) => {
    const covered = ((slide.size as number) - 1) * stride + (slide.span as number)
    return covered - size - (slide.before as number)
  }
  return {
    top: rows.before as number,
    bottom: after(rows, strides[0], height),
    left: columns.before as number,
    right: after(columns, strides[1], width),
  }
}

/** Whether the borders add anything to the map. */
export function reachesOut({ top, bottom, left, right }: Borders): boolean {
  return Math.max(top, bottom, left, right) > 0
}

function sizes(shape: Shape): number[] {
  return shape as number[]
}

const NOT_NEGATIVE = new Set(['relu', 'relu6', 'sigmoid', 'softmax', 'softplus', 'hardSigmoid'])

function isNotNegative({ kind, options }: Layer): boolean {
  return NOT_NEGATIVE.has(kind) || NOT_NEGATIVE.has(String(options.activation))
}

function refuseOpen({ name, kind, outputShapes, unknownOptions, channelsFirst }: Layer): void {
  if (unknownOptions?.length) throw new ExportError(`${name}: ${unknownOptions.join(' and ')} is not known`)
  if (channelsFirst) throw new ExportError(`${name}: channels first is not written yet; use channels last`)
  const open = outputShapes.find(shape => shape.some(size => typeof size !== 'number'))
  if (open)
    throw new ExportError(`${name} (${kind}) is ${formatShape(open)}; give the input a size to export the network`)
}

function identifiers({ layers }: Graph, reserved: ReadonlySet<string>): ReadonlyMap<string, string> {
  const taken = new Set(reserved)
  const names = new Map<string, string>()
  for (const { name } of layers) {
    const base = name.replace(/\W/g, '_').replace(/^(?=\d)/, '_')
    let identifier = base
    for (let number = 2; taken.has(identifier); number += 1) identifier = `${base}_${number}`
    taken.add(identifier)
    names.set(name, identifier)
  }
  return names
}
