import type { Graph } from '../../builder/graph'
import { zoo } from '../../builder/zoo/index'

/** Forms of networks that are smaller than the usual ones, or other, so that more can be tried in less time. */
const FORMS: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  cbamResNet: [{ depth: 18 }],
  cifarResNet: [{ depth: 20 }, { depth: 56, shortcut: 'projection' }],
  deepLabV2: [{ backbone: 'vgg16' }],
  fasterRcnn: [{ backbone: 'vgg16' }, { backbone: 'resNet50Fpn' }],
  googLeNet: [{}, { version: 'batchNorm' }],
  inceptionResNet: [{ version: 1 }],
  networkInNetwork: [{ dataset: 'cifar' }, { dataset: 'imageNet' }],
  preactivationResNet: [{ depth: 34 }],
  resNet: [{ depth: 34 }, { depth: 50, version: 1.5 }],
  seResNet: [{ depth: 50 }],
  uNet: [{}, { batchNorm: true, padding: 'same', input: [256, 256, 3] }],
  vgg: [{ depth: 16 }, { depth: 11, batchNorm: true }, { depth: 13, anySize: true, input: [224, 224, 3] }],
}

/** Every network of the zoo, some in several forms, by a name that tells the form. */
export function networks(): ReadonlyMap<string, Graph> {
  const found = new Map<string, Graph>()
  for (const [name, { make }] of Object.entries(zoo)) {
    for (const options of FORMS[name] ?? [{}]) {
      const form = Object.values(options).map(String).join(' ')
      found.set(`${name} ${form}`.trimEnd(), make(options as never).graph)
    }
  }
  return found
}
