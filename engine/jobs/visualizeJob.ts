import { mkdirSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import type { Graph } from '../../builder/graph'
import { isNear } from '../../builder/node'
import type { BackendLoaders } from '../backends/backends'
import { EngineError } from '../engineError'
import { explanations } from '../explain/explanations'
import { montage } from '../pictures/montage'
import type {
  BackendName,
  Image,
  LoadedLayer,
  Prediction,
  Replies,
  RequestKind,
  Requests,
  Started,
  WeightReport,
} from '../requests'
import { Session } from '../session'
import { readWeights } from '../weights/readWeights'
import { encodePng } from './encodePng'
import { readImage, readWeightFiles } from './files'
import { writeBytes } from './writeBytes'

/** Draws activation maps and explanations of images into PNG files. All paths are absolute. */
export interface VisualizeJob {
  readonly kind: 'visualize'
  readonly graph: Graph
  readonly weights?: string
  readonly seed: number
  readonly images: readonly string[]
  /** The layers to draw; of convolutions all, where none is named. */
  readonly layers: readonly string[]
  /** Names of explanations, as `gradCam` or `grad-cam`. */
  readonly methods: readonly string[]
  /** The label or number of the class that is explained; the likeliest, where none is given. */
  readonly class?: string
  /** At most so many channels of a layer are drawn. */
  readonly limit: number
  readonly out: string
  readonly backend: BackendName | 'auto'
}

export interface VisualizeDone {
  readonly backend: BackendName
  readonly trained: boolean
  readonly report?: WeightReport
  readonly images: readonly DrawnImage[]
}

interface DrawnImage {
  readonly image: string
  /** Of all classes, in the network's order. */
  readonly scores: readonly { readonly label: string; readonly score: number }[]
  readonly drawn: readonly Drawing[]
}

interface Drawing {
  readonly file: string
  /** `activations`, or the name of the explanation. */
  readonly shows: string
  readonly layer?: string
  /** What was explained, and the number behind it before the last activation. */
  readonly class?: string
  readonly logit?: number
  /** Where the map is strongest, in pixels of the image; absent where it is zero everywhere. */
  readonly peak?: { readonly x: number; readonly y: number }
  readonly dead?: number
  readonly channels?: number
}

/** Throws {@link EngineError} for images, weights, layers, classes and methods that do not fit. */
export async function visualizeJob(
  job: VisualizeJob,
  home: { readonly backends: BackendLoaders; readonly wasmPath: string },
): Promise<VisualizeDone> {
  const { graph, weights, seed } = job
  const methods = job.methods.map(method => methodNamed(method))
  const images = job.images.map(path => ({ path, image: readImage(path) }))
  const ask = asker(home.backends)
  const started: Started = await ask('start', { backend: job.backend, wasmPath: home.wasmPath })
  const files =
    weights === undefined
      ? {}
      : { weights: { file: basename(weights), tensors: await readWeights(readWeightFiles(weights)) } }
  const { trained, report, layers, explanations } = await ask('load', { graph, seed, ...files })
  mkdirSync(job.out, { recursive: true })
  const needs = new Map(explanations.map(({ name, needs }) => [name, needs]))
  const drawn: DrawnImage[] = []
  for (const [index, { path, image }] of images.entries()) {
    const imageId = String(index)
    const prediction = await ask('predict', { imageId, image })
    const target = { kind: 'class', class: classNamed(job.class, prediction) } as const
    const stem = stemOf(path, job.images)
    const write = (name: string, picture: Image) => {
      const file = join(job.out, `${[stem, name].map(part => part.replace(/[^\p{L}\p{N}._-]+/gu, '-')).join('.')}.png`)
      writeBytes(file, encodePng(picture.data, picture.width, picture.height))
      return file
    }
    const drawings: Drawing[] = []
    for (const layer of mapsOf(job, layers)) {
      const maps = await ask('activations', { imageId, layer })
      const file = write(layer, montage(maps, job.limit))
      const dead = maps.channels.filter(channel => channel.dead).length
      drawings.push({ file, shows: 'activations', layer, dead, channels: maps.channels.length })
    }
    for (const method of methods) {
      for (const layer of needs.get(method) === 'layer' ? explainedLayers(job, layers) : [undefined]) {
        const map = await ask('explain', { imageId, method, target, ...(layer === undefined ? {} : { layer }) })
        const name = layer === undefined ? method : `${layer}.${method}`
        const about = { shows: method, ...(layer === undefined ? {} : { layer }), class: map.label, logit: map.logit }
        const peak = map.empty ? {} : { peak: peakOf(map.intensity, map.heat) }
        drawings.push({ file: write(name, map.heat), ...about, ...peak })
        // What is a picture of its own, kernels for instance, is not of the places of the image.
        const [ending, shows, picture] = map.picture
          ? (['picture', 'picture', map.picture] as const)
          : (['overlay', 'over the image', overlay(image, map.heat)] as const)
        drawings.push({ file: write(`${name}.${ending}`, picture), ...about, shows: `${method} ${shows}` })
      }
    }
    const scores = prediction.labels.map((label, i) => ({ label, score: prediction.scores[i] }))
    drawn.push({ image: path, scores, drawn: drawings })
  }
  return { backend: started.backend, trained, ...(report ? { report } : {}), images: drawn }
}

/** Asks the engine as a panel does; an error reply is thrown. */
function asker(backends: BackendLoaders) {
  let answered: Replies[RequestKind] | undefined
  const session = new Session(message => {
    if (message.kind === 'progress') return
    if (message.kind === 'error') {
      const { code, message: what, action } = message.error
      throw new EngineError(code, what, action)
    }
    answered = message.result
  }, backends)
  let requestId = 0
  return async <Kind extends RequestKind>(kind: Kind, request: Requests[Kind]): Promise<Replies[Kind]> => {
    await session.receive({ kind, requestId: (requestId += 1), ...request } as never)
    return answered as Replies[Kind]
  }
}

function methodNamed(typed: string): string {
  const plain = (name: string) => name.replace(/[^\p{L}\p{N}+]/gu, '').toLowerCase()
  const known = [...explanations.keys()]
  const found = known.find(name => plain(name) === plain(typed)) ?? byTitle(plain(typed), plain)
  if (found !== undefined) return found
  const near = known.find(name => isNear(name.toLowerCase(), plain(typed)))
  const message = `there is no explanation ${typed}${near ? `; did you mean ${near}?` : ''}`
  throw new EngineError('unknown-method', message, `There are ${known.join(', ')}.`)
}

/** Also as the panel calls it: Grad-CAM++. */
function byTitle(typed: string, plain: (name: string) => string): string | undefined {
  return [...explanations.values()].find(({ title }) => plain(title) === typed)?.name
}

function classNamed(typed: string | undefined, { labels, logits }: Prediction): number {
  if (typed === undefined) return logits.indexOf(logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY))
  const labelled = labels.indexOf(typed)
  if (labelled >= 0) return labelled
  if (/^\d+$/.test(typed) && Number(typed) < labels.length) return Number(typed)
  const near = labels.find(label => isNear(label, typed))
  const message = `there is no class ${typed}${near ? `; did you mean ${near}?` : ''}`
  throw new EngineError('unknown-class', message, `Give a label, or a number from 0 to ${labels.length - 1}.`)
}

/** The layers whose maps are drawn: those that are named, else the convolutions, else whatever has a map. */
function mapsOf(job: VisualizeJob, layers: readonly LoadedLayer[]): string[] {
  if (job.layers.length > 0) return [...job.layers]
  const maps = layers.filter(({ kind, shape }) => kind !== 'input' && shape.length === 3)
  const convolutions = maps.filter(({ kind }) => /conv/i.test(kind))
  return (convolutions.length > 0 ? convolutions : maps).map(({ name }) => name)
}

/** The layers that are explained: those that are named, else the last map before the scores. */
function explainedLayers(job: VisualizeJob, layers: readonly LoadedLayer[]): string[] {
  if (job.layers.length > 0) return [...job.layers]
  const last = layers.findLast(({ explainable }) => explainable)
  if (last) return [last.name]
  const message = `${job.graph.name} has no layer with a map before its scores`
  throw new EngineError('not-explainable', message, 'Choose a method that needs no layer: saliency, occlusion or lime.')
}

/** The file's name without its ending, as far as that tells the images apart. */
function stemOf(path: string, all: readonly string[]): string {
  const stem = (file: string) => basename(file, extname(file))
  return all.filter(other => stem(other) === stem(path)).length > 1
    ? `${all.indexOf(path) + 1}-${stem(path)}`
    : stem(path)
}

function peakOf(intensity: Float32Array, { width }: Image): { x: number; y: number } {
  const at = intensity.reduce((best, value, index) => (Math.abs(value) > Math.abs(intensity[best]) ? index : best), 0)
  return { x: at % width, y: Math.floor(at / width) }
}

/** The image in grey under the colours of the map, which has its size or is enlarged to it. */
function overlay({ width, height, data }: Image, heat: Image): Image {
  const mixed = new Uint8ClampedArray(4 * width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 4 * (y * width + x)
      const [row, column] = [Math.floor((y * heat.height) / height), Math.floor((x * heat.width) / width)]
      const there = 4 * (row * heat.width + column)
      const grey = 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2]
      for (let i = 0; i < 3; i++) mixed[at + i] = (grey + heat.data[there + i]) / 2
      mixed[at + 3] = 255
    }
  }
  return { width, height, data: mixed }
}
