import { add, mean, mul, sub, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core'
import type { Graph } from '../../builder/graph'
import { imageInputs } from '../inputs/imageInputs'
import type { Evidence, Explanation } from './explanation'
import { scoreImages } from './scoreImages'

/**
 * Which parts of the image would the target miss? A window slides over the image and hides what is below it.
 *
 * Needs   neither a gradient nor a layer
 * Output  one number a pixel of the network's input: how far the target falls, before its last activation, as a mean over the
 *         windows that hide the pixel; negative where the target rises. What is hidden becomes the image's mean colour.
 * Cost    one forward pass, and one a window: {@link WINDOWS} a side, windows being an eighth of the side long, overlapping
 *         by half; fewer where the side has fewer pixels
 * Source  Zeiler and Fergus 2014, Visualizing and Understanding Convolutional Networks, §4.2,
 *         https://arxiv.org/abs/1311.2901
 */
export const occlusion: Explanation = {
  ...{ name: 'occlusion', title: 'Occlusion', answers: 'Which parts of the image would the target miss?' },
  needs: 'none',
  cost: (graph, _layer, _options, input) => ({ forwardPasses: countWindows(graph, input) + 1, backwardPasses: 0 }),
  async run(question): Promise<Evidence> {
    const { input } = question
    const [, height, width] = input.shape
    const [rows, columns] = [windows(height), windows(width)]
    const at = (index: number) => [rows[Math.floor(index / columns.length)], columns[index % columns.length]] as const
    const colour = tidy(() => mean(input, [1, 2], true))
    // The last variant is the image itself.
    const hidden = (index: number): Tensor4D => {
      if (index === rows.length * columns.length) return input.clone()
      const [row, column] = at(index)
      const mask = new Float32Array(height * width)
      for (let y = row.start; y < row.end; y++) mask.fill(1, y * width + column.start, y * width + column.end)
      return add(input, mul(sub(colour, input), tensor4d(mask, [1, height, width, 1])))
    }
    try {
      const scores = await scoreImages(question, rows.length * columns.length + 1, hidden)
      const full = scores[scores.length - 1]
      const drops = new Float64Array(height * width)
      const counts = new Uint32Array(height * width)
      for (let index = 0; index < scores.length - 1; index++) {
        const [row, column] = at(index)
        for (let y = row.start; y < row.end; y++)
          for (let x = column.start; x < column.end; x++) {
            drops[y * width + x] += full - scores[index]
            counts[y * width + x]++
          }
      }
      return { map: Float32Array.from(drops, (drop, i) => drop / counts[i]), height, width, signed: true }
    } finally {
      colour.dispose()
    }
  },
}

/** Along each side. */
const WINDOWS = 15

function countWindows(graph: Graph, input?: string): number {
  const inputs = imageInputs(graph)
  const [height, width] = (inputs.find(({ name }) => name === input) ?? inputs[0]).shape
  // Sides that depend on the image are taken to have room for all windows.
  return [height, width].reduce<number>(
    (product, side) => product * (typeof side === 'number' ? windows(side).length : WINDOWS),
    1,
  )
}

/** Windows from edge to edge of a side, as evenly as whole pixels allow. */
function windows(side: number): { readonly start: number; readonly end: number }[] {
  const length = Math.ceil(side / 8)
  const room = side - length
  const count = Math.min(WINDOWS, room + 1)
  return Array.from({ length: count }, (_, i) => {
    const start = count === 1 ? 0 : Math.round((i * room) / (count - 1))
    return { start, end: start + length }
  })
}
