import { layersByName } from '../../builder/graph'
import { formatInput, type Option } from '../../builder/option'
import type { LayerInstance, LayerSite } from '../analysis'
import { divisorsOf } from '../rules/divisorsOf'

export interface OptionValue {
  /** As it is written. */
  readonly text: string
  /** Why it may be meant. */
  readonly reason: string
}

/**
 * Values that an option may have: its words; for groups, the numbers that divide the channels on both sides; for filters,
 * the channels of what the layer is merged with, and those that come in; for sides of windows, the usual ones.
 */
export function optionValues(site: LayerSite, name: string): OptionValue[] {
  const option = site.kind.options[name] as Option<unknown> | undefined
  if (!option) return []
  if (option.choices) {
    const isText = option.type !== 'boolean'
    return option.choices
      .filter(word => site.dialect === 'builder' || !FOREIGN.has(word))
      .map(word => ({
        text: isText ? `'${word}'` : word,
        reason: option.defaultInput !== undefined && String(option.defaultInput) === word ? 'the default' : '',
      }))
  }
  if (name === 'groups') return groupsOf(site)
  if (name === 'filters') return filtersOf(site)
  if (name === 'kernelSize') return USUAL_SIDES.map(side => ({ text: String(side), reason: 'a usual window' }))
  return option.defaultInput === undefined ? [] : [{ text: formatInput(option.defaultInput), reason: 'the default' }]
}

/** Activations that TensorFlow.js does not have. */
const FOREIGN: ReadonlySet<string> = new Set(['hardSwish'])
const USUAL_SIDES = [1, 3, 5, 7]
const MOST_GROUPS = 12

function groupsOf({ instances: [first], optionNodes, kind }: LayerSite): OptionValue[] {
  const channels = first?.inputShapes[0]?.at(-1)
  if (typeof channels !== 'number') return []
  const written = optionNodes.get('filters')
  const own = kind.options.filters ? (first.node.options.filters ?? Number(written?.getText())) : channels
  const filters = typeof own === 'number' && Number.isInteger(own) && own > 0 ? own : channels
  const reason = `divides ${channels} channels and ${filters} filters`
  const divisors = divisorsOf([channels, filters]).map((groups): OptionValue => ({ text: String(groups), reason }))
  // Of many, the small ones and one group a channel.
  return divisors.length > MOST_GROUPS ? [...divisors.slice(0, MOST_GROUPS - 1), divisors.at(-1)!] : divisors
}

function filtersOf({ instances }: LayerSite): OptionValue[] {
  const [first] = instances
  const incoming = first?.inputShapes[0]?.at(-1)
  const found = [
    ...mergedChannels(first).map(size => ({ text: String(size), reason: 'fits what the layer is merged with' })),
    ...(typeof incoming === 'number'
      ? [
          { text: String(incoming), reason: 'as many as come in' },
          { text: String(2 * incoming), reason: 'twice as many as come in' },
        ]
      : []),
  ]
  return found.filter(({ text }, index) => found.findIndex(other => other.text === text) === index)
}

const MERGES: ReadonlySet<string> = new Set(['add', 'average', 'maximum', 'minimum', 'multiply', 'subtract'])

/** Channels of the other tensors of the merge that the layer's output reaches, through layers that keep its channels. */
function mergedChannels(instance: LayerInstance | undefined): number[] {
  if (!instance?.model) return []
  const { layers } = instance.model.graph
  const byName = layersByName(instance.model.graph)
  const reached = new Set([instance.name])
  for (const layer of layers) {
    if (!layer.inputs.some(edge => reached.has(edge.layer))) continue
    if (MERGES.has(layer.kind)) {
      const others = layer.inputs.filter(edge => !reached.has(edge.layer))
      return others.flatMap(edge => {
        const size = byName.get(edge.layer)!.outputShapes[edge.output].at(-1)
        return typeof size === 'number' ? [size] : []
      })
    }
    if (layer.inputs.length === 1 && !('filters' in layer.options) && !('units' in layer.options)) {
      reached.add(layer.name)
    }
  }
  return []
}
