import type { Field, ReceptiveField } from '../../builder/receptiveField'
import type { LayerInstance } from '../analysis'
import { atSites } from './atSites'
import { defineRule } from './rule'

/**
 * Finds a merge of maps of one size whose elements at the same place look at different places of the image.
 *
 * Why: a sum or concatenation joins what stands at the same place. Where one branch pads unevenly, or crops on one side only,
 * its windows lie beside those of the other, and what is joined does not belong together. Less than a pixel of the image is
 * left alone.
 *
 * Do: pad both branches alike; give odd windows to both; or strides to windows of the same size.
 *
 * @example
 * const image = input(224, 224, 3)
 * const [a, b] = [3, 7].map(size => image.conv2d(16, size, { strides: 2 }).relu())
 * model('beside', image, a.cropping2d({ top: 0, bottom: 2, left: 0, right: 2 }).add(b))
 *
 * Source: Araujo, Norris and Sim 2019, Computing Receptive Fields of Convolutional Neural Networks, alignment,
 * https://distill.pub/2019/computing-receptive-fields
 */
export const misalignedMerge = defineRule({
  id: 'misaligned-merge',
  severity: 'information',
  strict: true,

  *check(analysis) {
    for (const { site, what, times } of atSites(analysis, shiftOf)) {
      const message = `its inputs look at places ${Number(what.toFixed(2))} pixels of the image apart${times}: their windows are padded or cropped differently`
      yield { span: site.nameSpan, message, fixes: [] }
    }
  },
})

/** How far the centres of the windows of a merge's inputs lie apart, where none of them was a merge of such already. */
function shiftOf({ node, layer, model, field }: LayerInstance): number | undefined {
  if (node.inputs.length < 2 || field.status !== 'misaligned' || !model) return undefined
  const inputs = layer.inputs.map(({ layer: name }) => model.fields.get(name)!)
  if (inputs.some(({ status }) => status !== 'exact')) return undefined
  const fields = inputs.map(windowsOf).filter(field => field !== undefined)
  for (const axis of [0, 1]) {
    const strides = new Set(fields.map(({ stride }) => stride[axis]))
    const centres = fields.map(
      ({ size, padding }) => ((size[axis] ?? Number.NaN) - 1) / 2 - (padding[axis] ?? Number.NaN),
    )
    const shift = Math.max(...centres) - Math.min(...centres)
    if (strides.size === 1 && shift >= 1) return shift
  }
  return undefined
}

function windowsOf(field: ReceptiveField): Field | undefined {
  return field.global ? field.throughConvolutions : field
}
