import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { onBackendLoss } from './backendLoss'

/** The messages of the losses of a backend like this one, once `lose` was called. */
async function lossesOf(backend: object, lose: () => void): Promise<string[]> {
  const losses: string[] = []
  onBackendLoss(backend, ({ code, message }) => losses.push(`${code}: ${message}`))
  lose()
  await delay(0)
  return losses
}

test('a lost WebGL context', async () => {
  const canvas = new EventTarget()
  const lose = () => canvas.dispatchEvent(new Event('webglcontextlost'))
  expect(await lossesOf({ gpgpu: { gl: { canvas } } }, lose)).toEqual(['backend-failed: the WebGL context was lost'])
})

test('a lost WebGPU device, with its reason', async () => {
  const lost = Promise.resolve({ reason: 'unknown', message: 'driver reset' })
  expect(await lossesOf({ device: { lost } }, () => {})).toEqual([
    'backend-failed: the WebGPU device was lost: driver reset',
  ])
})

test('a WebGPU device that the backend gave back is no loss', async () => {
  const lost = Promise.resolve({ reason: 'destroyed', message: '' })
  expect(await lossesOf({ device: { lost } }, () => {})).toEqual([])
})

test('a backend without a GPU loses none', async () => {
  expect(await lossesOf({}, () => {})).toEqual([])
})
