import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'

const webview = new URL('../', import.meta.url)

const files = readdirSync(webview, { recursive: true, encoding: 'utf8' })
  .filter(file => /^views\/.*\.ts$/.test(file) && !file.endsWith('.test.ts'))
  .sort()

/** Members of options, and attributes, whose value people read or hear. */
const READ = /^(label|title|text|name|message|action|placeholder|aria-label|aria-valuetext|aria-roledescription|alt)$/

/** Functions whose first argument is read. */
const SAYING = ['button']

/** Every piece of English that the source would show: what stands in markup, and in options that are read. */
function visibleEnglish(file: string, source: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && /^(html|svg)$/.test(node.tag.getText(tree))) {
      found.push(...inMarkup(node.template))
    }
    if (ts.isPropertyAssignment(node) && READ.test(node.name.getText(tree))) found.push(...inValue(node.initializer))
    if (ts.isCallExpression(node) && SAYING.includes(node.expression.getText(tree))) {
      found.push(...inValue(node.arguments[0]))
    }
    ts.forEachChild(node, visit)
  }
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
  visit(tree)
  return found.map(text => `${file}: ${text}`)
}

function inMarkup(template: ts.TemplateLiteral): string[] {
  const text = ts.isNoSubstitutionTemplateLiteral(template)
    ? template.text
    : template.head.text + template.templateSpans.map(span => `⟨⟩${span.literal.text}`).join('')
  const attributes = [
    ...text.matchAll(/\s(title|placeholder|alt|aria-label|aria-valuetext|aria-roledescription)="([^"]*)"/g),
  ]
  const between = text.replace(/<!--.*?-->/gs, '').replace(/<[^>]*>/g, '\n')
  return [...attributes.map(([, , value]) => value), ...between.split('\n')]
    .map(piece => piece.trim())
    .filter(isEnglish)
}

/** Literals of which a value is made; a condition's both sides are. */
function inValue(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text].filter(isSentence)
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map(span => span.literal.text)].filter(isEnglish)
  if (ts.isConditionalExpression(node)) return [...inValue(node.whenTrue), ...inValue(node.whenFalse)]
  return []
}

/** Two letters in a row are a word; what stands in a string of our own may also be a key. */
function isEnglish(text: string): boolean {
  return /\p{Letter}{2}/u.test(text.replaceAll('⟨⟩', ''))
}

function isSentence(text: string): boolean {
  return /\p{Letter}{2}.* |^\p{Uppercase}\p{Lowercase}/u.test(text)
}

test('the check finds what is written in markup and in options', () => {
  const found = visibleEnglish(
    'a.ts',
    `html\`<p title="Two words">\${x} shown <b>\${y}</b></p>\`; button("Press"); x = { label: a ? "Some text" : b }`,
  )
  expect(found.sort()).toEqual(['a.ts: Press', 'a.ts: Some text', 'a.ts: Two words', 'a.ts: ⟨⟩ shown'])
  const silent = `html\`<p class="some words">\${x}: \${y}…</p>\`; x = { name: "gradCam" }`
  expect(visibleEnglish('a.ts', silent)).toEqual([])
})

test('every text that people see comes from the strings, where it is in all languages', () => {
  const found = files.flatMap(file => visibleEnglish(file, readFileSync(new URL(file, webview), 'utf8')))
  expect(found).toEqual([])
})
