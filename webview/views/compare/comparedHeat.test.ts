import { expect, test } from 'vitest'
import type { ExplanationMap } from '../../../engine/requests'
import { comparedHeat, shareBelow } from './comparedHeat'

const map = (intensity: number[]) =>
  ({
    heat: { width: intensity.length, height: 1, data: new Uint8ClampedArray(4 * intensity.length).fill(7) },
    intensity: new Float32Array(intensity),
  }) as unknown as ExplanationMap

const pixel = ({ data }: { data: Uint8ClampedArray }, at: number) => [...data.slice(4 * at, 4 * at + 3)]

test('the share below a number is that of the pixels that say less; equal ones have the same', () => {
  expect([...shareBelow(new Float32Array([0, 3, 0, -2, 1]))].map(share => Math.round(5 * share))).toEqual([
    1, 4, 1, 0, 3,
  ])
})

test('a method has its own colours unless all have the same', () => {
  expect(pixel(comparedHeat(map([0, 1]), 'own'), 1)).toEqual([7, 7, 7])
})

test('on one scale nothing is white, and what speaks for the target is red whether or not the method tells what speaks against', () => {
  expect(pixel(comparedHeat(map([0, 1]), 'signed'), 0)).toEqual([247, 247, 247])
  expect(pixel(comparedHeat(map([0, 1]), 'signed'), 1)).toEqual(pixel(comparedHeat(map([-1, 1]), 'signed'), 1))
})

test('by rank, maps of other units but the same order look the same', () => {
  const one = comparedHeat(map([0, 0.1, 0.2, 1]), 'rank')
  const other = comparedHeat(map([-1, 0.8, 0.9, 1]), 'rank')
  expect([...one.data]).toEqual([...other.data])
})
