import {
  abs,
  add,
  cast,
  div,
  equal,
  greaterEqual,
  max,
  minimum,
  mul,
  relu,
  sub,
  type Tensor,
} from '@tensorflow/tfjs-core'
import type { Layer } from '../../builder/graph'
import type { Computation, Trace, Weights } from '../computation'
import { EngineError } from '../engineError'
import type { BackwardRule } from '../network'

/**
 * How a layer hands relevance down: γ in convolutions, ε in dense and other linear layers, the whole of it to the winner in
 * maximum pooling, and unchanged through activations, normalisations and what only moves numbers. Products give it to the signal
 * and not to the gate.
 *
 * Biases get no part, so that nothing is lost; a normalisation hands on what it gets, as if it were one with the convolution
 * before it.
 *
 * Source  ε and γ: Montavon et al. 2019, table 1; γ with negative inputs: Andéol et al. 2021,
 *         https://arxiv.org/abs/2111.02085; products: Arras et al. 2017, https://arxiv.org/abs/1706.07206; normalisations:
 *         Achtibat et al. 2024, AttnLRP, §3.3, https://arxiv.org/abs/2402.05602
 */
export const relevanceRule: BackwardRule = (layer, trace, computation) => {
  const rule = rules[layer.kind]
  if (rule !== undefined) return rule(layer, trace, computation)
  throw new EngineError(
    'not-explainable',
    `no rule says how relevance passes through layers of the kind ${layer.kind}`,
    'Choose integrated gradients, which any network allows.',
  )
}

type Rule = (layer: Layer, trace: Trace, computation: Computation) => readonly Tensor[]

/** What is added to a sum, in parts of the layer's largest, so that it is never divided by nothing. */
const EPSILON = 1e-6

/** By how much positive weights count more. */
const GAMMA = 0.25

/** Every output's relevance is shared out among its terms, weight times input. */
const epsilon: Rule = ({ options }, trace, { forward, backward }) => {
  const weights = withoutBias(trace.weights)
  const sums = forward(options, trace.inputs, weights)
  const outputGradients = trace.outputGradients.map((relevance, output) => div(relevance, stabilise(sums[output])))
  const passed = backward(options, { ...trace, weights, outputGradients })
  return passed.map((gradient, input) => mul(gradient, trace.inputs[input]))
}

/**
 * As ε, with more weight on the terms that have the sign of the sum: for a positive sum, positive weights count more where the
 * input is positive and negative ones where it is negative; for a negative sum the other way round.
 */
const gamma: Rule = ({ options }, trace, { forward, backward }) => {
  const [input] = trace.inputs
  const [relevance] = trace.outputGradients
  const kernel = trace.weights.kernel ?? trace.weights.depthwiseKernel
  const name = trace.weights.kernel ? 'kernel' : 'depthwiseKernel'
  const raised = { [name]: add(kernel, mul(relu(kernel), GAMMA)) }
  const lowered = { [name]: add(kernel, mul(minimum(kernel, 0), GAMMA)) }
  const parts = [relu(input), minimum(input, 0)]
  const [plain] = forward(options, trace.inputs, withoutBias(trace.weights))
  const positive = cast(greaterEqual(plain, 0), 'float32')
  const share = (of: Tensor, weights: readonly Weights[]) => {
    const sums = weights.map((weight, part) => forward(options, [parts[part]], weight)[0])
    const outputGradients = [mul(div(relevance, stabilise(add(sums[0], sums[1]))), of)]
    const passed = weights.map((weight, part) => {
      const [gradient] = backward(options, { ...trace, inputs: [parts[part]], weights: weight, outputGradients })
      return mul(gradient, parts[part])
    })
    return add(passed[0], passed[1])
  }
  return [add(share(positive, [raised, lowered]), share(sub(1, positive), [lowered, raised]))]
}

const unchanged: Rule = (_layer, { inputs, outputGradients: [relevance] }) =>
  inputs.map((_, index) => (index === 0 ? relevance.clone() : mul(relevance, 0)))

/** Layers whose backward pass moves each number to where it came from: it does so with relevance too. */
const moved: Rule = ({ options }, trace, { backward }) => backward(options, trace)

/** The first factor that is a whole map is the signal; gates are smaller, or stand behind it. */
const product: Rule = (_layer, { inputs, outputGradients: [relevance] }) => {
  const signal = inputs.findIndex(({ size }) => size === relevance.size)
  return inputs.map((input, index) => (index === signal ? relevance.clone() : mul(input, 0)))
}

const of = (rule: Rule, ...kinds: string[]) => Object.fromEntries(kinds.map(kind => [kind, rule]))

const rules: Readonly<Record<string, Rule>> = {
  ...of(gamma, 'conv2d', 'depthwiseConv2d'),
  ...of(epsilon, 'dense', 'conv2dTranspose', 'separableConv2d', 'conv1d', 'add', 'average', 'subtract'),
  ...of(epsilon, 'avgPool2d', 'avgPool1d', 'adaptiveAvgPool2d', 'globalAveragePool2d', 'globalAveragePool1d'),
  ...of(epsilon, 'upSampling2d', 'resizeBilinear', 'resizeNearest', 'resizing'),
  ...of(moved, 'maxPool2d', 'maxPool1d', 'globalMaxPool2d', 'globalMaxPool1d', 'maximum', 'minimum'),
  ...of(moved, 'flatten', 'reshape', 'permute', 'concat', 'split', 'slice', 'padChannels', 'gatherChannels'),
  ...of(moved, 'zeroPad2d', 'cropping2d', 'channelShuffle', 'pixelShuffle', 'spaceToDepth', 'shift', 'repeatVector'),
  ...of(
    unchanged,
    'relu',
    'relu6',
    'leakyRelu',
    'prelu',
    'thresholdedRelu',
    'elu',
    'selu',
    'gelu',
    'swish',
    'hardSwish',
  ),
  ...of(unchanged, 'mish', 'softplus', 'softsign', 'tanh', 'sigmoid', 'hardSigmoid'),
  ...of(
    unchanged,
    'batchNorm',
    'layerNorm',
    'groupNorm',
    'instanceNorm',
    'localResponseNorm',
    'layerScale',
    'rescaling',
    'scaleBy',
  ),
  ...of(unchanged, 'dropout', 'spatialDropout1d', 'spatialDropout2d', 'gaussianDropout', 'gaussianNoise'),
  ...of(unchanged, 'alphaDropout', 'stochasticDepth'),
  ...of(product, 'multiply'),
}

function withoutBias({ bias: _, ...weights }: Weights): Weights {
  return weights
}

/** The sums, none nearer to 0 than {@link EPSILON} times the largest; a sum of 0 counts as positive. */
function stabilise(sums: Tensor): Tensor {
  const largest = max(abs(sums))
  const least = add(mul(largest, EPSILON), cast(equal(largest, 0), 'float32'))
  const sign = sub(mul(cast(greaterEqual(sums, 0), 'float32'), 2), 1)
  return add(sums, mul(sign, least))
}
