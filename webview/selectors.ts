import type { Graph, Preprocessing } from '../builder/graph'
import { equalShapes, type Shape } from '../builder/shape'
import { preparation } from '../engine/inputs/preparation'
import { layersBehind } from '../engine/layersBehind'
import { fitImage } from '../engine/pictures/fitImage'
import type { Cost, Description, LoadedLayer, OfferedExplanation, Prediction } from '../engine/requests'
import { commonLayers } from './commonLayers'
import { formatTime } from './format'
import { activeImage, imageSlots, inputSlots } from './images/inputSlots'
import { explainedBox } from './shownBoxes'
import type { ImageSet, PanelImage, State } from './state'
import { strings } from './strings/strings'
import { blocksOf, collapsedAtFirst } from './views/architecture/blocks'

/** One class of a prediction. */
export interface RankedClass {
  readonly class: number
  readonly label: string
  readonly score: number
}

/** The classes with the highest scores, highest first. */
export function topClasses({ scores, labels }: Prediction, count: number): RankedClass[] {
  return [...scores]
    .map((score, index) => ({ class: index, label: labels[index] ?? String(index), score }))
    .sort((a, b) => b.score - a.score)
    .slice(0, count)
}

/**
 * The image in an input, the first that takes one unless said otherwise, in the shape in which the network sees it: what all
 * pictures lie over.
 */
export function chosenImage(state: State, of?: string): PanelImage | undefined {
  const name = of ?? imageSlots(state)[0]?.name
  const slot = inputSlots(state).find(candidate => candidate.name === name)
  if (slot === undefined) return state.images.find(({ id }) => id === state.image)
  const { image, shape: input } = slot
  if (image === undefined) return undefined
  const preprocessing = preprocessingOf(state)
  const known = seen.get(slot.name)
  if (known?.image === image && known.preprocessing === preprocessing && equalShapes(known.input, input))
    return known.fitted
  const { model } = state
  const graph = { ...model!.graph, info: { ...model!.graph.info, preprocessing } }
  const pixels = fitImage(image.pixels, input, preparation(graph, slot.name).preprocessing)
  const fitted = pixels === image.pixels ? image : { ...image, pixels }
  seen.set(slot.name, { image, preprocessing, input, fitted })
  return fitted
}

/** By input. Every view asks for the same images, at every event. */
const seen = new Map<
  string,
  {
    readonly image: PanelImage
    readonly preprocessing: Preprocessing
    readonly input: Shape
    readonly fitted: PanelImage
  }
>()

/** The image that a layer sees: of several inputs, the first that takes one and leads to the layer. */
export function imageUnder(state: State, layer: string): PanelImage | undefined {
  const { model } = state
  if (model === undefined) return chosenImage(state)
  const behind = layersBehind(model.graph, layer)
  return chosenImage(state, imageSlots(state).find(({ name }) => behind.has(name))?.name)
}

/** The input in whose pixels is explained, where the user chose one that is still there; for a request. */
export function inputWanted({ explanationInput, model }: State): { readonly input?: string } {
  return explanationInput !== undefined && model?.graph.inputs.includes(explanationInput)
    ? { input: explanationInput }
    : {}
}

/** The output that is read, where the user chose one that is still there. */
export function chosenOutput({ reading: { output }, model }: State): number | undefined {
  return output !== undefined && output < (model?.graph.outputs.length ?? 0) ? output : undefined
}

/** The set of images that is shown to choose from. */
export function shownSet(state: State): ImageSet | undefined {
  return state.imageSet ?? activeImage(state)?.set
}

/** Of the first input that takes an image; undefined where there is none yet. */
export function inputShape(state: State): Shape | undefined {
  return imageSlots(state)[0]?.shape
}

/** How images are prepared: as the user wants it, else as the model says. */
export function preprocessingOf({ preprocessing, model }: State): Preprocessing {
  return preprocessing ?? model?.graph.info.preprocessing ?? AS_IT_IS
}

const AS_IT_IS: Preprocessing = {}

/** The class that is explained: the one chosen, else the one predicted. */
export function explainedClass(state: State): number | undefined {
  return state.class ?? (state.prediction && topClasses(state.prediction, 1)[0]?.class)
}

/** The layer that the explanation looks at: the one chosen, else the last spatial one, whose channels mean most to the classes. */
export function explainedLayer(state: State): string | undefined {
  return state.explanationLayer ?? lastSpatialLayer(state)
}

/** The last layer with several places that all of what is explained rests on; undefined in a network without one. */
export function lastSpatialLayer(state: State): string | undefined {
  const spatial = explainableLayers(state).filter(({ shape: [height, width] }) => height !== 1 || width !== 1)
  const box = explainedBox(state)
  if (box === undefined || state.model === undefined) return spatial.at(-1)?.name
  // Of the branches of a detector, a box comes from one only; what all of them share says where it is.
  const { graph } = state.model
  const shared = commonLayers(graph, graph.outputs[box.output].layer)
  return shared.find(layer => spatial.some(({ name }) => name === layer))
}

/** Those that lead to the output that is read, and rest on the input that is explained, where the user chose one. */
export function explainableLayers(state: State): LoadedLayer[] {
  const { loaded, model, prediction } = state
  const layers = loaded?.layers.filter(({ explainable }) => explainable) ?? []
  if (model === undefined) return layers
  const { graph } = model
  const isRead = prediction?.reading.kind === 'classes' || prediction?.reading.kind === 'mask'
  const { input } = inputWanted(state)
  const output = graph.outputs[prediction?.output ?? 0]
  const behind = isRead && graph.outputs.length > 1 && output ? layersBehind(graph, output.layer) : undefined
  return layers.filter(
    ({ name }) => (behind?.has(name) ?? true) && (input === undefined || layersBehind(graph, name).has(input)),
  )
}

/** The layer at which a method explains; undefined for one that needs none, and where there is none. */
export function layerFor(state: State, method: OfferedExplanation | undefined): string | undefined {
  return method?.needs === 'layer' ? explainedLayer(state) : undefined
}

/** The method chosen, as the engine offers it. */
export function offered({ loaded, method }: State): OfferedExplanation | undefined {
  return loaded?.explanations.find(({ name }) => name === method)
}

/** What the explanation chosen takes for one image. */
export function explanationCost(state: State): Cost | undefined {
  return methodCost(state, offered(state))
}

/** What a method takes; undefined where it does not fit the network. */
export function methodCost(state: State, method: OfferedExplanation | undefined): Cost | undefined {
  const layer = layerFor(state, method)
  return costAt(state, method?.costs, layer)
}

/** Where several inputs take images, of the one that is explained. */
function costAt(state: State, costs: OfferedExplanation['costs'] = [], layer: string | undefined): Cost | undefined {
  const { model, explanationInput } = state
  const behind = model && layer !== undefined ? layersBehind(model.graph, layer) : undefined
  const automatic = imageSlots(state).find(({ name }) => behind?.has(name) ?? true)?.name
  const input = explanationInput ?? automatic
  return costs.find(cost => cost.layer === layer && (cost.input === undefined || cost.input === input))
}

/** From so many passes on, something is not begun merely because it was chosen. */
const MANY_PASSES = 12

export function takesMany({ forwardPasses, backwardPasses }: Cost): boolean {
  return forwardPasses + backwardPasses > MANY_PASSES
}

/** Whether the explanation chosen waits for the user to say that it is to be made. */
export function waitsForRun(state: State): boolean {
  const cost = explanationCost(state)
  return cost !== undefined && takesMany(cost) && !state.wanted
}

/** In forward passes: where only the gradient of the image is wanted and not that of the weights, a backward pass takes about two. */
export function passesOf({ forwardPasses, backwardPasses }: Cost): number {
  return forwardPasses + 2 * backwardPasses
}

/** How long it takes here, for people; undefined until a pass was measured. */
export function timeOf({ pace }: State, cost: Cost): string | undefined {
  return pace === undefined ? undefined : formatTime(pace * passesOf(cost))
}

/** What measuring the trust in the explanation takes. */
export function trustCost(state: State, method = offered(state)): Cost | undefined {
  const layer = layerFor(state, method)
  return costAt(state, method?.trust, layer)
}

/** Why the weights are not those of a trained network, or undefined where they are. */
export function untrainedReason({ loaded, model }: State): string | undefined {
  if (loaded === undefined || model === undefined || loaded.trained) return undefined
  const { file, failure } = model.weights
  if (failure !== undefined) return strings.random.unusable(file ?? strings.random.fileFirst)
  if (loaded.report === undefined) return strings.random.none
  const missing = loaded.report.missing.length
  const total = missing + loaded.report.matched.length
  return strings.random.some(String(missing), String(total), file ?? strings.random.file)
}

/** So many classes are found at a glance in their own order; of more, those that matter stand first. */
const FEW_CLASSES = 20

/** All classes in the order in which they are offered. */
export function rankedForChoice(prediction: Prediction): RankedClass[] {
  const ranked = topClasses(prediction, prediction.scores.length)
  return ranked.length > FEW_CLASSES ? ranked : ranked.sort((a, b) => a.class - b.class)
}

/** What the colours of the layer's maps span. A unit is a single value, whose own minimum is its maximum. */
export function colourRange(state: State): State['view']['range'] {
  return showsUnits(state) ? 'layer' : state.view.range
}

/** Whether the layer shown gives single values and not maps. */
export function showsUnits({ loaded, layer }: State): boolean {
  return loaded?.layers.find(({ name }) => name === layer)?.shape.length === 1
}

/** The layers with filters. */
export function filterLayers({ loaded }: Pick<State, 'loaded'>): LoadedLayer[] {
  return loaded?.layers.filter(({ hasKernels }) => hasKernels === true) ?? []
}

/** The layer whose filters are shown: the one chosen, else the nearest with filters before it; else the first. */
export function filterLayer({ loaded, layer }: Pick<State, 'loaded' | 'layer'>): string | undefined {
  const at = loaded?.layers.findIndex(({ name }) => name === layer) ?? -1
  const before = loaded?.layers.slice(0, at + 1).findLast(({ hasKernels }) => hasKernels === true)
  return (before ?? filterLayers({ loaded })[0])?.name
}

/** The graph whose layers the summary and the architecture tell of. */
export function describedGraph({ model }: State): Graph | undefined {
  return model?.graph
}

export function described({ answers }: State): Description | undefined {
  return answers.describe !== undefined && 'result' in answers.describe ? answers.describe.result : undefined
}

/** The blocks of the architecture that are drawn as one node. */
export function collapsedBlocks({ architecture }: State, { layers }: Description): readonly string[] {
  return architecture.collapsed ?? collapsedAtFirst(layers, blocksOf(layers))
}

/** What a layout of the architecture rests on; undefined where none is wanted. */
export function layoutKey(state: State): readonly [Description, readonly string[] | undefined] | undefined {
  const description = described(state)
  return state.tab === 'architecture' && description ? [description, state.architecture.collapsed] : undefined
}
