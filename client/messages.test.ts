import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'

const client = new URL('./', import.meta.url)
const bundle: Record<string, string> = JSON.parse(
  readFileSync(new URL('../l10n/bundle.l10n.zh-cn.json', client), 'utf8'),
)
const trees = readdirSync(client, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map(file => ts.createSourceFile(file, readFileSync(new URL(file, client), 'utf8'), ts.ScriptTarget.Latest, true))

/** Calls whose first argument is shown as it is. */
const SAYING = /^(show(Information|Warning|Error)Message|setStatusBarMessage|createOutputChannel)$/
/** Options whose value is shown as it is. */
const READ = /^(title|placeHolder|description|detail|prompt|saveLabel|openLabel)$/

function descend(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, child => descend(child, visit))
}

/** The last name of what is called: `t` of `vscode.l10n.t(...)`. */
function calledName({ expression }: ts.CallExpression): string {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText()
}

function translatable(): string[] {
  const found: string[] = []
  for (const tree of trees)
    descend(tree, node => {
      if (!ts.isCallExpression(node) || calledName(node) !== 't') return
      const [text] = node.arguments
      expect(ts.isStringLiteralLike(text), `${tree.fileName}: ${text.getText()} is no literal`).toBe(true)
      found.push((text as ts.StringLiteralLike).text)
    })
  return found
}

test('every message is in the bundle, and every entry of the bundle is a message', () => {
  const messages = translatable()
  expect(messages.length).toBeGreaterThan(20)
  expect(Object.keys(bundle).sort()).toEqual([...new Set(messages)].sort())
})

test('translations are Chinese and say all that is put into them', () => {
  const places = (text: string) => [...new Set(text.match(/\{\d\}/g) ?? [])].sort()
  for (const [english, chinese] of Object.entries(bundle)) {
    expect(chinese, english).toMatch(/\p{Script=Han}/u)
    expect(places(chinese), english).toEqual(places(english))
  }
})

test('nothing is shown that is not translated', () => {
  const bare: string[] = []
  const check = (tree: ts.SourceFile, value: ts.Expression | undefined) => {
    if (value === undefined || !(ts.isStringLiteralLike(value) || ts.isTemplateExpression(value))) return
    // A word alone may be a name.
    const written = value.getText().replace(/\$\{[^}]*\}/g, '')
    if (/\p{Letter}{2}.* /u.test(written)) bare.push(`${tree.fileName}: ${value.getText()}`)
  }
  for (const tree of trees)
    descend(tree, node => {
      if (ts.isCallExpression(node) && SAYING.test(calledName(node))) check(tree, node.arguments[0])
      if (ts.isPropertyAssignment(node) && READ.test(node.name.getText())) check(tree, node.initializer)
    })
  expect(bare).toEqual([])
})
