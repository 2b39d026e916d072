import type { SourceWeight } from './sourceWeight'

/**
 * Names of a `state_dict` as layer and weight: `layer1.0.conv1.weight` → `layer1.0.conv1/weight`; such tensors have
 * filters first. Names with slashes are Keras's and stay. Counters such as `num_batches_tracked` are no weights.
 */
export function byLayer<Weight extends Pick<SourceWeight, 'name' | 'layout'>>(weights: readonly Weight[]): Weight[] {
  return weights
    .filter(({ name }) => !name.endsWith('num_batches_tracked'))
    .map(weight => {
      const parts = /^(?:module\.)?(.+)\.([^.]+)$/.exec(weight.name)
      if (!parts || weight.name.includes('/')) return weight
      return { ...weight, name: `${parts[1]}/${parts[2]}`, layout: 'channelsFirst' }
    })
}
