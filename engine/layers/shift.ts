import { concat, slice, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core'
import { shift as kind } from '../../builder/layers/shift'
import { defineComputation } from '../computation'
import { border } from './resampling'

/** {@link kind}: a group's window has its 1 at the group's own place, row by row. */
export const shift = defineComputation(kind, {
  forward: ({ kernelSize }, [input]) => [move(input, kernelSize, 1)],
  backward: ({ kernelSize }, { outputGradients: [gradient] }) => [move(gradient, kernelSize, -1)],
})

function move(map: Tensor, [height, width]: readonly [number, number], direction: 1 | -1): Tensor {
  const [images, rows, columns, channels] = map.shape as [number, number, number, number]
  const size = Math.floor(channels / (height * width))
  const part = (first: number, count: number) =>
    slice(map as Tensor4D, [0, 0, 0, first], [images, rows, columns, count])
  const moved: Tensor4D[] = []
  for (let group = 0; size > 0 && group < height * width; group++) {
    const down = direction * (Math.floor(group / width) - (height - 1) / 2)
    const right = direction * ((group % width) - (width - 1) / 2)
    moved.push(border(part(group * size, size), [-down, -right], [down, right]))
  }
  const left = channels - moved.length * size
  if (left > 0) moved.push(part(channels - left, left))
  return moved.length > 1 ? concat(moved, 3) : moved[0]
}
