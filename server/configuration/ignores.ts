import ts from 'typescript'
import { isNear } from '../../builder/node'
import type { Finding, Fix } from '../analysis'
import type { Span } from '../span'

/** A comment that takes findings back: `// convolens-ignore-next-line rule-a, rule-b -- why`. */
export interface Ignore {
  readonly span: Span
  /** The rules it names, each where it stands. */
  readonly rules: readonly { readonly name: string; readonly span: Span }[]
  /** The line it is about, from 0; undefined for the whole file. */
  readonly line: number | undefined
}

/** The comments of a file that take findings back. */
export function ignoresIn(sourceFile: ts.SourceFile): Ignore[] {
  const { text } = sourceFile
  return [...text.matchAll(COMMENT)].flatMap(match => {
    const { index, 1: form, 2: rest } = match
    if (!isComment(sourceFile, index)) return []
    const body = rest.replace(/\s*\*\/.*$/, '')
    const length =
      match[0].length - rest.length + (rest.includes('*/') ? rest.indexOf('*/') + 2 : rest.trimEnd().length)
    const named = body.split(/(?:^|\s)--(?:\s|$)/)[0]
    const start = index + match[0].length - rest.length
    const rules = [...named.matchAll(/[^\s,]+/g)].map(({ 0: name, index: at }) => ({
      name,
      span: { start: start + at, end: start + at + name.length },
    }))
    const line = form === 'file' ? undefined : lineMeant(sourceFile, index, form)
    return [{ span: { start: index, end: index + length }, rules, line }]
  })
}

const COMMENT = /\/[/*][ \t]*convolens-ignore-(next-line|line|file)\b([^\r\n]*)/g
const ALONE = /^\s*(\/\/|\/\*.*\*\/\s*$)/

/** Behind a run of comments, the line after all of them is meant. */
function lineMeant(sourceFile: ts.SourceFile, offset: number, form: string): number {
  let { line } = sourceFile.getLineAndCharacterOfPosition(offset)
  if (form === 'line') return line
  const last = sourceFile.getLineStarts().length - 1
  do line += 1
  while (line < last && ALONE.test(lineText(sourceFile, line)))
  return line
}

function lineText(sourceFile: ts.SourceFile, line: number): string {
  const starts = sourceFile.getLineStarts()
  return sourceFile.text.slice(starts[line], starts[line + 1])
}

/** The findings that no comment takes back, and what is wrong with the comments; `told` says which rules are looked for. */
export function withoutIgnored(
  findings: readonly Finding[],
  sourceFile: ts.SourceFile,
  ruleNames: readonly string[],
  isTold: (rule: string) => boolean,
): { left: Finding[]; unused: Omit<Finding, 'rule' | 'severity'>[] } {
  const ignores = ignoresIn(sourceFile)
  if (ignores.length === 0) return { left: [...findings], unused: [] }
  const used = new Set<Ignore['rules'][number]>()
  const left = findings.filter(finding => {
    const { line } = sourceFile.getLineAndCharacterOfPosition(finding.span.start)
    const taking = ignores
      .filter(ignore => ignore.line === undefined || ignore.line === line)
      .flatMap(({ rules }) => rules.filter(({ name }) => name === finding.rule))
    for (const rule of taking) used.add(rule)
    return taking.length === 0
  })
  const unused = ignores.flatMap(ignore => {
    if (ignore.rules.length === 0) {
      const message = 'names no rule, so nothing is ignored; write the rule behind it'
      return [{ span: ignore.span, message, fixes: [removal(ignore, ignore.rules, sourceFile)] }]
    }
    const idle = ignore.rules.filter(rule => !used.has(rule) && (isTold(rule.name) || !ruleNames.includes(rule.name)))
    return idle.map(rule => {
      const known = ruleNames.includes(rule.name)
      const near = known ? undefined : ruleNames.find(name => isNear(name, rule.name))
      const where = ignore.line === undefined ? 'in this file' : 'there'
      const message = known
        ? `${rule.name} finds nothing ${where}, so there is nothing to ignore`
        : `there is no rule ${rule.name}${near ? `; did you mean ${near}?` : ''}`
      return { span: rule.span, message, fixes: [removal(ignore, [rule], sourceFile)] }
    })
  })
  return { left, unused }
}

/** Takes rules out of a comment, and the comment where no other is left in it. */
function removal({ span, rules }: Ignore, idle: Ignore['rules'], { text }: ts.SourceFile): Fix {
  if (rules.length > idle.length) {
    const at = rules.indexOf(idle[0])
    const cut =
      at === 0
        ? { start: rules[0].span.start, end: rules[1].span.start }
        : { start: rules[at - 1].span.end, end: rules[at].span.end }
    return { title: `Remove ${idle[0].name} from the comment`, safe: true, edits: [{ span: cut, text: '' }] }
  }
  const before = /[ \t]*$/.exec(text.slice(0, span.start))![0].length
  const start = span.start - before
  const isLine = (start === 0 || text[start - 1] === '\n') && /^[ \t]*(\r?\n|$)/.test(text.slice(span.end))
  const behind = isLine ? /^[ \t]*(\r?\n)?/.exec(text.slice(span.end))![0].length : 0
  return { title: 'Remove the comment', safe: true, edits: [{ span: { start, end: span.end + behind }, text: '' }] }
}

/** Puts a comment above a finding that takes it back; undefined where no comment can stand. */
export function ignoring({ rule, span }: Finding, sourceFile: ts.SourceFile): Fix | undefined {
  const { line } = sourceFile.getLineAndCharacterOfPosition(span.start)
  const start = sourceFile.getLineStarts()[line]
  const above = ignoresIn(sourceFile).find(
    ignore => ignore.line === line && ignore.rules.length > 0 && ignore.span.end <= start,
  )
  const title = `Ignore ${rule} here`
  if (above) {
    const at = above.rules.at(-1)!.span.end
    return { title, edits: [{ span: { start: at, end: at }, text: `, ${rule}` }] }
  }
  const indent = /^[ \t]*/.exec(sourceFile.text.slice(start))![0]
  if (!isBetweenTokens(sourceFile, start)) return undefined
  const ending = sourceFile.text.includes('\r\n') ? '\r\n' : '\n'
  const text = `${indent}// convolens-ignore-next-line ${rule}${ending}`
  return { title, edits: [{ span: { start, end: start }, text }] }
}

/** Whether an offset stands in a comment, and not in a text or in a program. */
export function isComment(sourceFile: ts.SourceFile, offset: number): boolean {
  return offset < tokenAt(sourceFile, offset).getStart(sourceFile)
}

/** Whether a line of its own can be put in at an offset. */
function isBetweenTokens(sourceFile: ts.SourceFile, offset: number): boolean {
  const token = tokenAt(sourceFile, offset)
  if (token.getStart(sourceFile) < offset || ts.isJsxText(token)) return false
  const comments = ts.getLeadingCommentRanges(sourceFile.text, token.getFullStart()) ?? []
  return !comments.some(
    ({ pos, end, kind }) => pos < offset && offset < end && kind === ts.SyntaxKind.MultiLineCommentTrivia,
  )
}

/** The token whose text, or the space and comments before it, holds an offset. */
function tokenAt(sourceFile: ts.SourceFile, offset: number): ts.Node {
  let node: ts.Node = sourceFile
  for (;;) {
    const inside: ts.Node | undefined = node
      .getChildren(sourceFile)
      .find(
        child =>
          child.getFullStart() <= offset && (offset < child.getEnd() || child.kind === ts.SyntaxKind.EndOfFileToken),
      )
    if (!inside) return node
    node = inside
  }
}
