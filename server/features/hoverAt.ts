import { analyseText, PREAMBLE } from '../analyseText'
import { hover } from './hover'

/** The hover at `$0` in a test's code: `«what it is about»`, then its Markdown; undefined where there is none. */
export function hoverAt(code: string): string | undefined {
  const offset = code.indexOf('$0')
  if (offset < 0) throw new Error('no $0 in the code')
  const text = code.slice(0, offset) + code.slice(offset + 2)
  const found = hover(analyseText(text), PREAMBLE.length + offset)
  if (!found) return undefined
  const { start, end } = found.span
  return `«${(PREAMBLE + text).slice(start, end)}»\n${found.markdown}`
}
