import { layers } from '@tensorflow/tfjs-layers'
import { checkComputation } from '../checks/checkComputation'
import { resizing } from './resizing'

checkComputation(resizing, [
  {
    options: { height: 5, width: 7, interpolation: 'bilinear', cropToAspectRatio: false },
    inputs: [[4, 6, 2]],
    like: () => layers.resizing({ height: 5, width: 7, interpolation: 'bilinear', cropToAspectRatio: false }),
  },
  {
    options: { height: 5, width: 7, interpolation: 'nearest', cropToAspectRatio: false },
    inputs: [[4, 6, 2]],
    like: () => layers.resizing({ height: 5, width: 7, interpolation: 'nearest', cropToAspectRatio: false }),
  },
  {
    options: { height: 5, width: 3, interpolation: 'bilinear', cropToAspectRatio: true },
    inputs: [[4, 6, 2]],
    like: () => layers.resizing({ height: 5, width: 3, interpolation: 'bilinear', cropToAspectRatio: true }),
  },
  {
    options: { height: 3, width: 9, interpolation: 'nearest', cropToAspectRatio: true },
    inputs: [[4, 6, 2]],
    like: () => layers.resizing({ height: 3, width: 9, interpolation: 'nearest', cropToAspectRatio: true }),
  },
  {
    options: { height: 1, width: 1, interpolation: 'bilinear', cropToAspectRatio: false },
    inputs: [[4, 6, 2]],
    like: () => layers.resizing({ height: 1, width: 1, interpolation: 'bilinear', cropToAspectRatio: false }),
  },
])
