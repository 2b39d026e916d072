import { describe, expect, test } from 'vitest'
import { analyseText, PREAMBLE } from '../analyseText'
import { applyFix } from '../rules/applyFix'
import { completion } from './completion'
import { rename, renameSpan } from './rename'
import { signatureHelp } from './signatureHelp'

/** What a feature says at `$0` in a code. */
function at<T>(code: string, feature: (analysis: ReturnType<typeof analyseText>, offset: number) => T): T {
  const offset = code.indexOf('$0')
  if (offset < 0) throw new Error('no $0 in the code')
  return feature(analyseText(code.replace('$0', '')), PREAMBLE.length + offset)
}

const labelsAt = (code: string) => at(code, completion).map(({ label }) => label)

/** The code with the completion of a label taken. */
function completed(code: string, label: string): string {
  const item = at(code, completion).find(each => each.label === label)!
  const text = PREAMBLE + code.replace('$0', '')
  return applyFix(text, { title: '', edits: [item] }).slice(PREAMBLE.length)
}

const IMAGE = 'const image = input(8, 8, 12)\n'

describe('completion', () => {
  test('layers behind a tensor of which a layer is made by a template', () => {
    expect(labelsAt(`${IMAGE}image.conv2d\`8\`\nimage.relu()\nimage.$0`)).toContain('conv2d(filters, kernelSize)')
  })

  test.each(['image.$0', 'image.conv2d(8, 3).$0', 'const y = image.relu()\ny.con$0', 'const f = (x: Tensor) => x.$0'])(
    'layers behind a tensor: %s',
    code => {
      expect(labelsAt(IMAGE + code)).toContain('conv2d(filters, kernelSize)')
      expect(labelsAt(IMAGE + code)).toContain('add(…tensors)')
    },
  )

  test.each(['const list = [1]\nlist.$0', 'Math.$0', 'image.conv2d(8, 3)$0'])('none behind anything else: %s', code => {
    expect(labelsAt(IMAGE + code)).toEqual([])
  })

  test('a layer takes the place of what is typed of its name', () => {
    const item = 'const y = image.conv2d(8, 3)\ny.con$0'
    // biome-ignore lint/suspicious/noTemplateCurlyInString: places to fill in.
    expect(completed(IMAGE + item, 'conv2d(filters, kernelSize)')).toMatch('y.conv2d(${1:filters}, ${2:kernelSize})')
  })

  test('options that are not given yet', () => {
    const labels = labelsAt(`${IMAGE}image.conv2d(8, 3, { padding: 'same', $0 })`)
    expect(labels).toEqual(expect.arrayContaining(['strides', 'groups', 'useBias', 'activation']))
    expect(labels).not.toContain('padding')
    expect(labels).not.toContain('filters')
  })

  test('groups that divide the channels on both sides', () => {
    expect(labelsAt(`${IMAGE}image.conv2d(18, 3, { groups: $0 })`)).toEqual(['1', '2', '3', '6'])
  })

  test('filters that match a merge, before those that come in', () => {
    const code = `${IMAGE}const side = image.conv2d(20, 1)\nmodel('m', image, image.conv2d($07, 1).batchNorm().add(side))`
    expect(labelsAt(code)).toEqual(['20', '12', '24'])
    expect(completed(code, '20')).toContain('image.conv2d(20, 1).batchNorm()')
  })

  test('words, with quotes or within them', () => {
    expect(labelsAt(`${IMAGE}image.conv2d(8, 3, { padding: $0 })`)).toEqual(["'same'", "'valid'"])
    const code = `${IMAGE}image.conv2d(8, 3, { activation: '$0' })`
    expect(labelsAt(code)).toContain('relu')
    expect(completed(code, 'relu')).toContain("activation: 'relu' }")
    expect(labelsAt(`${IMAGE}image.conv2d(8, 3, { useBias: $0 })`)).toEqual(['true', 'false'])
  })

  test('of TensorFlow.js', () => {
    const tf = "import * as tf from '@tensorflow/tfjs'\nconst net = tf.sequential()\n"
    const layer = (options: string) => `${tf}net.add(tf.layers.conv2d({ inputShape: [8, 8, 3], ${options} }))`
    expect(labelsAt(layer('filters: 4, kernelSize: 3, $0'))).toContain('strides')
    expect(labelsAt(layer('filters: 4, kernelSize: 3, $0'))).not.toContain('groups')
    expect(labelsAt(layer('filters: 4, kernelSize: 3, padding: $0'))).toEqual(["'same'", "'valid'"])
    expect(labelsAt(layer('filters: 4, kernelSize: $0'))).toEqual(['1', '3', '5', '7'])
  })
})

describe('signature help', () => {
  const shown = (code: string) => {
    const help = at(IMAGE + code, signatureHelp)
    if (!help) return undefined
    const { label, documentation } = help.parameters[help.active]
    return `${help.label.slice(...label)}: ${documentation}`
  }

  test('the option at the cursor', () => {
    expect(shown('image.conv2d($0)')).toBe(
      'filters: **filters** — Number of output channels. integer of at least 1; required.',
    )
    expect(shown('image.conv2d(8, $0)')).toMatch(/^kernelSize: /)
    expect(shown('image.conv2d(8, 3, { groups: $0 })')).toMatch(/^\{ strides.*\}: \*\*groups\*\* — Number of groups/)
  })

  test('outside of the brackets nothing', () => {
    expect(shown('image.con$0v2d(8, 3)')).toBeUndefined()
  })
})

describe('renaming a layer', () => {
  const NET = `${IMAGE}const x = image.conv2d(8, 3, { name: 's$0tem' }).relu({ name: 'on' })
model('m', image, x)`

  test('its name where it is written out', () => {
    const edits = at(NET, (analysis, offset) => rename(analysis, offset, 'first'))
    expect(typeof edits).not.toBe('string')
    const text = PREAMBLE + NET.replace('$0', '')
    expect(applyFix(text, { title: '', edits: edits as never })).toBe(text.replace('stem', 'first'))
  })

  test('what a program of TensorFlow.js asks for by that name', () => {
    const code = `import * as tf from '@tensorflow/tfjs'
const net = tf.sequential()
net.add(tf.layers.dense({ inputShape: [4], units: 2, name: 'he$0ad' }))
net.getLayer('head')`
    const edits = at(code, (analysis, offset) => rename(analysis, offset, 'scores'))
    const text = PREAMBLE + code.replace('$0', '')
    expect(applyFix(text, { title: '', edits: edits as never })).toBe(text.replaceAll("'head'", "'scores'"))
  })

  test('not to a name that is taken or is none, and nothing else', () => {
    expect(at(NET, (analysis, offset) => rename(analysis, offset, 'on'))).toBe('m has a layer named on already')
    expect(at(NET, (analysis, offset) => rename(analysis, offset, 'a b'))).toContain('is no name of a layer')
    expect(at(`${IMAGE}model('m$0', image, image.relu())`, renameSpan)).toBeUndefined()
  })
})
