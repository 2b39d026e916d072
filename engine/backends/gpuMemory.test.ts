import { expect, test } from 'vitest'
import { watchGpuMemory } from './gpuMemory'

/** A context that gives these errors, one a call, and none after them. */
function contextWith(...errors: number[]) {
  return { gpgpu: { gl: { getError: () => errors.shift() ?? 0 } } }
}

/** A device, and what tells it of an error of a class of this name. */
function deviceWith() {
  const device = new EventTarget()
  const tell = (name: string, message: string) => {
    const error = Object.create({ constructor: { name } }, { message: { value: message } })
    device.dispatchEvent(Object.assign(new Event('uncapturederror'), { error }))
  }
  return { device, tell }
}

test('WebGL that ran out of memory, once, among other errors', () => {
  const shortage = watchGpuMemory(contextWith(0x0502, 0x0505))
  expect(shortage()).toMatchObject({ code: 'out-of-memory' })
  expect(shortage()).toBeUndefined()
})

test('other errors of WebGL are no shortage, and a lost context is asked once', () => {
  expect(watchGpuMemory(contextWith(0x0500, 0x0502))()).toBeUndefined()
  expect(watchGpuMemory({ gpgpu: { gl: { getError: () => 0x9242 } } })()).toBeUndefined()
})

test.each([
  ['GPUOutOfMemoryError', 'Out of memory'],
  ['GPUValidationError', 'Buffer size (8589934592) exceeds the max buffer size limit (2147483648).'],
])('WebGPU that finds no room: %s', (name, message) => {
  const { device, tell } = deviceWith()
  const shortage = watchGpuMemory({ device })
  expect(shortage()).toBeUndefined()
  tell(name, message)
  expect(shortage()).toMatchObject({ code: 'out-of-memory' })
  expect(shortage()).toBeUndefined()
})

test('another mistake of WebGPU is no shortage', () => {
  const { device, tell } = deviceWith()
  const shortage = watchGpuMemory({ device })
  tell('GPUValidationError', 'Binding sizes are too small for bind group')
  expect(shortage()).toBeUndefined()
})

test('a backend without a GPU runs out of none', () => {
  expect(watchGpuMemory({})()).toBeUndefined()
})
