import { NOT_FINITE } from '../explain/notFinite'
import type { ActivationMaps, Image } from '../requests'
import { colorTables } from './colorTables'

/** Where a number is NaN or infinite: magenta, which viridis has not. */
const ALARM = [255, 0, 255]

/** The first `limit` channels of a layer in one picture, in viridis, as many in a row as in a column; what is left over is dark. */
export function montage({ tiles, tileWidth, tileHeight, channels }: ActivationMaps, limit: number): Image {
  const drawn = Math.min(channels.length, Math.max(1, limit))
  const columns = Math.ceil(Math.sqrt(drawn))
  const [width, height] = [columns * tileWidth, Math.ceil(drawn / columns) * tileHeight]
  const data = new Uint8ClampedArray(4 * width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const channel = Math.floor(y / tileHeight) * columns + Math.floor(x / tileWidth)
      const place = (channel * tileHeight + (y % tileHeight)) * tileWidth + (x % tileWidth)
      const level = channel < drawn ? tiles[place] : 0
      const entry = 3 * Math.round((level * 255) / 254)
      const colour = level === NOT_FINITE ? ALARM : colorTables.viridis.subarray(entry, entry + 3)
      data.set([...colour, 255], 4 * (y * width + x))
    }
  return { width, height, data }
}
