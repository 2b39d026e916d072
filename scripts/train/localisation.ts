// Trains examples/localisation/shapeNet.ts on generated scenes of which it is told the names of the shapes, and writes its
// weights: `npx tsx scripts/train/localisation.ts [folder with @tensorflow/tfjs-node]`
import { type Tensor, tensor } from '@tensorflow/tfjs-core'
import { type Graph, layersByName } from '../../builder/graph'
import { findLogits } from '../../engine/logits'
import model from '../../examples/localisation/shapeNet'
import { sceneBatch, trainingScenes } from './sceneBatch'
import { type Scene, SHAPES } from './scenes'
import { trainExample } from './trainExample'

const BATCH = 32
const STEPS = 1700
/** From here on the last map is to be sparse; before it has learnt anything, it would fall silent. */
const SPARSE_FROM = 1000
/**
 * What a scene's loss grows by for each channel's mean over the last map. A channel that has to pay for what it shows keeps to
 * the shapes it tells apart; without this, many channels see several shapes, and only others' negative weights tell which is
 * meant, which Grad-CAM++ and LayerCAM leave out. Chosen on the scenes `validation …`.
 */
const SPARSITY = 0.02
const JOINED = 'training'

void trainExample({
  folder: 'localisation',
  model: withJoinedMeans(model.graph),
  steps: STEPS,
  rate: 0.003,
  target: () => ({ layer: JOINED, output: 0 }),
  batch: (graph, step) => {
    const scenes = trainingScenes(step, BATCH)
    const sparsity = step < SPARSE_FROM ? 0 : SPARSITY
    return { input: sceneBatch(scenes, graph), lossAt: output => nameLoss(output, scenes, sparsity) }
  },
})

/** The gradient starts from one output: the logits of the shapes, and behind them the means of the last map's channels. */
function withJoinedMeans(graph: Graph): Graph {
  const { edge } = findLogits(graph)
  const [means] = layersByName(graph).get(edge.layer)!.inputs
  const joined = { name: JOINED, kind: 'concat', options: { axis: -1 }, inputs: [edge, means], outputShapes: [] }
  return { ...graph, layers: [...graph.layers, joined] }
}

/** Mean over the scenes of the cross-entropy of five independent answers, each from its logit, and of what the means cost. */
function nameLoss(output: Tensor, scenes: readonly Scene[], sparsity: number): { loss: number; gradient: Tensor } {
  const values = output.dataSync()
  const numbers = values.length / scenes.length
  let loss = 0
  const gradient = values.map((value, i) => {
    const shape = i % numbers
    if (shape >= SHAPES.length) {
      loss += sparsity * value
      return sparsity / scenes.length
    }
    const yes = scenes[Math.floor(i / numbers)].objects.some(object => object.class === shape)
    loss += Math.log1p(Math.exp(yes ? -value : value))
    return (1 / (1 + Math.exp(-value)) - (yes ? 1 : 0)) / scenes.length
  })
  return { loss: loss / scenes.length, gradient: tensor(gradient, output.shape) }
}
