import { dispose, memory, profile, type Tensor, tensor } from '@tensorflow/tfjs-core'
import type { Graph } from '../../../builder/graph'
import type { Model } from '../../../builder/model'
import { mobileNetV2 } from '../../../builder/zoo/mobileNetV2'
import { resNet } from '../../../builder/zoo/resNet'
import { explain } from '../../../engine/explain/explain'
import { Network } from '../../../engine/network'
import { initialWeights } from '../../../engine/weights/initialWeights'
import { randomNumbers } from '../../../engine/weights/randomNumbers'
import { slotName, weightSlots } from '../../../engine/weights/slots'
import lenet from '../../../examples/digits/lenet'
import { StraightProgram } from './straightProgram'

export const networks = { lenet, mobilenet: mobileNetV2(), resnet: resNet({ depth: 50 }) } as const

export type NetworkName = keyof typeof networks

/** One way to run a network; reads what it gives. */
export interface Work {
  readonly name: string
  run(): Promise<unknown>
  /** Whether TensorFlow.js does it, so that its memory can be told. */
  readonly isTensors: boolean
}

/** Random weights and an image for a network. */
export interface Given {
  readonly graph: Graph
  readonly values: ReadonlyMap<string, Float32Array>
  /** Row by row, [height, width, channels]. */
  readonly image: Float32Array
  readonly size: readonly [height: number, width: number, channels: number]
}

/** What is made for it by others; `dispose` at the end. */
export interface Peer extends Work {
  dispose(): void
}

export interface Measured {
  readonly network: string
  readonly rows: readonly {
    readonly name: string
    /** Milliseconds, one number a round, the rounds of all works side by side. */
    readonly times: readonly number[]
    /** All tensors alive at the worst moment, weights among them. */
    readonly bytes?: number
  }[]
}

/**
 * Runs a network in all ways by turns, on the current backend, until `seconds` have passed and three rounds are done. `clock`
 * tells milliseconds; `peers` make further ways.
 */
export async function measure(
  name: NetworkName,
  seconds: number,
  clock: () => number,
  peers: readonly ((given: Given) => Promise<Peer | undefined>)[] = [],
): Promise<Measured> {
  const given = giveTo(networks[name])
  const others = await Promise.all(peers.map(make => make(given)))
  const own = engineWorks(given)
  const works = [...others.filter(peer => peer !== undefined), ...own.works]
  const times = await byTurns(works, seconds, clock)
  const rows: Measured['rows'][number][] = []
  const weights = [...given.values.values()].reduce((bytes, { byteLength }) => bytes + byteLength, 0)
  for (const [index, work] of works.entries()) {
    const bytes = work.isTensors ? { bytes: weights + (await peakOf(work)) } : {}
    rows.push({ name: work.name, times: times[index], ...bytes })
  }
  own.dispose()
  for (const peer of others) peer?.dispose()
  return { network: given.graph.name, rows }
}

/** Bytes of all tensors at the worst moment, on top of those that were there before. */
async function peakOf(work: Work): Promise<number> {
  const before = memory().numBytes
  return (await profile(work.run as never)).peakBytes - before
}

/** As {@link StraightProgram} runs it. */
export async function straight({ graph, values, image, size }: Given): Promise<Peer> {
  const program = new StraightProgram(graph, values)
  const value = tensor(image, [1, ...size])
  return {
    ...{ name: 'straight program', isTensors: true },
    run: async () => {
      const output = program.run(value)
      await output.data()
      output.dispose()
    },
    dispose() {
      program.dispose()
      value.dispose()
    },
  }
}

function giveTo(model: Model): Given {
  const graph: Graph = JSON.parse(JSON.stringify(model.graph))
  const values = new Map(weightSlots(graph).map(slot => [slotName(slot), initialWeights(slot, 1)]))
  const size = graph.layers[0].outputShapes[0] as [number, number, number]
  const next = randomNumbers('image')
  const image = Float32Array.from({ length: size[0] * size[1] * size[2] }, () => next())
  return { graph, values, image, size }
}

/** What the engine does for a panel. */
function engineWorks({ graph, values, image, size }: Given) {
  const network = new Network(graph, values)
  /** Has run the image already, as a panel's has when it is asked for a map. */
  const behindPrediction = network.withWeights(new Map())
  const [input] = graph.inputs
  const inputs = { [input]: tensor(image, [1, ...size]) }
  const [height, width] = size
  const picture = { width, height, data: new Uint8ClampedArray(4 * width * height) }
  const output = graph.outputs[0].layer
  const every = graph.layers.map(({ name }) => name)
  const maps = graph.layers.filter(({ outputShapes: [shape] }) => shape.length === 3).map(({ name }) => name)
  const forward = async (wanted: readonly string[]) => {
    const outputs = await network.forward(inputs, new Set(wanted))
    await outputs.get(output)![0].data()
    dispose([...outputs.values()].flat() as Tensor[])
  }
  behindPrediction.remember(inputs)
  const gradCam = (layer: string, on = network) =>
    explain(on, inputs, new Map([[input, picture]]), {
      ...{ imageId: '', method: 'gradCam', layer },
      target: { kind: 'class', class: 0 },
    })
  const works: Work[] = [
    { name: 'forward', isTensors: true, run: () => forward([output]) },
    { name: 'all activations', isTensors: true, run: () => forward(every) },
    { name: 'Grad-CAM, last map', isTensors: true, run: () => gradCam(maps.at(-1)!) },
    { name: 'Grad-CAM, middle map', isTensors: true, run: () => gradCam(maps[maps.length >> 1]) },
    { name: 'last map behind a prediction', isTensors: false, run: () => gradCam(maps.at(-1)!, behindPrediction) },
  ]
  return {
    works,
    dispose() {
      behindPrediction.dispose()
      network.dispose()
      dispose(inputs)
    },
  }
}

async function byTurns(works: readonly Work[], seconds: number, clock: () => number): Promise<number[][]> {
  const times: number[][] = works.map(() => [])
  for (const work of works) await work.run()
  const started = performance.now()
  const next = randomNumbers('turns')
  const order = works.map((_, which) => ({ which, place: 0 }))
  for (let round = 0; round < 3 || performance.now() - started < 1000 * seconds; round++) {
    // In another order every time, since what ran before leaves its traces in the caches.
    for (const turn of order) turn.place = next()
    for (const { which } of order.sort((a, b) => a.place - b.place)) {
      const before = clock()
      await works[which].run()
      times[which].push(clock() - before)
    }
  }
  return times
}
