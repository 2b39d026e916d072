import type { LayerNode } from '../../builder/node'
import type { Fix, LayerSite } from '../analysis'
import { dataflow } from './dataflow'
import { setOption } from './edits'
import { inLayers } from './inLayers'
import { isActivation } from './keepsPlaces'
import { defineRule } from './rule'
import { seeAlso } from './seeAlso'

/**
 * Finds a squeeze-and-excitation gate whose narrow layer has fewer than 4 units, or more than half as many as there are
 * channels.
 *
 * Why: the gate weighs all channels by what its narrow layer keeps of their averages. One or two numbers cannot tell which
 * of many channels matter; nearly as many as the channels cost weights and gain nothing. A reduction by 16, in small
 * networks by 4 or 8, has proved good.
 *
 * Do: give the layer a quarter to a sixteenth of the channels, and at least 4 units.
 *
 * @example
 * const image = input(32, 32, 32)
 * const gate = image.globalAveragePool2d().dense(2).relu().dense(32).sigmoid().reshape([1, 1, 32])
 * model('gated', image, image.multiply(gate))
 *
 * Source: Hu, Shen and Sun 2018, Squeeze-and-Excitation Networks, §6.1 and table 10, https://arxiv.org/abs/1709.01507; Wang et
 * al. 2020, ECA-Net, §3, https://arxiv.org/abs/1910.03151
 */
export const squeezeWidth = defineRule({
  id: 'squeeze-width',
  severity: 'information',

  *check(analysis) {
    const flow = dataflow(analysis)
    const seen = new Set<LayerSite>()
    for (const node of flow.nodes) {
      const squeeze = node.kind.kind === 'multiply' ? squeezeOf(node) : undefined
      const site = squeeze && flow.instanceOf(squeeze.layer)?.site
      if (!squeeze || !site || site.kind !== squeeze.layer.kind || seen.has(site)) continue
      const { layer, units, channels } = squeeze
      if (units >= LEAST && units * 2 <= channels) continue
      seen.add(site)
      const what = units < LEAST ? `only ${units} unit${units === 1 ? '' : 's'}` : `${units} units, more than half`
      yield {
        span: site.nameSpan,
        message: `the gate squeezes ${channels} channels to ${what}; a reduction by 4 to 16 has proved good`,
        related: seeAlso(analysis, flow, [node], 'the channels are weighed here'),
        fixes: widen(site, layer, Math.max(LEAST, Math.floor(channels / 4))),
      }
    }
  },
})

const LEAST = 4

interface Squeeze {
  readonly layer: LayerNode
  readonly units: number
  readonly channels: number
}

/** The narrow layer of a gate: global pooling, narrow layer, activation, layer of all channels, sigmoid. */
function squeezeOf({ inputs }: LayerNode): Squeeze | undefined {
  for (const { node } of inputs) {
    const gate = behindReshapes(node)
    if (!/igmoid$/.test(gate.kind.kind)) continue
    const scores = behindReshapes(gate.inputs[0].node)
    // The layers may be shared by two poolings, whose scores are added (CBAM).
    const excite = scores.kind.kind === 'add' ? behindReshapes(scores.inputs[0].node) : scores
    const activation = weighsChannels(excite) ? behindReshapes(excite.inputs[0].node) : undefined
    const layer = activation && isActivation(activation) ? behindReshapes(activation.inputs[0].node) : undefined
    if (!layer || !weighsChannels(layer)) continue
    const pooling = behindReshapes(layer.inputs[0].node)
    const [units, channels] = [layer.outputShapes[0].at(-1), pooling.outputShapes[0].at(-1)]
    if (!pooling.kind.kind.startsWith('global') || typeof units !== 'number' || typeof channels !== 'number') continue
    if (excite.outputShapes[0].at(-1) === channels && channels > LEAST * 2) return { layer, units, channels }
  }
  return undefined
}

function behindReshapes(node: LayerNode): LayerNode {
  let current = node
  while (/^(reshape|flatten|batchNorm)$/.test(current.kind.kind)) [{ node: current }] = current.inputs
  return current
}

/** A dense layer, or a 1×1 convolution, which is the same on a map of one pixel. */
function weighsChannels({ kind, options, unknownOptions }: LayerNode): boolean {
  if (unknownOptions.length > 0) return false
  const { kernelSize } = options as { kernelSize?: readonly unknown[] }
  return kind.kind === 'dense' || (kind.kind === 'conv2d' && kernelSize?.every(side => side === 1) === true)
}

function widen(site: LayerSite, { kind }: LayerNode, units: number): Fix[] {
  const name = kind.kind === 'dense' ? 'units' : 'filters'
  const edit = site.instances.length === 1 ? setOption(site, name, `${units}`) : undefined
  return edit ? [{ title: `Use ${units} ${name}${inLayers(site)}`, edits: [edit] }] : []
}
