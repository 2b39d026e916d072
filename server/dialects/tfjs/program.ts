import type ts from 'typescript'
import { unknownDimension } from '../../../builder/dimension'
import type { LayerNode } from '../../../builder/node'
import type { Evaluation } from '../../evaluate/evaluation'
import { callBackOnce } from '../../evaluate/functions'
import { CallSite } from '../../evaluate/host'
import { ArrayValue, Unknown, type Value } from '../../evaluate/values'
import { parameterNode } from '../builderLayers'
import type { RecordedModel, Recording } from '../recording'
import type { Surroundings } from './layerBehaviour'
import { NullSizes, UnknownRank } from './shapes'
import { SymbolicTensor, tensorIn } from './symbolicTensor'
import type { TfjsError } from './tfjsError'
import { TfjsLayer } from './tfjsLayer'

/** What the TensorFlow.js layers of one evaluation have in common: their names, open sizes, and what is written down. */
export class Program implements Surroundings {
  readonly nulls = new NullSizes()
  private readonly nodes = new Map<TfjsLayer, LayerNode[]>()
  /** How many layers of a class there are; each function nobody calls counts on from what the file itself makes. */
  private readonly counts = new Map<ts.Node | undefined, Map<string, number>>()

  constructor(readonly recording: Recording) {}

  readonly models: { record(): RecordedModel | undefined }[] = []

  /** `getUid` of tfjs-layers: the next number for a prefix. */
  uid(prefix: string, { uncalled }: Evaluation): number {
    let counts = this.counts.get(uncalled)
    if (!counts) this.counts.set(uncalled, (counts = new Map(this.counts.get(undefined))))
    const count = (counts.get(prefix) ?? 0) + 1
    counts.set(prefix, count)
    return count
  }

  /** The name of a layer that the program gives none: `conv2d_Conv2D1`. */
  layerName(className: string, context: Evaluation): string {
    const snake = className
      .replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2')
      .replace(/([a-z])([A-Z])/g, '$1_$2')
      .toLowerCase()
    return `${snake.startsWith('_') ? 'private' : ''}${snake}_${className}${this.uid(className, context)}`
  }

  mistake(error: TfjsError, node: ts.Node, site: CallSite, layer?: string): void {
    const message = layer === undefined ? error.message : `${layer}: ${error.message}`
    this.recording.mistakes.push({ rule: error.rule, message, node, site, replacement: error.replacement })
  }

  recordLayer(layer: TfjsLayer, node: LayerNode, application: CallSite, isFirst: boolean): void {
    const known = this.nodes.get(layer)
    if (known) known.push(node)
    else this.nodes.set(layer, [node])
    const { site } = layer
    const isReached = isFirst && [site, ...site.stack].some(({ file }) => file === application.file)
    this.recording.layers.push({ node, site, dialect: 'tfjs', ...(isReached ? {} : { application }) })
  }

  firstNodeOf(layer: TfjsLayer): LayerNode | undefined {
    return this.nodes.get(layer)?.[0]
  }

  /** The tensors that a program gives: one, or an array; undefined where it is something else. */
  tensorsOf(value: Value): readonly SymbolicTensor[] | Unknown | undefined {
    if (value instanceof Unknown) return value
    const single = tensorIn(value)
    if (single) return [single]
    if (!(value instanceof ArrayValue)) return undefined
    if (value.contentsUnknown) return value.contentsUnknown
    const tensors = Array.from(value.elements, element =>
      element instanceof Unknown ? this.unknownTensor(element.reason) : tensorIn(element),
    )
    return tensors.every(tensor => tensor !== undefined) ? tensors : undefined
  }

  /** A tensor that comes from where the evaluation does not see. */
  unknownTensor(reason: string): SymbolicTensor {
    const node = parameterNode([unknownDimension(reason)])
    const nowhere = new CallSite('', node as never, undefined, false, false, undefined)
    const layer = new TfjsLayer('Layer', [], this, nowhere, { name: 'unknown', built: true })
    return new SymbolicTensor(node, 0, new UnknownRank(reason), layer, 0, this.nulls, false)
  }

  /** A call whose result comes from running the program: unknown; functions given to it may be called. */
  outside(what: string, args: readonly Value[], site: CallSite, context: Evaluation): Value {
    const unknown = new Unknown(`what ${what} gives is only known when the program runs`, site.node)
    callBackOnce(context, args, unknown, site)
    return unknown
  }

  /** The names of a function nobody calls are counted anew; the result forgets all that is written down from now on. */
  mark(uncalled: ts.Node): () => void {
    this.counts.delete(uncalled)
    const models = this.models.length
    const uses = new Map([...this.nodes].map(([layer, { length }]) => [layer, length]))
    return () => {
      this.models.length = models
      for (const [layer, nodes] of this.nodes) {
        const before = uses.get(layer)
        if (before === undefined) this.nodes.delete(layer)
        else nodes.length = before
      }
    }
  }

  /** To be called when the evaluation is over: puts the weights' final state into the layers, and records the models. */
  finish(context: Evaluation): void {
    for (const [layer, nodes] of this.nodes) {
      for (const node of nodes) {
        const weights = layer.builderWeights(node)
        if (weights) (node as { weights?: LayerNode['weights'] }).weights = weights
      }
    }
    for (const model of this.models) {
      const recorded = model.record()
      if (recorded && !this.recording.addModel(recorded, context)) break
    }
  }
}
