import type { Dimension } from '../../builder/dimension'
import type { LayerNode } from '../../builder/node'
import type { AnalysedModel } from '../analysis'
import type { Dataflow } from './dataflow'
import { isActivation } from './keepsPlaces'
import { isWeighted } from './layerRoles'

/** One output of a model, and what gives its numbers. */
export interface Head {
  /** Which of the model's outputs it is. */
  readonly index: number
  /** The last layer before the model hands the numbers out. */
  readonly output: LayerNode
  /** The last activation, through pooling, dropout and changes of shape; `linear` where there is none. */
  readonly activation: string
  readonly activated?: LayerNode
  /** The dense layer or convolution that gives the scores. */
  readonly scores: LayerNode
  /** The numbers of the last axis: classes, or units. */
  readonly units: Dimension
}

/** The outputs of a model of which the last layers are known. */
export function headsOf({ graph, instances }: AnalysedModel, flow: Dataflow): Head[] {
  const nodes = new Map(instances.map(({ name, node }) => [name, node]))
  return graph.outputs.flatMap(({ layer, output: port }, index) => {
    const node = nodes.get(layer)
    const output = node && flow.activated(node)
    return (output && headOf(output, port, index)) ?? []
  })
}

function headOf(output: LayerNode, port: number, index: number): Head | undefined {
  let activated: LayerNode | undefined
  for (let node = output; ; node = node.inputs[0].node) {
    const { kind } = node.kind
    if (isWeighted(node)) {
      if (node.unknownOptions.includes('activation')) return undefined
      const units = output.outputShapes[port].at(-1)!
      return { index, output, activation: activated?.kind.kind ?? 'linear', activated, scores: node, units }
    }
    if (kind === 'unknownActivation') return undefined
    if (isActivation(node)) activated ??= node
    else if (!PASSING.has(kind)) return undefined
  }
}

const PASSING: ReadonlySet<string> = new Set([
  'avgPool2d',
  'batchNorm',
  'cropping2d',
  'dropout',
  'flatten',
  'globalAveragePool2d',
  'reshape',
  'resizeBilinear',
  'spatialDropout2d',
  'upSampling2d',
])
