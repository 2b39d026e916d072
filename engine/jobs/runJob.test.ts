import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { input } from '../../builder/input'
import { model } from '../../builder/model'
import { workerBackends } from '../backends/backends'
import { wasmPath } from '../checks/backend'
import { graphOf } from '../checks/build'
import { writeSafetensors } from '../export/writeSafetensors'
import { readWeights } from '../weights/readWeights'
import { encodePng } from './encodePng'
import { readPng } from './readPng'
import { type Job, type JobAnswer, runJob } from './runJob'
import type { VisualizeDone } from './visualizeJob'

const digits = fileURLToPath(new URL('../../examples/digits/images/', import.meta.url))
const { cpu } = workerBackends
const run = (job: Job): Promise<JobAnswer> => runJob(job, { backends: { cpu }, wasmPath })

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'convolens-jobs-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

/** Blurs 3×3, takes the mean, and scores it for one class and against the other: Grad-CAM is then the blurred image. */
function blurring() {
  const image = input(28, 28, 1)
  const blurred = image.conv2d(1, 3, { padding: 'same', name: 'blur' }).relu({ name: 'ink' })
  const scores = blurred.globalAveragePool2d().dense(2, { name: 'scores' })
  return graphOf(model('Blur', image, scores, { labels: ['ink', 'paper'], preprocessing: { scale: 1 / 255 } }))
}

function blurWeights(into: string): string {
  const path = join(into, 'blur.safetensors')
  const tensors = [
    { name: 'blur/kernel', shape: [3, 3, 1, 1], values: new Float32Array(9).fill(1 / 9) },
    { name: 'blur/bias', shape: [1], values: new Float32Array(1) },
    { name: 'scores/kernel', shape: [1, 2], values: Float32Array.from([1, -1]) },
    { name: 'scores/bias', shape: [2], values: new Float32Array(2) },
  ]
  writeFileSync(path, writeSafetensors(tensors))
  return path
}

const usual = { kind: 'visualize', seed: 1, layers: [], methods: ['grad-cam'], limit: 8, backend: 'cpu' } as const

test.each(['0-01', '3-07', '7-15'])('the Grad-CAM of %s peaks on its strokes', async digit => {
  const out = folder()
  const images = [join(digits, `${digit}.png`)]
  const answer = await run({ ...usual, graph: blurring(), weights: blurWeights(out), images, layers: ['ink'], out })
  const { trained, images: drawn } = (answer as { result: VisualizeDone }).result
  expect(trained).toBe(true)
  expect(
    readdirSync(out)
      .filter(file => file.endsWith('.png'))
      .sort(),
  ).toEqual([...[`${digit}.ink.gradCam.overlay.png`, `${digit}.ink.gradCam.png`, `${digit}.ink.png`]])
  const picture = readPng(digit, Uint8Array.from(readFileSync(images[0])))
  const heat = readPng(digit, Uint8Array.from(readFileSync(join(out, `${digit}.ink.gradCam.png`))))
  expect([heat.width, heat.height]).toEqual([28, 28])
  const grey = (x: number, y: number) => (x < 0 || y < 0 || x > 27 || y > 27 ? 0 : picture.data[4 * (28 * y + x)])
  const blurred = Array.from({ length: 28 * 28 }, (_, place) => {
    const [x, y] = [place % 28, Math.floor(place / 28)]
    return [-1, 0, 1].flatMap(down => [-1, 0, 1].map(right => grey(x + right, y + down))).reduce((a, b) => a + b) / 9
  })
  const { peak } = drawn[0].drawn.find(({ shows }) => shows === 'gradCam')!
  const most = Math.max(...blurred)
  expect(blurred[28 * peak!.y + peak!.x]).toBeCloseTo(most, 3)
  expect(grey(peak!.x, peak!.y)).toBeGreaterThan(127)
  // The picture's brightest colour, the last of viridis, is where the blurred strokes are strongest, and nowhere on the paper.
  const yellow = [...blurred.keys()].filter(place => heat.data[4 * place] === 0xfd && heat.data[4 * place + 1] === 0xe7)
  expect(yellow.length).toBeGreaterThan(0)
  for (const place of yellow) expect(blurred[place]).toBeGreaterThan(0.99 * most)
})

test('without weights the maps are of random ones, and the answer says so', async () => {
  const out = folder()
  const answer = await run({ ...usual, graph: blurring(), images: [join(digits, '0-01.png')], out })
  const { trained, report } = (answer as { result: VisualizeDone }).result
  expect([trained, report]).toEqual([false, undefined])
})

test('two pictures of the same name get files of their own', async () => {
  const [out, other] = [folder(), folder()]
  const image = join(other, '0-01.png')
  writeFileSync(image, readFileSync(join(digits, '1-03.png')))
  const images = [join(digits, '0-01.png'), image]
  await run({ ...usual, graph: blurring(), images, methods: [], layers: ['ink'], out })
  expect(readdirSync(out).sort()).toEqual(['1-0-01.ink.png', '2-0-01.ink.png'])
})

test.each<[string, Partial<Job & { kind: 'visualize' }>, string]>([
  ['an unknown method', { methods: ['gradcm'] }, 'there is no explanation gradcm; did you mean gradCam?'],
  ['an unknown class', { class: 'inks' }, 'there is no class inks; did you mean ink?'],
  ['a file that is no picture', { images: [import.meta.filename] }, 'runJob.test.ts is no picture that is known'],
  ['a picture that is not there', { images: ['/gone.png'] }, 'there is no file /gone.png'],
  [
    'weights that are none',
    { weights: import.meta.filename },
    'runJob.test.ts is no weight file that is known; it begins with 69',
  ],
])('%s is told', async (_title, part, message) => {
  const images = [join(digits, '0-01.png')]
  const answer = await run({ ...usual, graph: blurring(), images, out: folder(), ...part })
  expect(answer).toMatchObject({ error: { message: expect.stringContaining(message) } })
})

test('a picture of another kind is told apart from what is no picture', async () => {
  const image = join(folder(), 'photo.gif')
  writeFileSync(image, 'GIF89a')
  expect(await run({ ...usual, graph: blurring(), images: [image], out: folder() })).toEqual({
    error: { message: 'photo.gif is a GIF, which is not read here', action: 'Save the picture as PNG or JPEG.' },
  })
})

test.each(['safetensors', 'tfjs'] as const)('weights written as %s are those that were read', async format => {
  const out = folder()
  const path = join(out, format === 'tfjs' ? 'model.json' : 'm.safetensors')
  const answer = await run({
    kind: 'weights',
    graph: blurring(),
    weights: blurWeights(out),
    seed: 1,
    out: path,
    format,
  })
  const files = format === 'tfjs' ? ['model.json', 'model.bin'] : ['m.safetensors']
  expect(answer).toMatchObject({ result: { written: files.map(file => join(out, file)) } })
  const bytes = (file: string) => Uint8Array.from(readFileSync(join(out, file))).buffer
  const given =
    format === 'tfjs'
      ? { manifest: readFileSync(path, 'utf8'), shards: { 'model.bin': bytes('model.bin') } }
      : { file: 'm.safetensors', data: bytes('m.safetensors') }
  const read = await readWeights(given)
  expect(read.find(({ name }) => name === 'scores/kernel')!.values).toEqual(Float32Array.from([1, -1]))
  expect(read.map(({ name }) => name).sort()).toEqual(['blur/bias', 'blur/kernel', 'scores/bias', 'scores/kernel'])
})

test('a picture is enlarged to the overlay of its own size', async () => {
  const out = folder()
  const image = join(out, 'large.png')
  writeFileSync(image, encodePng(new Uint8Array(4 * 40 * 30).fill(200), 40, 30))
  await run({ ...usual, graph: blurring(), images: [image], layers: ['ink'], out })
  const { width, height } = readPng('o', Uint8Array.from(readFileSync(join(out, 'large.ink.gradCam.overlay.png'))))
  expect([width, height]).toEqual([40, 30])
})

test.runIf(existsSync('/dev/full'))('a full disk leaves the file that was there, and half of none', async () => {
  const out = folder()
  symlinkSync('/dev/full', join(out, 'full.safetensors'))
  const answer = await run({
    kind: 'weights',
    graph: blurring(),
    seed: 1,
    out: join(out, 'full.safetensors'),
    format: 'safetensors',
  })
  expect(answer).toEqual({
    error: {
      message: expect.stringContaining('no space left on device'),
      action: 'Choose another folder to write to.',
    },
  })
  expect(readdirSync(out)).toEqual(['full.safetensors'])
})
