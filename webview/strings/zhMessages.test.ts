import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { zh } from './zh'

const root = new URL('../../', import.meta.url)

/** Where what a panel may tell of a failure is written, in English. */
const SOURCES = ['engine/', 'webview/'].flatMap(folder =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    // Jobs are the command line's, which speaks English.
    .filter(file => file.endsWith('.ts') && !/\.test\.ts$|^(checks|jobs|export|strings)\//.test(file))
    .map(file => folder + file),
)

/** What makes a failure, and which of its arguments are read. */
const MADE: Readonly<Record<string, readonly number[]>> = {
  EngineError: [1, 2],
  EngineRefusal: [1, 2],
  ChannelError: [0, 1],
  lose: [0],
  stopped: [0],
  crashed: [0],
  fail: [1],
}

/** Every text that a failure may have, with a mark for each value that is put into it. */
function textsOf(file: string, source: string): string[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const named = new Map<string, ts.Expression[]>()
  const visit = (node: ts.Node, see: (node: ts.Node) => void): void => {
    see(node)
    ts.forEachChild(node, child => visit(child, see))
  }
  visit(tree, node => {
    if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || node.initializer === undefined) return
    named.set(node.name.text, [...(named.get(node.name.text) ?? []), node.initializer])
  })
  const texts = (node: ts.Expression | undefined): string[] => {
    if (node === undefined) return []
    if (ts.isStringLiteralLike(node)) return [node.text]
    if (ts.isTemplateExpression(node))
      return [node.head.text + node.templateSpans.map((span, index) => `⟨${index}⟩${span.literal.text}`).join('')]
    if (ts.isConditionalExpression(node)) return [...texts(node.whenTrue), ...texts(node.whenFalse)]
    if (ts.isIdentifier(node)) return (named.get(node.text) ?? []).flatMap(texts)
    return []
  }
  visit(tree, node => {
    if (ts.isNewExpression(node) || ts.isCallExpression(node))
      for (const at of MADE[node.expression.getText(tree)] ?? []) found.push(...texts(node.arguments?.[at]))
    if (ts.isPropertyAssignment(node) && /^(message|action)$/.test(node.name.getText(tree)))
      found.push(...texts(node.initializer))
  })
  return found.filter(text => /\p{Letter}{2}.* /u.test(text.replace(/⟨\d⟩/g, '')))
}

const told = [
  ...new Set(
    [...SOURCES, 'client/engineProcess.ts'].flatMap(file => textsOf(file, readFileSync(new URL(file, root), 'utf8'))),
  ),
].sort()

test('the check finds what is told in whatever way it is made', () => {
  const source = `
    const AGAIN = 'Do it again.'
    const message = broken ? 'it is broken' : \`\${file} is cut off\`
    throw new EngineError('internal', message, AGAIN)
    return { message: \`\${name} is empty\`, action: AGAIN, kind: 'some other words' }`
  expect(textsOf('a.ts', source)).toEqual([
    ...['it is broken', '⟨0⟩ is cut off', 'Do it again.', '⟨0⟩ is empty', 'Do it again.'],
  ])
  expect(told.length).toBeGreaterThan(100)
})

test('whatever went wrong is told in Chinese, with all that is put into it', () => {
  const left = told.filter(text => {
    const chinese = zh.told(text)
    const marks = (all: string) => (all.match(/⟨\d⟩/g) ?? []).sort().join()
    return !/\p{Script=Han}/u.test(chinese) || marks(chinese) !== marks(text)
  })
  expect(left).toEqual([])
})

test('a text that begins a sentence, or is a part of another, is found too', () => {
  expect(zh.told('The WebGL context was lost.')).toBe(`${zh.told('the WebGL context was lost')}。`)
})

test('what is not known stays as it is', () => {
  expect(zh.told('some words that nobody has translated')).toBe('some words that nobody has translated')
})
