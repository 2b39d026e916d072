import { formatInput, type Option, type OptionTable } from '../../builder/option'
import type { Analysis } from '../analysis'
import { callPlace } from './callPlace'

export interface SignatureHelp {
  readonly label: string
  readonly documentation: string
  /** Each with its place in the label. */
  readonly parameters: readonly { readonly label: readonly [number, number]; readonly documentation: string }[]
  readonly active: number
}

/** In the brackets of a layer's call: its options by position and by name, and what the one at the cursor is for. */
export function signatureHelp(analysis: Analysis, offset: number): SignatureHelp | undefined {
  const place = callPlace(analysis, offset)
  if (!place) return undefined
  const { kind, dialect } = place.site
  const table = kind.options as OptionTable
  const positional = dialect === 'tfjs' ? [] : kind.inputs === 'several' ? ['…tensors'] : kind.positional
  const named = Object.keys(table).filter(name => !positional.includes(name))
  const object = named.length === 0 && dialect === 'builder' ? '{ name }' : `{ ${named.join(', ')} }`
  const texts = [...positional, object]
  let label = `${kind.kind}(`
  const parameters = texts.map((text, index) => {
    if (index > 0) label += ', '
    const start = label.length
    label += text
    const names = text === object ? named : [text]
    return { label: [start, label.length] as const, documentation: documentationOf(names, table, place.option) }
  })
  const active = place.object ? texts.length - 1 : Math.min(place.argument, texts.length - 1)
  return { label: `${label})`, documentation: kind.summary, parameters, active }
}

/** Of the option at the cursor alone, else of all. */
function documentationOf(names: readonly string[], table: OptionTable, current: string | undefined): string {
  const shown = current !== undefined && names.includes(current) ? [current] : names
  return shown.flatMap(name => (table[name] ? [`**${name}** — ${describe(table[name])}`] : [])).join('\n\n')
}

function describe({ documentation, type, required, defaultInput }: Option<unknown>): string {
  const given = required ? 'required' : defaultInput === undefined ? 'optional' : `default ${formatInput(defaultInput)}`
  return `${documentation} ${type}; ${given}.`
}
