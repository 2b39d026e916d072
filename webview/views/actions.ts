import type { StateEvent } from '../store'

/** What the user can do in the views. */
export interface Actions {
  dispatch(event: StateEvent): void
  chooseImage(id: string): void
  addFiles(files: readonly File[]): void
  openImages(): void
  chooseLayer(layer: string): void
  revealLayer(layer: string): void
  changeView(view: Extract<StateEvent, { type: 'viewChanged' }>['view']): void
  chooseClass(index: number | undefined): void
  chooseMethod(method: string): void
  chooseExplanationLayer(layer: string | undefined): void
  cancel(): void
  retry(): void
  restart(): void
}
