import { graphCosts } from '../builder/costs'
import { type Dimension, unknownReason } from '../builder/dimension'
import { formatBytes, formatCount } from '../builder/format'
import { type Graph, layersByName } from '../builder/graph'
import { formatReceptiveField, type ReceptiveField, receptiveFields } from '../builder/receptiveField'
import { formatShape } from '../builder/shape'
import type { Description, Quantity } from './requests'

/** What every layer of a graph gives, holds and costs: for tables and drawings. Needs no backend, and runs nothing. */
export function describe(graph: Graph): Description {
  const costs = graphCosts(graph)
  const fields = receptiveFields(graph)
  const layers = layersByName(graph)
  return {
    layers: graph.layers.map(({ name, kind, inputs, outputShapes }) => {
      const { parameters, macs, outputMemory } = costs.layers.get(name)!
      const field = fields.get(name)!
      return {
        ...{ name, kind, shape: outputShapes.map(formatShape).join(', ') },
        inputs: inputs.map(({ layer, output }) => ({
          layer,
          shape: formatShape(layers.get(layer)!.outputShapes[output]),
        })),
        parameters: quantity(parameters.trainable, formatCount),
        fixedParameters: quantity(parameters.nonTrainable, formatCount),
        macs: quantity(macs, formatCount),
        memory: quantity(outputMemory, formatBytes),
        field: { value: longerSide(field), text: formatReceptiveField(field) },
      }
    }),
    parameters: quantity(costs.parameters.trainable, formatCount),
    fixedParameters: quantity(costs.parameters.nonTrainable, formatCount),
    macs: quantity(costs.macs, formatCount),
    peakMemory: quantity(costs.peakMemory, formatBytes),
  }
}

function quantity(dimension: Dimension, format: (dimension: Dimension) => string): Quantity {
  if (typeof dimension === 'number') return { value: dimension, text: format(dimension) }
  const reason = unknownReason(dimension)
  return { value: null, text: format(dimension), ...(reason === undefined ? {} : { reason }) }
}

/** Through a gate the whole image is seen by every layer; the field through the windows is what tells layers apart. */
function longerSide({ size, throughConvolutions }: ReceptiveField): number | null {
  const [height, width] = throughConvolutions?.size ?? size
  return height === null || width === null ? null : Math.max(height, width)
}
