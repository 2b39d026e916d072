import type { KerasLayer } from './kerasLayers'
import { keywords, python } from './python'
import type { Step } from './step'

type Writer = (step: Step) => KerasLayer

/** What Keras 3 calls the layers on sequences and volumes, whose windows and paddings are TensorFlow's, as the builder's are. */
export const kerasOtherRanks: Readonly<Record<string, Writer>> = {
  conv1d: step => convolution(step, 'Conv1D'),
  conv3d: step => convolution(step, 'Conv3D'),
  conv3dTranspose: step => convolution(step, 'Conv3DTranspose'),
  maxPool1d: step => pooling(step, 'MaxPooling1D'),
  avgPool1d: step => pooling(step, 'AveragePooling1D'),
  maxPool3d: step => pooling(step, 'MaxPooling3D'),
  avgPool3d: step => pooling(step, 'AveragePooling3D'),
  globalAveragePool1d: ({ inputs: [x] }) => ({ expression: `ops.mean(${x}, axis=1)` }),
  globalMaxPool1d: ({ inputs: [x] }) => ({ expression: `ops.max(${x}, axis=1)` }),
  repeatVector: ({ inputs: [x], options }) => ({ expression: `layers.RepeatVector(${options.n})(${x})` }),
  spatialDropout1d: ({ inputs: [x], options }) => ({ expression: `layers.SpatialDropout1D(${options.rate})(${x})` }),
}

function convolution({ options, owner, inputs }: Step, name: string): KerasLayer {
  const { filters, kernelSize, strides, padding, dilationRate, useBias } = options
  const more = keywords({
    strides,
    padding,
    dilation_rate: [dilationRate ?? 1].flat().every(rate => rate === 1) ? undefined : dilationRate,
    use_bias: useBias ? undefined : false,
    name: owner,
  })
  return { make: `layers.${name}(${filters}, ${python(kernelSize)}, ${more})`, input: inputs[0] }
}

function pooling({ options: { poolSize, strides, padding }, inputs }: Step, name: string): KerasLayer {
  const more = keywords({ strides, padding })
  return { expression: `layers.${name}(${python(poolSize)}, ${more})(${inputs[0]})` }
}
