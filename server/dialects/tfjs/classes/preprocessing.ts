import type { Dimension } from '../../../../builder/dimension'
import { isSize, sizeOf } from '../config'
import { LayerBehaviour } from '../layerBehaviour'
import type { TfjsShape } from '../shapes'

/** `Resizing`, `CenterCrop` and `CategoryEncoding`: layers whose options say sizes of the output. */
export class Preprocessing extends LayerBehaviour {
  override readonly kind = undefined

  private size(name: string): Dimension {
    const setting = this.config.get(name)
    return isSize(setting) ? sizeOf(setting) : Number.NaN
  }

  override outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    const output = [...this.single(inputs)]
    if (this.className === 'CategoryEncoding') {
      const isOneHot = this.config.get('outputMode') === 'oneHot' && output[output.length - 1] !== 1
      return [isOneHot ? [...output, this.size('numTokens')] : [...output.slice(0, -1), this.size('numTokens')]]
    }
    // tfjs-layers takes the input of Resizing for one image, so that the batch axis is lost.
    if (this.className === 'Resizing') return [[this.size('height'), this.size('width'), output[2]!]]
    output[output.length - 3] = this.size('height')
    output[output.length - 2] = this.size('width')
    return [output]
  }
}
