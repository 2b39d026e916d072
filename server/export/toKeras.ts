import type { Graph } from '../../builder/graph'
import { kerasLayers } from './kerasLayers'
import { PYTHON_NAMES, python, READ_TENSORS } from './python'
import { activationOf, ExportError, exportSteps, isFrozen, outputExpressions, type Step } from './step'

/**
 * A network as a Python program for Keras 3, with a function that makes the model and one that reads its weights from a
 * .safetensors file of arrays `layer/weight`, channels last.
 *
 * Throws {@link ExportError} for a layer that Keras lacks, or a size that is no number.
 */
export function toKeras(graph: Graph): string {
  const steps = exportSteps(graph, PYTHON_NAMES)
  const lines = steps.flatMap(linesOf)
  const inputs = graph.inputs.map(name => steps.find(({ layer }) => layer.name === name)!.name)
  const outputs = outputExpressions(graph, steps)
  const owned = steps.filter(({ weights, layer }) => weights.length > 0 && layer.weightsOf === undefined)
  const frozen = steps.filter(isFrozen).map(({ name }) => python(name))
  const made = `keras.Model(${list(inputs)}, ${list(outputs)})`
  return `"""${graph.name.replaceAll('"', "'")}, written by Convolens for Keras 3."""

import json

import keras
import numpy as np
from keras import layers, ops


def build_model():
${lines.map(line => `    ${line}`).join('\n')}
${frozen.length === 0 ? `    return ${made}` : freezing(made, frozen)}


# The layers with weights: their names in the file, and the weights in Keras's order.
WEIGHTS = {
${owned.map(weightLine).join('\n')}
}


${READ_TENSORS}


def load_weights(model, path):
    """Reads a .safetensors file of arrays that are called as in WEIGHTS, channels last."""
    tensors = read_tensors(path)
    for name, (source, weights) in WEIGHTS.items():
        model.get_layer(name).set_weights([tensors[f"{source}/{weight}"] for weight in weights])


if __name__ == "__main__":
    build_model().summary()
`
}

function freezing(made: string, frozen: readonly string[]): string {
  return `    model = ${made}
    for name in [${frozen.join(', ')}]:
        model.get_layer(name).trainable = False
    return model`
}

function linesOf(step: Step): string[] {
  const { kind, name, owner, isShared, layer } = step
  if (kind === 'input') return [`${name} = keras.Input(${python(step.outputShapes[0])}, name=${python(name)})`]
  const written = writerOf(step)(step)
  const lines: string[] = []
  if ('expression' in written) lines.push(`${name} = ${written.expression}`)
  else if (!isShared) lines.push(`${name} = ${written.make}(${written.input})${written.after ?? ''}`)
  else {
    if (layer.weightsOf === undefined) lines.push(`${owner}_layer = ${written.make}`)
    lines.push(`${name} = ${owner}_layer(${written.input})${written.after ?? ''}`)
  }
  const activation = activationOf(step, name)
  const applied = activation && writerOf(activation)(activation)
  if (applied && 'expression' in applied) lines.push(`${name} = ${applied.expression}`)
  return lines
}

function writerOf({ kind, layer }: Step) {
  if (Object.hasOwn(kerasLayers, kind)) return kerasLayers[kind]
  throw new ExportError(`${layer.name}: Keras has no ${kind}`)
}

function weightLine({ name, layer, weights }: Step): string {
  return `    ${python(name)}: (${python(layer.name)}, [${weights.map(weight => python(weight.name)).join(', ')}]),`
}

function list(names: readonly string[]): string {
  return names.length === 1 ? names[0] : `[${names.join(', ')}]`
}
