import type { TemplateResult } from 'lit'
import { button } from '../controls'
import { strings } from '../strings/strings'
import type { Actions } from './actions'

/** A button that saves what a canvas shows, at the size in which it is drawn. */
export function exportPng(canvas: string, file: string, { saveFile }: Actions): TemplateResult {
  const save = async () => {
    const element = document.getElementById(canvas) as HTMLCanvasElement | null
    const blob = await new Promise<Blob | null>(resolve => element?.toBlob(resolve, 'image/png'))
    if (blob !== null) saveFile(`${file}.png`, new Uint8Array(await blob.arrayBuffer()))
  }
  return button(strings.exportPng, () => void save(), { id: `export-${canvas}` })
}
