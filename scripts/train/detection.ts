// Trains examples/detection/ssd.ts on generated scenes of which it is told classes and boxes, and writes its weights:
// `npx tsx scripts/train/detection.ts [folder with @tensorflow/tfjs-node]`
import type { Graph } from '../../builder/graph'
import model from '../../examples/detection/ssd'
import { sceneBatch, trainingScenes } from './sceneBatch'
import { ssdLoss } from './ssdLoss'
import { trainExample } from './trainExample'

const BATCH = 32
const JOINED = 'training'

void trainExample({
  folder: 'detection',
  model: withJoinedOutputs(model.graph),
  steps: 900,
  rate: 0.003,
  target: () => ({ layer: JOINED, output: 0 }),
  batch: (graph, step) => {
    const scenes = trainingScenes(step, BATCH)
    return { input: sceneBatch(scenes, graph), lossAt: output => ssdLoss(output, scenes) }
  },
})

/** The gradient starts from one output: the four offsets of every box, and beside them its classes' scores before softmax. */
function withJoinedOutputs(graph: Graph): Graph {
  const [offsets, { layer: softmax }] = graph.outputs
  const [scores] = graph.layers.find(({ name }) => name === softmax)!.inputs
  const joined = { name: JOINED, kind: 'concat', options: { axis: -1 }, inputs: [offsets, scores], outputShapes: [] }
  return { ...graph, layers: [...graph.layers, joined] }
}
