import { layers } from '@tensorflow/tfjs-layers'
import { type Block, checkComputation } from '../checks/checkComputation'
import { depthwiseConv2d } from './depthwiseConv2d'

checkComputation(depthwiseConv2d, [
  { options: { kernelSize: 3 }, inputs: [[6, 7, 3]], like: () => layers.depthwiseConv2d({ kernelSize: 3 }) },
  {
    options: { kernelSize: 3, strides: 2, padding: 'same', depthMultiplier: 2 },
    inputs: [[7, 6, 3]],
    like: () => layers.depthwiseConv2d({ kernelSize: 3, strides: 2, padding: 'same', depthMultiplier: 2 }),
  },
  // TensorFlow.js's own layer ignores its dilation.
  {
    options: { kernelSize: 3, dilationRate: 2, padding: 'same' },
    inputs: [[8, 7, 2]],
    naive: ([map], { depthwiseKernel, bias }) =>
      filter(map, depthwiseKernel, bias, { output: [8, 7], strides: 1, dilation: 2, top: 2, left: 2 }),
  },
  {
    options: { kernelSize: 3, strides: 2, padding: { top: 1, bottom: 0, left: 2, right: 1 } },
    inputs: [[6, 6, 2]],
    naive: ([map], { depthwiseKernel, bias }) =>
      filter(map, depthwiseKernel, bias, { output: [3, 4], strides: 2, dilation: 1, top: 1, left: 2 }),
  },
])

interface Slide {
  output: [number, number]
  strides: number
  dilation: number
  top: number
  left: number
}

function filter(map: Block, kernel: Block, bias: Block, { output, strides, dilation, top, left }: Slide): number[] {
  const [height, width, channels] = kernel.shape
  const result: number[] = []
  for (let y = 0; y < output[0]; y++)
    for (let x = 0; x < output[1]; x++)
      for (let channel = 0; channel < channels; channel++) {
        let sum = bias.at(channel)
        for (let i = 0; i < height; i++)
          for (let j = 0; j < width; j++) {
            const [row, column] = [strides * y + dilation * i - top, strides * x + dilation * j - left]
            sum += map.at(row, column, channel) * kernel.at(i, j, channel, 0)
          }
        result.push(sum)
      }
  return result
}
