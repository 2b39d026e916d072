import { expect, test } from 'vitest'
import { readTfjsModel, shardPaths } from './tfjsModel'

const weight = { name: 'conv2d_1/kernel', shape: [2, 2], dtype: 'float32' }
const manifest = (...weights: object[]) => JSON.stringify({ weightsManifest: [{ paths: ['a.bin', 'b.bin'], weights }] })
const bytes = (...parts: ArrayBufferView[]) => {
  const all = parts.flatMap(part => [...new Uint8Array(part.buffer)])
  return Uint8Array.from(all).buffer
}

test('reads float32 across the border of two shards', () => {
  const whole = new Float32Array([1, -2, 0.5, 4]).buffer
  const shards = { 'a.bin': whole.slice(0, 6), 'b.bin': whole.slice(6) }
  expect(readTfjsModel({ manifest: manifest(weight), shards })).toEqual([
    { name: 'conv2d_1/kernel', shape: [2, 2], values: new Float32Array([1, -2, 0.5, 4]) },
  ])
  expect(shardPaths(manifest(weight))).toEqual(['a.bin', 'b.bin'])
})

test('reads weights quantised to uint8, uint16 and float16', () => {
  const text = manifest(
    { ...weight, name: 'a/kernel', quantization: { dtype: 'uint8', min: -1, scale: 0.5 } },
    { ...weight, name: 'b/kernel', quantization: { dtype: 'uint16', min: 2, scale: 0.25 } },
    { ...weight, name: 'c/kernel', quantization: { dtype: 'float16' } },
  )
  // Half precision: 1, −2, 65504 and the smallest subnormal, 2⁻²⁴.
  const first = bytes(new Uint8Array([0, 1, 2, 255]), new Uint16Array([0, 4, 400, 65535]))
  const shards = { 'a.bin': first, 'b.bin': bytes(new Uint16Array([0x3c00, 0xc000, 0x7bff, 0x0001])) }
  expect(readTfjsModel({ manifest: text, shards }).map(({ values }) => [...values])).toEqual([
    [-1, -0.5, 0, 126.5],
    [2, 3, 102, 16385.75],
    [1, -2, 65504, 2 ** -24],
  ])
})

test('leaves out what is no parameter', () => {
  const text = manifest({ name: 'step', shape: [1], dtype: 'int32' }, weight)
  const shards = { 'a.bin': bytes(new Int32Array([7])), 'b.bin': bytes(new Float32Array([1, 2, 3, 4])) }
  expect(readTfjsModel({ manifest: text, shards }).map(({ values }) => [...values])).toEqual([[1, 2, 3, 4]])
})

test('says what is wrong with a broken file, and what helps', () => {
  const sixteen = new ArrayBuffer(16)
  const failing = (manifest: string, shards: Record<string, ArrayBuffer>) => {
    try {
      for (const source of readTfjsModel({ manifest, shards })) expect(source.values.length).toBeGreaterThan(0)
    } catch (error) {
      const { code, message, action } = error as { code: string; message: string; action: string }
      return `${code}: ${message}. ${action}`
    }
    return 'no error'
  }
  expect(failing(manifest(weight), { 'a.bin': sixteen.slice(0, 10), 'b.bin': new ArrayBuffer(0) })).toBe(
    'truncated-shard: a.bin, b.bin: 10 bytes, but model.json describes 16: the file is truncated. ' +
      'Copy the binary files again together with model.json.',
  )
  expect(failing(manifest(weight), { 'a.bin': sixteen, 'b.bin': sixteen })).toMatch(/^truncated-shard: .*another model/)
  expect(failing(manifest(weight), { 'a.bin': sixteen })).toBe(
    'missing-shard: b.bin, named by model.json, is missing. Put b.bin beside model.json.',
  )
  expect(failing('version https://git-lfs.github.com/spec/v1', {})).toMatch(
    /^broken-manifest: model.json is not JSON; it begins with "version https:\/\/git-lfs/,
  )
  expect(failing('null', {})).toMatch(/^broken-manifest: model.json has no weightsManifest/)
  expect(failing(JSON.stringify({ weightsManifest: [{ paths: 3, weights: [] }] }), {})).toMatch(/^broken-manifest: /)
  expect(failing(JSON.stringify({ format: 'graph-model' }), {})).toMatch(/^broken-manifest: /)
  const nan = bytes(new Float32Array([1, Number.NaN, 3, 4]))
  expect(failing(manifest(weight), { 'a.bin': nan, 'b.bin': new ArrayBuffer(0) })).toMatch(
    /^weights-not-finite: weight conv2d_1\/kernel of model.json holds NaN at element 1 of 4/,
  )
  expect(failing(manifest({ ...weight, dtype: 'string' }), { 'a.bin': sixteen, 'b.bin': sixteen })).toMatch(
    /^unsupported-weights: weight conv2d_1\/kernel is of type string/,
  )
})
