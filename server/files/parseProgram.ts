import ts from 'typescript'

/** Levels of syntax within one another: more than people write, and what walks through them stays within the stack. */
const MOST_LEVELS = 2_000

/** Files that were given up, which hold nothing but blanks then. */
const givenUp = new WeakSet<ts.SourceFile>()
/** Of statements, which an edit elsewhere leaves as they are. */
const levels = new WeakMap<ts.Node, number>()

/**
 * Parses a program, from the syntax tree before an edit where there is one. One that is nested too deeply to be walked through
 * is taken as blanks of the same length: {@link isNestedTooDeeply} tells.
 */
export function parseProgram(
  file: string,
  text: string,
  kind: ts.ScriptKind | undefined,
  before?: { readonly sourceFile: ts.SourceFile; readonly change: ts.TextChangeRange },
): ts.SourceFile {
  const parsed = withinStack(() =>
    before && !givenUp.has(before.sourceFile)
      ? ts.updateSourceFile(before.sourceFile, text, before.change)
      : ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind),
  )
  if (parsed?.statements.every(statement => levelsOf(statement) <= MOST_LEVELS)) return parsed
  const blank = text.replace(/[^\r\n]/g, ' ')
  const empty = ts.createSourceFile(file, blank, ts.ScriptTarget.Latest, true, kind)
  givenUp.add(empty)
  return empty
}

/** Whether the program was nested too deeply to be read. */
export function isNestedTooDeeply(sourceFile: ts.SourceFile): boolean {
  return givenUp.has(sourceFile)
}

/** What the parser makes; undefined where its calls within calls fill the stack. */
function withinStack(parse: () => ts.SourceFile): ts.SourceFile | undefined {
  try {
    return parse()
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Counted level by level, since a walk by calls would fill the stack itself. */
function levelsOf(statement: ts.Node): number {
  const known = levels.get(statement)
  if (known !== undefined) return known
  let count = 0
  for (let level: ts.Node[] = [statement]; level.length > 0 && count <= MOST_LEVELS; count++) {
    const next: ts.Node[] = []
    for (const node of level)
      ts.forEachChild(node, child => {
        next.push(child)
      })
    level = next
  }
  levels.set(statement, count)
  return count
}
