import { image, tensor3d } from '@tensorflow/tfjs-core'
import { type Block, checkComputation } from '../checks/checkComputation'
import { resizeNearest } from './resizeNearest'

checkComputation(resizeNearest, [
  { options: { size: [7, 10] }, inputs: [[4, 5, 3]], naive: ([map]) => resized(map, [7, 10], false) },
  { options: { size: 3 }, inputs: [[7, 5, 2]], naive: ([map]) => resized(map, [3, 3], false) },
  {
    options: { size: [7, 9], coordinates: 'alignCorners' },
    inputs: [[4, 5, 2]],
    naive: ([map]) => resized(map, [7, 9], true),
  },
  {
    options: { size: [1, 3], coordinates: 'alignCorners' },
    inputs: [[4, 5, 2]],
    naive: ([map]) => resized(map, [1, 3], true),
  },
])

/** By TensorFlow.js's own operation. */
function resized({ shape, values }: Block, size: [number, number], alignCorners: boolean): number[] {
  const map = tensor3d(values, shape as [number, number, number])
  const result = image.resizeNearestNeighbor(map, size, alignCorners, !alignCorners)
  const numbers = [...result.dataSync()]
  map.dispose()
  result.dispose()
  return numbers
}
