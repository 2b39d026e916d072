import { analyseText, PREAMBLE } from '../analyseText'
import { recommended } from '../configuration/configuration'
import { hover } from './hover'

/** The hover at `$0` in a test's code: `«what it is about»`, then its Markdown; undefined where there is none. */
export function hoverAt(code: string, commands = false): string | undefined {
  const offset = code.indexOf('$0')
  if (offset < 0) throw new Error('no $0 in the code')
  const text = code.slice(0, offset) + code.slice(offset + 2)
  const editing = {
    text: PREAMBLE + text,
    configuration: recommended,
    analyse: (changed: string) => analyseText(changed.slice(PREAMBLE.length)),
  }
  const found = hover(analyseText(text), PREAMBLE.length + offset, { commands, editing })
  if (!found) return undefined
  const { start, end } = found.span
  return `«${(PREAMBLE + text).slice(start, end)}»\n${found.markdown}`
}
