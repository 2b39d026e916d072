import type { Preprocessing } from '../../builder/graph'
import type { GeneratedNumbers } from '../../engine/requests'
import type { Tab } from '../protocol'
import type { Cell, Comparison, ImageSet, ReadingState, StateEvent } from '../state'

/** What the user can do in the views. */
export interface Actions {
  dispatch(event: StateEvent): void
  chooseImage(id: string): void
  /** The input into which the next image goes. */
  chooseSlot(input: string): void
  chooseGenerated(input: string, numbers: GeneratedNumbers): void
  chooseImageSet(set: ImageSet): void
  /** To the next image of the set that is shown, or to the one before. */
  stepImage(by: 1 | -1): void
  openImages(): void
  openFolder(): void
  /** Keeps it for the model too; undefined where the model decides again. */
  changePreprocessing(preprocessing: Preprocessing | undefined): void
  chooseLayer(layer: string): void
  /** Makes it the layer shown, and shows its code, but leaves the keyboard in the panel. */
  selectLayer(layer: string): void
  revealLayer(layer: string): void
  chooseCell(cell: Cell): void
  chooseTab(tab: Tab): void
  copyText(text: string): void
  /** Asks the user where to put a file. */
  saveFile(name: string, data: Uint8Array<ArrayBuffer>): void
  /** Looks at one channel of the layer closely, or at none. */
  chooseChannel(channel: number | undefined): void
  /** Shows one channel of a layer closely among the activations. */
  lookAtChannel(layer: string, channel: number): void
  compareWith(comparison: Comparison): void
  /** Saves all that the views show as a page of its own. */
  exportReport(): void
  changeView(view: Extract<StateEvent, { type: 'viewChanged' }>['view']): void
  /** Runs again what rests on it: the network, or the explanation of what is chosen now. */
  changeReading(change: Partial<ReadingState>): void
  chooseClass(index: number | undefined): void
  chooseMethod(method: string): void
  chooseExplanationLayer(layer: string | undefined): void
  chooseExplanationInput(input: string | undefined): void
  /** Makes the explanation chosen, however many passes it takes. */
  runExplanation(): void
  /** Makes the maps of the methods that are compared, one after the other. */
  compareMethods(): void
  /** Measures how far one of these maps is to be believed. */
  measureCompared(method: string): void
  /** Shows one of these maps by itself. */
  openCompared(method: string): void
  /** Measures how far the explanation that is shown is to be believed. */
  measureTrust(): void
  cancel(): void
  retry(): void
  restart(): void
}
