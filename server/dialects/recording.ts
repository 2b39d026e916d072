import type ts from 'typescript'
import type { Graph } from '../../builder/graph'
import type { LayerNode, NodeOutput } from '../../builder/node'
import type { Training } from '../analysis'
import type { Evaluation } from '../evaluate/evaluation'
import type { CallSite } from '../evaluate/host'

/** What the dialects write down while a file is evaluated. */
export class Recording {
  readonly layers: RecordedLayer[] = []
  readonly models: RecordedModel[] = []
  readonly mistakes: Mistake[] = []
  /** Parameters of functions that nobody calls, taken for maps, as long as nothing shows that they are. */
  readonly madeUp = new Set<LayerNode>()
  private layersInModels = 0

  /** Writes a model down, unless all models together then hold more layers than are followed: false, which is told. */
  addModel(model: RecordedModel, context: Evaluation): boolean {
    const layers = this.layersInModels + model.graph.layers.length
    const most = context.limits.modelLayers
    const { node } = model.site
    if (layers > most) {
      context.problem('bounds', `no more than ${most.toLocaleString('en-US')} layers in models are followed`, node)
      return false
    }
    this.models.push(model)
    this.layersInModels = layers
    return true
  }

  /** The result forgets all that is written down from now on. */
  mark(): () => void {
    const { layers, models, mistakes, madeUp, layersInModels } = this
    const open = [...madeUp]
    const lengths = [layers, models, mistakes].map(({ length }) => length)
    return () => {
      for (const [index, list] of [layers, models, mistakes].entries()) list.length = lengths[index]
      for (const node of open) madeUp.add(node)
      this.layersInModels = layersInModels
    }
  }
}

/** A layer and the call that made it. */
export interface RecordedLayer {
  readonly node: LayerNode
  readonly site: CallSite
  /** Where a layer that was made before is applied; the site is then the call that made it. */
  readonly application?: CallSite
  /** The block that made it, where the call is one of a block and not of a layer. */
  readonly block?: RecordedBlock
  /** The dialect of the call; the builder's where it is left out. */
  readonly dialect?: 'tfjs'
}

/** The layers that one call of one of the builder's blocks made. */
export interface RecordedBlock {
  readonly name: string
  readonly inputs: readonly NodeOutput[]
  readonly nodes: readonly LayerNode[]
  readonly output: LayerNode
}

/** A finished network, the call that finished it, and which node became which layer. */
export interface RecordedModel {
  readonly graph: Graph
  readonly names: ReadonlyMap<LayerNode, string>
  readonly site: CallSite
  readonly training?: Training
}

/** What is wrong with a network, at a place in the text that a chain of calls led to. */
export interface Mistake {
  readonly rule: string
  readonly message: string
  readonly node: ts.Node
  readonly site: CallSite
  readonly application?: CallSite
  /** What should stand in the place of the node. */
  readonly replacement?: string
}
