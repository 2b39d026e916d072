import { NOT_FINITE } from '../../../engine/explain/notFinite'

/** Levels of 0…254 along a range, as the engine gives them for tiles; a range of nothing is level 0. */
export function levelsOf(
  values: Float32Array,
  { min, max }: { readonly min: number; readonly max: number },
): Uint32Array {
  const scale = max > min ? 254 / (max - min) : 0
  return Uint32Array.from(values, value => {
    if (!Number.isFinite(value)) return NOT_FINITE
    return Math.min(254, Math.max(0, Math.round((value - min) * scale)))
  })
}
