import { add, dispose, type Tensor, tensor, tidy, zerosLike } from '@tensorflow/tfjs-core'
import type { Edge, Graph, Layer } from '../builder/graph'
import { checkRoomForPacking } from './backends/wasmMemory'
import type { Computation, Trace, Weights } from './computation'
import { computations } from './computations'
import { EngineError } from './engineError'
import { expandActivations } from './expandActivations'
import { Recollection } from './recollection'
import { share } from './share'
import { slotName, type WeightSlot, weightSlots } from './weights/slots'

/** The outputs of layers, by layer name. Whoever asked for them disposes of them. */
export type LayerTensors = ReadonlyMap<string, readonly Tensor[]>

export interface Gradients {
  /** Outputs of the wanted layers. */
  readonly activations: LayerTensors
  /** Gradients of the seeded sum with respect to them, of the same shapes. */
  readonly gradients: LayerTensors
}

/**
 * Another way for a layer to pass back what comes from above than its gradient, as some explanations have it. It runs
 * inside `tidy`, as {@link Computation.backward} does; undefined where the layer keeps its gradient.
 */
export type BackwardRule = (layer: Layer, trace: Trace, computation: Computation) => readonly Tensor[] | undefined

/**
 * A graph made runnable on the current backend: layer by layer, forward and backward.
 *
 * Batched tensors: `[images, height, width, channels]`. Every tensor that is made is disposed of as soon as no layer
 * needs it, also when a run is cancelled or fails.
 */
export class Network {
  private readonly weights = new Map<string, Record<string, Tensor>>()
  /** What layers have worked out from their weights, by layer name. */
  private readonly prepared = new Map<string, Weights>()
  private recollection?: Recollection

  /** The weights it has, in the order of its layers. */
  readonly slots: readonly WeightSlot[]

  /** The graph as it is computed: activations that layers apply themselves are layers of their own. */
  readonly graph: Graph

  /**
   * `values` holds a number for every element of every weight, by `layer/weight`; tensors of another network are shared.
   *
   * Throws {@link EngineError} `unsupported-layer` or `unknown-size` for a graph that cannot run, `out-of-memory` for
   * weights that find no room.
   */
  constructor(
    private readonly source: Graph,
    values: ReadonlyMap<string, Float32Array | Tensor>,
  ) {
    this.graph = expandActivations(source)
    this.slots = weightSlots(source)
    for (const layer of this.graph.layers) checkRunnable(layer)
    try {
      for (const slot of this.slots) {
        const ofLayer = this.weights.get(slot.layer) ?? {}
        this.weights.set(slot.layer, ofLayer)
        const value = values.get(slotName(slot))!
        ofLayer[slot.weight] = value instanceof Float32Array ? tensor(value, [...slot.shape]) : share(value)
      }
      for (const layer of this.graph.layers) this.prepare(layer)
    } catch (error) {
      this.dispose()
      throw error
    }
  }

  /**
   * Runs the layers behind the wanted ones and returns the wanted ones' outputs.
   *
   * `inputs` are the network's, by input layer. Any other layer with one output may be given too: it is then not run, and
   * nor is what only it needs. Throws {@link EngineError} `cancelled`; or `out-of-memory` or
   * `backend-failed`, with the layer's name.
   */
  async forward(
    inputs: Readonly<Record<string, Tensor>>,
    wanted: ReadonlySet<string>,
    signal?: AbortSignal,
  ): Promise<Map<string, readonly Tensor[]>> {
    const recollection = this.recollection?.isOf(inputs) ? this.recollection : undefined
    const isKnown = (name: string) => Object.hasOwn(inputs, name) || recollection?.has(name) === true
    const needed = this.ancestors(wanted, isKnown)
    const uses = this.countUses(needed, isKnown)
    const outputs = new Map<string, readonly Tensor[]>()
    // All at once: what is noted on the way may take the place of what was known before.
    for (const name of needed) if (recollection?.has(name)) outputs.set(name, recollection.recall(name))
    try {
      for (const layer of this.graph.layers) {
        if (!needed.has(layer.name)) continue
        await pause(signal)
        const recalled = outputs.has(layer.name)
        if (!recalled) {
          outputs.set(layer.name, this.run(layer, inputs, outputs))
          recollection?.note(layer.name, outputs.get(layer.name)!)
        }
        const given = recalled || Object.hasOwn(inputs, layer.name)
        const sources = given ? [] : layer.inputs.map(edge => edge.layer)
        for (const source of [layer.name, ...sources]) {
          const left = uses.get(source)! - (source === layer.name ? 0 : 1)
          uses.set(source, left)
          if (left === 0 && !wanted.has(source)) release(outputs, source)
        }
      }
      return outputs
    } catch (error) {
      for (const name of [...outputs.keys()]) release(outputs, name)
      throw error
    }
  }

  /**
   * One forward pass, and one backward pass from the output `target` down to the earliest wanted layer.
   *
   * `seed` makes the gradient at the target from the target's value; it is called inside `tidy`. `rule` puts something else
   * in the place of the gradients of the layers it chooses. Throws {@link EngineError} `not-explainable` where a wanted layer
   * does not lead to the target.
   */
  async gradients(
    inputs: Readonly<Record<string, Tensor>>,
    target: Edge,
    seed: (output: Tensor) => Tensor,
    wanted: ReadonlySet<string>,
    signal?: AbortSignal,
    rule?: BackwardRule,
  ): Promise<Gradients> {
    const path = this.path(wanted, target.layer)
    const passed = this.graph.layers.filter(
      ({ name, inputs }) => path.has(name) && inputs.some(({ layer }) => path.has(layer)),
    )
    const kept = new Set([...wanted, target.layer])
    for (const { name, inputs } of passed)
      for (const source of [name, ...inputs.map(edge => edge.layer)]) kept.add(source)
    const outputs = await this.forward(inputs, kept, signal)
    const gradients = new Map<string, Tensor>()
    const found = new Map<string, readonly Tensor[]>()
    try {
      gradients.set(
        edgeName(target),
        tidy(() => seed(outputs.get(target.layer)![target.output])),
      )
      // Downwards, a layer comes after everything it leads to: its gradient is then complete, its output no longer needed.
      for (const layer of this.graph.layers.toReversed()) {
        if (path.has(layer.name)) {
          await pause(signal)
          const ofOutputs = this.takeGradients(layer, outputs, gradients)
          found.set(layer.name, ofOutputs)
          if (passed.includes(layer)) this.passDown(layer, outputs, ofOutputs, gradients, path, rule)
        }
        if (wanted.has(layer.name)) continue
        release(found, layer.name)
        release(outputs, layer.name)
      }
      return { activations: outputs, gradients: found }
    } catch (error) {
      dispose([...gradients.values(), ...[...outputs.values(), ...found.values()].flat()])
      throw error
    }
  }

  /**
   * Keeps what layers give for these inputs from now on, so that other runs on them go on from there. They must live until they
   * are replaced by others, or by none.
   */
  remember(inputs?: Readonly<Record<string, Tensor>>): void {
    this.recollection?.dispose()
    this.recollection = inputs && new Recollection(inputs)
  }

  /** The same network with other values of some weights, by `layer/weight`. Each of the two is disposed of by itself. */
  withWeights(values: ReadonlyMap<string, Float32Array>): Network {
    const all = this.slots.map(slot => {
      const name = slotName(slot)
      return [name, values.get(name) ?? this.weights.get(slot.layer)![slot.weight]] as const
    })
    return new Network(this.source, new Map(all))
  }

  dispose(): void {
    for (const ofLayer of [...this.weights.values(), ...this.prepared.values()]) dispose(Object.values(ofLayer))
    this.weights.clear()
    this.prepared.clear()
    this.remember()
  }

  /** The weights a layer uses, its own or shared ones, by the names of its kind. They are the network's: keep them. */
  weightsOf(layer: Layer): Weights {
    return this.weights.get(layer.weightsOf ?? layer.name) ?? {}
  }

  /** The weight of one of its {@link slots}. It is the network's: keep it. */
  weightAt({ layer, weight }: Pick<WeightSlot, 'layer' | 'weight'>): Tensor {
    return this.weights.get(layer)![weight]
  }

  private prepare(layer: Layer): void {
    const computation = computations.get(layer.kind)
    if (computation?.prepare === undefined) return
    const weights = tidy(() => computation.prepare!(layer.options, this.weightsOf(layer)))
    this.prepared.set(layer.name, weights)
  }

  /** What the computation of a layer takes: its weights, or what it made of them. */
  private givenTo(layer: Layer): Weights {
    return this.prepared.get(layer.name) ?? this.weightsOf(layer)
  }

  private run(
    layer: Layer,
    inputs: Readonly<Record<string, Tensor>>,
    outputs: ReadonlyMap<string, readonly Tensor[]>,
  ): readonly Tensor[] {
    if (layer.kind === 'input' || Object.hasOwn(inputs, layer.name)) return [share(given(inputs, layer.name))]
    const computation = computations.get(layer.kind)!
    return blame(layer, () => {
      const weights = this.givenTo(layer)
      checkRoomForPacking(4 * Object.values(weights).reduce((numbers, { size }) => numbers + size, 0))
      return tidy(() => [...computation.forward(layer.options, inputsOf(layer, outputs), weights)])
    })
  }

  /** The gradients of a layer's outputs, taken out of `gradients`; zeros where the target does not rest on one. */
  private takeGradients(layer: Layer, outputs: LayerTensors, gradients: Map<string, Tensor>): readonly Tensor[] {
    return outputs.get(layer.name)!.map((value, output) => {
      const name = edgeName({ layer: layer.name, output })
      const gradient = gradients.get(name) ?? zerosLike(value)
      gradients.delete(name)
      return gradient
    })
  }

  /** Adds what a layer passes back to the gradients of its inputs. */
  private passDown(
    layer: Layer,
    outputs: LayerTensors,
    outputGradients: readonly Tensor[],
    gradients: Map<string, Tensor>,
    path: ReadonlySet<string>,
    rule: BackwardRule | undefined,
  ): void {
    const computation = computations.get(layer.kind)!
    const trace = {
      inputs: inputsOf(layer, outputs),
      outputs: outputs.get(layer.name)!,
      outputGradients,
      weights: this.givenTo(layer),
    }
    const passed = blame(layer, () =>
      tidy(() => [...(rule?.(layer, trace, computation) ?? computation.backward(layer.options, trace))]),
    )
    for (const [index, edge] of layer.inputs.entries()) {
      const name = edgeName(edge)
      const before = gradients.get(name)
      if (!path.has(edge.layer)) passed[index].dispose()
      else if (before === undefined) gradients.set(name, passed[index])
      else {
        gradients.set(name, add(before, passed[index]))
        dispose([before, passed[index]])
      }
    }
  }

  private ancestors(wanted: ReadonlySet<string>, isKnown = (_name: string) => false): Set<string> {
    const needed = new Set(wanted)
    for (const layer of this.graph.layers.toReversed())
      if (needed.has(layer.name) && !isKnown(layer.name)) for (const edge of layer.inputs) needed.add(edge.layer)
    return needed
  }

  /** The wanted layers and all that lies between them and the target. */
  private path(wanted: ReadonlySet<string>, target: string): Set<string> {
    const behind = this.ancestors(new Set([target]))
    const path = new Set<string>()
    for (const { name, inputs } of this.graph.layers) {
      const reached = wanted.has(name) || inputs.some(({ layer }) => path.has(layer))
      if (reached && behind.has(name)) path.add(name)
    }
    const stray = [...wanted].find(name => !path.has(name))
    if (stray === undefined) return path
    throw new EngineError(
      'not-explainable',
      `${stray}: the network's output does not rest on it`,
      'Choose a layer that leads to the output.',
    )
  }

  private countUses(needed: ReadonlySet<string>, isKnown: (name: string) => boolean): Map<string, number> {
    const uses = new Map([...needed].map(name => [name, 0]))
    for (const { name, inputs } of this.graph.layers)
      if (needed.has(name) && !isKnown(name)) for (const { layer } of inputs) uses.set(layer, uses.get(layer)! + 1)
    return uses
  }
}

function given(inputs: Readonly<Record<string, Tensor>>, name: string): Tensor {
  if (Object.hasOwn(inputs, name)) return inputs[name]
  throw new EngineError('missing-input', `${name}: nothing was given to this input`, 'Give every input of the network.')
}

function inputsOf(layer: Layer, outputs: LayerTensors): Tensor[] {
  return layer.inputs.map(({ layer: name, output }) => outputs.get(name)![output])
}

function edgeName({ layer, output }: Edge): string {
  return `${layer}:${output}`
}

function release(outputs: Map<string, readonly Tensor[]>, name: string): void {
  dispose([...(outputs.get(name) ?? [])])
  outputs.delete(name)
}

function checkRunnable(layer: Layer): void {
  if (layer.kind !== 'input' && !computations.has(layer.kind)) {
    throw new EngineError(
      'unsupported-layer',
      `${layer.name}: layers of the kind ${layer.kind} cannot be run yet`,
      'Visualize a model without this layer.',
    )
  }
  const [unknown] = layer.unknownOptions ?? []
  if (unknown !== undefined) {
    const message = `${layer.name}: its ${unknown} cannot be known without running the code`
    throw new EngineError('unknown-size', message, `Write ${unknown} as a number or a constant.`)
  }
}

/** Runs one layer; what goes wrong in it is told with its name. */
function blame<Result>(layer: Layer, run: () => Result): Result {
  try {
    return run()
  } catch (error) {
    if (error instanceof EngineError) throw new EngineError(error.code, `${layer.name}: ${error.message}`, error.action)
    const reason = error instanceof Error ? error.message : String(error)
    const message = `${layer.name}: the backend failed: ${reason}`
    throw new EngineError('backend-failed', message, 'Choose another backend in the setting convolens.backend.', {
      cause: error,
    })
  }
}

let lastPause = 0

/** Lets messages in now and then, a cancellation among them. */
async function pause(signal?: AbortSignal): Promise<void> {
  if (signal !== undefined && performance.now() - lastPause > PAUSE_EVERY_MILLISECONDS) {
    await new Promise(resolve => setTimeout(resolve))
    lastPause = performance.now()
  }
  if (signal?.aborted) throw new EngineError('cancelled', 'the run was cancelled', 'Ask again.')
}

const PAUSE_EVERY_MILLISECONDS = 20
