import { expect, test } from 'vitest'
import { analyseText } from '../analyseText'
import { inlayHints } from '../features/inlayHints'
import { exportsOf } from './testEvaluation'

/** The rules of what is wrong in the code. */
function found(code: string): string[] {
  return analyseText(code).problems.map(({ rule }) => rule)
}

/** What stands behind the layers of the code. */
function hints(code: string): string[] {
  return inlayHints(analyseText(code), { start: 0, end: Number.MAX_SAFE_INTEGER }).map(({ label }) => label)
}

test('both branches of an unknown condition are evaluated', () => {
  const { x, y, log, same } = exportsOf(`
    const wide = window.wide
    export const log = []
    export const x = wide ? 1 : 2
    export let y = 0, same = 0
    if (wide) { y = 1; same = 3; log.push('a') } else { y = 2; same = 3; log.push('b') }`)
  expect([x, y, same]).toEqual(['? `window` is not run by Convolens', '? `window` is not run by Convolens', 3])
  expect(log).toEqual(['? `window` is not run by Convolens'])
  expect(hints('let x = input(8, 8, 3)\nif (window.wide) x.conv2d(4, 3); else x.conv2d(5, 5)')).toEqual([
    '6×6×4',
    '4×4×5',
  ])
})

test('a loop of unknown length is evaluated once, and what it changes is unknown after it', () => {
  const { n, kept } = exportsOf(
    'export let n = 0, kept = 5; for (const item of window.items) { n += 1; kept = 5 }; while (window.more) n++',
  )
  expect([n, kept]).toEqual([expect.stringMatching(/^\? /), 5])
  const { sites } = analyseText('const x = input(8, 8, 3)\nfor (const size of window.sizes) x.conv2d(4, 3)')
  const [instance] = sites.find(({ kind }) => kind.kind === 'conv2d')!.instances
  expect(instance!.repeated).toBe(true)
})

test('an early return on one path leaves the other path known', () => {
  expect(
    exportsOf('function f() { let a = 1; if (window.x) return 7; a += 1; return a + 5 } export const x = f()').x,
  ).toBe(7)
})

test('a merge of sizes that are the same in another form is not reported', () => {
  const halves = "x.maxPool2d(2, { padding: 'same' }).maxPool2d(2, { padding: 'same' })"
  const quarter = "x.maxPool2d(4, { padding: 'same' })"
  expect(found(`const x = input(null, null, 3)\n${halves}.add(${quarter})`)).toEqual([])
})

test('a merge that may fit for some size is not reported, one that cannot is', () => {
  // ⌈H/2⌉ = ⌊H/2⌋ for an even H.
  const rounded = "x.maxPool2d(2, { padding: 'same' }).add(x.maxPool2d(2))"
  expect(found(`const x = input(null, null, 3)\n${rounded}`)).toEqual([])
  // For H = W = 3 the convolution leaves 1×1, which is spread over 3×3.
  expect(found('const x = input(null, null, 3)\nx.conv2d(3, 3).add(x)')).toEqual([])
  // 2·H = 3·H and H − 2 = H for no H.
  expect(found('const x = input(null, null, 3)\nx.upSampling2d(2).add(x.upSampling2d(3))')).toEqual([
    'mismatched-merge',
  ])
  expect(found('const x = input(null, null, 3)\nx.conv2d(4, 3).concat(x)')).toEqual(['mismatched-merge'])
  // The channels differ, whatever H and W are.
  expect(found('const x = input(null, null, 3)\nx.conv2d(4, 1).add(x)')).toEqual(['mismatched-merge'])
})

test('parameters nobody supplies are symbols of their names', () => {
  expect(hints('function f(x: Tensor, filters: number) { return x.conv2d(filters * 2, 1) }')).toEqual(['H×W×2·filters'])
})
