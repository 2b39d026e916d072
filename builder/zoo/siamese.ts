import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'
import { layers, type Tensor } from '../tensor'

export interface SiameseOptions {
  input?: readonly [InputSize, InputSize, number]
}

/**
 * Siamese network for one-shot learning, Koch, Zemel, Salakhutdinov 2015, Siamese Neural Networks for One-shot Image
 * Recognition, §3.1 and figure 4.
 *
 * New: two images go through the same layers, whose weights are shared and counted once; how far apart their vectors lie
 * says whether they show the same thing. A new class needs one image and no training.
 */
export function siamese({ input = [105, 105, 1] }: SiameseOptions = {}): Model {
  const images = [image(...input), image(...input)]
  const convolutions = [layers.conv2d(64, 10), layers.conv2d(128, 7), layers.conv2d(128, 4), layers.conv2d(256, 4)]
  const embedding = layers.dense(4096)
  const [left, right] = images.map(start => {
    let x: Tensor = start
    for (const [index, convolution] of convolutions.entries()) {
      x = x.apply(convolution).relu()
      if (index < 3) x = x.maxPool2d(2)
    }
    return x.flatten().apply(embedding).sigmoid()
  })
  // |left − right|, weighed component by component.
  const distance = left.subtract(right).maximum(right.subtract(left))
  return model('Siamese', images, distance.dense(1).sigmoid())
}
