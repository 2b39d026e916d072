import { dispose, type Tensor } from '@tensorflow/tfjs-core'
import { share } from './share'

type Inputs = Readonly<Record<string, Tensor>>

/** What a panel's layers may hold on top of the weights: all of ResNet-50 at 224×224 pixels are 150 MB. */
const MOST_BYTES = 2 ** 28

/**
 * What layers gave for the same inputs, so that later runs on these need not compute it again: the latest, as far as there is
 * room. Its tensors are its own; those of the inputs are not.
 */
export class Recollection {
  private readonly outputs = new Map<string, readonly Tensor[]>()
  private bytes = 0

  constructor(
    private readonly inputs: Inputs,
    private readonly mostBytes = MOST_BYTES,
  ) {}

  /** Whether these are the inputs, or share their numbers, and nothing else is given beside them. */
  isOf(inputs: Inputs): boolean {
    const names = Object.keys(inputs)
    return (
      names.length === Object.keys(this.inputs).length && names.every(name => isSame(inputs[name], this.inputs[name]))
    )
  }

  has(layer: string): boolean {
    return this.outputs.has(layer)
  }

  /** Whoever asked disposes of the tensors. */
  recall(layer: string): readonly Tensor[] {
    return this.outputs.get(layer)!.map(share)
  }

  note(layer: string, outputs: readonly Tensor[]): void {
    const bytes = bytesOf(outputs)
    if (this.has(layer) || bytes > this.mostBytes) return
    this.outputs.set(layer, outputs.map(share))
    this.bytes += bytes
    for (const [oldest, noted] of this.outputs) {
      if (this.bytes <= this.mostBytes) break
      this.outputs.delete(oldest)
      this.bytes -= bytesOf(noted)
      dispose([...noted])
    }
  }

  dispose(): void {
    dispose([...this.outputs.values()].flat())
    this.outputs.clear()
    this.bytes = 0
  }
}

function isSame(tensor: Tensor, other: Tensor | undefined): boolean {
  return tensor.dataId === other?.dataId && String(tensor.shape) === String(other.shape)
}

function bytesOf(tensors: readonly Tensor[]): number {
  return 4 * tensors.reduce((numbers, { size }) => numbers + size, 0)
}
