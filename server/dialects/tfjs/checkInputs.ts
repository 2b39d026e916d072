import type { Dimension } from '../../../builder/dimension'
import { mayEqual } from '../../../builder/dimension'
import { type InputSpec, shownShape } from './layerBehaviour'
import type { NullSizes, TfjsShape } from './shapes'
import { TfjsError } from './tfjsError'

/** `assertInputCompatibility` of tfjs-layers: whether the inputs are what a layer demands. */
export function checkInputs(
  layer: string,
  specs: readonly InputSpec[] | undefined,
  inputs: readonly TfjsShape[],
  nulls: NullSizes,
): void {
  if (!specs || specs.length === 0) return
  if (inputs.length !== specs.length) {
    throw new TfjsError(
      `Layer ${layer} expects ${specs.length} inputs, but it received ${inputs.length} input tensors.`,
      `takes ${specs.length === 1 ? 'one tensor' : `${specs.length} tensors`}, not ${inputs.length}`,
      undefined,
      'wrong-inputs',
    )
  }
  for (const [index, shape] of inputs.entries()) checkInput(layer, index, specs[index]!, shape, nulls)
}

function checkInput(layer: string, index: number, spec: InputSpec, shape: TfjsShape, nulls: NullSizes): void {
  const where = `Input ${index} is incompatible with layer ${layer}`
  const shown = `[${shownShape(shape, nulls)}]`
  const rank = shape.length
  if (spec.ndim !== undefined && rank !== spec.ndim) {
    throw new TfjsError(
      `${where}: expected ndim=${spec.ndim}, found ndim=${rank}`,
      `takes inputs of rank ${spec.ndim}, the batch axis counted${shapeOfRank(spec.ndim)}; this one is ${shown}, of rank ${rank}`,
      undefined,
      'wrong-rank',
    )
  }
  if (spec.minNDim !== undefined && rank < spec.minNDim) {
    throw new TfjsError(
      `${where}: expected min_ndim=${spec.minNDim}, found ndim=${rank}.`,
      `takes inputs of rank ${spec.minNDim} or more, the batch axis counted; this one is ${shown}`,
      undefined,
      'wrong-rank',
    )
  }
  for (const [axis, wanted] of spec.axes ?? []) {
    const size = shape[axis >= 0 ? axis : rank + axis]
    if (mayBe(size, wanted, nulls)) continue
    throw new TfjsError(
      `${where}: expected axis ${axis} of input shape to have value ${shownShape([wanted], nulls)} but got shape ${shownShape(shape, nulls)}.`,
      `was built for inputs of size ${shownShape([wanted], nulls)} along axis ${axis}; this one is ${shown}`,
      undefined,
      'mismatched-merge',
    )
  }
  for (const [axis, wanted] of (spec.shape ?? []).entries()) {
    const size = shape[axis]
    if (wanted === undefined || size === undefined || mayBe(size, wanted, nulls)) continue
    throw new TfjsError(
      `${where}: expected shape=${spec.shape!.map(part => (part === undefined ? 'null' : shownShape([part], nulls)))}, found shape=${shownShape(shape, nulls)}.`,
      `takes another shape than ${shown}`,
      undefined,
      'mismatched-merge',
    )
  }
}

function mayBe(size: Dimension | undefined, wanted: Dimension, nulls: NullSizes): boolean {
  if (nulls.isNull(wanted)) return true
  if (size === undefined) return false
  return nulls.isNull(size) || size === wanted || mayEqual(size, wanted)
}

/** The axes of a tensor of a rank, for the message. */
function shapeOfRank(rank: number): string {
  const names: Readonly<Record<number, string>> = {
    2: ' ([batch, units])',
    3: ' ([batch, steps, channels])',
    4: ' ([batch, height, width, channels])',
    5: ' ([batch, depth, height, width, channels])',
  }
  return names[rank] ?? ''
}
