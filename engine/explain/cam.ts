import {
  dispose,
  matMul,
  mul,
  reshape,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core'
import { type Graph, inputShapes, type Layer, layersByName } from '../../builder/graph'
import { EngineError } from '../engineError'
import { KEEPS_ORDER } from '../logits'
import type { Explanation } from './explanation'
import { mapEvidence } from './mapEvidence'
import { withInputs } from './withInputs'

/**
 * Where does the last map see what speaks for the class, and what against it? Its channels, weighted as the classifier behind
 * the global average pooling weighs them.
 *
 * Needs   a network that ends with global average pooling, and at most one dense layer or 1×1 convolution behind it; no
 *         gradient
 * Output  one number a place of the last map, negative where it speaks against the class. Their mean is the logit without
 *         the bias.
 * Cost    one forward pass
 * Source  Zhou et al. 2016, Learning Deep Features for Discriminative Localization, equation 2,
 *         https://arxiv.org/abs/1512.04150; without a dense layer: Lin et al. 2014, Network in Network, §3.2,
 *         https://arxiv.org/abs/1312.4400
 */
export const cam: Explanation = {
  ...{ name: 'cam', title: 'CAM', answers: 'Where does the last map see what speaks for the class?' },
  needs: 'none',
  cost: () => ({ forwardPasses: 1, backwardPasses: 0 }),
  async run(question) {
    const { network, input, score, signal, observe } = question
    const { map, classifier } = findHead(network.graph, score.edge.layer)
    const wanted = new Set([map.layer, score.edge.layer])
    const outputs = await withInputs(question, input, given => network.forward(given, wanted, signal))
    try {
      observe?.(input, score.edge, outputs.get(score.edge.layer)![score.edge.output])
      return await mapEvidence(
        tidy(() => {
          const seed = reshape(score.seed(outputs.get(score.edge.layer)![score.edge.output]), [-1, 1])
          const weights = classifier ? weigh(network.weightsOf(classifier).kernel, seed as Tensor2D) : seed
          const maps = outputs.get(map.layer)![map.output] as Tensor4D
          return sum(mul(maps, reshape(weights, [1, 1, 1, -1])), 3, true)
        }),
        true,
      )
    } finally {
      dispose([...outputs.values()].flat())
    }
  },
}

/** How much each channel raises the target: [channels, classes] · [classes, 1]. */
function weigh(kernel: Tensor, seed: Tensor2D): Tensor {
  return matMul(reshape(kernel, [-1, seed.shape[0]]) as Tensor2D, seed)
}

function findHead(graph: Graph, logits: string): { map: Layer['inputs'][number]; classifier?: Layer } {
  const layers = layersByName(graph)
  const before = (layer: Layer): Layer => {
    let source = layers.get(layer.inputs[0]?.layer)
    while (source !== undefined && KEEPS_ORDER.has(source.kind)) source = layers.get(source.inputs[0].layer)
    return source ?? layer
  }
  const end = layers.get(logits)!
  const last = KEEPS_ORDER.has(end.kind) ? before(end) : end
  if (poolsAll(last, layers)) return { map: last.inputs[0] }
  const pooling = before(last)
  if (classifies(last) && poolsAll(pooling, layers)) return { map: pooling.inputs[0], classifier: last }
  throw new EngineError(
    'not-explainable',
    `${graph.name} does not end with global average pooling and one dense layer`,
    'Choose Grad-CAM, which any network allows.',
  )
}

function classifies({ kind, options }: Layer): boolean {
  if (kind === 'dense') return true
  return kind === 'conv2d' && options.groups === 1 && (options.kernelSize as number[]).every(side => side === 1)
}

/** Whether the layer gives the mean of every channel over all places, and nothing else. */
function poolsAll(layer: Layer, layers: ReadonlyMap<string, Layer>): boolean {
  if (layer.kind === 'globalAveragePool2d') return true
  const [height, width] = layer.outputShapes[0]
  if (height !== 1 || width !== 1) return false
  if (layer.kind === 'adaptiveAvgPool2d') return true
  const [[rows, columns]] = inputShapes(layer, layers)
  const pool = layer.options.poolSize as readonly number[]
  return layer.kind === 'avgPool2d' && pool[0] === rows && pool[1] === columns
}
