// Trains examples/localisation/shapeNet.ts on generated scenes of which it is told the names of the shapes, and writes its
// weights: `npx tsx scripts/train/localisation.ts [folder with @tensorflow/tfjs-node]`
import { div, sigmoid, sub, type Tensor, tensor } from '@tensorflow/tfjs-core'
import { findLogits } from '../../engine/logits'
import model from '../../examples/localisation/shapeNet'
import { sceneBatch, trainingScenes } from './sceneBatch'
import { type Scene, SHAPES } from './scenes'
import { trainExample } from './trainExample'

const BATCH = 32

void trainExample({
  folder: 'localisation',
  model,
  steps: 1100,
  rate: 0.003,
  target: graph => findLogits(graph).edge,
  batch: (graph, step) => {
    const scenes = trainingScenes(step, BATCH)
    return { input: sceneBatch(scenes, graph), lossAt: logits => nameLoss(logits, scenes) }
  },
})

/** Mean over the scenes of the cross-entropy of five independent answers, each from its logit. */
function nameLoss(logits: Tensor, scenes: readonly Scene[]): { loss: number; gradient: Tensor } {
  const truth = Float32Array.from({ length: logits.size }, (_, i) =>
    scenes[Math.floor(i / SHAPES.length)].objects.some(object => object.class === i % SHAPES.length) ? 1 : 0,
  )
  const values = logits.dataSync()
  const loss = truth.reduce((sum, yes, i) => sum + Math.log1p(Math.exp(yes ? -values[i] : values[i])), 0)
  const gradient = div(sub(sigmoid(logits), tensor(truth, logits.shape)), scenes.length)
  return { loss: loss / scenes.length, gradient }
}
