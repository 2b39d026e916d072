import { basename } from 'node:path'
import type { Graph } from '../../builder/graph'
import { type OnnxDescription, writeOnnx } from '../export/writeOnnx'
import { type NamedTensor, writeSafetensors } from '../export/writeSafetensors'
import type { WeightReport } from '../requests'
import { slotName } from '../weights/slots'
import { weightValues } from './weightValues'
import { writeBytes } from './writeBytes'

/** Writes a network's weights as another library's program reads them, or with the whole network as ONNX. */
export interface WeightsJob {
  readonly kind: 'weights'
  readonly graph: Graph
  /** The file that they come from; without one they are what training starts from. */
  readonly weights?: string
  readonly seed: number
  /** Absolute; with `tfjs` the model.json, beside which the binary file is written. */
  readonly out: string
  readonly format: 'safetensors' | 'tfjs' | 'onnx'
  /** The network, for ONNX. */
  readonly model?: OnnxDescription
}

export interface WeightsDone {
  /** Absolute paths. */
  readonly written: readonly string[]
  /** Absent where no file was given. */
  readonly report?: WeightReport
}

export async function weightsJob({ graph, weights, seed, out, format, model }: WeightsJob): Promise<WeightsDone> {
  const { slots, values, report } = await weightValues(graph, weights, seed)
  const tensors = slots.map(slot => ({ name: slotName(slot), shape: slot.shape, values: values.get(slotName(slot))! }))
  const about = report ? { report } : {}
  if (format === 'tfjs') return { written: writeTfjs(tensors, out), ...about }
  writeBytes(out, format === 'onnx' ? writeOnnx(model!, values) : writeSafetensors(tensors))
  return { written: [out], ...about }
}

/** A model.json with a manifest and no topology, and all numbers in one binary file. */
function writeTfjs(tensors: readonly NamedTensor[], out: string): string[] {
  const binary = out.replace(/(\.json)?$/, '.bin')
  const weights = tensors.map(({ name, shape }) => ({ name, shape, dtype: 'float32' }))
  const manifest = { format: 'layers-model', weightsManifest: [{ paths: [basename(binary)], weights }] }
  const bytes = tensors.map(({ values }) => Buffer.from(values.buffer, values.byteOffset, values.byteLength))
  // The numbers first: a manifest that is there names what is there.
  writeBytes(binary, Buffer.concat(bytes))
  writeBytes(out, `${JSON.stringify(manifest)}\n`)
  return [out, binary]
}
