import { decodeOffsets } from '../../engine/detection/decodeOffsets'
import { type Detection, nonMaximumSuppression } from '../../engine/detection/nonMaximumSuppression'
import type { Network } from '../../engine/network'
import { sceneBatch } from './sceneBatch'
import { scenePriors, VARIANCES } from './scenePriors'
import { SCENE_SIZE, type Scene, SHAPES } from './scenes'

/** What examples/detection finds in a scene: boxes in pixels, classes as in {@link SHAPES}, the surest first. */
export async function detectScene(network: Network, scene: Scene): Promise<Detection[]> {
  const { inputs, outputs } = network.graph
  const input = sceneBatch([scene], network.graph)
  const found = await network.forward({ [inputs[0]]: input }, new Set(outputs.map(({ layer }) => layer)))
  const [offsets, scores] = outputs.map(({ layer }) => found.get(layer)![0].dataSync())
  for (const tensor of [input, ...[...found.values()].flat()]) tensor.dispose()
  const pixels = scenePriors.map(({ y, x, height, width }) => ({
    ...{ y: y * SCENE_SIZE, x: x * SCENE_SIZE },
    ...{ height: height * SCENE_SIZE, width: width * SCENE_SIZE },
  }))
  const boxes = decodeOffsets(offsets, pixels, { variances: VARIANCES })
  const detections = boxes.flatMap((box, prior) =>
    SHAPES.map((_, shape) => ({ box, class: shape, score: scores[prior * (SHAPES.length + 1) + 1 + shape] })),
  )
  return nonMaximumSuppression(detections, { scoreThreshold: 0.05, overlapThreshold: 0.45, limit: 20 })
}
