import type { ActivationMaps, Loaded, Prediction } from '../engine/requests'
import { fittingSet } from './images/fittingSet'
import { activeSlot, imageSlots } from './images/inputSlots'
import {
  type ArchitectureState,
  type FiltersState,
  initialState,
  type ModelState,
  NO_INPUTS,
  type PanelImage,
  type Stage,
  type State,
  type StateEvent,
} from './state'
import { nodeOfLayer } from './views/architecture/drawnGraph'
import { cameraOn } from './views/architecture/graphLayout'

/** The state after an event. What an event makes untrue goes; pictures stay until their successors come. */
export function reduce(state: State, event: StateEvent): State {
  switch (event.type) {
    case 'restored':
      return { ...state, ...event.choices }
    case 'shown':
      return suitImage(show(state, event.model))
    case 'outdated':
      return { ...state, outdated: event.reason }
    case 'started':
      return { ...settle(state, 'start'), started: event.started }
    case 'fell':
      return { ...state, fallen: [...state.fallen, { name: event.name, reason: event.reason }] }
    case 'restarted':
      return { ...state, started: undefined, fallen: [], failure: undefined }
    case 'weightsRefused':
      return state.model
        ? { ...state, model: { ...state.model, weights: { ...state.model.weights, failure: event.failure } } }
        : state
    case 'loaded':
      return takeWeights({
        ...keepKnownLayers(settle(state, 'load'), event.loaded),
        ...{ loaded: event.loaded, pace: undefined },
      })
    case 'imagesAdded':
      return suitImage({ ...state, images: [...forgetFolderImages(state, event.images), ...event.images] })
    case 'imagesRefused':
      return { ...state, imageFailures: event.failures }
    case 'imageChosen':
      return chooseImage(state, event.image)
    case 'slotChosen':
      return { ...state, inputs: { ...state.inputs, slot: event.slot } }
    case 'generatedChosen': {
      const generated = { ...state.inputs.generated, [event.input]: event.numbers }
      return { ...state, inputs: { ...state.inputs, generated } }
    }
    case 'folderOpened':
      return { ...state, folder: event.folder, imageSet: 'folder' }
    case 'preprocessingChanged':
      return { ...state, preprocessing: event.preprocessing, wanted: false }
    case 'predicted':
      return {
        ...settle(state, 'predict'),
        ...{ prediction: event.prediction, class: keepClass(state.class, event.prediction) },
        // The first pass of a network also makes ready what later ones use.
        pace: Math.min(state.pace ?? Infinity, event.prediction.milliseconds),
      }
    case 'readingChanged': {
      const another = 'as' in event.change || 'box' in event.change
      return { ...state, reading: { ...state.reading, ...event.change }, wanted: state.wanted && !another }
    }
    case 'layerChosen':
      return {
        ...state,
        ...pickedOn(state, event.layer),
        ...(state.layer === event.layer ? {} : { filters: anyFilters(state) }),
        layer: event.layer,
        architecture: bringIntoSight(state.architecture, event.layer),
      }
    case 'viewChanged':
      return { ...state, view: { ...state.view, ...event.view } }
    case 'activated':
      return {
        ...settle(state, 'activations'),
        ...keepKnownChannel(state, event.activations),
        activations: event.activations,
      }
    case 'channelChosen':
      return { ...state, channel: event.channel }
    case 'defectShown':
      return { ...state, defect: event.defect, ...(event.defect ? { tab: 'look' } : {}) }
    case 'comparisonChosen':
      return { ...state, comparison: event.comparison }
    case 'classChosen':
      return { ...state, class: event.class, wanted: false }
    case 'explanationLayerChosen':
      return { ...state, explanationLayer: event.layer, wanted: false }
    case 'explanationInputChosen':
      return { ...state, explanationInput: event.input, wanted: false }
    case 'methodChosen':
      return { ...state, method: event.method, wanted: false }
    case 'explanationWanted':
      return { ...state, wanted: true }
    case 'explained':
      return {
        ...settle(state, 'explain'),
        ...{ explanation: event.explanation, wanted: false, trust: undefined, pace: event.pace ?? state.pace },
      }
    case 'trustWanted':
      return { ...state, trust: 'wanted' }
    case 'trustMeasured':
      return { ...settle(state, 'trust'), trust: event.trust }
    case 'opacityChanged':
      return { ...state, opacity: event.opacity }
    case 'filtersChanged':
      return { ...state, filters: { ...state.filters, ...event.change } }
    case 'comparedChanged':
      return { ...state, compared: { ...state.compared, ...event.change } }
    case 'tabChosen':
      return { ...state, tab: event.tab }
    case 'summaryChanged':
      return { ...state, summary: event.summary }
    case 'architectureChanged':
      return { ...state, architecture: { ...state.architecture, ...event.change } }
    case 'laidOut':
      return { ...state, architecture: { ...state.architecture, layout: event.layout } }
    case 'cellChosen':
      return { ...state, cell: event.cell }
    case 'answered':
      return { ...state, answers: { ...state.answers, ...event.answers } }
    case 'busy':
      return { ...state, busy: event.message, steps: event.steps }
    case 'failed':
      return {
        ...{ ...state, failure: event.failure, busy: undefined, steps: undefined, wanted: false },
        trust: state.trust === 'wanted' ? undefined : state.trust,
      }
    case 'dismissed':
      return { ...state, failure: undefined, imageFailures: [] }
  }
}

/** Holds the state and tells of every new one. */
export class Store {
  private current = initialState
  private readonly listeners: ((state: State) => void)[] = []

  get state(): State {
    return this.current
  }

  dispatch(event: StateEvent): void {
    this.current = reduce(this.current, event)
    for (const listener of this.listeners) listener(this.current)
  }

  subscribe(listener: (state: State) => void): void {
    this.listeners.push(listener)
  }
}

/** A step that succeeds takes away its failure. */
function settle(state: State, stage: Stage): State {
  return state.failure?.stage === stage ? { ...state, failure: undefined } : state
}

function show(state: State, model: ModelState): State {
  const next = { ...state, model, outdated: undefined, failure: undefined, wanted: false }
  const another =
    state.model !== undefined && (state.model.uri !== model.uri || state.model.graph.name !== model.graph.name)
  if (!another) return next
  return {
    ...next,
    ...{ loaded: undefined, prediction: undefined, activations: undefined, explanation: undefined },
    ...{ channel: undefined, comparison: initialState.comparison, defect: undefined, filters: anyFilters(state) },
    ...{ cell: undefined, layer: undefined, explanationLayer: undefined, class: undefined, imageName: undefined },
    ...{ explanationInput: undefined, inputs: NO_INPUTS },
    reading: { ...state.reading, as: undefined, output: undefined, hidden: undefined, box: undefined },
    architecture: { ...initialState.architecture, tint: state.architecture.tint },
  }
}

/** Where the user has chosen no image, the one before a reload; else the first of the samples that the network was made for; without such, any. */
function suitImage(state: State): State {
  if (state.imageChosen) return state
  const set = state.model && fittingSet(state.model.graph)
  const { images, imageName } = state
  const image = images.find(({ name }) => name === imageName) ?? images.find(one => one.set === set) ?? images[0]
  return { ...state, image: image?.id }
}

function chooseImage(state: State, image: string): State {
  const imageSet = state.images.find(({ id }) => id === image)?.set
  const [first] = imageSlots(state)
  const slot = activeSlot(state)
  if (slot !== undefined && slot !== first!.name) {
    const { [slot]: before, ...others } = state.inputs.images
    // What is in the first input is in all that have nothing of their own.
    const images = image === state.image ? others : { ...others, [slot]: image }
    return { ...state, inputs: { ...state.inputs, images }, imageSet, imageFailures: [] }
  }
  return { ...state, image, imageSet, imageChosen: true, imageFailures: [], wanted: false }
}

/** A folder may hold more pictures than there is memory: the last ones looked at are kept. */
const KEPT_OF_FOLDER = 24

function forgetFolderImages({ images }: State, added: readonly PanelImage[]): readonly PanelImage[] {
  if (added.every(({ set }) => set !== 'folder')) return images
  const old = images.filter(({ set }) => set === 'folder').slice(0, -KEPT_OF_FOLDER)
  return images.filter(image => !old.includes(image))
}

/** An edit may have removed the chosen layers. */
/** Weights that were taken are not refused any more. */
function takeWeights(state: State): State {
  const { model, loaded } = state
  if (model === undefined || loaded?.report === undefined) return state
  return { ...state, model: { ...model, weights: { file: model.weights.file } } }
}

function keepKnownLayers(state: State, { layers }: Loaded): State {
  const layer = layers.find(({ name }) => name === state.layer)?.name ?? firstWithWeights(state, layers)
  const explanationLayer = layers.find(({ name, explainable }) => explainable && name === state.explanationLayer)?.name
  return { ...state, layer, explanationLayer }
}

/** A channel is one of its layer's. */
function pickedOn({ layer, channel }: State, next: string): Pick<State, 'channel'> {
  return { channel: layer === next ? channel : undefined }
}

/** What holds of the filters of every layer. */
function anyFilters({ filters: { order, range } }: State): FiltersState {
  return { order, range, channel: 0 }
}

/** An edit may have removed the channel too. */
function keepKnownChannel({ channel }: State, { channels }: ActivationMaps): Pick<State, 'channel'> {
  return { channel: channel !== undefined && channel < channels.length ? channel : undefined }
}

/** Where the user chose no layer: the first convolution, whose maps are the easiest to read; else the first layer. */
function firstWithWeights(state: State, layers: Loaded['layers']): string | undefined {
  const inputs = state.model?.graph.inputs ?? []
  const inside = layers.filter(({ name }) => !inputs.includes(name))
  return (inside.find(({ kind }) => /conv/i.test(kind)) ?? inside[0] ?? layers[0])?.name
}

function keepClass(chosen: number | undefined, { scores }: Prediction): number | undefined {
  return chosen !== undefined && chosen < scores.length ? chosen : undefined
}

/** A layer that is selected elsewhere is to be seen, wherever the user has moved the drawing. */
function bringIntoSight(architecture: ArchitectureState, layer: string): ArchitectureState {
  const { camera, layout } = architecture
  if (camera === undefined || layout === undefined || 'failure' in layout) return architecture
  const node = nodeOfLayer(layout.layout.graph, layer)
  const box = layout.layout.nodes.find(({ id }) => id === node?.id)
  return box === undefined ? architecture : { ...architecture, camera: cameraOn(camera, box) }
}
