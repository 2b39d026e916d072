import { NOT_FINITE } from '../../../engine/explain/notFinite'
import { type ColorTableName, colorTables } from '../../../engine/pictures/colorTables'

/** Stands where a number is NaN or infinite; no colour table holds anything like it. */
export const ALARM = 0xffff00ff

/** A colour for each level that the engine gives, red in the lowest byte: 0…254 along the table, and the level of what is no number. */
export function coloursOfLevels(name: ColorTableName): Uint32Array {
  const table = colorTables[name]
  const colours = Uint32Array.from({ length: 256 }, (_, level) => {
    const entry = 3 * Math.min(255, Math.round((level * 255) / 254))
    return table[entry] | (table[entry + 1] << 8) | (table[entry + 2] << 16) | (255 << 24)
  })
  colours[NOT_FINITE] = ALARM
  return colours
}
