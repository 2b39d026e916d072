/**
 * Plain data as a program writes it, in the style of the examples: `{ padding: 'same' }`. What is undefined is left out of
 * objects.
 */
export function literalText(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return arrayText(value)
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value)
  const properties = Object.entries(value).filter(([, part]) => part !== undefined)
  if (properties.length === 0) return '{}'
  return `{ ${properties.map(([name, part]) => `${propertyName(name)}: ${literalText(part)}`).join(', ')} }`
}

function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${escaped}'`
}

function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name)
}

/** Long runs of channels, as learned group convolutions have them, are counted, not listed. */
function arrayText(values: readonly unknown[]): string {
  const [first, second] = values
  if (values.length > LONGEST_LIST && typeof first === 'number' && typeof second === 'number') {
    const step = second - first
    if (values.every((value, index) => value === first + index * step)) {
      const counted = step === 1 ? 'index' : `index * ${step}`
      return `Array.from({ length: ${values.length} }, (_, index) => ${first === 0 ? '' : `${first} + `}${counted})`
    }
  }
  return `[${values.map(literalText).join(', ')}]`
}

const LONGEST_LIST = 16
