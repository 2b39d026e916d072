import type { LayerSite } from '../analysis'

/** The side of a call's square kernel, and its strides, where they are the same known numbers in every layer of the call. */
export function squareKernel({
  instances,
}: LayerSite): { side: number; strides: readonly [number, number] } | undefined {
  const found = new Set(instances.map(({ node: { options } }) => JSON.stringify([options.kernelSize, options.strides])))
  if (found.size !== 1) return undefined
  const [kernel, strides] = JSON.parse([...found][0]) as ([unknown, unknown] | null)[]
  if (!kernel || !strides || [...kernel, ...strides].some(size => typeof size !== 'number')) return undefined
  const [height, width] = kernel as [number, number]
  if (height !== width) return undefined
  return { side: height, strides: strides as [number, number] }
}
