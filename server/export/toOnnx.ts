import type { Graph } from '../../builder/graph'
import { onnxArithmetic } from './onnxArithmetic'
import { onnxShape } from './onnxAxes'
import type { OnnxModel } from './onnxModel'
import { onnxShapes } from './onnxShapes'
import { type OnnxLayer, onnxWindows } from './onnxWindows'
import { OnnxWriter } from './onnxWriter'
import { activationOf, ExportError, exportSteps, type Step } from './step'

export const onnxLayers: Readonly<Record<string, OnnxLayer>> = { ...onnxArithmetic, ...onnxShapes, ...onnxWindows }

/** The first set in which resizing can leave images and channels alone, and reductions take their axes as an input. */
const OPSET = 18
/** The first set with deformable convolutions. */
const OPSET_OF_DEFORMABLE = 19

/**
 * A network as an ONNX model, for images in any number: the tensors have their channels first, `[images, channels, height,
 * width]`. Weights are named `layer/weight`, as everywhere, and are put in by whoever writes the bytes.
 *
 * Throws {@link ExportError} for a layer that ONNX lacks, or a size that is no number.
 * Source  https://onnx.ai/onnx/operators
 */
export function toOnnx(graph: Graph): OnnxModel {
  const steps = exportSteps(graph, new Set())
  refuseIndices(graph)
  const onnx = new OnnxWriter()
  const tensors = new Map<string, string>()
  for (const step of steps) {
    const inputs = step.inputs.map(input => tensors.get(input)!)
    const outputs = step.kind === 'input' ? [step.name] : written({ ...step, inputs }, onnx)
    for (const [index, output] of outputs.entries()) {
      tensors.set(outputs.length === 1 ? step.name : `${step.name}[${index}]`, output)
    }
  }
  const stepOf = (layer: string) => steps.find(step => step.layer.name === layer)!
  const value = (name: string, shape: readonly number[]) => ({ name, shape: onnxShape('N', shape) })
  return {
    name: graph.name,
    opset: onnx.nodes.some(({ operator }) => operator === 'DeformConv') ? OPSET_OF_DEFORMABLE : OPSET,
    inputs: graph.inputs.map(input => value(stepOf(input).name, stepOf(input).outputShapes[0])),
    outputs: graph.outputs.map(({ layer, output }) => {
      const { name, outputShapes } = stepOf(layer)
      const key = outputShapes.length === 1 ? name : `${name}[${output}]`
      return value(onnx.output(tensors.get(key)!, key), outputShapes[output])
    }),
    nodes: onnx.nodes,
    initializers: onnx.initializers,
  }
}

function written(step: Step, onnx: OnnxWriter): string[] {
  const write = Object.hasOwn(onnxLayers, step.kind) ? onnxLayers[step.kind] : undefined
  if (write === undefined) throw new ExportError(`${step.layer.name}: ${step.kind} is not written for ONNX`)
  onnx.begin(step.name)
  const outputs = [write(step, onnx)].flat()
  const activation = activationOf(step, outputs[0])
  return activation ? written({ ...activation, name: `${step.name}_${activation.kind}` }, onnx) : outputs
}

/** Places of maxima are counted otherwise in ONNX, and mean something to the layer alone that puts the maxima back. */
function refuseIndices({ layers, outputs }: Graph): void {
  const pools = new Set(layers.filter(({ kind }) => kind === 'maxPool2dWithIndices').map(({ name }) => name))
  const isIndices = ({ layer, output }: { layer: string; output: number }) => output === 1 && pools.has(layer)
  const reader = layers.find(({ kind, inputs }) => kind !== 'maxUnpool2d' && inputs.some(isIndices))
  const shown = outputs.find(isIndices)
  if (reader === undefined && shown === undefined) return
  throw new ExportError(
    `${reader?.name ?? shown!.layer}: indices of maxima can be used by maxUnpool2d alone in ONNX, which counts them otherwise`,
  )
}
