import type ts from 'typescript'
import type { Graph } from '../../builder/graph'
import type { LayerNode } from '../../builder/node'
import type { CallSite } from '../evaluate/host'

/** What the dialects write down while a file is evaluated. */
export class Recording {
  readonly layers: RecordedLayer[] = []
  readonly models: RecordedModel[] = []
  readonly mistakes: Mistake[] = []
}

/** A layer and the call that made it. */
export interface RecordedLayer {
  readonly node: LayerNode
  readonly site: CallSite
  /** Where a layer that was made before is applied; the site is then the call that made it. */
  readonly application?: CallSite
}

/** A finished network, the call that finished it, and which node became which layer. */
export interface RecordedModel {
  readonly graph: Graph
  readonly names: ReadonlyMap<LayerNode, string>
  readonly site: CallSite
}

/** What is wrong with a network, at a place in the text that a chain of calls led to. */
export interface Mistake {
  readonly rule: string
  readonly message: string
  readonly node: ts.Node
  readonly site: CallSite
  readonly application?: CallSite
}
