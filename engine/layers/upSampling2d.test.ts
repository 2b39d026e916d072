import { layers } from '@tensorflow/tfjs-layers'
import { type Block, checkComputation } from '../checks/checkComputation'
import { upSampling2d } from './upSampling2d'

checkComputation(upSampling2d, [
  { options: { size: [2, 3] }, inputs: [[3, 4, 2]], like: () => layers.upSampling2d({ size: [2, 3] }) },
  {
    options: { size: [2, 3], interpolation: 'bilinear' },
    inputs: [[3, 4, 2]],
    naive: ([map]) => readBetween(map),
  },
  {
    options: { size: [2, 3], interpolation: 'bilinear', coordinates: 'topLeft' },
    inputs: [[3, 4, 2]],
    like: () => layers.upSampling2d({ size: [2, 3], interpolation: 'bilinear' }),
  },
])

/** 6×12 places read from 3×4, borders on each other; beyond the outermost centres the outermost element. */
function readBetween(map: Block): number[] {
  const result: number[] = []
  for (let y = 0; y < 6; y++)
    for (let x = 0; x < 12; x++)
      for (let channel = 0; channel < 2; channel++) {
        const row = Math.min(2, Math.max(0, (y + 0.5) / 2 - 0.5))
        const column = Math.min(3, Math.max(0, (x + 0.5) / 3 - 0.5))
        const [top, left] = [Math.floor(row), Math.floor(column)]
        const [down, right] = [row - top, column - left]
        const upper = (1 - right) * map.at(top, left, channel) + right * map.at(top, left + 1, channel)
        const lower = (1 - right) * map.at(top + 1, left, channel) + right * map.at(top + 1, left + 1, channel)
        result.push((1 - down) * upper + down * lower)
      }
  return result
}
