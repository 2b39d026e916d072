import { convBatchNormRelu } from '../blocks/convBatchNormRelu'
import { type InceptionBnOptions, type InceptionBnWidths, inceptionBn } from '../blocks/inceptionBn'
import { type InputSize, input as image } from '../input'
import { type Model, model } from '../model'

export interface InceptionV2Options {
  input?: readonly [InputSize, InputSize, number]
  classes?: number
  /** Whether convolutions keep a bias before the normalisation, as in the authors' weights. */
  useBias?: boolean
}

/**
 * BN-Inception (Inception v2), Ioffe and Szegedy 2015, https://arxiv.org/abs/1502.03167, figure 5.
 *
 * New against GoogLeNet: batch normalisation, which lets it train fourteen times faster, and two 3×3 windows in the place of
 * each 5×5. The paper says that the normalisation makes the bias superfluous (§3.2), though the authors' weights still have it.
 */
export function inceptionV2(options: InceptionV2Options = {}): Model {
  const { input = [224, 224, 3], classes = 1000, useBias = false } = options
  const conv: Conv = (x, filters, kernelSize, window) =>
    convBatchNormRelu(x, filters, kernelSize, { ...window, useBias })
  const start = image(...input)
  let x = conv(start, 64, 7, { strides: 2, padding: 3 }).maxPool2d(3, { strides: 2, ceilMode: true })
  x = conv(conv(x, 64, 1), 192, 3).maxPool2d(3, { strides: 2, ceilMode: true })
  for (const [widths, pooling] of modules) x = inceptionBn(x, widths, { ...pooling, conv })
  const scores = x.globalAveragePool2d().dense(classes)
  return model('Inception v2', start, scores.softmax(), { task: 'classification' })
}

type Conv = NonNullable<InceptionBnOptions['conv']>

/** Columns of figure 5: #1×1, #3×3 reduce, #3×3, double #3×3 reduce, double #3×3, pool proj. */
function module(...columns: readonly [number, number, number, number, number, number]): InceptionBnWidths {
  const [conv1, r3, c3, d3, dd3, pool] = columns
  return { conv1, conv3: [r3, c3], double3: [d3, dd3], pool }
}

const modules: readonly (readonly [InceptionBnWidths, InceptionBnOptions])[] = [
  [module(64, 64, 64, 64, 96, 32), {}],
  [module(64, 64, 96, 64, 96, 64), {}],
  [module(0, 128, 160, 64, 96, 0), { strides: 2 }],
  [module(224, 64, 96, 96, 128, 128), {}],
  [module(192, 96, 128, 96, 128, 128), {}],
  [module(160, 128, 160, 128, 160, 128), {}],
  [module(96, 128, 192, 160, 192, 128), {}],
  [module(0, 128, 192, 192, 256, 0), { strides: 2 }],
  [module(352, 192, 320, 160, 224, 128), {}],
  [module(352, 192, 320, 192, 224, 128), { pooling: 'max' }],
]
