import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ruleDocumentation, rulePage, ruleTable } from '../scripts/ruleDocumentation'
import { analyseText } from '../server/analyseText'
import { diagnostics } from '../server/features/diagnostics'
import { rules } from '../server/rules/index'

const docs = new URL('../docs/', import.meta.url)

describe.each(rules)('$id', rule => {
  test('is found in the example of its documentation', () => {
    const { example } = ruleDocumentation(rule)
    expect(
      diagnostics(analyseText(example))
        .filter(({ severity }) => severity !== 'hint')
        .map(f => f.rule),
    ).toContain(rule.id)
  })

  test('has a page that is current: npm run docs', () => {
    expect(readFileSync(new URL(`rules/${rule.id}.md`, docs), 'utf8')).toBe(rulePage(rule))
  })
})

test('every file of a rule is in the index', () => {
  const files = readdirSync(new URL('../server/rules/', import.meta.url))
  const defined = files.filter(file =>
    readFileSync(new URL(`../server/rules/${file}`, import.meta.url), 'utf8').includes('= defineRule('),
  )
  expect(defined.map(file => file.replace('.ts', '')).sort()).toEqual(rules.map(({ id }) => id))
})

test('the table of rules is current: npm run docs', () => {
  expect(readFileSync(new URL('rules.md', docs), 'utf8')).toBe(ruleTable(rules))
})
