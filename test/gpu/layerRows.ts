/**
 * The rows of the layers' own tests. `bundle.mjs` puts this file in the place of Vitest and of what those tests import
 * beside their layer, so that a browser, or a process with CUDA, gets every row and runs no test.
 */
import { PreparedLayer, type Row } from '../../engine/checks/preparedLayer'
import type { Computation } from '../../engine/computation'

export { block } from '../../engine/checks/preparedLayer'

export interface LayerRow {
  readonly title: string
  readonly layer: PreparedLayer
  readonly gradient: boolean
}

export const layerRows: LayerRow[] = []

export function checkComputation(computation: Computation, rows: readonly Row[], { gradient = true } = {}): void {
  for (const row of rows) {
    const title = `${computation.kind} ${JSON.stringify(row.options ?? {})} on ${row.inputs.map(shape => shape.join('×'))}`
    layerRows.push({ title, layer: new PreparedLayer(computation, row), gradient })
  }
}

const none = () => none
export const test = Object.assign(none, { each: none })
export const describe = test
export { none as beforeAll, none as expect, none as expectClose, none as useBackend }
