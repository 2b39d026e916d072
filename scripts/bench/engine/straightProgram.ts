import {
  add,
  avgPool,
  dispose,
  fused,
  maxPool,
  mean,
  reshape,
  softmax,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tanh,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core'
import type { Graph, Layer } from '../../../builder/graph'
import { slotName, weightSlots } from '../../../engine/weights/slots'

interface Step {
  /** The layer whose output it gives. */
  gives: string
  readonly takes: readonly string[]
  readonly kind: string
  readonly options: Readonly<Record<string, unknown>>
  kernel?: Weight
  bias?: Float32Array
  activation: 'linear' | 'relu' | 'relu6'
}

interface Weight {
  readonly values: Float32Array
  readonly shape: readonly number[]
}

/**
 * The forward pass as TensorFlow.js's converter would write it, for one use alone: normalisations folded into convolutions,
 * activations fused, nothing kept. Throws for layers that the measured networks do not have.
 */
export class StraightProgram {
  private readonly steps: readonly Step[]
  private readonly weights = new Map<Step, { readonly kernel?: Tensor; readonly bias?: Tensor }>()

  constructor(
    private readonly graph: Graph,
    values: ReadonlyMap<string, Float32Array>,
  ) {
    this.steps = stepsOf(graph, values)
    for (const step of this.steps) {
      const { kernel, bias } = step
      const made = { kernel: kernel && tensor(kernel.values, [...kernel.shape]), bias: bias && tensor(bias) }
      this.weights.set(step, made)
    }
  }

  /** The network's output. Whoever asked disposes of it. */
  run(image: Tensor): Tensor {
    const values = new Map([[this.graph.inputs[0], image]])
    const left = readers(this.steps.flatMap(({ takes }) => takes))
    for (const step of this.steps) {
      const { kernel, bias } = this.weights.get(step)!
      const inputs = step.takes.map(name => values.get(name)!)
      values.set(
        step.gives,
        tidy(() => operations[step.kind](step, inputs as Tensor4D[], kernel, bias)),
      )
      for (const name of step.takes) {
        left.set(name, left.get(name)! - 1)
        if (left.get(name) === 0 && name !== this.graph.inputs[0]) values.get(name)!.dispose()
      }
    }
    return values.get(this.graph.outputs[0].layer)!
  }

  dispose(): void {
    for (const { kernel, bias } of this.weights.values()) dispose([kernel, bias].filter(one => one !== undefined))
  }
}

type Operation = (step: Step, inputs: readonly Tensor4D[], kernel?: Tensor, bias?: Tensor) => Tensor

const operations: Readonly<Record<string, Operation>> = {
  conv2d: ({ options, activation }, [x], filter, bias) =>
    fused.conv2d({ x, filter: filter as Tensor4D, ...windowOf(options), bias, activation }),
  depthwiseConv2d: ({ options, activation }, [x], filter, bias) =>
    fused.depthwiseConv2d({
      ...{ x, filter: filter as Tensor4D, bias, activation },
      ...windowOf(options),
    }),
  dense: ({ activation }, [a], b, bias) => fused.matMul({ a: a as Tensor, b: b as Tensor2D, bias, activation }),
  add: (_step, [a, b]) => add(a, b),
  tanh: (_step, [x]) => tanh(x),
  softmax: (_step, [x]) => softmax(x),
  flatten: (_step, [x]) => reshape(x, [x.shape[0], -1]),
  globalAveragePool2d: (_step, [x]) => mean(x, [1, 2]),
  avgPool2d: ({ options }, [x]) => avgPool(x, options.poolSize as [number, number], strides(options), padding(options)),
  maxPool2d: ({ options }, [x]) => maxPool(x, options.poolSize as [number, number], strides(options), padding(options)),
}

function windowOf(options: Step['options']) {
  return { strides: strides(options), pad: padding(options) }
}

function strides({ strides, poolSize }: Step['options']): [number, number] {
  return (strides ?? poolSize) as [number, number]
}

/** Its type is the one that pooling has; explicit borders are taken all the same. */
function padding({ padding }: Step['options']): 'same' | 'valid' {
  if (typeof padding === 'string') return padding as 'same'
  const { top, bottom, left, right } = padding as Record<string, number>
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ] as unknown as 'same'
}

function stepsOf(graph: Graph, values: ReadonlyMap<string, Float32Array>): Step[] {
  const weights = new Map(
    weightSlots(graph).map(slot => {
      const name = slotName(slot)
      return [name, { values: values.get(name)!, shape: slot.shape }]
    }),
  )
  const uses = readers(graph.layers.flatMap(({ inputs }) => inputs.map(({ layer }) => layer)))
  const steps: Step[] = []
  for (const layer of graph.layers) {
    if (layer.kind === 'input') continue
    const [before] = layer.inputs
    const source = uses.get(before.layer) === 1 ? steps.find(({ gives }) => gives === before.layer) : undefined
    if (source !== undefined && joins(layer, source, weights)) source.gives = layer.name
    else steps.push(stepOf(layer, weights))
  }
  return steps
}

/** Makes a layer part of the step before it, where that can be. */
function joins({ kind, name, options }: Layer, source: Step, weights: ReadonlyMap<string, Weight>): boolean {
  if (kind === 'dropout') return true
  if (source.kernel === undefined || source.activation !== 'linear') return false
  if (kind === 'relu' || kind === 'relu6') {
    source.activation = kind
    return true
  }
  if (kind !== 'batchNorm') return false
  const [gamma, beta, mean, variance] = ['gamma', 'beta', 'movingMean', 'movingVariance'].map(
    weight => weights.get(`${name}/${weight}`)!.values,
  )
  const scale = gamma.map((factor, i) => factor / Math.sqrt(variance[i] + (options.epsilon as number)))
  const { values, shape } = source.kernel
  const { bias } = source
  source.kernel = { values: values.map((value, i) => value * scale[i % scale.length]), shape }
  source.bias = beta.map((shift, i) => shift + ((bias?.[i] ?? 0) - mean[i]) * scale[i])
  return true
}

function stepOf(layer: Layer, weights: ReadonlyMap<string, Weight>): Step {
  const { name, kind, options, inputs } = layer
  if (!Object.hasOwn(operations, kind)) throw new Error(`${name}: no operation is told for ${kind}`)
  return {
    ...{ gives: name, takes: inputs.map(({ layer }) => layer), kind, options, activation: 'linear' },
    kernel: weights.get(`${name}/kernel`) ?? weights.get(`${name}/depthwiseKernel`),
    bias: weights.get(`${name}/bias`)?.values,
  }
}

function readers(names: readonly string[]): Map<string, number> {
  const count = new Map<string, number>()
  for (const name of names) count.set(name, (count.get(name) ?? 0) + 1)
  return count
}
