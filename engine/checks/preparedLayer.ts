import { type Tensor, tensor, tidy } from '@tensorflow/tfjs-core'
import type { layers } from '@tensorflow/tfjs-layers'
import { input } from '../../builder/input'
import { layerKinds } from '../../builder/layerKinds'
import { createNode } from '../../builder/node'
import { isProblem } from '../../builder/problem'
import type { Computation, Trace, Weights } from '../computation'
import { randomNumbers } from '../weights/randomNumbers'

type TfjsLayer = Pick<ReturnType<typeof layers.activation>, 'build' | 'setWeights' | 'apply'>

/** One layer with options and inputs on which it is checked, and what its output is compared with. */
export interface Row {
  /** As a user writes them. */
  readonly options?: Readonly<Record<string, unknown>>
  /** Shapes without batch axis. */
  readonly inputs: readonly (readonly number[])[]
  /** The same layer in TensorFlow.js's own Keras, whose weights stand in the same order. */
  readonly like?: () => TfjsLayer
  /** Values of inputs that are not just any numbers, such as indices, by their place; no gradient passes to them. */
  readonly given?: Readonly<Record<number, readonly number[]>>
  /** Values of inputs that must keep clear of places where the gradient jumps, by their place. */
  readonly chosen?: Readonly<Record<number, readonly number[]>>
  /** The same in plain loops, where TensorFlow.js has no such layer; several outputs one behind the other. */
  readonly naive?: (inputs: readonly Block[], weights: Readonly<Record<string, Block>>) => readonly number[]
}

/** Numbers of a tensor of one image, with a reader that gives 0 beyond the borders. */
export interface Block {
  readonly shape: readonly number[]
  readonly values: Float32Array
  at(...position: number[]): number
}

/** A {@link Row} with numbers for all inputs and weights, ready to be computed on any backend. */
export class PreparedLayer {
  readonly inputs: readonly Block[]
  readonly weights: Readonly<Record<string, Block>>
  /** Places of the inputs that no gradient passes to. */
  readonly given: ReadonlySet<number>
  readonly outputShapes: readonly (readonly number[])[]
  /** The gradient of a random sum of the outputs, at each of them. */
  readonly outputGradients: readonly Float32Array[]
  private readonly options: Readonly<Record<string, unknown>>

  constructor(
    private readonly computation: Computation,
    { options = {}, inputs: shapes, given = {}, chosen = {} }: Row,
  ) {
    const kind = layerKinds.get(computation.kind)!
    const node = createNode(
      kind,
      options,
      shapes.map(shape => input(...shape)),
    )
    if (isProblem(node)) throw new Error(node.message)
    const next = randomNumbers(`${kind.kind} ${JSON.stringify(options)} ${shapes}`)
    const count = shapes.reduce((sum, shape) => sum + size(shape), 0)
    const all = distinct(count, next)
    let taken = 0
    this.inputs = shapes.map((shape, index) => {
      const any = all.slice(taken, (taken += size(shape)))
      const values = given[index] ?? chosen[index]
      return block(shape, values ? Float32Array.from(values) : any)
    })
    this.weights = Object.fromEntries(
      kind.weights(node.options, shapes).map(({ name, shape }) => {
        // Variances are positive; all others are as good.
        const values = Float32Array.from({ length: size(shape as number[]) }, () => 0.2 + next())
        const signs = name.includes('ariance') ? values : values.map(value => (next() < 0.5 ? -value : value))
        return [name, block(shape as number[], signs)]
      }),
    )
    this.options = node.options
    this.given = new Set(Object.keys(given).map(Number))
    this.outputShapes = node.outputShapes as number[][]
    const seed = randomNumbers('seed')
    this.outputGradients = this.outputShapes.map(shape =>
      Float32Array.from({ length: size(shape) }, () => seed() - 0.5),
    )
  }

  /** What the layer gives for its inputs, or for other ones: tensors with a batch axis. Called inside `tidy`. */
  outputs(inputs: readonly Tensor[] = this.inputTensors()): readonly Tensor[] {
    return this.computation.forward(this.options, inputs, this.givenWeights())
  }

  /** The gradient with respect to every number of every input; its shapes are the inputs'. Called inside `tidy`. */
  inputGradients(): readonly Tensor[] {
    const [inputs, weights] = [this.inputTensors(), this.givenWeights()]
    const outputs = this.computation.forward(this.options, inputs, weights)
    const outputGradients = this.outputGradients.map((seed, index) => tensor(seed, outputs[index].shape))
    const trace: Trace = { inputs, outputs, outputGradients, weights }
    return this.computation.backward(this.options, trace)
  }

  /** The numbers of the tensors that a function makes of this layer, read back from the backend. */
  async read(compute: (layer: PreparedLayer) => readonly Tensor[]): Promise<number[]> {
    const tensors = tidy(() => [...compute(this)])
    const numbers: number[] = []
    for (const one of tensors) {
      numbers.push(...(await one.data()))
      one.dispose()
    }
    return numbers
  }

  private givenWeights(): Weights {
    const weights = this.weightTensors()
    return this.computation.prepare?.(this.options, weights) ?? weights
  }

  private inputTensors(): Tensor[] {
    return this.inputs.map(({ shape, values }) => tensor(values, [1, ...shape]))
  }

  private weightTensors(): Record<string, Tensor> {
    return Object.fromEntries(
      Object.entries(this.weights).map(([name, { shape, values }]) => [name, tensor(values, [...shape])]),
    )
  }
}

export function block(shape: readonly number[], values: Float32Array): Block {
  return {
    shape,
    values,
    at: (...position) => {
      let index = 0
      for (const [axis, place] of position.entries()) {
        if (place < 0 || place >= shape[axis]) return 0
        index = index * shape[axis] + place
      }
      return values[index]
    },
  }
}

/** Wide enough that no step of the differences crosses a kink. */
const GAP = 0.03

/** Shuffled numbers around 0 with gaps between them. */
function distinct(count: number, next: () => number): Float32Array {
  const values = Float32Array.from({ length: count }, (_, i) => (i - count / 2 + 0.37) * GAP)
  for (let i = count - 1; i > 0; i--) {
    const other = Math.floor(next() * (i + 1))
    ;[values[i], values[other]] = [values[other], values[i]]
  }
  return values
}

function size(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1)
}
