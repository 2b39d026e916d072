import type { Failure } from '../channel'
import type { ImageFile } from '../protocol'
import type { PanelImage } from '../state'
import { imageFileProblem } from './imageFile'
import { imageNotes } from './imageNotes'

/** Pictures are shown and explained at most at this length of their longer side; networks take far smaller ones. */
const MAX_SIDE = 640

/** Decodes a file to pixels, or says why it cannot be one. */
export async function decodeImage(
  { name, bytes }: ImageFile,
  told: Pick<PanelImage, 'set' | 'credit'> & { readonly id?: string },
): Promise<PanelImage | Failure> {
  const problem = imageFileProblem(name, bytes)
  if (problem !== undefined) return problem
  const blob = new Blob([bytes])
  try {
    // Twice, because the size is only known after the first: resized in the decoder, the large copy is never read back.
    const { width, height } = await sizeOf(blob)
    const scale = Math.min(1, MAX_SIDE / Math.max(width, height))
    const bitmap = await createImageBitmap(blob, {
      resizeWidth: Math.max(1, Math.round(width * scale)),
      resizeHeight: Math.max(1, Math.round(height * scale)),
      resizeQuality: 'high',
    })
    const pixels = readPixels(bitmap)
    bitmap.close()
    const notes = imageNotes(bytes)
    return { id: crypto.randomUUID(), ...told, name, notes, url: URL.createObjectURL(blob), pixels }
  } catch {
    return {
      message: `${name} cannot be decoded: the file is damaged`,
      action: 'Open it in a picture editor and save it again.',
    }
  }
}

async function sizeOf(blob: Blob): Promise<{ width: number; height: number }> {
  const bitmap = await createImageBitmap(blob)
  const { width, height } = bitmap
  bitmap.close()
  return { width, height }
}

function readPixels(bitmap: ImageBitmap): PanelImage['pixels'] {
  const { width, height } = bitmap
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!
  // Transparent places count as white, which is what people see behind them most often.
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, height)
  context.drawImage(bitmap, 0, 0)
  const { data } = context.getImageData(0, 0, width, height)
  return { width, height, data: new Uint8ClampedArray(data) }
}
