import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import lenet from '../examples/digits/lenet'
import { wasmPath } from './checks/backend'
import { graphOf } from './checks/build'
import type { EngineProgress, EngineReply, EngineRequest, Image } from './requests'
import { Session } from './session'
import { shardPaths } from './weights/tfjsModel'

const folder = fileURLToPath(new URL('../examples/digits/', import.meta.url))
const sent: (EngineReply | EngineProgress)[] = []
const session = new Session(message => sent.push(message))

beforeAll(async () => {
  await reply({ kind: 'start', requestId: 1, backend: 'wasm', wasmPath })
})

test('the trained LeNet-5 loads whole, names at least 19 of 20 held-out digits, and explains them', async () => {
  const manifest = readFileSync(`${folder}weights/model.json`, 'utf8')
  const shards = Object.fromEntries(shardPaths(manifest).map(path => [path, readBytes(`${folder}weights/${path}`)]))
  const weights = { manifest, shards }
  const loaded = await reply({ kind: 'load', requestId: 2, graph: graphOf(lenet), seed: 1, weights })
  expect(loaded).toMatchObject({ result: { trained: true, report: { missing: [], unused: [] } } })

  const files = readdirSync(`${folder}images`)
  expect(files.length).toBe(20)
  let right = 0
  for (const [index, file] of files.entries()) {
    const image = readGreyPng(readBytes(`${folder}images/${file}`))
    const prediction = await reply({ kind: 'predict', requestId: 10 + index, imageId: file, image })
    if (prediction.kind !== 'predict') throw new Error('no prediction')
    const { scores } = prediction.result
    if (scores.indexOf(Math.max(...scores)) === Number(file[0])) right += 1
  }
  expect(right).toBeGreaterThanOrEqual(19)

  const cam = await reply({
    ...{ kind: 'explain', requestId: 50, imageId: files.at(-1)!, method: 'gradCam', layer: 'tanh_2' },
    target: { kind: 'class', class: 9 },
  })
  expect(cam).toMatchObject({
    kind: 'explain',
    result: { label: '9', width: 10, height: 10, empty: false, trained: true },
  })
})

async function reply(request: EngineRequest): Promise<EngineReply> {
  await session.receive(request)
  const found = sent.at(-1)!
  if (found.kind === 'progress' || found.kind === 'error') throw new Error(JSON.stringify(found))
  return found
}

function readBytes(path: string): ArrayBuffer {
  return Uint8Array.from(readFileSync(path)).buffer
}

/** A PNG as the training script writes it: 8 bits of grey a pixel, one chunk of pixels, no filters. */
function readGreyPng(bytes: ArrayBuffer): Image {
  const view = new DataView(bytes)
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  const rows = inflateSync(new Uint8Array(bytes, 41, view.getUint32(33)))
  const data = new Uint8ClampedArray(4 * width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const grey = rows[y * (width + 1) + 1 + x]
      data.set([grey, grey, grey, 255], 4 * (y * width + x))
    }
  return { width, height, data }
}
