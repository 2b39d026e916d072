import type { Shape } from '../../builder/shape'
import { chosenInputs } from '../../engine/inputs/chosenInputs'
import type { NetworkInput } from '../../engine/inputs/networkInputs'
import { preparation } from '../../engine/inputs/preparation'
import type { GeneratedNumbers, InputFeed } from '../../engine/requests'
import type { PanelImage, State } from '../state'

/** An input of the network, and what goes into it. */
export interface InputSlot {
  readonly name: string
  readonly shape: Shape
  /** Absent where numbers are generated, or there is no image yet. */
  readonly image?: PanelImage
  /** Of an input that takes no image. */
  readonly generated?: GeneratedNumbers
  /** Whether the model's mean and deviation, which are for other channels, are left out. */
  readonly scalesOnly: boolean
}

/** All inputs that something is chosen for, in the network's order: into each that takes an image, its own, else the one that is chosen. */
export function inputSlots(state: State): InputSlot[] {
  const { model, images, image, inputs } = state
  if (model === undefined) return []
  return chosenInputs(model.graph).map(({ name, shape, takesImage }) => {
    if (!takesImage) return { name, shape, generated: inputs.generated[name] ?? 'noise', scalesOnly: false }
    const own = images.find(({ id }) => id === inputs.images[name]) ?? images.find(({ id }) => id === image)
    return { name, shape, ...(own ? { image: own } : {}), scalesOnly: preparation(model.graph, name).scalesOnly }
  })
}

/** The inputs that take images. */
export function imageSlots({ model }: State): NetworkInput[] {
  return model === undefined ? [] : chosenInputs(model.graph).filter(({ takesImage }) => takesImage)
}

/** The input into which an image goes that is chosen now; undefined where there is only one. */
export function activeSlot(state: State): string | undefined {
  const slots = imageSlots(state)
  if (slots.length < 2) return undefined
  return (slots.find(({ name }) => name === state.inputs.slot) ?? slots[0])!.name
}

/** The image in that input. */
export function activeImage(state: State): PanelImage | undefined {
  const slot = activeSlot(state)
  if (slot === undefined) return state.images.find(({ id }) => id === state.image)
  return inputSlots(state).find(({ name }) => name === slot)?.image
}

/** What the engine is told of inputs beside the image that is chosen; undefined where that is all. */
export function feedsOf(state: State): Readonly<Record<string, InputFeed>> | undefined {
  const slots = inputSlots(state)
  if (slots.length < 2) return undefined
  const feeds = slots.flatMap(({ name, image, generated }): [string, InputFeed][] => {
    const feed = generated ?? image?.pixels
    return feed === undefined ? [] : [[name, feed]]
  })
  return Object.fromEntries(feeds)
}
