import { describe, expect, test } from 'vitest'
import { memoryFileSystem } from '../files/memoryFileSystem'
import { rules } from '../rules/index'
import { runCommand } from './testTerminal'

function run(args: string[], texts: Record<string, string>, colours = false, files = memoryFileSystem(texts)) {
  return runCommand(['check', ...args], texts, { colours, files })
}

const NET = (layers: string) => `import { input, model } from 'convolens'
const image = input(32, 32, 3)
export default model('net', image, image.${layers})
`
/** A warning that has a safe fix. */
const BIASED = NET('conv2d(8, 3).batchNorm().relu().conv2d(8, 3)')

describe('the exit status', () => {
  test.each([
    ['0 for warnings', [], BIASED, 0],
    ['1 for more warnings than are allowed', ['--max-warnings', '0'], BIASED, 1],
    ['0 for as many as are allowed', ['--max-warnings', '1'], BIASED, 0],
    ['1 for an error', [], NET('conv2d(8, 99)'), 1],
  ])('%s', (_, options, text, status) => {
    expect(run(['a.ts', ...options], { '/w/a.ts': text }).status).toBe(status)
  })
})

describe('the project file', () => {
  const files = (configuration: string) => ({ '/w/src/a.ts': BIASED, '/w/convolens.config.json': configuration })

  test('says which rules are told, and how', () => {
    expect(run(['src'], files('{ "rules": { "bias-before-batch-norm": "off" } }'))).toMatchObject({
      status: 0,
      output: '',
    })
    const { status, output } = run(['src'], files('{ "rules": { "bias-before-batch-norm": "error" } }'))
    expect([status, output.split('\n')[0]]).toEqual([
      1,
      expect.stringMatching(/^src\/a\.ts:3:42 error .*batch-norm\)$/),
    ])
  })

  test('the nearest one counts', () => {
    const texts = { ...files('{ "profile": "off" }'), '/w/src/convolens.config.json': '{}' }
    expect(run(['src/a.ts'], texts).output).toContain('bias-before-batch-norm')
  })

  test('excludes files, seen from its own folder', () => {
    expect(run(['src'], files('{ "exclude": ["src/**"] }')).output).toBe('')
    expect(run(['src'], files('{ "exclude": ["a.ts"] }')).output).not.toBe('')
  })

  test('holds models to a budget', () => {
    // (9·3 + 1)·8, 4·8 and (9·8 + 1)·8.
    const { status, output } = run(['src'], files('{ "budgets": { "maxParameters": 839 } }'))
    expect(status).toBe(1)
    expect(output).toContain('net has 840 parameters; its budget is 839 (over-budget)')
    expect(run(['src'], files('{ "budgets": { "maxParameters": 840 } }')).status).toBe(0)
  })

  test('a mistake in it is named with its place, and what is right in it holds', () => {
    const { status, output, errors } = run(['src'], files('{\n  "profile": "off",\n  "ruls": {}\n}'))
    expect({ status, output, errors }).toEqual({
      status: 2,
      output: '',
      errors: 'convolens.config.json:3:3 there is no setting ruls; did you mean rules?',
    })
  })
})

test('a pattern means the files that it matches', () => {
  const texts = { '/w/src/a.ts': NET('conv2d(8, 99)'), '/w/src/deep/b.ts': NET('conv2d(8, 98)'), '/w/c.ts': '' }
  const checked = (pattern: string) =>
    (JSON.parse(run([pattern, '--format', 'json'], texts).output) as { file: string }[]).map(({ file }) => file)
  expect(checked('src/*.ts')).toEqual(['src/a.ts'])
  expect(checked('**/*.ts')).toEqual(['c.ts', 'src/a.ts', 'src/deep/b.ts'])
})

test('--fix makes the safe fixes and tells what is left', () => {
  const texts = { '/w/a.ts': BIASED }
  expect(run(['a.ts'], texts).output).toMatch(/1 finding in 1 file: 1 warning; --fix mends 1$/)
  expect(run(['a.ts', '--fix'], texts)).toEqual({ status: 0, output: '', errors: '' })
  expect(texts['/w/a.ts']).toBe(BIASED.replace('conv2d(8, 3).batch', 'conv2d(8, 3, { useBias: false }).batch'))
})

test('colours only where they can be shown', () => {
  const texts = { '/w/a.ts': NET('conv2d(8, 99)') }
  expect(run(['a.ts'], texts).output).not.toContain('\u001b')
  expect(run(['a.ts'], texts, true).output).toContain('\u001b[31merror\u001b[0m')
})

describe('SARIF 2.1.0', () => {
  const texts = {
    '/w/a b.ts': `import { input, model } from 'convolens'
const image = input(32, 32, 3)
const first = image.conv2d(8, 3, { stride: 2 }).relu().relu()
export default model('net', image, first)
`,
  }
  const log = JSON.parse(run(['a b.ts', '--format', 'sarif'], texts).output)
  const [{ tool, results, columnKind, originalUriBaseIds }] = log.runs

  test('has what the standard requires of a log, a run and its tool', () => {
    expect(log.version).toBe('2.1.0')
    expect(log.runs).toHaveLength(1)
    expect(tool.driver.name).toBe('convolens')
    expect(columnKind).toBe('utf16CodeUnits')
    expect(originalUriBaseIds['%SRCROOT%'].uri).toBe('file:///w/')
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(rules.map(({ id }) => id))
    for (const { helpUri, defaultConfiguration } of tool.driver.rules) {
      expect(helpUri).toMatch(/^https:\/\/.*\.md$/)
      expect(['error', 'warning', 'note']).toContain(defaultConfiguration.level)
    }
  })

  test('has each finding with rule, level, message and place', () => {
    const levels = results.map(({ ruleId, level }: { ruleId: string; level: string }) => [ruleId, level])
    expect(levels).toEqual([
      ['unknown-option', 'error'],
      ['activation-without-effect', 'warning'],
    ])
    for (const { ruleId, ruleIndex, message, locations } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId)
      expect(message.text).not.toBe('')
      expect(locations[0].physicalLocation.artifactLocation).toEqual({ uri: 'a%20b.ts', uriBaseId: '%SRCROOT%' })
    }
    expect(results[0].locations[0].physicalLocation.region).toEqual({
      startLine: 3,
      startColumn: 36,
      endLine: 3,
      endColumn: 42,
    })
  })

  test('has the other places and the fixes', () => {
    expect(results[1].relatedLocations).toMatchObject([
      { id: 0, message: { text: 'never negative from here on' }, physicalLocation: { region: { startLine: 3 } } },
    ])
    expect(results[0].fixes).toEqual([
      {
        description: { text: 'Change stride to strides' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'a%20b.ts', uriBaseId: '%SRCROOT%' },
            replacements: [
              {
                deletedRegion: { startLine: 3, startColumn: 36, endLine: 3, endColumn: 42 },
                insertedContent: { text: 'strides' },
              },
            ],
          },
        ],
      },
    ])
  })
})

test('a file that cannot be read does not keep the others from being told', () => {
  const texts = { '/w/a.ts': BIASED, '/w/b.ts': BIASED, '/w/c.ts': BIASED }
  const disk = memoryFileSystem(texts)
  const files = { ...disk, readFile: (path: string) => (path === '/w/b.ts' ? undefined : disk.readFile(path)) }
  const { status, output, errors } = run(['.', '--json'], texts, false, files)
  const told: { file: string; problems: { rule: string }[] }[] = JSON.parse(output)
  expect(told.map(({ file, problems }) => [file, problems.map(({ rule }) => rule)])).toEqual([
    ['a.ts', ['bias-before-batch-norm']],
    ['b.ts', []],
    ['c.ts', ['bias-before-batch-norm']],
  ])
  expect([status, errors]).toEqual([2, 'b.ts could not be checked: it cannot be read'])
})
