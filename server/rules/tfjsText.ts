import ts from 'typescript'
import { layerKinds } from '../../builder/layerKinds'

/**
 * Layers written as the builder's chain, `.conv2d(16, 1).relu()`, in the words of TensorFlow.js:
 * `conv2d({ filters: 16, kernelSize: 1 })` and `reLU()`. Undefined where TensorFlow.js has no such layer.
 */
export function tfjsLayers(chain: string): string[] | undefined {
  const source = ts.createSourceFile('chain.ts', `x${chain}`, ts.ScriptTarget.Latest, true)
  const [statement] = source.statements
  if (source.statements.length !== 1 || !ts.isExpressionStatement(statement)) return undefined
  const layers: string[] = []
  let node: ts.Expression = statement.expression
  while (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const layer = tfjsLayer(node.expression.name.text, [...node.arguments])
    if (layer === undefined) return undefined
    layers.unshift(layer)
    node = node.expression.expression
  }
  return ts.isIdentifier(node) ? layers : undefined
}

/** What TensorFlow.js calls a kind of layer; undefined where it has none. */
export function tfjsName(kind: string): string | undefined {
  return NAMES[kind] ?? (SAME.has(kind) ? kind : undefined)
}

function tfjsLayer(kindName: string, given: readonly ts.Expression[]): string | undefined {
  const kind = layerKinds.get(kindName)
  if (!kind || kind.inputs === 'several') return undefined
  if (WORDS.has(kindName) && given.length === 0) return `activation({ activation: '${kindName}' })`
  const name = tfjsName(kindName)
  if (name === undefined) return undefined
  const properties = given.flatMap((argument, index) =>
    ts.isObjectLiteralExpression(argument)
      ? argument.properties.map(property => property.getText())
      : [`${kind.positional[index]}: ${argument.getText()}`],
  )
  if (properties.length === 0) return `${name}(${WITHOUT_ARGUMENTS.has(name) ? '' : '{}'})`
  return `${name}({ ${properties.join(', ')} })`
}

const SAME: ReadonlySet<string> = new Set([
  ...[
    'conv1d',
    'conv2d',
    'conv2dTranspose',
    'depthwiseConv2d',
    'separableConv2d',
    'dense',
    'dropout',
    'flatten',
    'softmax',
  ],
  'upSampling2d',
])
const NAMES: Readonly<Record<string, string>> = {
  relu: 'reLU',
  leakyRelu: 'leakyReLU',
  elu: 'elu',
  batchNorm: 'batchNormalization',
  layerNorm: 'layerNormalization',
  maxPool2d: 'maxPooling2d',
  avgPool2d: 'averagePooling2d',
  globalAveragePool2d: 'globalAveragePooling2d',
  globalMaxPool2d: 'globalMaxPooling2d',
  zeroPad2d: 'zeroPadding2d',
}
/** Activations that are no functions of their own. */
const WORDS: ReadonlySet<string> = new Set(['sigmoid', 'tanh', 'hardSigmoid', 'relu6', 'swish'])
const WITHOUT_ARGUMENTS: ReadonlySet<string> = new Set([
  ...['reLU', 'leakyReLU', 'elu', 'softmax', 'flatten', 'batchNormalization', 'layerNormalization'],
])
