/** Numbers of the given shape with axis `order[i]` as axis i. */
export function transpose(values: Float32Array, shape: readonly number[], order: readonly number[]): Float32Array {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1))
  const target = order.map(axis => shape[axis])
  const steps = order.map(axis => strides[axis])
  const place = target.map(() => 0)
  const turned = new Float32Array(values.length)
  let source = 0
  for (let i = 0; i < turned.length; i++) {
    turned[i] = values[source]
    for (let axis = target.length - 1; axis >= 0; axis--) {
      source += steps[axis]
      if (++place[axis] < target[axis]) break
      source -= steps[axis] * target[axis]
      place[axis] = 0
    }
  }
  return turned
}
