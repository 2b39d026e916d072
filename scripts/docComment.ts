/** What a doc comment says: prose, then facts under headings, such as Input, Output and Source. */
export interface DocComment {
  readonly prose: string
  readonly facts: readonly (readonly [heading: string, text: string])[]
}

const HEADING = /^(Input|Output|Params|MACs|Error|Needs|Cost|Source|Gradient) {2,}(.*)$/

/**
 * The doc comment before a declaration of a program's text, such as `export const relu = `.
 *
 * @throws where the declaration or its comment is not there
 */
export function docComment(text: string, declaration: string): DocComment {
  const end = text.indexOf(declaration)
  const before = text.slice(0, end)
  if (end < 0 || !before.includes('/**')) throw new Error(`${declaration}: no doc comment`)
  const comment = before.slice(before.lastIndexOf('/**') + 3, before.lastIndexOf('*/'))
  const lines = comment.split('\n').map(line => line.replace(/^ \* ?/, '').trimEnd())
  const facts: [string, string][] = []
  const prose: string[] = []
  for (const line of lines) {
    const [, heading, rest] = HEADING.exec(line) ?? []
    if (heading !== undefined) facts.push([heading, rest])
    else if (facts.length > 0 && /^ {2,}\S/.test(line)) facts.at(-1)![1] += ` ${line.trim()}`
    else prose.push(line)
  }
  return { prose: plain(prose.join('\n').trim()), facts: facts.map(([heading, rest]) => [heading, plain(rest)]) }
}

/** References to code read as code. */
function plain(text: string): string {
  return text.replace(/\{@link (\w+)\}/g, '`$1`')
}
