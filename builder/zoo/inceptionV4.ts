import {
  inceptionReductionA,
  inceptionV4A,
  inceptionV4B,
  inceptionV4C,
  inceptionV4ReductionB,
  inceptionV4Stem,
} from '../blocks/inceptionV4'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'

export interface InceptionV4Options {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
}

/**
 * Inception v4, Szegedy et al. 2017, https://arxiv.org/abs/1602.07261, figure 9.
 *
 * New against Inception v3: uniform modules, more of them, and a stem that branches already.
 */
export function inceptionV4({ input = [299, 299, 3], classes = 1000 }: InceptionV4Options = {}): Model {
  const start = image(...input)
  let x = inceptionV4Stem(start)
  for (let module = 0; module < 4; module++) x = inceptionV4A(x)
  x = inceptionReductionA(x, [192, 224, 256, 384])
  for (let module = 0; module < 7; module++) x = inceptionV4B(x)
  x = inceptionV4ReductionB(x)
  for (let module = 0; module < 3; module++) x = inceptionV4C(x)
  const scores = x.globalAveragePool2d().dropout(0.2).dense(classes)
  return model('Inception v4', start, scores.softmax(), { task: 'classification' })
}
