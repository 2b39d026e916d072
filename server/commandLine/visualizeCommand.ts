import type { Graph } from '../../builder/graph'
import { isNear } from '../../builder/node'
import { readArguments, UsageError } from './commandArguments'
import type { Terminal } from './commandLine'
import { engineResult, tellWeights, type WeightReport, weightsPath } from './engineJob'
import { namedModel } from './namedModels'
import { absolute, shown } from './sourceFiles'

interface Done {
  readonly backend: string
  readonly trained: boolean
  readonly report?: WeightReport
  readonly images: readonly {
    readonly image: string
    readonly scores: readonly { readonly label: string; readonly score: number }[]
    readonly drawn: readonly { readonly file: string; readonly shows: string; readonly layer?: string }[]
  }[]
}

const BACKENDS = ['auto', 'wasm', 'cpu']

/**
 * `convolens visualize`: draws what a network's layers answer to images, and explanations of what it says, into PNG files.
 * Returns the exit status.
 */
export function visualizeCommand(args: readonly string[], terminal: Terminal): number {
  const { paths, options } = readArguments(args, {
    ...{ '--image': true, '--weights': true, '--layer': true, '--method': true, '--class': true, '--out': true },
    ...{ '--limit': true, '--backend': true, '--json': false },
  })
  if (paths.length !== 1) {
    throw new UsageError(`visualize draws one model, not ${paths.length}; try convolens visualize --help`)
  }
  const images = options.get('--image') ?? []
  if (images.length === 0) throw new UsageError('name a picture with --image FILE.png')
  for (const image of images) {
    if (!terminal.files.fileExists(absolute(image, terminal))) throw new UsageError(`there is no file ${image}`)
  }
  const backend = options.get('--backend')?.at(-1) ?? 'auto'
  if (!BACKENDS.includes(backend)) throw new UsageError(`--backend is ${BACKENDS.join(' or ')}, not ${backend}`)
  const model = namedModel(paths[0], terminal)
  const { graph } = model
  const layers = options.get('--layer') ?? []
  for (const layer of layers) checkLayer(layer, graph)
  const methods = options.get('--method') ?? ['gradCam']
  const done = engineResult<Done>(
    {
      ...{ kind: 'visualize', graph, seed: SEED, layers, backend },
      weights: weightsPath(model, options.get('--weights')?.at(-1), terminal),
      images: images.map(image => absolute(image, terminal)),
      methods: methods.filter(method => method !== 'none'),
      class: options.get('--class')?.at(-1),
      limit: readLimit(options.get('--limit')?.at(-1)),
      out: absolute(options.get('--out')?.at(-1) ?? FOLDER, terminal),
    },
    terminal,
  )
  tellWeights(graph, done.report, terminal)
  if (options.has('--json')) terminal.print(JSON.stringify({ model: graph.name, ...done }, null, 2))
  else for (const image of done.images) printImage(image, terminal)
  return 0
}

/** Random weights follow from it. */
const SEED = 0
/** Where the pictures go, and how many channels of a layer are drawn, where nothing is said. */
const FOLDER = 'convolens-maps'
const CHANNELS = 256

function readLimit(text: string | undefined): number {
  if (text === undefined) return CHANNELS
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError(`--limit is a number of at least 1, not ${text}`)
  return Number(text)
}

function checkLayer(name: string, { layers, name: model }: Graph): void {
  if (layers.some(layer => layer.name === name)) return
  const names = layers.map(layer => layer.name)
  const near = names.filter(other => isNear(other, name)).slice(0, 3)
  const some = names.length > 12 ? `${names.slice(0, 12).join(', ')} …` : names.join(', ')
  const help = near.length > 0 ? `; did you mean ${near.join(' or ')}?` : `; it has ${some}`
  throw new UsageError(`${model} has no layer ${name}${help}`)
}

function printImage({ image, scores, drawn }: Done['images'][number], terminal: Terminal): void {
  terminal.print(shown(image, terminal))
  const best = [...scores].sort((a, b) => b.score - a.score).slice(0, 5)
  for (const { label, score } of best) terminal.print(`  ${label}  ${score.toPrecision(4)}`)
  for (const { file, shows, layer } of drawn) {
    terminal.print(`  ${shown(file, terminal)}  ${shows}${layer === undefined ? '' : ` of ${layer}`}`)
  }
}
