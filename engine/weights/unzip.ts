import { unzipSync } from 'fflate'
import { EngineError } from '../engineError'

/** More than a network of this tool's size needs; a small file that swells to more is a trap. */
const MOST_BYTES = 2 ** 31

/** So many times its size is the most that DEFLATE makes of anything: one that says more only takes memory. */
const MOST_SWELLING = 1032

/** Bytes of a file's entry in the list at the end of an archive, at least. */
const LEAST_ENTRY = 46

/** The files in a zip archive, by name. Throws {@link EngineError} for a broken archive, or one that would fill the memory. */
export function unzip(file: string, bytes: Uint8Array): Readonly<Record<string, Uint8Array<ArrayBuffer>>> {
  let [total, files] = [0, 0]
  try {
    const filter = ({ name, size, originalSize }: { name: string; size: number; originalSize: number }) => {
      files += 1
      // What is told of the number of files is believed without looking whether there are as many.
      if (files * LEAST_ENTRY > bytes.length) throw new Error('its list of files is longer than it is')
      if (originalSize > MOST_SWELLING * size) throw new Error(`${name} says that it holds more than it can`)
      total += originalSize
      return total <= MOST_BYTES
    }
    const entries = unzipSync(bytes, { filter }) as Record<string, Uint8Array<ArrayBuffer>>
    if (total <= MOST_BYTES) return entries
  } catch (error) {
    const message = `${file} is a broken archive: ${(error as Error).message}`
    throw new EngineError('truncated-shard', message, 'Copy or save it again.', { cause: error })
  }
  const message = `${file} unpacks to ${Math.round(total / 2 ** 20)} MB, more than ${MOST_BYTES / 2 ** 20}`
  throw new EngineError('unsupported-weights', message, 'Save the weights of a smaller network, or as .safetensors.')
}
