import { mkdirSync, writeFileSync } from 'node:fs'
import { slotName, type WeightSlot } from '../../engine/weights/slots'

/** Writes weights as TensorFlow.js does: model.json with a manifest, and one binary file of float32. */
export function saveTfjsModel(
  folder: string,
  slots: readonly WeightSlot[],
  values: ReadonlyMap<string, Float32Array>,
): void {
  const shard = 'weights.bin'
  const weights = slots.map(slot => ({ name: slotName(slot), shape: slot.shape, dtype: 'float32' }))
  const manifest = { format: 'layers-model', weightsManifest: [{ paths: [shard], weights }] }
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}model.json`, `${JSON.stringify(manifest, null, 2)}\n`)
  const bytes = slots.map(slot => Buffer.from(values.get(slotName(slot))!.slice().buffer))
  writeFileSync(`${folder}${shard}`, Buffer.concat(bytes))
}
