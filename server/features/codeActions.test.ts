import { afterEach, describe, expect, test, vi } from 'vitest'
import { analyseText, PREAMBLE } from '../analyseText'
import { recommended } from '../configuration/configuration'
import { applyFix } from '../rules/applyFix'
import { type ActionKind, codeActions } from './codeActions'
import type { Editing } from './editing'

const editing = (code: string): Editing => ({
  text: PREAMBLE + code,
  configuration: recommended,
  analyse: text => analyseText(text.slice(PREAMBLE.length)),
})

/** The titles of what is offered at the first occurrence of a part of the code. */
function titlesAt(code: string, part: string, kind: ActionKind): string[] {
  const at = PREAMBLE.length + code.indexOf(part)
  const actions = codeActions(analyseText(code), { start: at, end: at }, editing(code), wanted => wanted === kind)
  return actions.map(({ title }) => title)
}

/** The code after the action of a kind whose title begins so. */
function changed(code: string, part: string, kind: ActionKind, title: string): string {
  const at = PREAMBLE.length + code.indexOf(part)
  const actions = codeActions(analyseText(code), { start: at, end: at }, editing(code), wanted => wanted === kind)
  const action = actions.find(action => action.title.startsWith(title))!
  return applyFix(PREAMBLE + code, action).slice(PREAMBLE.length)
}

describe('quick fixes', () => {
  const code = `
const image = input(12, 12, 3)
const x = image.conv2d(8, 3).batchNorm()
model('m', image, x.conv2d(8, 3, { stride: 2 }))
`

  test('the fixes at a place and ignoring it, and nothing elsewhere', () => {
    expect(titlesAt(code, 'stride', 'quickfix')).toEqual(['Change stride to strides', 'Ignore unknown-option here'])
    expect(titlesAt(code, 'batchNorm', 'quickfix')).toEqual([])
  })
})

describe('fixing all', () => {
  const code = `const image = input(12, 12, 3)
// convolens-ignore-next-line even-kernel
const x = image.conv2d(8, 3).batchNorm().relu().relu()
const y = x.conv2d(8, 3).batchNorm().relu()
model('m', image, y.conv2d(8, 3, { stride: 2 }))`

  test('makes the safe fixes of the whole file and no other', () => {
    expect(titlesAt(code, 'image', 'source.fixAll.convolens')).toEqual(['Fix all safe findings (4)'])
    expect(changed(code, 'image', 'source.fixAll.convolens', 'Fix all')).toBe(`const image = input(12, 12, 3)
const x = image.conv2d(8, 3, { useBias: false }).batchNorm().relu()
const y = x.conv2d(8, 3, { useBias: false }).batchNorm().relu()
model('m', image, y.conv2d(8, 3, { stride: 2 }))`)
  })

  test('fixes of which one makes room for the other, one after the other', () => {
    const chain = 'const x = input(8, 8, 3).relu().relu().relu().relu()'
    expect(changed(chain, 'x', 'source.fixAll.convolens', 'Fix all')).toBe('const x = input(8, 8, 3).relu()')
  })

  test('is not offered where there is nothing to fix', () => {
    expect(titlesAt('const x = input(8, 8, 3).relu()', 'x', 'source.fixAll.convolens')).toEqual([])
  })
})

describe('trying out', () => {
  afterEach(() => void vi.useRealTimers())

  const code = "const image = input(32, 32, 8)\nmodel('m', image, image.conv2d(64, 5, { padding: 'same' }).relu())"
  const offered = (code: string, milliseconds: number) => {
    const own = editing(code)
    const at = PREAMBLE.length + code.indexOf('conv2d')
    const analysis = analyseText(code)
    vi.useFakeTimers({ toFake: ['performance'] })
    const slow = { ...own, analyse: (text: string) => (vi.advanceTimersByTime(milliseconds), own.analyse(text)) }
    const actions = codeActions(analysis, { start: at, end: at }, slow, kind => kind === 'refactor.rewrite')
    // The shape contract is not tried out.
    return actions.filter(({ title }) => !title.includes('contract')).length
  }

  test('ends where a request would take too long, and fewer changes are offered', () => {
    const all = offered(code, 0)
    expect(all).toBeGreaterThan(3)
    // Within half a second there is time for two that take 200 ms each.
    expect(offered(code, 200)).toBe(2)
    expect(offered(code, 400)).toBe(1)
  })

  test('is not done where the program is not followed to its end', () => {
    expect(offered(`${code}\nexport const f = n => f(f(n - 1)) + f(n - 2)`, 0)).toBe(0)
  })
})
