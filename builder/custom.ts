import { unknownDimension } from './dimension'
import { defineLayer } from './layerKind'
import { flagOr, INVALID, type Option } from './option'

const className: Option<string, string, false> = {
  documentation: 'The class of the layer.',
  type: 'string',
  required: false,
  defaultInput: 'Layer',
  parse: input => (typeof input === 'string' ? input : INVALID),
  alternatives: () => ['Layer'],
}

/**
 * A layer that a program defines itself, or that only another library has. It has no method on a tensor: only a static
 * analyser makes it, which knows its shapes and weights.
 */
export const customKind = defineLayer({
  kind: 'custom',
  summary: 'Is a layer whose computation is not known.',
  options: { className, elementwise: flagOr(false, 'Whether every output is computed from the input at its place.') },
  inputs: 'several',
  outputs: 'several',
  infer: (_options, inputs) => inputs,
  macs: ({ elementwise }) => (elementwise ? 0 : unknownDimension('what the layer computes is not known')),
  window({ elementwise }) {
    if (elementwise) return 'elementwise'
    const unknown = unknownDimension('what the layer computes is not known')
    return { size: [unknown, unknown], stride: [unknown, unknown], padding: [undefined, undefined] }
  },
})
