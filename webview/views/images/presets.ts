import type { Preprocessing } from '../../../builder/graph'

/** Ways of scaling that many networks were trained with, by name. Size and resizing are no part of them. */
export const PRESETS = {
  pixels: {},
  unit: { scale: 1 / 255 },
  signed: { scale: 1 / 127.5, mean: [1] },
  /** PyTorch's torchvision models. */
  imageNet: { scale: 1 / 255, mean: [0.485, 0.456, 0.406], standardDeviation: [0.229, 0.224, 0.225] },
  /** Caffe's models, and Keras's VGG and ResNet. */
  caffe: { mean: [103.939, 116.779, 123.68], channelOrder: 'bgr' },
} as const satisfies Record<string, Preprocessing>

export type PresetName = keyof typeof PRESETS

/** The preset that a preprocessing scales as; undefined where it is none of them. */
export function presetOf(preprocessing: Preprocessing): PresetName | undefined {
  const key = scalingKey(preprocessing)
  return (Object.keys(PRESETS) as PresetName[]).find(name => scalingKey(PRESETS[name]) === key)
}

function scalingKey({ scale = 1, mean = [0], standardDeviation = [1], channelOrder = 'rgb' }: Preprocessing): string {
  const of = (values: readonly number[]) => (values.every(value => value === values[0]) ? values.slice(0, 1) : values)
  return JSON.stringify([scale, of(mean), of(standardDeviation), channelOrder])
}
