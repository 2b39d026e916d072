// Trains examples/segmentation/uNet.ts on generated scenes of which it is told the shape at every pixel, and writes its
// weights: `npx tsx scripts/train/segmentation.ts [folder with @tensorflow/tfjs-node]`
import { findLogits } from '../../engine/logits'
import model from '../../examples/segmentation/uNet'
import { sceneBatch, trainingScenes } from './sceneBatch'
import { pixelClasses } from './scenes'
import { softmaxLoss } from './softmaxLoss'
import { trainExample } from './trainExample'

const BATCH = 16

void trainExample({
  folder: 'segmentation',
  model,
  steps: 900,
  rate: 0.003,
  target: graph => findLogits(graph).edge,
  batch: (graph, step) => {
    const scenes = trainingScenes(step, BATCH)
    const truth = scenes.flatMap(scene => [...pixelClasses(scene)])
    return { input: sceneBatch(scenes, graph), lossAt: logits => softmaxLoss(logits, truth) }
  },
})
