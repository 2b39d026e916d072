import { dispose, zeros } from '@tensorflow/tfjs-core'
import { layers, input as tfInput, model as tfModel } from '@tensorflow/tfjs-layers'
import { beforeAll, expect, test } from 'vitest'
import { graphCosts } from '../builder/costs'
import { input } from '../builder/input'
import { model } from '../builder/model'
import { NetworkError } from '../builder/problem'
import type { Tensor } from '../builder/tensor'
import { useBackend } from '../engine/checks/backend'

interface Case {
  readonly title: string
  readonly shape: readonly number[]
  readonly own: (x: Tensor) => Tensor
  readonly theirs: () => ReturnType<typeof layers.flatten>
}

/** Mulberry32: the same cases every time. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function cases(count: number): Case[] {
  const next = random(20_261_124)
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  const choose = <T>(values: readonly T[]) => values[whole(0, values.length - 1)]
  const pair = (most: number): [number, number] => [whole(1, most), whole(1, most)]
  return Array.from({ length: count }, (): Case => {
    const shape = [whole(1, 9), whole(1, 9), whole(1, 4)]
    const padding = choose(['same', 'valid'] as const)
    const useBias = choose([true, false])
    const kernelSize = pair(4)
    // TensorFlow.js does not dilate and stride at once.
    const dilated = choose([true, false, false])
    const strides: [number, number] = dilated ? [1, 1] : pair(3)
    const dilationRate: [number, number] = dilated ? pair(2) : [1, 1]
    const filters = whole(1, 5)
    // Depthwise windows of TensorFlow.js stride equally along both axes.
    const even: [number, number] = [strides[0], strides[0]]
    const convolution = { padding, useBias, kernelSize, strides, dilationRate }
    const options = { padding, useBias, strides, dilationRate }
    const depthMultiplier = whole(1, 3)
    const kind = choose([
      'conv2d',
      'depthwiseConv2d',
      'separableConv2d',
      'conv2dTranspose',
      'maxPool2d',
      'avgPool2d',
      'dense',
      'batchNorm',
      'zeroPad2d',
      'cropping2d',
      'upSampling2d',
      'flatten',
      'globalAveragePool2d',
      'layerNorm',
    ] as const)
    const made = (own: Case['own'], theirs: () => unknown, given: unknown): Case => ({
      title: `${kind} ${JSON.stringify(given)} on ${shape.join('×')}`,
      shape,
      own,
      theirs: theirs as Case['theirs'],
    })
    switch (kind) {
      case 'conv2d':
        return made(
          x => x.conv2d(filters, kernelSize, options),
          () => layers.conv2d({ ...convolution, filters }),
          { ...convolution, filters },
        )
      case 'depthwiseConv2d': {
        // Their layer takes a dilation rate and ignores it, in its shape and when it runs.
        const given = { padding, useBias, kernelSize, strides: even, depthMultiplier }
        return made(
          x => x.depthwiseConv2d(kernelSize, { padding, useBias, strides: even, depthMultiplier }),
          () => layers.depthwiseConv2d(given),
          given,
        )
      }
      case 'separableConv2d': {
        const given = { ...convolution, strides: even, dilationRate: 1, depthMultiplier, filters }
        return made(
          x => x.separableConv2d(filters, kernelSize, { padding, useBias, strides: even, depthMultiplier }),
          () => layers.separableConv2d(given),
          given,
        )
      }
      case 'conv2dTranspose': {
        const given = { padding, useBias, kernelSize, strides: even, filters }
        return made(
          x => x.conv2dTranspose(filters, kernelSize, { padding, useBias, strides: even }),
          () => layers.conv2dTranspose(given),
          given,
        )
      }
      case 'maxPool2d':
      case 'avgPool2d': {
        const given = { poolSize: kernelSize, strides, padding }
        const theirs = kind === 'maxPool2d' ? layers.maxPooling2d : layers.averagePooling2d
        return made(
          x => x[kind](kernelSize, { strides, padding }),
          () => theirs(given),
          given,
        )
      }
      case 'dense':
        return made(
          x => x.dense(filters, { useBias }),
          () => layers.dense({ units: filters, useBias }),
          { filters, useBias },
        )
      case 'batchNorm': {
        const given = { scale: useBias, center: dilated }
        return made(
          x => x.batchNorm(given),
          () => layers.batchNormalization(given),
          given,
        )
      }
      case 'layerNorm':
        return made(
          x => x.layerNorm(),
          () => layers.layerNormalization(),
          {},
        )
      case 'zeroPad2d':
      case 'cropping2d': {
        const [top, bottom, left, right] = [whole(0, 2), whole(0, 2), whole(0, 2), whole(0, 2)]
        const given: [[number, number], [number, number]] = [
          [top, bottom],
          [left, right],
        ]
        const theirs = () =>
          kind === 'zeroPad2d' ? layers.zeroPadding2d({ padding: given }) : layers.cropping2D({ cropping: given })
        return made(x => x[kind]({ top, bottom, left, right }), theirs, given)
      }
      case 'upSampling2d':
        return made(
          x => x.upSampling2d(strides),
          () => layers.upSampling2d({ size: strides }),
          strides,
        )
      case 'flatten':
        return made(
          x => x.flatten(),
          () => layers.flatten(),
          {},
        )
      default:
        return made(
          x => x.globalAveragePool2d(),
          () => layers.globalAveragePooling2d({}),
          {},
        )
    }
  })
}

/** Executed, since what a layer of TensorFlow.js tells of itself is not always what it does; undefined where it fails. */
function executed({ shape, theirs }: Case): { shape: number[]; parameters: number } | undefined {
  const start = tfInput({ shape: [...shape] })
  const zero = zeros([1, ...shape])
  try {
    const layer = theirs()
    const network = tfModel({ inputs: start, outputs: layer.apply(start) as typeof start })
    const output = network.predict(zero) as typeof zero
    const result = { shape: output.shape.slice(1), parameters: layer.countParams() }
    dispose(output)
    network.dispose()
    // A window that does not fit gives an output without elements.
    return result.shape.some(size => size < 1) ? undefined : result
  } catch {
    return undefined
  }
}

function computed({ shape, own }: Case): { shape: readonly unknown[]; parameters: number } | undefined {
  try {
    const start = input(...shape)
    const output = own(start)
    const { trainable, nonTrainable } = graphCosts(model('m', start, output).graph).parameters
    return { shape: output.shape, parameters: (trainable as number) + (nonTrainable as number) }
  } catch (error) {
    if (error instanceof NetworkError) return undefined
    throw error
  }
}

// Where a window does not fit, TensorFlow.js allocates nothing for the output, and XNNPACK's pooling and convolutions, which are
// WASM's, write a window there. That breaks whatever is computed with WASM afterwards.
beforeAll(() => useBackend('cpu'))

test('three hundred random layers have the shape and the parameters that TensorFlow.js gives them, or are refused by both', () => {
  const all = cases(300)
  const results = all.map(each => ({ title: each.title, result: computed(each) }))
  expect(results).toEqual(all.map(each => ({ title: each.title, result: executed(each) })))
  expect(results.filter(({ result }) => result === undefined).length).toBeLessThan(100)
})
