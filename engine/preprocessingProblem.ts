import type { Preprocessing } from '../builder/graph'

/** What is wrong with a preprocessing, which may come from the user's code; undefined where nothing is. */
export function preprocessingProblem(preprocessing: Preprocessing, channels: number): string | undefined {
  const { scale = 1, mean, standardDeviation, size, channelOrder = 'rgb', resize = 'stretch' } = preprocessing
  if (!isNumber(scale) || scale === 0) return 'scale must be a number other than 0'
  for (const [name, values] of Object.entries({ mean, standardDeviation })) {
    if (values === undefined) continue
    const fits = Array.isArray(values) && values.every(isNumber) && (values.length === channels || values.length === 1)
    if (!fits) return `${name} must be one number, or one for each of the ${channels} channels`
  }
  if (standardDeviation?.includes(0)) return 'standardDeviation must not be 0'
  const isSize = Array.isArray(size) && size.length === 2 && size.every(side => Number.isInteger(side) && side >= 1)
  if (size !== undefined && !isSize) return 'size must be a height and a width in whole pixels'
  if (!['rgb', 'bgr'].includes(channelOrder)) return 'channelOrder must be rgb or bgr'
  if (!['stretch', 'crop', 'pad'].includes(resize)) return 'resize must be stretch, crop or pad'
  return undefined
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value)
}
