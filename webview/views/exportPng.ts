import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../controls'
import { formatCount } from '../format'
import { strings } from '../strings/strings'
import type { Actions } from './actions'
import { layPicture } from './tiles/tileGrid'
import { type Tiles, TileView } from './tiles/tileView'

/** A button that saves what a canvas shows, at the size in which it is drawn. */
export function exportPng(canvas: string, file: string, actions: Actions): TemplateResult {
  return saveButton(canvas, file, actions, () => document.getElementById(canvas) as HTMLCanvasElement | null)
}

/** A button that saves all tiles of a view, those out of sight too; where a picture has no room for all, it says so. */
export function exportTiles(view: string, file: string, tiles: Tiles, actions: Actions): TemplateResult {
  const { order } = tiles
  const { count } = layPicture({ ...tiles, count: order.length })
  const draw = () => {
    const shown = document.getElementById(view)?.closest('tile-view')
    return shown instanceof TileView ? shown.wholePicture() : null
  }
  const bound = html`<span class="hint">${strings.exportsFirst(formatCount(count), formatCount(order.length))}</span>`
  return html`${saveButton(view, file, actions, draw)} ${count < order.length ? bound : nothing}`
}

function saveButton(
  id: string,
  file: string,
  { saveFile }: Actions,
  draw: () => HTMLCanvasElement | null,
): TemplateResult {
  const save = async () => {
    const blob = await new Promise<Blob | null>(resolve => draw()?.toBlob(resolve, 'image/png'))
    if (blob !== null) saveFile(`${file}.png`, new Uint8Array(await blob.arrayBuffer()))
  }
  return button(strings.exportPng, () => void save(), { id: `export-${id}` })
}
