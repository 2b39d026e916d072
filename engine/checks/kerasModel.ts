import { input } from '../../builder/input'
import { type Model, model } from '../../builder/model'
import type { Tensor } from '../../builder/tensor'

/** The topology of a Keras model, as its model.json writes it. */
export interface KerasTopology {
  readonly model_config: {
    readonly config: {
      readonly layers: readonly KerasLayer[]
      readonly output_layers: readonly [string, number, number][]
    }
  }
}

interface KerasLayer {
  readonly class_name: string
  readonly name: string
  readonly config: Config
  readonly inbound_nodes: readonly (readonly [string, number, number, object][])[]
}

type Pair = readonly [number, number]

/** What the classes read below are set with; each class has its own part of these. */
interface Config {
  readonly batch_input_shape: readonly number[]
  readonly filters: number
  readonly kernel_size: Pair
  readonly pool_size: Pair
  readonly strides: Pair
  readonly padding: 'same' | 'valid'
  readonly use_bias: boolean
  readonly activation: 'linear' | 'relu' | 'softmax'
  readonly epsilon: number
  readonly scale: boolean
  readonly center: boolean
  readonly max_value?: number | null
  readonly units: number
  readonly rate: number
}

/** The builder's model of a Keras model, with Keras's layer names, for the layer classes of well-known image classifiers. */
export function kerasModel(name: string, { model_config: { config } }: KerasTopology): Model {
  const tensors = new Map<string, Tensor>()
  let start: Tensor | undefined
  for (const layer of config.layers) {
    const inputs = (layer.inbound_nodes[0] ?? []).map(([source]) => tensors.get(source)!)
    if (layer.class_name === 'InputLayer') {
      const [height, width, channels] = layer.config.batch_input_shape.slice(1)
      start = input(height, width, channels)
      tensors.set(layer.name, start)
    } else tensors.set(layer.name, apply[layer.class_name](layer.name, layer.config, inputs))
  }
  return model(name, start!, tensors.get(config.output_layers[0][0])!)
}

type Apply = (name: string, config: Config, inputs: readonly Tensor[]) => Tensor

const window = (config: Config) => ({ strides: config.strides, padding: config.padding })

const apply: Readonly<Record<string, Apply>> = {
  ZeroPadding2D: (name, config, [x]) => x.zeroPad2d(config.padding as unknown as readonly [Pair, Pair], { name }),
  Conv2D: (name, config, [x]) =>
    x.conv2d(config.filters, config.kernel_size, {
      ...window(config),
      useBias: config.use_bias,
      activation: config.activation,
      name,
    }),
  DepthwiseConv2D: (name, config, [x]) =>
    x.depthwiseConv2d(config.kernel_size, { ...window(config), useBias: config.use_bias, name }),
  BatchNormalization: (name, { epsilon, scale, center }, [x]) => x.batchNorm({ epsilon, scale, center, name }),
  ReLU: (name, { max_value: largest }, [x]) => (largest === 6 ? x.relu6({ name }) : x.relu({ name })),
  Activation: (name, _config, [x]) => x.relu({ name }),
  Add: (name, _config, [x, y]) => x.add(y, { name }),
  Concatenate: (name, _config, [x, ...others]) => x.concat(...others, { name }),
  MaxPooling2D: (name, config, [x]) => x.maxPool2d(config.pool_size, { ...window(config), name }),
  AveragePooling2D: (name, config, [x]) => x.avgPool2d(config.pool_size, { ...window(config), name }),
  Flatten: (name, _config, [x]) => x.flatten({ name }),
  Dropout: (name, { rate }, [x]) => x.dropout(rate, { name }),
  Dense: (name, { units, activation }, [x]) => x.dense(units, { activation, name }),
}
