import type { Finding } from '../analysis'
import type { Terminal } from './commandLine'

const COLOURS = { error: 31, warning: 33, information: 36, hint: 90 }

/** The word of a severity, in its colour where the terminal shows colours. */
export function coloured(severity: Finding['severity'], { colours }: Pick<Terminal, 'colours'>): string {
  return colours ? `\u001b[${COLOURS[severity]}m${severity}\u001b[0m` : severity
}
