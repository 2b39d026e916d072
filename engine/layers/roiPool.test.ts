import { type Block, checkComputation } from '../checks/checkComputation'
import { roiPool } from './roiPool'

// Inside; over the border; smaller than its cells; wholly outside.
const boxes = [2, 1, 13, 17, -9, 8, 9, 44, 6, 7, 6, 8, 30, 30, 40, 40]

checkComputation(roiPool, [
  {
    options: { poolSize: [2, 3], spatialScale: 0.5 },
    inputs: [
      [8, 9, 2],
      [4, 4],
    ],
    given: { 1: boxes },
    naive: ([map]) => pooled(map, 2, 3, 0.5),
  },
  {
    options: { poolSize: 7 },
    inputs: [
      [13, 11, 1],
      [4, 4],
    ],
    given: { 1: boxes },
    naive: ([map]) => pooled(map, 7, 7, 1),
  },
])

/** As Caffe's layer of Fast R-CNN. */
function pooled(map: Block, tall: number, wide: number, scale: number): number[] {
  const [height, width, channels] = map.shape
  const result: number[] = []
  for (let box = 0; box < boxes.length; box += 4) {
    const [top, left, bottom, right] = boxes.slice(box, box + 4).map(side => Math.round(side * scale))
    const [boxHeight, boxWidth] = [Math.max(bottom - top + 1, 1), Math.max(right - left + 1, 1)]
    for (let i = 0; i < tall; i++)
      for (let j = 0; j < wide; j++)
        for (let channel = 0; channel < channels; channel++) {
          let most = Number.NEGATIVE_INFINITY
          for (let y = Math.floor((i * boxHeight) / tall); y < Math.ceil(((i + 1) * boxHeight) / tall); y++)
            for (let x = Math.floor((j * boxWidth) / wide); x < Math.ceil(((j + 1) * boxWidth) / wide); x++) {
              const [row, column] = [top + y, left + x]
              if (row >= 0 && row < height && column >= 0 && column < width)
                most = Math.max(most, map.at(row, column, channel))
            }
          result.push(most === Number.NEGATIVE_INFINITY ? 0 : most)
        }
  }
  return result
}
