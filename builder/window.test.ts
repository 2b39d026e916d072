import { describe, expect, test } from 'vitest'
import { formatDimension, symbol } from './dimension'
import { borders, type SlideOptions, slide } from './window'

/** Every window of TensorFlow's and Caffe's definitions, counted one by one. */
function counted(input: number, { window, stride, dilation = 1, padding, ceilMode }: SlideOptions): number {
  const span = (Number(window) - 1) * Number(dilation) + 1
  const [before, after] = typeof padding === 'string' ? [0, 0] : [Number(padding.top), Number(padding.bottom)]
  let count = 0
  for (let start = -before; ; start += Number(stride)) {
    if (padding === 'same') {
      // A window for every `stride` pixels that there are.
      if (start >= input) return count
    } else {
      const fits = start + span <= input + after
      // Caffe lets a last window reach out, if it starts before the end of the input.
      const reachesOut = ceilMode && start < input && start - Number(stride) + span < input + after
      if (!fits && !reachesOut) return count
    }
    count++
  }
}

const sides = (border: number) => ({ top: border, bottom: border, left: border, right: border })

describe('the number of windows', () => {
  const paddings = ['same', 'valid', sides(1), { top: 0, bottom: 1, left: 2, right: 3 }] as const
  test.each(paddings)('with padding %j equals a count one by one', padding => {
    for (let input = 1; input <= 16; input++) {
      for (const window of [1, 2, 3, 5]) {
        for (const stride of [1, 2, 3]) {
          for (const dilation of [1, 2]) {
            const options = { window, stride, dilation, padding }
            const { size, span } = slide(input, 'height', options)
            expect(span).toBe((window - 1) * dilation + 1)
            expect([input, options, Math.max(0, size as number)]).toEqual([input, options, counted(input, options)])
          }
        }
      }
    }
  })

  // Caffe's pooling of 112, 55 and 6 pixels: GoogLeNet, AlexNet and a window that would start in the border.
  test.each([
    [112, { window: 3, stride: 2, padding: 'valid' }, 56],
    [55, { window: 3, stride: 2, padding: 'valid' }, 27],
    [6, { window: 2, stride: 2, padding: sides(1) }, 4],
    [5, { window: 1, stride: 3, padding: 'valid' }, 2],
    [5, { window: 2, stride: 2, padding: sides(1) }, 3],
  ] as const)('of %i pixels, rounded up', (input, options, size) => {
    expect(slide(input, 'height', { ...options, ceilMode: true }).size).toBe(size)
  })
})

describe('the border before the first window', () => {
  // TensorFlow: ⌊max(0, (⌈n/s⌉ − 1)·s + k − n) / 2⌋.
  test.each([
    [224, 7, 2, 2],
    [225, 7, 2, 3],
    [224, 3, 2, 0],
    [5, 1, 2, 0],
    [10, 4, 1, 1],
  ])("'same' of %i pixels, window %i, stride %i", (input, window, stride, before) => {
    expect(slide(input, 'height', { window, stride, padding: 'same' }).before).toBe(before)
  })

  test('explicit ones by axis', () => {
    const padding = { top: 1, bottom: 2, left: 3, right: 4 }
    expect(borders(padding, 'height')).toEqual([1, 2])
    expect(borders(padding, 'width')).toEqual([3, 4])
    expect(slide(9, 'width', { window: 3, stride: 1, padding })).toEqual({ size: 14, span: 3, before: 3 })
  })
})

describe('for an open size', () => {
  const size = (options: SlideOptions) => formatDimension(slide(symbol('H'), 'height', options).size)

  test('the number of windows is a formula', () => {
    expect(size({ window: 3, stride: 2, padding: 'same' })).toBe('⌈H/2⌉')
    expect(size({ window: 3, stride: 1, padding: 'valid' })).toBe('H − 2')
    expect(size({ window: 2, stride: 2, padding: 'valid', ceilMode: true })).toBe('⌈H/2⌉')
  })

  test("the border of 'same' depends on the size, that of a number does not", () => {
    expect(slide(symbol('H'), 'height', { window: 3, stride: 2, padding: 'same' }).before).toBeUndefined()
    expect(slide(symbol('H'), 'height', { window: 3, stride: 2, padding: sides(1) }).before).toBe(1)
  })
})
