/** The panel's script: connects the extension, the engine and the views. */
import { render } from 'lit'
import { Channel, type Failure, failureOf } from './channel'
import { choicesOf, readChoices } from './choices'
import { defineControls } from './controls'
import { decodeImage } from './decodeImage'
import { EngineClient } from './engineClient'
import { fetchWasm } from './fetchWasm'
import { fileSizeProblem } from './imageFile'
import { Inquiries } from './inquiries'
import { Layouts } from './layouts'
import { openProcess, type ProcessMessages } from './openProcess'
import { openWorker } from './openWorker'
import { Pipeline } from './pipeline'
import {
  type ExtensionCalls,
  type ImageFile,
  isPanelState,
  type PanelCalls,
  type PanelState,
  panelChecks,
  type Setup,
  type ShownModel,
} from './protocol'
import { explainedBox } from './reading'
import { type PanelImage, type State, Store } from './store'
import type { Actions } from './views/actions'
import { panelView } from './views/panel'

declare function acquireVsCodeApi(): {
  postMessage(message: object): void
  getState(): unknown
  setState(state: PanelState): void
}

defineControls()
const editor = acquireVsCodeApi()
const root = document.getElementById('panel')!
const store = new Store()
/** What the editor keeps now. */
let keptText = ''
/** Absent until the extension has told where the engine is. */
let pipeline: Pipeline | undefined

const processMessages: ProcessMessages = {}
const channel = new Channel<ExtensionCalls, PanelCalls>(message => editor.postMessage(message), panelChecks, {
  show: model => {
    show(model)
    return {}
  },
  outdate: ({ reason }) => {
    store.dispatch({ type: 'outdated', reason })
    return {}
  },
  engineMessage: ({ message }) => {
    processMessages.receive?.(message)
    return {}
  },
  select: ({ layers }) => {
    follow(layers)
    return {}
  },
})

const actions: Actions = {
  dispatch: event => store.dispatch(event),
  chooseImage(image) {
    store.dispatch({ type: 'imageChosen', image })
    pipeline?.request('predict')
  },
  addFiles: files => void readFiles(files).then(({ images, refused }) => addImages(images, refused)),
  openImages() {
    channel.request('openImages', {}).then(({ images, refused }) => addImages(images, refused), refuseImages)
  },
  chooseLayer(layer) {
    store.dispatch({ type: 'layerChosen', layer })
    pipeline?.request('activations')
  },
  selectLayer(layer) {
    actions.chooseLayer(layer)
    channel.request('revealLayer', { layer, keepFocus: true }).catch(refuseImages)
  },
  revealLayer(layer) {
    channel.request('revealLayer', { layer, keepFocus: false }).catch(refuseImages)
  },
  chooseCell: cell => store.dispatch({ type: 'cellChosen', cell }),
  chooseTab: tab => store.dispatch({ type: 'tabChosen', tab }),
  saveFile(name, data) {
    channel.request('saveFile', { name, data }).catch(refuseImages)
  },
  copyText(text) {
    channel.request('copyText', { text }).catch(refuseImages)
  },
  changeView(view) {
    store.dispatch({ type: 'viewChanged', view })
    // The order of channels is the panel's own business; their number and colours are the engine's.
    if (view.limit !== undefined || view.range !== undefined) pipeline?.request('activations')
  },
  changeReading(change) {
    const before = explainedBox(store.state)
    store.dispatch({ type: 'readingChanged', change })
    if (change.as !== undefined) pipeline?.request('predict')
    else if (explainedBox(store.state) !== before) pipeline?.request('explain')
  },
  chooseClass(index) {
    store.dispatch({ type: 'classChosen', class: index })
    pipeline?.request('explain')
  },
  chooseMethod(method) {
    store.dispatch({ type: 'methodChosen', method })
    pipeline?.request('explain')
  },
  chooseExplanationLayer(layer) {
    store.dispatch({ type: 'explanationLayerChosen', layer })
    pipeline?.request('explain')
  },
  cancel: () => pipeline?.cancel(),
  retry() {
    const { failure } = store.state
    if (failure !== undefined) pipeline?.request(failure.stage)
  },
  restart: () => pipeline?.restart(),
}

const kept = editor.getState()
if (isPanelState(kept)) store.dispatch({ type: 'restored', choices: readChoices(kept.choices) })
store.subscribe(draw)
store.subscribe(keepChoices)
draw()
window.addEventListener('message', ({ data }) => void channel.receive(data))
acceptDropped()
acceptPasted()
void start()

function draw(): void {
  render(panelView(store.state, actions), root)
}

/** For the time after a reload of the window. */
function keepChoices(state: State): void {
  if (state.model === undefined) return
  const { uri, graph } = state.model
  const next: PanelState = { uri, model: graph.name, choices: choicesOf(state) }
  const text = JSON.stringify(next)
  if (text === keptText) return
  keptText = text
  editor.setState(next)
}

async function start(): Promise<void> {
  let setup: Setup
  try {
    setup = await channel.request('ready', {})
  } catch (error) {
    store.dispatch({ type: 'failed', failure: { ...failureOf(error), stage: 'start', restart: false } })
    return
  }
  const open = setup.inProcess ? openProcess(channel, processMessages) : openWorker(setup.workerUrl)
  const wasmPath = setup.inProcess ? setup.wasmUrl : await fetchWasm(setup.wasmUrl)
  const engine = new EngineClient(open)
  pipeline = new Pipeline(store, engine, { ...setup, wasmPath })
  new Inquiries(store, engine)
  new Layouts(store, setup.layoutUrl)
  // A model may have come before; what is asked for now does everything that is due.
  pipeline.useWeights(waitingWeights)
  pipeline.request('start')
  await addImages(await readSamples(setup))
}

/** The weights of a model that was shown before the engine's address was known. */
let waitingWeights: Parameters<Pipeline['useWeights']>[0]

function show({ uri, file, graph, weights }: ShownModel): void {
  const before = store.state.model
  const kept = before?.weights ?? {}
  const named =
    weights.status === 'unchanged'
      ? kept
      : {
          ...(weights.status === 'none' ? {} : { file: weights.file }),
          ...(weights.status === 'unreadable' ? { failure: weights.failure } : {}),
        }
  store.dispatch({ type: 'shown', model: { uri, file, graph, weights: named } })
  if (weights.status !== 'unchanged') {
    waitingWeights = weights.status === 'read' ? weights.files : undefined
    pipeline?.useWeights(waitingWeights)
  }
  // Code that was broken for a while and is the same model again needs no new picture.
  const same = weights.status === 'unchanged' && JSON.stringify(before?.graph) === JSON.stringify(graph)
  if (!same || store.state.loaded === undefined) pipeline?.request('load')
}

/** Shows the layer at the cursor. Of several made by one call, the one that is shown stays, else the first. */
function follow(layers: readonly string[]): void {
  const { layer: shown, loaded } = store.state
  const known = layers.filter(layer => loaded?.layers.some(({ name }) => name === layer) ?? true)
  if (known.length > 0 && !known.includes(shown ?? '')) actions.chooseLayer(known[0])
}

async function addImages(files: readonly ImageFile[], refused: readonly Failure[] = []): Promise<void> {
  const decoded = await Promise.all(files.map(decodeImage))
  const images = decoded.filter((image): image is PanelImage => 'pixels' in image)
  const failures = decoded.filter((image): image is Failure => 'action' in image)
  const before = store.state.image
  if (images.length > 0) {
    store.dispatch({ type: 'imagesAdded', images })
    // What the user brings is what the user wants to see; samples only fill the row.
    if (before === undefined) pipeline?.request('predict')
    else actions.chooseImage(images[0].id)
  }
  store.dispatch({ type: 'imagesRefused', failures: [...refused, ...failures] })
}

function refuseImages(error: unknown): void {
  store.dispatch({ type: 'imagesRefused', failures: [failureOf(error)] })
}

async function readSamples({ samples }: Setup): Promise<ImageFile[]> {
  return Promise.all(
    samples.map(async ({ name, url }) => ({ name, bytes: new Uint8Array(await (await fetch(url)).arrayBuffer()) })),
  )
}

async function readFiles(files: readonly File[]): Promise<{ images: ImageFile[]; refused: Failure[] }> {
  const problems = files.map(({ name, size }) => fileSizeProblem(name, size))
  const small = files.filter((_, index) => problems[index] === undefined)
  return {
    images: await Promise.all(
      small.map(async file => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
    ),
    refused: problems.filter(problem => problem !== undefined),
  }
}

function acceptDropped(): void {
  window.addEventListener('dragover', event => {
    event.preventDefault()
    root.classList.add('dropping')
  })
  window.addEventListener('dragleave', () => root.classList.remove('dropping'))
  window.addEventListener('drop', event => {
    event.preventDefault()
    root.classList.remove('dropping')
    const files = [...(event.dataTransfer?.files ?? [])]
    if (files.length > 0) actions.addFiles(files)
  })
}

function acceptPasted(): void {
  window.addEventListener('paste', event => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length > 0) actions.addFiles(files)
  })
}
