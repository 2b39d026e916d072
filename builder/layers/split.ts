import { add, type Dimension, divideExactly, formatDimension, mayEqual, unknownDimension } from '../dimension'
import { formatCount } from '../format'
import { defineLayer } from '../layerKind'
import { parts } from '../option'

/**
 * Splits the channels into several tensors, in order: `const [left, right] = x.split(2)`.
 *
 * Input   any shape, channels last
 * Output  one tensor a part, with its share of the channels
 * Params  none
 * MACs    none
 * Error   the parts are not even, do not add up to the channels, or are more than 4,096
 * Source  Ma et al. 2018, ShuffleNet V2, §3.2, https://arxiv.org/abs/1807.11164
 */
export const split = defineLayer({
  kind: 'split',
  summary: 'Splits the channels into several tensors.',
  options: { numOrSizeSplits: parts('Number of equal parts, or the channels of each part.') },
  positional: ['numOrSizeSplits'],
  outputs: 'several',

  infer({ numOrSizeSplits }, [input]) {
    if (typeof numOrSizeSplits === 'number' && numOrSizeSplits > MOST_PARTS) {
      const message = `splits into at most ${formatCount(MOST_PARTS)} parts, got ${formatCount(numOrSizeSplits)}`
      return { rule: 'invalid-option', option: 'numOrSizeSplits', message }
    }
    const channels = input[input.length - 1]
    const sizes = partSizes(numOrSizeSplits, channels)
    if (sizes === undefined || !mayEqual(add(...sizes), channels)) {
      const asked = isList(numOrSizeSplits)
        ? `parts of ${numOrSizeSplits.map(formatDimension).join(' + ')}`
        : `${formatDimension(numOrSizeSplits)} equal parts`
      const message = `${formatDimension(channels)} channels do not split into ${asked}`
      return { rule: 'invalid-option', option: 'numOrSizeSplits', message }
    }
    return sizes.map(size => [...input.slice(0, -1), size])
  },
})

/** More tensors than any network makes of one; every one costs time as it is written. */
const MOST_PARTS = 4096

type Parts = Dimension | readonly Dimension[]

/** The channels of every part; undefined where equal parts are not whole. */
function partSizes(asked: Parts, channels: Dimension): readonly Dimension[] | undefined {
  if (isList(asked)) return asked
  if (typeof asked !== 'number') {
    // At least two tensors come out; how many more is not known.
    const reason = 'the number of parts is not known'
    return [unknownDimension(reason), unknownDimension(reason)]
  }
  const size = divideExactly(channels, asked)
  if (size !== undefined) return Array.from({ length: asked }, () => size)
  if (typeof channels === 'number') return undefined
  return Array.from({ length: asked }, () => unknownDimension(`${asked} may not divide the channels`))
}

function isList(asked: Parts): asked is readonly Dimension[] {
  return Array.isArray(asked)
}
