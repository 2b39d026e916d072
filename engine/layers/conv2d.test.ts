import { layers } from '@tensorflow/tfjs-layers'
import { type Block, checkComputation } from '../checks/checkComputation'
import { conv2d } from './conv2d'

checkComputation(conv2d, [
  {
    options: { filters: 4, kernelSize: 3 },
    inputs: [[6, 7, 3]],
    like: () => layers.conv2d({ filters: 4, kernelSize: 3 }),
  },
  {
    options: { filters: 4, kernelSize: [3, 2], strides: [2, 1], padding: 'same' },
    inputs: [[7, 6, 3]],
    like: () => layers.conv2d({ filters: 4, kernelSize: [3, 2], strides: [2, 1], padding: 'same' }),
  },
  {
    options: { filters: 2, kernelSize: 2, strides: 3, useBias: false },
    inputs: [[9, 7, 3]],
    like: () => layers.conv2d({ filters: 2, kernelSize: 2, strides: 3, useBias: false }),
  },
  {
    options: { filters: 4, kernelSize: 3, dilationRate: 2, padding: 'same' },
    inputs: [[8, 7, 2]],
    like: () => layers.conv2d({ filters: 4, kernelSize: 3, dilationRate: 2, padding: 'same' }),
  },
  {
    options: { filters: 6, kernelSize: 3, groups: 2, padding: 1 },
    inputs: [[5, 6, 4]],
    naive: (inputs, weights) =>
      convolve(inputs[0], weights, { strides: 1, dilation: 1, top: 1, left: 1, output: [5, 6], groups: 2 }),
  },
  {
    options: { filters: 6, kernelSize: 3, groups: 3, strides: 2, dilationRate: 2, padding: 2 },
    inputs: [[7, 8, 3]],
    naive: (inputs, weights) =>
      convolve(inputs[0], weights, { strides: 2, dilation: 2, top: 2, left: 2, output: [4, 4], groups: 3 }),
  },
  {
    options: { filters: 2, kernelSize: 3, strides: 2, padding: { top: 3, bottom: 0, left: 1, right: 2 } },
    inputs: [[6, 6, 2]],
    naive: (inputs, weights) =>
      convolve(inputs[0], weights, { strides: 2, dilation: 1, top: 3, left: 1, output: [4, 4], groups: 1 }),
  },
])

interface Slide {
  strides: number
  dilation: number
  top: number
  left: number
  output: [number, number]
  groups: number
}

function convolve(map: Block, { kernel, bias }: Readonly<Record<string, Block>>, slide: Slide): number[] {
  const [height, width, perGroup, filters] = kernel.shape
  const result: number[] = []
  for (let y = 0; y < slide.output[0]; y++)
    for (let x = 0; x < slide.output[1]; x++)
      for (let filter = 0; filter < filters; filter++) {
        const group = Math.floor(filter / (filters / slide.groups))
        let sum = bias.at(filter)
        for (let i = 0; i < height; i++)
          for (let j = 0; j < width; j++)
            for (let channel = 0; channel < perGroup; channel++) {
              const row = slide.strides * y + slide.dilation * i - slide.top
              const column = slide.strides * x + slide.dilation * j - slide.left
              sum += map.at(row, column, group * perGroup + channel) * kernel.at(i, j, channel, filter)
            }
        result.push(sum)
      }
  return result
}
