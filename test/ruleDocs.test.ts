import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { input } from '../builder/input'
import { ruleDocumentation, rulePage, ruleTable } from '../scripts/ruleDocumentation'
import { analyseText } from '../server/analyseText'
import { configurationOf, strict } from '../server/configuration/configuration'
import { readConfigurationFile } from '../server/configuration/configurationFile'
import { diagnostics } from '../server/features/diagnostics'
import { rules } from '../server/rules/index'

const docs = new URL('../docs/', import.meta.url)

/** Met only where the program runs: the analysis computes with open sizes. */
const AT_RUN_TIME = 'unknown-size'

describe.each(rules)('$id', rule => {
  test.skipIf(rule.id === AT_RUN_TIME)('is found in the example of its documentation', () => {
    const { example } = ruleDocumentation(rule)
    const [, text = '{}'] = /^\/\/ convolens\.config\.json: (.*)$/m.exec(example) ?? []
    const { settings, problems } = readConfigurationFile(
      text,
      rules.map(({ id }) => id),
    )
    const configuration = configurationOf(rule.strict ? strict : {}, settings)
    const found = [...problems, ...diagnostics(analyseText(example), configuration)]
    expect(found.filter(({ severity }) => rule.strict || severity !== 'hint').map(f => f.rule)).toContain(rule.id)
  })

  test('has a page that is current: npm run docs', () => {
    expect(readFileSync(new URL(`rules/${rule.id}.md`, docs), 'utf8')).toBe(rulePage(rule))
  })
})

test('a size that is left open is no number when the program runs', () => {
  const image = input(null, null, 3)
  expect(() => image.avgPool2d(image.height)).toThrow(AT_RUN_TIME)
})

test('every mistake the builder or the analysis names has a page', () => {
  const named = ['../builder/', '../server/'].flatMap(room => {
    const folder = new URL(room, import.meta.url)
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      file => file.endsWith('.ts') && !file.endsWith('.test.ts'),
    )
    return files.flatMap(file =>
      [...readFileSync(new URL(file, folder), 'utf8').matchAll(/\brule: '([a-z-]+)'/g)].map(([, rule]) => rule),
    )
  })
  expect(named.length).toBeGreaterThan(20)
  const pages = new Set(rules.map(({ id }) => id))
  expect(named.filter(rule => !pages.has(rule))).toEqual([])
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
