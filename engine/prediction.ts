import { dispose, mean, reshape, type Tensor, tidy } from '@tensorflow/tfjs-core'
import type { Graph } from '../builder/graph'
import { EngineError } from './engineError'
import { labelsOf } from './labelsOf'
import { countClasses, findLogits } from './logits'
import type { Network } from './network'
import type { GivenInputs } from './reading/boxDecoders'
import { readingsOf } from './reading/readingsOf'
import { readOutput } from './reading/readOutput'
import { regionInputs } from './reading/regionInputs'
import type { Prediction, ReadingKind } from './requests'

/** Runs an image through a network and reads off what it says, of classes and masks by `output`, the first unless said otherwise. */
export async function predict(
  network: Network,
  inputs: Readonly<Record<string, Tensor>>,
  { signal, reading: wanted, output: chosen = 0 }: PredictOptions = {},
): Promise<Omit<Prediction, 'trained' | 'fed'>> {
  const { graph } = network
  if (!Object.hasOwn(graph.outputs, chosen)) {
    const message = `${graph.name} has ${graph.outputs.length} outputs, and no output ${chosen}`
    throw new EngineError('unknown-layer', message, 'Choose one of its outputs.')
  }
  const { edge, activation } = findLogits(graph, chosen)
  const output = graph.outputs[chosen]
  const { readings, natural, reason } = readingsOf(graph, chosen)
  const kind = wanted !== undefined && readings.includes(wanted) ? wanted : natural
  // Auxiliary heads are run only where they are shown.
  const read = kind === 'boxes' || kind === 'values' ? graph.outputs : [output]
  const started = performance.now()
  const outputs = await network.forward(inputs, new Set([edge, ...read].map(({ layer }) => layer)), signal)
  const means = [output, edge].map(({ layer, output: index }) =>
    tidy(() => {
      const values = outputs.get(layer)![index]
      return mean(reshape(values, [-1, countClasses(graph, values, chosen)]), 0)
    }),
  )
  const [scores, logits] = (await Promise.all(means.map(tensor => tensor.data()))) as Float32Array<ArrayBuffer>[]
  dispose(means)
  const milliseconds = performance.now() - started
  try {
    if (!scores.every(Number.isFinite)) throw await blameLayer(network, inputs)
    return {
      ...{ scores, logits, activation, labels: labelsOf(graph, scores.length), readings, milliseconds },
      output: chosen,
      reading: await readOutput(
        kind,
        graph,
        read.map(({ layer, output: index }) => outputs.get(layer)![index]),
        { given: await givenInputs(graph, inputs), chosen, reason },
      ),
    }
  } finally {
    dispose([...outputs.values()].flat())
  }
}

interface PredictOptions {
  readonly signal?: AbortSignal
  readonly reading?: ReadingKind
  readonly output?: number
}

async function givenInputs(graph: Graph, inputs: Readonly<Record<string, Tensor>>): Promise<GivenInputs> {
  const [, height, width] = inputs[graph.inputs[0]].shape as [number, number, number]
  const regions = await Promise.all(regionInputs(graph).map(({ name }) => inputs[name].data()))
  return { size: [height, width], regions: regions.flatMap(numbers => [...numbers]) }
}

/** Names the first layer whose output is not finite. */
async function blameLayer(network: Network, inputs: Readonly<Record<string, Tensor>>): Promise<EngineError> {
  const layers = network.graph.layers.map(({ name }) => name)
  const outputs = await network.forward(inputs, new Set(layers))
  const finite = await Promise.all(layers.map(name => allFinite(outputs.get(name)!)))
  dispose([...outputs.values()].flat())
  return new EngineError(
    'result-not-finite',
    `${layers[finite.indexOf(false)]}: its output is too large for a number`,
    'Scale the pixels in preprocessing, or normalise before this layer.',
  )
}

async function allFinite(tensors: readonly Tensor[]): Promise<boolean> {
  const values = await Promise.all(tensors.map(tensor => tensor.data()))
  return values.every(part => part.every(Number.isFinite))
}
