import { isObject, isString } from '../../engine/dataChecks'
import type { ImageFile } from '../protocol'
import type { PanelImage } from '../state'

/** An image that the user brought, as it outlives a reload of the window: the editor stores text. */
export interface KeptImage {
  readonly name: string
  /** A PNG at the size in which the panel shows it, in base64. */
  readonly png: string
}

export async function keepImage({ name, pixels }: Pick<PanelImage, 'name' | 'pixels'>): Promise<KeptImage> {
  const { width, height, data } = pixels
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')!.putImageData(new ImageData(data, width, height), 0, 0)
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())
  const parts: string[] = []
  // As arguments of a call, too many bytes at once would not fit.
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)))
  return { name, png: btoa(parts.join('')) }
}

/** The file of an image that was kept, perhaps by another version of the panel; undefined where there is none. */
export function keptFile(value: unknown): ImageFile | undefined {
  if (!isObject(value) || !isString(value.name) || !isString(value.png)) return undefined
  try {
    const bytes = Uint8Array.from(atob(value.png as string), letter => letter.charCodeAt(0))
    return { name: value.name as string, bytes }
  } catch {
    return undefined
  }
}
