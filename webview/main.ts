/** The panel's script: connects the extension, the engine and the views. */
import { render } from 'lit'
import { Channel, failureOf } from './channel'
import { choicesOf, readChoices } from './choices'
import { defineControls } from './controls'
import { EngineClient } from './engine/engineClient'
import { fetchWasm } from './engine/fetchWasm'
import { openProcess, type ProcessMessages } from './engine/openProcess'
import { openWorker } from './engine/openWorker'
import { weightReader } from './engine/weightReader'
import { ImageIntake } from './images/imageIntake'
import { keepImage, keptFile } from './images/keptImage'
import { Inquiries } from './inquiries'
import { Layouts } from './layouts'
import { MethodComparison } from './methodComparison'
import { Pipeline } from './pipeline'
import {
  type ExtensionCalls,
  isPanelState,
  type PanelCalls,
  type PanelState,
  panelChecks,
  type Setup,
  type ShownModel,
} from './protocol'
import { collectReport } from './report/collectReport'
import { explainedBox } from './shownBoxes'
import type { State } from './state'
import { Store } from './store'
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
let comparison: MethodComparison | undefined

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
  engineStopped: ({ reason }) => {
    processMessages.crashed?.(reason)
    return {}
  },
  showTab: ({ tab }) => {
    store.dispatch({ type: 'tabChosen', tab })
    return {}
  },
  showDefect: ({ defect, layers }) => {
    store.dispatch({ type: 'defectShown', defect: { defect, layers } })
    return {}
  },
  select: ({ layers }) => {
    follow(layers)
    return {}
  },
})

const intake = new ImageIntake(store, channel, () => pipeline?.request('predict'))

const actions: Actions = {
  dispatch: event => store.dispatch(event),
  chooseImage: image => intake.choose(image),
  chooseSlot: slot => store.dispatch({ type: 'slotChosen', slot }),
  chooseGenerated(input, numbers) {
    store.dispatch({ type: 'generatedChosen', input, numbers })
    pipeline?.request('predict')
  },
  chooseImageSet: set => intake.chooseSet(set),
  stepImage: by => intake.step(by),
  openImages: () => intake.openImages(),
  openFolder: () => intake.openFolder(),
  changePreprocessing(preprocessing) {
    store.dispatch({ type: 'preprocessingChanged', preprocessing })
    channel.request('keepPreprocessing', { preprocessing }).catch(refuseImages)
    pipeline?.request('load')
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
  exportReport() {
    collectReport(store.state, actions)
      .then(report => channel.request('saveReport', { report }))
      .catch(refuseImages)
  },
  copyText(text) {
    channel.request('copyText', { text }).catch(refuseImages)
  },
  chooseChannel: channel => store.dispatch({ type: 'channelChosen', channel }),
  lookAtChannel(layer, channel) {
    actions.chooseLayer(layer)
    actions.chooseChannel(channel)
    actions.chooseTab('look')
  },
  compareWith(comparison) {
    if (comparison.with === 'version') pipeline?.keep()
    store.dispatch({ type: 'comparisonChosen', comparison })
  },
  changeView: view => store.dispatch({ type: 'viewChanged', view }),
  changeReading(change) {
    const before = explainedBox(store.state)
    store.dispatch({ type: 'readingChanged', change })
    if (change.as !== undefined || 'output' in change) pipeline?.request('predict')
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
  chooseExplanationInput(input) {
    store.dispatch({ type: 'explanationInputChosen', input })
    pipeline?.request('explain')
  },
  runExplanation() {
    store.dispatch({ type: 'explanationWanted' })
    pipeline?.request('explain')
  },
  measureTrust() {
    store.dispatch({ type: 'trustWanted' })
    pipeline?.request('trust')
  },
  compareMethods: () => void comparison?.run(),
  measureCompared: method => void comparison?.measure(method),
  openCompared(method) {
    const { maps, trust } = store.state.compared
    const map = maps[method]
    if (map === undefined || 'message' in map) return
    store.dispatch({ type: 'methodChosen', method })
    store.dispatch({ type: 'explained', explanation: map })
    const measured = trust[method]
    if (measured !== undefined && !('message' in measured)) store.dispatch({ type: 'trustMeasured', trust: measured })
    actions.chooseTab('look')
  },
  cancel() {
    if (store.state.busy === undefined) comparison?.cancel()
    else pipeline?.cancel()
  },
  retry() {
    const { failure } = store.state
    if (failure === undefined) return
    if (failure.stage === 'explain') actions.runExplanation()
    else pipeline?.request(failure.stage)
  },
  restart: () => pipeline?.restart(),
}

const kept = editor.getState()
if (isPanelState(kept)) store.dispatch({ type: 'restored', choices: readChoices(kept.choices) })
/** What the editor keeps of the image chosen, where the user brought it. */
let keptImage: unknown = isPanelState(kept) ? kept.image : undefined
/** The image that was kept last, or is on its way to be. */
let keptImageId: string | undefined
store.subscribe(draw)
store.subscribe(keepOwnImage)
store.subscribe(keepChoices)
draw()
window.addEventListener('message', ({ data }) => void channel.receive(data))
acceptDropped()
acceptPasted()
acceptKeys()
void start()

function draw(): void {
  render(panelView(store.state, actions), root)
}

/** For the time after a reload of the window. */
function keepChoices(state: State): void {
  if (state.model === undefined) return
  const { uri, graph } = state.model
  const next: PanelState = { uri, model: graph.name, choices: choicesOf(state) }
  const text = JSON.stringify([next, keptImageId])
  if (text === keptText) return
  keptText = text
  editor.setState({ ...next, image: keptImage })
}

/** A sample is there again by itself; what the user brought is not. */
function keepOwnImage({ images, image: id }: State): void {
  const image = images.find(one => one.id === id)
  if (image === undefined || id === keptImageId) return
  keptImageId = id
  keptImage = undefined
  if (image.set !== 'own' && image.set !== 'folder') return
  void keepImage(image).then(made => {
    if (keptImageId !== id) return
    keptImage = made
    keptText = ''
    keepChoices(store.state)
  })
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
  // The engine's process reads every file by itself.
  const readWeights = setup.inProcess ? undefined : weightReader(setup.weightsUrl)
  pipeline = new Pipeline(store, engine, { ...setup, wasmPath }, readWeights)
  new Inquiries(store, engine)
  comparison = new MethodComparison(store, engine, () => pipeline?.restart())
  new Layouts(store, setup.layoutUrl)
  // A model may have come before; what is asked for now does everything that is due.
  pipeline.useWeights(waitingWeights)
  pipeline.request('start')
  const file = keptFile(keptImage)
  if (file !== undefined) await intake.addKept(file)
  await intake.addSamples(setup.samples)
}

/** The weights of a model that was shown before the engine's address was known. */
let waitingWeights: Parameters<Pipeline['useWeights']>[0]

function show({ uri, file, graph, weights, preprocessing }: ShownModel): void {
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
  store.dispatch({ type: 'preprocessingChanged', preprocessing })
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

function refuseImages(error: unknown): void {
  store.dispatch({ type: 'imagesRefused', failures: [failureOf(error)] })
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
    if (event.dataTransfer !== null) void intake.addTransferred(event.dataTransfer)
  })
}

function acceptPasted(): void {
  window.addEventListener('paste', event => {
    const isPicture = (event.clipboardData?.files.length ?? 0) > 0
    if (isPicture) void intake.addTransferred(event.clipboardData!)
  })
}

/** Brackets step through the images from anywhere but a field that takes text. */
function acceptKeys(): void {
  window.addEventListener('keydown', event => {
    const by = { '[': -1, ']': 1 }[event.key]
    const takesText =
      event.target instanceof HTMLElement && event.target.matches('input[type="text"], input[type="search"]')
    if (by === undefined || takesText || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    intake.step(by as 1 | -1)
  })
}
