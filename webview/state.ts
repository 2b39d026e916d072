import type { Graph, Preprocessing } from '../builder/graph'
import type { ColorTableName } from '../engine/pictures/colorTables'
import type {
  ActivationMaps,
  BackendName,
  ExplanationMap,
  GeneratedNumbers,
  Image,
  KernelView,
  Loaded,
  Prediction,
  ReadingKind,
  Started,
  Steps,
  Trust,
} from '../engine/requests'
import type { Failure } from './channel'
import type { Choices } from './choices'
import type { Answers } from './inquiries'
import type { ImageFolder, SampleSet, ShownDefect, Tab } from './protocol'
import type { Camera, GraphLayout } from './views/architecture/graphLayout'

/** Everything the panel shows. Views read it; only {@link reduce} makes a new one. */
export interface State {
  readonly model?: ModelState
  /** Why the code is not a model at the moment; what is shown is then the last good picture. */
  readonly outdated?: string
  readonly started?: Started
  /** Backends that broke down while they ran, and how. */
  readonly fallen: readonly { readonly name: BackendName; readonly reason: string }[]
  readonly loaded?: Loaded
  readonly images: readonly PanelImage[]
  readonly tab: Tab
  readonly summary: SummaryState
  readonly architecture: ArchitectureState
  /** What the views asked by themselves. */
  readonly answers: Answers
  /** The id of the image that runs through the network. */
  readonly image?: string
  /** The name of the one that was chosen before a reload, until the user chooses. */
  readonly imageName?: string
  /** Whether the user chose it; else it is one that suits the network. */
  readonly imageChosen: boolean
  /** The set that is shown to choose from, where the user chose it; else that of the image. */
  readonly imageSet?: ImageSet
  /** What goes into the network's inputs beside that image. */
  readonly inputs: InputsState
  readonly folder?: FolderState
  /** How the user wants images prepared; absent where the model decides. */
  readonly preprocessing?: Preprocessing
  readonly imageFailures: readonly Failure[]
  readonly prediction?: Prediction
  readonly reading: ReadingState
  /** The layer whose activations are shown. */
  readonly layer?: string
  readonly activations?: ActivationMaps
  readonly view: ActivationView
  /** The channel that is looked at closely; absent until the user picks one. */
  readonly channel?: number
  readonly comparison: Comparison
  readonly filters: FiltersState
  readonly compared: MethodsState
  /** The design defect that is shown, where the user asked. */
  readonly defect?: ShownDefect
  /** The place whose receptive field is shown; absent until the user points at one. */
  readonly cell?: Cell
  /** The name of the method that explains. */
  readonly method: string
  readonly explanation?: ExplanationMap
  /** Whether the user wants the explanation chosen although it takes many passes, which are not begun without being asked. */
  readonly wanted: boolean
  /** How long a forward pass of the network takes, in milliseconds, as measured last; a backward pass counts as two. */
  readonly pace?: number
  /** How far the explanation is to be believed: measured where the user wants to know. */
  readonly trust?: Trust | 'wanted'
  /** The layer the explanation looks at, where the user chose one; else the last spatial layer. */
  readonly explanationLayer?: string
  /** The input in whose pixels is explained, where the user chose one; else the first that leads to what is explained. */
  readonly explanationInput?: string
  /** The class explained, where the user chose one; else the one predicted. */
  readonly class?: number
  /** Of the heat map over the image, 0 to 1. */
  readonly opacity: number
  /** What the engine is doing. */
  readonly busy?: string
  /** How far it is, where that can be told. */
  readonly steps?: Progress
  readonly failure?: StageFailure
}

export interface Progress extends Steps {
  /** Milliseconds that are left at the pace so far; absent before the first step is done. */
  readonly remaining?: number
}

/** How the output of the network is read and shown. */
export interface ReadingState {
  /** Absent where the user has not chosen, and the model's task decides. */
  readonly as?: ReadingKind
  /** The output whose classes or mask are read, counted from 0, where the user chose one; else the first. */
  readonly output?: number
  /** Of a mask's classes, by their place among them, those left out; absent where the user has not chosen any. */
  readonly hidden?: readonly number[]
  /** Of the mask over the image, 0 to 1. */
  readonly opacity: number
  /** Boxes with lower scores are left out. */
  readonly threshold: number
  /** Boxes that overlap a surer one of their class by more are left out. */
  readonly overlap: number
  /** The box that is explained, where the user chose one; else the surest. */
  readonly box?: { readonly output: number; readonly element: number }
}

/** Of a network with several inputs. */
export interface InputsState {
  /** The input into which the next image goes, where the user chose one; else the first that takes an image. */
  readonly slot?: string
  /** The ids of images, by input, where an input has another one than the first. */
  readonly images: Readonly<Record<string, string>>
  /** By input, where the user chose; else noise. */
  readonly generated: Readonly<Record<string, GeneratedNumbers>>
}

export const SUMMARY_COLUMNS = ['layer', 'kind', 'shape', 'parameters', 'macs', 'memory', 'field'] as const
export type SummaryColumn = (typeof SUMMARY_COLUMNS)[number]

export interface SummaryState {
  /** What the rows are sorted by; absent in the order of the network. */
  readonly sorted?: { readonly by: SummaryColumn; readonly descending: boolean }
}

/** What the nodes of the architecture are tinted by. */
export const TINTS = ['parameters', 'macs', 'memory', 'field', 'none'] as const
export type Tint = (typeof TINTS)[number]

export interface ArchitectureState {
  readonly tint: Tint
  readonly search: string
  /** Blocks drawn as one node; absent where the user has not opened or closed any. */
  readonly collapsed?: readonly string[]
  /** Absent where the user has not moved it. */
  readonly camera?: Camera
  /** Absent until the first one is made. */
  readonly layout?: { readonly layout: GraphLayout } | { readonly failure: Failure }
}

export interface ModelState {
  readonly uri: string
  readonly file: string
  readonly graph: Graph
  readonly weights: { readonly file?: string; readonly failure?: Failure }
}

export interface ActivationView {
  /** What the colours span: each channel's own minimum to maximum, or the whole layer's. */
  readonly range: 'channel' | 'layer'
  readonly order: ChannelOrder
  readonly colours: ColorTableName
  /** Of a single channel over the image, 0 to 1. */
  readonly opacity: number
}

/** Several methods of explanation beside each other. */
export interface MethodsState {
  /** The names of the methods wanted. */
  readonly chosen: readonly string[]
  /** Each method's own colours; one scale from against to for; or the share of pixels that say less. */
  readonly colours: 'own' | 'signed' | 'rank'
  /** What the maps were made of; they are shown as long as that holds. */
  readonly key?: readonly unknown[]
  /** By method, in the order in which they were made. */
  readonly maps: Readonly<Record<string, ExplanationMap | Failure>>
  readonly trust: Readonly<Record<string, Trust | Failure>>
  /** What is being made. */
  readonly running?: { readonly title: string; readonly steps: Progress }
}

/** How the filters of the layer are shown. */
export interface FiltersState {
  readonly order: 'filter' | 'norm'
  /** What the colours span: the weights of each filter, or of the whole layer. */
  readonly range: 'filter' | 'layer'
  /** Absent where the engine chooses what suits the layer. */
  readonly view?: KernelView
  /** Of a layer with several, the one shown; the first where absent. */
  readonly weight?: string
  /** The filter that is looked at closely. */
  readonly filter?: number
  /** And its channel whose numbers are told, counted from 0 among those it sees. */
  readonly channel: number
}

/** What the maps stand beside: another layer's, another image's, or those of the network as it was when the user kept it. */
export type Comparison =
  | { readonly with: 'nothing' }
  | { readonly with: 'layer'; readonly layer: string }
  | { readonly with: 'image'; readonly image: string }
  | { readonly with: 'version'; readonly kept: string }

/** A place of a layer's map, counted from 0. */
export interface Cell {
  readonly layer: string
  readonly y: number
  readonly x: number
}

export const CHANNEL_ORDERS = ['channel', 'mean', 'max', 'contribution'] as const
export type ChannelOrder = (typeof CHANNEL_ORDERS)[number]

export type ImageSet = SampleSet | 'own' | 'folder'

/** A folder that the user steps through. */
export interface FolderState extends ImageFolder {
  /** Which of its files is looked at, counted from 0. */
  readonly at: number
}

/** What the user should know of a picture although it can be shown. */
export type ImageNote = 'animated' | 'deep' | 'cmyk'

export interface PanelImage {
  readonly id: string
  readonly name: string
  readonly set: ImageSet
  /** Of a sample: what it shows, by whom, and its licence. */
  readonly credit?: string
  readonly notes?: readonly ImageNote[]
  /** For the thumbnail. */
  readonly url: string
  readonly pixels: Image
}

/** The steps from a model to a picture, each resting on the one before. */
export type Stage = 'start' | 'load' | 'predict' | 'activations' | 'explain' | 'trust'

export interface StageFailure extends Failure {
  readonly stage: Stage
  /** Whether a new engine may help. */
  readonly restart: boolean
}

export type StateEvent =
  | { readonly type: 'restored'; readonly choices: Choices }
  | { readonly type: 'shown'; readonly model: ModelState }
  | { readonly type: 'outdated'; readonly reason: string }
  | { readonly type: 'started'; readonly started: Started }
  | { readonly type: 'fell'; readonly name: BackendName; readonly reason: string }
  | { readonly type: 'restarted' }
  | { readonly type: 'weightsRefused'; readonly failure: Failure }
  | { readonly type: 'loaded'; readonly loaded: Loaded }
  | { readonly type: 'imagesAdded'; readonly images: readonly PanelImage[] }
  | { readonly type: 'imagesRefused'; readonly failures: readonly Failure[] }
  | { readonly type: 'imageChosen'; readonly image: string }
  | { readonly type: 'slotChosen'; readonly slot: string }
  | { readonly type: 'generatedChosen'; readonly input: string; readonly numbers: GeneratedNumbers }
  | { readonly type: 'folderOpened'; readonly folder: FolderState }
  | { readonly type: 'preprocessingChanged'; readonly preprocessing: Preprocessing | undefined }
  | { readonly type: 'predicted'; readonly prediction: Prediction }
  | { readonly type: 'readingChanged'; readonly change: Partial<ReadingState> }
  | { readonly type: 'layerChosen'; readonly layer: string }
  | { readonly type: 'viewChanged'; readonly view: Partial<ActivationView> }
  | { readonly type: 'channelChosen'; readonly channel: number | undefined }
  | { readonly type: 'comparisonChosen'; readonly comparison: Comparison }
  | { readonly type: 'defectShown'; readonly defect: ShownDefect | undefined }
  | { readonly type: 'activated'; readonly activations: ActivationMaps }
  | { readonly type: 'classChosen'; readonly class: number | undefined }
  | { readonly type: 'explanationLayerChosen'; readonly layer: string | undefined }
  | { readonly type: 'explanationInputChosen'; readonly input: string | undefined }
  | { readonly type: 'methodChosen'; readonly method: string }
  | { readonly type: 'explanationWanted' }
  | { readonly type: 'explained'; readonly explanation: ExplanationMap | undefined; readonly pace?: number }
  | { readonly type: 'trustWanted' }
  | { readonly type: 'trustMeasured'; readonly trust: Trust | undefined }
  | { readonly type: 'opacityChanged'; readonly opacity: number }
  | { readonly type: 'filtersChanged'; readonly change: Partial<FiltersState> }
  | { readonly type: 'comparedChanged'; readonly change: Partial<MethodsState> }
  | { readonly type: 'tabChosen'; readonly tab: Tab }
  | { readonly type: 'summaryChanged'; readonly summary: SummaryState }
  | { readonly type: 'architectureChanged'; readonly change: Partial<Omit<ArchitectureState, 'layout'>> }
  | { readonly type: 'laidOut'; readonly layout: NonNullable<ArchitectureState['layout']> }
  | { readonly type: 'cellChosen'; readonly cell: Cell }
  | { readonly type: 'answered'; readonly answers: Answers }
  | { readonly type: 'busy'; readonly message: string | undefined; readonly steps?: Progress }
  | { readonly type: 'failed'; readonly failure: StageFailure }
  | { readonly type: 'dismissed' }

export const NO_INPUTS: InputsState = { images: {}, generated: {} }

export const initialState: State = {
  fallen: [],
  images: [],
  imageChosen: false,
  imageFailures: [],
  inputs: NO_INPUTS,
  reading: { opacity: 0.6, threshold: 0.5, overlap: 0.45 },
  view: { range: 'channel', order: 'channel', colours: 'viridis', opacity: 0.7 },
  comparison: { with: 'nothing' },
  filters: { order: 'filter', range: 'layer', channel: 0 },
  compared: { chosen: ['gradCam', 'layerCam', 'eigenCam', 'saliency'], colours: 'own', maps: {}, trust: {} },
  method: 'gradCam',
  wanted: false,
  opacity: 0.6,
  tab: 'look',
  summary: {},
  architecture: { tint: 'parameters', search: '' },
  answers: {},
}
