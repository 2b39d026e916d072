import { layers } from '@tensorflow/tfjs-layers'
import { type Block, checkComputation } from '../checks/checkComputation'
import { conv2dTranspose } from './conv2dTranspose'

checkComputation(conv2dTranspose, [
  {
    options: { filters: 2, kernelSize: 3 },
    inputs: [[4, 5, 3]],
    like: () => layers.conv2dTranspose({ filters: 2, kernelSize: 3 }),
  },
  {
    options: { filters: 2, kernelSize: 3, strides: 2, padding: 'same' },
    inputs: [[4, 5, 3]],
    like: () => layers.conv2dTranspose({ filters: 2, kernelSize: 3, strides: 2, padding: 'same' }),
  },
  {
    options: { filters: 2, kernelSize: 2, strides: 3, useBias: false },
    inputs: [[3, 4, 2]],
    like: () => layers.conv2dTranspose({ filters: 2, kernelSize: 2, strides: 3, useBias: false }),
  },
  {
    options: { filters: 2, kernelSize: 4, strides: 2, padding: 1 },
    inputs: [[3, 4, 2]],
    naive: ([map], { kernel, bias }) => paint(map, kernel, bias),
  },
])

/** Every element paints a window of 4×4 at stride 2; one pixel is cut off all round: 6×8. */
function paint(map: Block, kernel: Block, bias: Block): number[] {
  const [height, width] = [6, 8]
  const result = Array.from({ length: height * width * 2 }, (_, i) => bias.at(i % 2))
  for (let y = 0; y < 3; y++)
    for (let x = 0; x < 4; x++)
      for (let i = 0; i < 4; i++)
        for (let j = 0; j < 4; j++) {
          const [row, column] = [2 * y + i - 1, 2 * x + j - 1]
          if (row < 0 || row >= height || column < 0 || column >= width) continue
          for (let filter = 0; filter < 2; filter++)
            for (let channel = 0; channel < 2; channel++)
              result[(row * width + column) * 2 + filter] += map.at(y, x, channel) * kernel.at(i, j, filter, channel)
        }
  return result
}
