import type { LayerNode } from '../../builder/node'
import type { Padding } from '../../builder/option'

/** The window of a convolution or a pooling, of which all is known. One number an axis: height, width. */
export interface KnownWindow {
  readonly kernel: readonly [number, number]
  readonly strides: readonly [number, number]
  readonly rates: readonly [number, number]
  readonly padding: Padding
  readonly ceilMode: boolean
}

/** Undefined for a layer without a window, for a transposed convolution, and where something about it is not known. */
export function knownWindow(node: LayerNode): KnownWindow | undefined {
  const { options } = node.kind
  if (!('kernelSize' in options) && !('poolSize' in options)) return undefined
  const known = windows.get(node)
  if (known || windows.has(node)) return known
  const window = windowOf(node)
  windows.set(node, window)
  return window
}

/** Many rules ask for the window of every layer. */
const windows = new WeakMap<LayerNode, KnownWindow | undefined>()

function windowOf({ kind, options, unknownOptions }: LayerNode): KnownWindow | undefined {
  if (kind.kind.endsWith('Transpose') || unknownOptions.length > 0) return undefined
  const kernel = numbers(options.kernelSize ?? options.poolSize)
  const strides = numbers(options.strides ?? options.poolSize)
  const rates = numbers(options.dilationRate ?? [1, 1])
  const { padding } = options as { padding?: Padding }
  if (!kernel || !strides || !rates || padding === undefined) return undefined
  return { kernel, strides, rates, padding, ceilMode: options.ceilMode === true }
}

function numbers(pair: unknown): [number, number] | undefined {
  if (!Array.isArray(pair) || pair.length !== 2) return undefined
  const [rows, columns] = pair
  return typeof rows === 'number' && typeof columns === 'number' ? [rows, columns] : undefined
}
