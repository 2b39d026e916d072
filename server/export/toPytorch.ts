import type { Graph } from '../../builder/graph'
import { PYTHON_NAMES, python, READ_TENSORS } from './python'
import { type PytorchLayer, pytorchLayers } from './pytorchLayers'
import { activationOf, ExportError, exportSteps, isFrozen, outputExpressions, type Step } from './step'

/**
 * A network as a Python program for PyTorch: a module that takes images with channels first, and a function that reads its weights
 * from a .safetensors file of arrays `layer/weight`, channels last.
 *
 * Throws {@link ExportError} for a layer that PyTorch lacks, or a size that is no number.
 */
export function toPytorch(graph: Graph): string {
  const steps = exportSteps(graph, PYTHON_NAMES)
  const written = steps.filter(({ kind }) => kind !== 'input').map(step => ({ step, made: write(step) }))
  const owned = written.filter(({ step }) => step.layer.weightsOf === undefined)
  const members = owned.flatMap(({ step, made }) =>
    Object.entries(made.modules ?? {}).map(
      ([suffix, make]) => `self.${step.owner}${suffix} = ${make}${isFrozen(step) ? '.requires_grad_(False)' : ''}`,
    ),
  )
  const inputs = graph.inputs.map(name => steps.find(({ layer }) => layer.name === name)!.name)
  const outputs = outputExpressions(graph, steps).join(', ')
  const indent = (lines: readonly string[]) => lines.map(line => `        ${line}`).join('\n')
  return `"""${graph.name.replaceAll('"', "'")}, written by Convolens for PyTorch. Images have their channels first."""

import json

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


class Network(nn.Module):
    def __init__(self):
        super().__init__()
${indent(members)}

    def forward(self, ${inputs.join(', ')}):
${indent(written.flatMap(linesOf))}
        return ${outputs}


# Parameters and buffers, the weights they are in the file, and the order of axes that PyTorch wants.
WEIGHTS = {
${owned.flatMap(weightLines).join('\n')}
}


${READ_TENSORS}


def load_weights(model, path):
    """Reads a .safetensors file of arrays that are called as in WEIGHTS, channels last."""
    tensors = read_tensors(path)
    state = model.state_dict()
    for name, (source, axes) in WEIGHTS.items():
        values = tensors[source] if axes is None else tensors[source].transpose(axes)
        state[name] = torch.from_numpy(values.copy()).reshape(state[name].shape)
    model.load_state_dict(state)


if __name__ == "__main__":
    print(Network())
`
}

function write(step: Step): PytorchLayer {
  // Different ranks meet by their last axes in TensorFlow and by the channels' neighbours in PyTorch.
  if (new Set(step.inputShapes.map(({ length }) => length)).size > 1) {
    throw new ExportError(`${step.layer.name}: tensors of different ranks meet, which PyTorch aligns otherwise`)
  }
  if (!Object.hasOwn(pytorchLayers, step.kind)) throw new ExportError(`${step.layer.name}: PyTorch has no ${step.kind}`)
  return pytorchLayers[step.kind](step)
}

function linesOf({ step, made }: { step: Step; made: PytorchLayer }): string[] {
  const activation = activationOf(step, step.name)
  return [
    `${step.name} = ${made.expression}`,
    ...(activation ? [`${step.name} = ${write(activation).expression}`] : []),
  ]
}

function weightLines({ step, made }: { step: Step; made: PytorchLayer }): string[] {
  const used = (made.weights ?? []).filter(({ weight }) => step.weights.some(({ name }) => name === weight))
  return used.map(({ parameter, weight, axes }) => {
    const source = python(`${step.layer.name}/${weight}`)
    return `    ${python(step.owner + parameter)}: (${source}, ${axes ? python(axes) : 'None'}),`
  })
}
