import { describe, expect, test } from 'vitest'
import { analyseText } from '../analyseText'
import { diagnostics } from '../features/diagnostics'
import { rules } from '../rules/index'
import { configurationOf, recommended, silent, strict } from './configuration'
import { readConfigurationFile } from './configurationFile'

const names = rules.map(({ id }) => id)
const read = (text: string) => readConfigurationFile(text, names)

describe('a project file', () => {
  test('is read, with comments and trailing commas', () => {
    const text = `{
  // small enough for a phone
  "$schema": "somewhere",
  "profile": "strict",
  "rules": { "even-kernel": "off", "gridding": "error", },
  "budgets": { "maxParameters": 5e6, "minReceptiveField": 100 },
  "exclude": ["legacy/**"],
}`
    expect(read(text)).toEqual({
      settings: {
        profile: 'strict',
        rules: { 'even-kernel': 'off', gridding: 'error' },
        budgets: { maxParameters: 5_000_000, minReceptiveField: 100 },
        exclude: ['legacy/**'],
      },
      problems: [],
    })
  })

  test.each([
    ['{ "profile": "strickt" }', '"strickt"', 'profile is recommended, strict or off, not "strickt"'],
    [
      '{ "rules": { "even-kernel": "warn" } }',
      '"warn"',
      'even-kernel is off, hint, information, warning or error, not "warn"',
    ],
    [
      '{ "rules": { "even-kernels": "off" } }',
      '"even-kernels"',
      'there is no rule even-kernels; did you mean even-kernel?',
    ],
    ['{ "rules": { "no-bread": "off" } }', '"no-bread"', 'there is no rule no-bread; docs/rules.md lists them'],
    ['{ "rules": ["even-kernel"] }', '["even-kernel"]', 'rules holds an object { … }, not ["even-kernel"]'],
    [
      '{ "budgets": { "maxParams": 1 } }',
      '"maxParams"',
      'there is no budget maxParams; use maxParameters, maxMacs, maxPeakMemory or minReceptiveField',
    ],
    ['{ "budgets": { "maxMacs": "1G" } }', '"1G"', 'maxMacs is a number of at least 0, not "1G"'],
    ['{ "exclude": "legacy" }', '"legacy"', 'exclude is an array of patterns, such as ["legacy/**"]'],
    ['{ "exclude": [1] }', '1', 'a pattern is a text, such as "legacy/**", not 1'],
    ['{ "ignore": [] }', '"ignore"', 'there is no setting ignore; use profile, rules, budgets or exclude'],
    ['[]', '[]', 'convolens.config.json holds an object { … }, not []'],
  ])('%s is told at its place', (text, place, message) => {
    const { problems } = read(text)
    expect(problems.map(({ span, ...told }) => [text.slice(span.start, span.end), told.message])).toEqual([
      [place, message],
    ])
  })

  test('what is right in it holds though another entry is wrong', () => {
    expect(read('{ "profile": "strict", "rules": { "gridding": "loud", "even-kernel": "off" } }').settings).toEqual({
      profile: 'strict',
      rules: { 'even-kernel': 'off' },
    })
  })

  test.each(['{ "profile": ', '{ "a" "b" }', 'profile: strict'])('%s is no JSON', text => {
    const { settings, problems } = read(text)
    expect(settings).toBeUndefined()
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^convolens\.config\.json is no JSON: /),
    ])
  })
})

describe('what is told', () => {
  const analysis = analyseText(`const image = input(32, 32, 3)
model('net', image, image.conv2d(8, 3).batchNorm().relu().relu().conv2d(4, 99))`)
  const told = (configuration: typeof recommended) =>
    diagnostics(analysis, configuration).map(({ rule, severity }) => `${severity} ${rule}`)

  test('by default', () => {
    expect(told(recommended)).toEqual([
      'warning bias-before-batch-norm',
      'warning activation-without-effect',
      'error window-larger-than-input',
    ])
  })

  test('a rule that is off, and one that matters more', () => {
    const { settings } = read('{ "rules": { "activation-without-effect": "off", "bias-before-batch-norm": "error" } }')
    expect(told(configurationOf({}, settings))).toEqual([
      'error bias-before-batch-norm',
      'error window-larger-than-input',
    ])
  })

  test('nothing in the profile off, but what is asked for', () => {
    expect(told(silent)).toEqual([])
    expect(told(configurationOf({ profile: 'off', rules: { 'activation-without-effect': 'hint' } }))).toEqual([
      'hint activation-without-effect',
    ])
  })

  test('in the profile strict at least as much', () => {
    expect(told(strict)).toEqual(expect.arrayContaining(told(recommended)))
  })

  test('the project wins over the editor, entry by entry', () => {
    const editor = { profile: 'off', rules: { gridding: 'off', 'even-kernel': 'error' } } as const
    expect(configurationOf(editor, { profile: 'strict', rules: { gridding: 'hint' } })).toEqual({
      profile: 'strict',
      rules: { gridding: 'hint', 'even-kernel': 'error' },
      budgets: {},
    })
  })
})
