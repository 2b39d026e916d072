/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Writes random programs for TensorFlow.js Layers, one statement a line; some of them are wrong. */
export class ProgramWriter {
  constructor(private readonly random: () => number) {}

  /** The statements; none but the first needs anything but `tf`. */
  program(): string[] {
    return this.chance(0.5) ? this.sequential() : this.functional()
  }

  private sequential(): string[] {
    const rank = this.pick([1, 2, 2, 3, 3, 3, 3, 4])
    const count = 1 + Math.floor(this.random() * 6)
    const layers: string[] = []
    let current = rank
    for (let index = 0; index < count; index++) {
      const [text, next] = this.layer(current, index === 0 && !this.chance(0.03) ? this.inputOption(rank) : [])
      layers.push(text)
      current = next
    }
    const lines = ['const model = tf.sequential()', ...layers.map(layer => `model.add(${layer})`)]
    if (this.chance(0.1)) lines.push('model.pop()')
    if (this.chance(0.2)) lines.push(`model.layers[${Math.floor(this.random() * 2)}].trainable = false`)
    if (this.chance(0.1)) lines.push('model.trainable = false')
    if (this.chance(0.1) && count > 1) {
      lines.push('const outer = tf.sequential()', 'outer.add(model)', `outer.add(${this.layer(current, [])[0]})`)
    }
    return lines
  }

  private functional(): string[] {
    const rank = this.pick([1, 2, 3, 3, 3, 4])
    const lines = [`const t0 = tf.input({ shape: ${this.shape(rank)} })`]
    const ranks = [rank]
    const count = 2 + Math.floor(this.random() * 6)
    for (let index = 1; index <= count; index++) {
      const from = this.chance(0.7) ? index - 1 : Math.floor(this.random() * index)
      if (index > 1 && this.chance(0.25)) {
        const other = this.chance(0.5) ? index - 1 : Math.floor(this.random() * index)
        lines.push(`const t${index} = ${this.merge()}.apply([t${from}, t${other}])`)
        ranks.push(ranks[from]!)
        continue
      }
      const [text, next] = this.layer(ranks[from]!, [])
      if (this.chance(0.12)) {
        const second = Math.floor(this.random() * index)
        lines.push(`const shared${index} = ${text}`, `shared${index}.apply(t${from})`)
        lines.push(`const t${index} = shared${index}.apply(t${second})`)
      } else lines.push(`const t${index} = ${text}.apply(t${from})`)
      ranks.push(next)
    }
    lines.push(`const model = tf.model({ inputs: t0, outputs: t${count} })`)
    if (this.chance(0.2)) lines.push(`model.layers[${Math.floor(this.random() * 3)}].trainable = false`)
    if (this.chance(0.1)) lines.push('model.trainable = false')
    return lines
  }

  private merge(): string {
    const kind = this.pick(['add', 'average', 'maximum', 'minimum', 'multiply', 'concatenate', 'concatenate', 'dot'])
    if (kind === 'concatenate')
      return `tf.layers.concatenate(${this.maybe(0.5, () => `{ axis: ${this.pick([-1, 1, 2, 3])} }`)})`
    return kind === 'dot'
      ? `tf.layers.dot({ axes: ${this.pick(['-1', '1', '[1, 1]', '[2, 1]', '-2'])} })`
      : `tf.layers.${kind}()`
  }

  /** A layer for inputs of a rank, batch axis not counted, and the rank that comes out. */
  private layer(rank: number, options: readonly string[]): [string, number] {
    const usual = this.chance(0.95) ? rank : this.pick([1, 2, 3, 4])
    const any = [
      'dense',
      'activation',
      'dropout',
      'batchNormalization',
      'layerNormalization',
      'reLU',
      'leakyReLU',
      'prelu',
      'elu',
      'softmax',
      'thresholdedReLU',
      'gaussianNoise',
      'gaussianDropout',
      'alphaDropout',
      'masking',
      'reshape',
      'permute',
      'rescaling',
    ]
    const own: Record<number, readonly string[]> = {
      1: ['dense', 'repeatVector', 'embedding'],
      2: [
        'conv1d',
        'maxPooling1d',
        'averagePooling1d',
        'globalMaxPooling1d',
        'globalAveragePooling1d',
        'lstm',
        'gru',
        'simpleRNN',
        'bidirectional',
        'timeDistributed',
        'spatialDropout1d',
        'flatten',
        'rnn',
      ],
      3: [
        'conv2d',
        'conv2d',
        'conv2dTranspose',
        'depthwiseConv2d',
        'separableConv2d',
        'maxPooling2d',
        'averagePooling2d',
        'globalMaxPooling2d',
        'globalAveragePooling2d',
        'upSampling2d',
        'zeroPadding2d',
        'cropping2D',
        'flatten',
        'timeDistributed',
        'resizing',
      ],
      4: ['conv3d', 'conv3dTranspose', 'maxPooling3d', 'averagePooling3d', 'flatten', 'convLstm2d'],
    }
    const kind = this.chance(0.35) ? this.pick(any) : this.pick(own[usual] ?? any)
    const [own_, next] = this.options(kind, rank)
    const all = [...options, ...own_, ...(this.chance(0.08) ? ['trainable: false'] : [])]
    const bare = ['batchNormalization', 'flatten', 'reLU', 'softmax', 'elu', 'masking', 'globalMaxPooling1d']
    const text = all.length === 0 && bare.includes(kind) ? '' : `{ ${all.join(', ')} }`
    return [`tf.layers.${kind}(${text})`, next]
  }

  private options(kind: string, rank: number): [string[], number] {
    const maybe = (chance: number, text: () => string) => (this.chance(chance) ? [text()] : [])
    const bias = () => maybe(0.2, () => `useBias: ${this.pick(['false', 'true'])}`)
    const activation = () =>
      maybe(
        0.4,
        () =>
          `activation: ${this.pick(["'relu'", "'softmax'", "'selu'", "'relu6'", "'tanh'", this.chance(0.1) ? "'leakyRelu'" : "'swish'"])}`,
      )
    const padding = () =>
      maybe(0.5, () => `padding: ${this.chance(0.03) ? "'full'" : this.pick(["'same'", "'valid'", "'same'"])}`)
    const format = () => maybe(0.15, () => "dataFormat: 'channelsFirst'")
    const learned = () => [
      ...maybe(0.1, () => `kernelInitializer: ${this.pick(["'heNormal'", "'zeros'", "'varianceScaling'", "'he'"])}`),
      ...maybe(0.06, () => `kernelRegularizer: ${this.pick(["'l1l2'", "'l2'", 'tf.regularizers.l2()'])}`),
    ]
    const size = (count: number) => this.size(count)
    const windows = (count: number) => [
      `kernelSize: ${size(count)}`,
      ...maybe(0.4, () => `strides: ${this.chance(0.03) ? '0' : size(count)}`),
      ...padding(),
      ...(count === 1 ? [] : format()),
      ...maybe(0.12, () => `dilationRate: ${this.pick(['1', '2'])}`),
      ...bias(),
      ...activation(),
    ]
    const filters = () =>
      this.chance(0.03)
        ? []
        : [`filters: ${this.chance(0.04) ? this.pick(['0', '2.5', "'4'", '-1']) : this.pick([1, 2, 3, 4])}`]
    switch (kind) {
      case 'dense':
        return [
          [
            ...(this.chance(0.03)
              ? []
              : [`units: ${this.chance(0.04) ? this.pick(['0', "'3'", '1.5']) : this.pick([1, 2, 5])}`]),
            ...bias(),
            ...activation(),
            ...learned(),
          ],
          rank,
        ]
      case 'activation':
        return [[`activation: ${this.pick(["'relu'", "'softmax'", "'linear'", "'mish'", "'none'"])}`], rank]
      case 'dropout':
      case 'gaussianDropout':
      case 'alphaDropout':
      case 'spatialDropout1d':
        return [[`rate: ${this.pick(['0.2', '0.5', '1.5', '0'])}`], rank]
      case 'gaussianNoise':
        return [['stddev: 0.1'], rank]
      case 'rescaling':
        return [['scale: 0.5'], rank]
      case 'elu':
        return [maybe(0.3, () => `alpha: ${this.pick(['1', '0.5'])}`), rank]
      case 'prelu':
        return [maybe(0.5, () => `sharedAxes: ${this.pick(['[1]', '[1, 2]', '1', '[3]'])}`), rank]
      case 'batchNormalization':
      case 'layerNormalization':
        return [
          [
            ...maybe(0.3, () => `axis: ${this.pick(['1', '-1', '2', '5', '-2'])}`),
            ...maybe(0.2, () => 'center: false'),
            ...maybe(0.2, () => 'scale: false'),
          ],
          rank,
        ]
      case 'reshape': {
        const target = this.pick(['[-1]', '[4, -1]', '[2, 2, -1]', '[-1, -1]', '[3, 7]', '[-1, 1, 2]'])
        return [[`targetShape: ${target}`], target.split(',').length]
      }
      case 'permute':
        return [[`dims: ${this.pick(['[1]', '[2, 1]', '[3, 1, 2]', '[1, 3, 2]', '[4, 3, 2, 1]', '[1, 1]'])}`], rank]
      case 'repeatVector':
        return [['n: 3'], 2]
      case 'embedding':
        return [
          [
            'inputDim: 10',
            `outputDim: ${this.chance(0.05) ? '0' : '4'}`,
            ...maybe(0.3, () => `inputLength: ${this.pick([4, 5])}`),
          ],
          2,
        ]
      case 'conv1d':
        return [[...filters(), ...windows(1), ...learned()], 2]
      case 'conv2d':
      case 'conv2dTranspose':
        return [[...filters(), ...windows(2), ...learned()], 3]
      case 'separableConv2d':
        return [[...filters(), ...windows(2), ...maybe(0.3, () => 'depthMultiplier: 2')], 3]
      case 'depthwiseConv2d':
        return [[...windows(2), ...maybe(0.3, () => `depthMultiplier: ${this.pick(['2', '3', '1.5'])}`)], 3]
      case 'conv3d':
      case 'conv3dTranspose':
        return [[...filters(), ...windows(3)], 4]
      case 'convLstm2d':
        return [[...filters(), ...windows(2), ...maybe(0.4, () => 'returnSequences: true')], 3]
      case 'upSampling2d':
        return [
          [
            ...maybe(0.5, () => `size: ${this.pick(['[2, 2]', '[1, 3]', '2'])}`),
            ...format(),
            ...maybe(0.2, () => `interpolation: ${this.pick(["'bilinear'", "'cubic'"])}`),
          ],
          3,
        ]
      case 'zeroPadding2d':
        return [
          [
            ...maybe(
              0.7,
              () => `padding: ${this.pick(['2', '[1, 2]', '[[1, 0], [0, 2]]', '[[1], [2]]', '[1, 2, 3]'])}`,
            ),
            ...format(),
          ],
          3,
        ]
      case 'cropping2D':
        return [[`cropping: ${this.pick(['1', '[1, 0]', '[[1, 0], [0, 1]]', '3'])}`, ...format()], 3]
      case 'resizing':
        return [['height: 2', 'width: 3'], kind === 'resizing' ? 2 : 3]
      case 'globalMaxPooling2d':
      case 'globalAveragePooling2d':
        return [format(), 1]
      case 'globalMaxPooling1d':
      case 'globalAveragePooling1d':
        return [[], 1]
      case 'flatten':
        return [[], 1]
      case 'lstm':
      case 'gru':
      case 'simpleRNN':
        return this.recurrent()
      case 'rnn':
        return [[`cell: tf.layers.${this.pick(['lstmCell', 'gruCell', 'simpleRNNCell'])}({ units: 2 })`], 1]
      case 'bidirectional': {
        const [inner, next] = this.recurrent()
        return [
          [
            `layer: tf.layers.${this.pick(['lstm', 'gru'])}({ ${inner.join(', ')} })`,
            ...maybe(0.4, () => `mergeMode: ${this.pick(["'concat'", "'sum'", "'ave'", "'max'"])}`),
          ],
          next,
        ]
      }
      case 'timeDistributed': {
        const [inner, next] = this.layer(rank - 1, [])
        // With several outputs a step, TensorFlow.js makes shapes that are no shapes.
        return [[`layer: ${inner.replace(', returnState: true', '')}`], next + 1]
      }
      default: {
        const dimensions = /(\d)d$/.exec(kind)
        if (!kind.includes('ooling') || !dimensions) return [[], rank]
        const count = Number(dimensions[1])
        return [
          [
            ...maybe(0.8, () => `poolSize: ${size(count)}`),
            ...maybe(0.5, () => `strides: ${size(count)}`),
            ...padding(),
            ...(count === 1 ? [] : format()),
          ],
          rank,
        ]
      }
    }
  }

  private recurrent(): [string[], number] {
    const sequences = this.chance(0.5)
    const units = this.chance(0.04) ? this.pick(['0', "'2'"]) : this.pick(['1', '2', '3'])
    const options = [
      `units: ${units}`,
      ...(sequences ? ['returnSequences: true'] : []),
      ...(this.chance(0.1) ? ['useBias: false'] : []),
    ]
    if (this.chance(0.05)) options.push('returnState: true')
    if (this.chance(0.04)) options.push('stateful: true')
    return [options, sequences ? 2 : 1]
  }

  /** A window: a number, or one for each axis, now and then of the wrong length. */
  private size(count: number): string {
    if (this.chance(0.04)) return this.pick(['[2, 2, 2, 2]', "'3'", '[]', '-1', '1.5', '[2]'])
    if (this.chance(0.5)) return String(this.pick([1, 2, 3]))
    return `[${Array.from({ length: count }, () => this.pick([1, 2, 3])).join(', ')}]`
  }

  private inputOption(rank: number): string[] {
    if (this.chance(0.1)) return [`batchInputShape: [${this.pick(['null', '2'])}, ${this.shape(rank).slice(1)}`]
    return [`inputShape: ${this.shape(rank)}`]
  }

  private shape(rank: number): string {
    const sizes = Array.from({ length: rank }, (_, axis) =>
      this.chance(0.04) ? 'null' : axis === rank - 1 ? this.pick([1, 2, 3, 4]) : this.pick([4, 5, 6, 7, 8]),
    )
    return `[${sizes.join(', ')}]`
  }

  private maybe(chance: number, text: () => string): string {
    return this.chance(chance) ? text() : ''
  }

  private chance(probability: number): boolean {
    return this.random() < probability
  }

  private pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.random() * values.length)]!
  }
}
