import { describe, expect, test } from 'vitest'
import { analyseText, PREAMBLE } from '../analyseText'
import { diagnostics } from '../features/diagnostics'
import { applyFix } from '../rules/applyFix'
import { type Configuration, recommended } from './configuration'
import { ignoring } from './ignores'

/** The findings of a code with its lines, from 1. */
function found(code: string, configuration: Configuration = recommended): string[] {
  const analysis = analyseText(code)
  return diagnostics(analysis, configuration).map(({ rule, span, message }) => {
    const { line } = analysis.sourceFile.getLineAndCharacterOfPosition(span.start)
    return rule === 'unused-ignore' ? `${line} ${message}` : `${line} ${rule}`
  })
}

const biased = (comment: string) => `const image = input(32, 32, 3)
const x = image
${comment}
  .conv2d(8, 3)
  .batchNorm()`

describe('a comment', () => {
  test.each([
    ['nothing', '', ['4 bias-before-batch-norm']],
    ['the next line', '// convolens-ignore-next-line bias-before-batch-norm', []],
    ['with a reason', '  // convolens-ignore-next-line bias-before-batch-norm -- the weights have it', []],
    ['as a block', '/* convolens-ignore-next-line bias-before-batch-norm -- why */', []],
    ['over other comments', '// convolens-ignore-next-line bias-before-batch-norm\n// the first', []],
    [
      'of several rules',
      '// convolens-ignore-next-line bias-before-batch-norm, even-kernel',
      ['3 even-kernel finds nothing there, so there is nothing to ignore'],
    ],
    ['of the file', '// convolens-ignore-file bias-before-batch-norm', []],
    [
      'of its own line',
      '// convolens-ignore-line bias-before-batch-norm',
      ['3 bias-before-batch-norm finds nothing there, so there is nothing to ignore', '4 bias-before-batch-norm'],
    ],
    [
      'of no rule',
      '// convolens-ignore-next-line -- why',
      ['3 names no rule, so nothing is ignored; write the rule behind it', '4 bias-before-batch-norm'],
    ],
    [
      'of a rule that is not there',
      '// convolens-ignore-next-line bias-before-batchnorm',
      ['3 there is no rule bias-before-batchnorm; did you mean bias-before-batch-norm?', '4 bias-before-batch-norm'],
    ],
  ])('%s', (_, comment, expected) => {
    expect(found(biased(comment))).toEqual(expected)
  })

  test('behind a line', () => {
    const comment = '// convolens-ignore-line window-larger-than-input -- to be seen'
    expect(found(`const x = input(8, 8, 3).conv2d(4, 9) ${comment}`)).toEqual([])
  })

  test('in a text is none', () => {
    const text = 'const text = `\n// convolens-ignore-file bias-before-batch-norm\n`\n'
    expect(found(text + biased(''))).toEqual(['7 bias-before-batch-norm'])
  })

  test('of a rule that is not looked for is not called unused', () => {
    const code = '// convolens-ignore-file even-kernel\nconst x = input(8, 8, 3).relu()'
    expect(found(code)).toHaveLength(1)
    expect(found(code, { ...recommended, rules: { 'even-kernel': 'off' } })).toEqual([])
  })
})

describe('unused comments are removed', () => {
  test.each([
    ['a line', 'const a = 1\n  // convolens-ignore-next-line even-kernel -- why\nlayers', 'const a = 1\nlayers'],
    ['behind a line', 'const a = 1 // convolens-ignore-line even-kernel\nlayers', 'const a = 1\nlayers'],
    ['one of two', '// convolens-ignore-file evenkernel, gridding', '// convolens-ignore-file gridding'],
  ])('%s', (_, code, fixed) => {
    const [{ fixes }] = diagnostics(analyseText(`${code}\ninput(8, 8, 3)`))
    expect(applyFix(PREAMBLE + code, fixes[0]).slice(PREAMBLE.length)).toBe(fixed)
    expect(fixes[0].safe).toBe(true)
  })
})

describe('ignoring a finding', () => {
  /** The code with the first finding ignored. */
  function ignored(code: string): string | undefined {
    const analysis = analyseText(code)
    const fix = ignoring(diagnostics(analysis)[0], analysis.sourceFile)
    return fix && applyFix(PREAMBLE + code, fix).slice(PREAMBLE.length)
  }

  test('puts a comment above it, indented as the line is', () => {
    const code = 'const image = input(32, 32, 3)\nconst x = image\n  .conv2d(8, 3)\n  .batchNorm()'
    const result = ignored(code)!
    expect(result).toBe(code.replace('  .conv2d', '  // convolens-ignore-next-line bias-before-batch-norm\n  .conv2d'))
    expect(found(result)).toEqual([])
  })

  test('adds the rule to the comment that is there', () => {
    const code = `// convolens-ignore-next-line unused-thing -- why
const x = input(32, 32, 3).conv2d(8, 3).batchNorm()`
    const analysis = analyseText(code)
    const finding = diagnostics(analysis).find(({ rule }) => rule === 'bias-before-batch-norm')!
    const fix = ignoring(finding, analysis.sourceFile)!
    expect(applyFix(PREAMBLE + code, fix)).toContain('-line unused-thing, bias-before-batch-norm -- why\n')
  })

  test('is not offered where a comment would become text', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code.
    const code = 'const text = `\n${input(8, 8, 3).conv2d(4, 9)}`'
    expect(ignored(code)).toBeUndefined()
  })

  test('keeps the line endings of the file', () => {
    expect(ignored('const a = 1\r\nconst x = input(8, 8, 3).conv2d(4, 9)\r\n')).toContain(
      '// convolens-ignore-next-line window-larger-than-input\r\n',
    )
  })
})
