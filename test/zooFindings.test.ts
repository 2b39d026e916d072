import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { analyse } from '../server/analysis'
import { strict } from '../server/configuration/configuration'
import { diagnostics } from '../server/features/diagnostics'
import { rules } from '../server/rules/index'

const zoo = resolve(__dirname, '../builder/zoo')
const files = readdirSync(zoo).filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
const sources = new Map<string, ts.SourceFile>()

/** A file of the builder as a user would have it, who imports the builder as a package. */
function parse(file: string): ts.SourceFile | undefined {
  if (!sources.has(file) && existsSync(file)) {
    const text = readFileSync(file, 'utf8').replace(/from '\.\.\/(input|model|problem|tensor)'/g, "from 'convolens'")
    sources.set(file, ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true))
  }
  return sources.get(file)
}

const modules = {
  parse,
  resolve: (specifier: string, from: string) =>
    specifier.startsWith('.') ? `${resolve(dirname(from), specifier)}.ts` : undefined,
}

const isStrict = new Set(rules.filter(rule => rule.strict).map(({ id }) => id))

const results = files.map(file => {
  // Only the network counts here, not how busy the machine is.
  const analysis = analyse(parse(`${zoo}/${file}`)!, modules, { limits: { milliseconds: 30_000 } })
  const stricter = diagnostics(analysis, strict).map(({ rule }) => rule)
  return {
    file,
    findings: diagnostics(analysis),
    strictOnly: [...new Set(stricter)].filter(rule => isStrict.has(rule)),
  }
})

/** The design rules that find something in the files of the zoo; what the builder itself finds is left out. */
function found(isAsked: (severity: string) => boolean): Record<string, string[]> {
  const found = results.map(({ file, findings }) => {
    const names = new Set(findings.filter(({ severity }) => isAsked(severity)).map(({ rule }) => rule))
    return [file, rules.filter(({ id, check }) => check && names.has(id)).map(({ id }) => id)] as const
  })
  return Object.fromEntries(found.filter(([, names]) => names.length > 0))
}

test('the design rules warn of nothing in famous networks', () => {
  expect(found(severity => severity === 'error' || severity === 'warning')).toEqual({})
})

test('what the design rules remark on in famous networks', () => {
  expect(found(severity => severity === 'information')).toEqual({
    // Large heads on flattened maps, from before global average pooling.
    'alexNet.ts': ['dense-dominates'],
    'siamese.ts': ['dense-dominates', 'large-kernel'],
    // Dropout right behind a pooling, older than what is known of it on maps (Tompson et al. 2015).
    'networkInNetwork.ts': ['dropout-between-convolutions'],
    'uNet.ts': ['dropout-between-convolutions'],
    'vgg.ts': ['dense-dominates'],
    'yoloV1.ts': ['dense-dominates'],
    'zfNet.ts': ['dense-dominates'],
    // Its last convolution is activated before the pooling.
    'squeezeNet.ts': ['rectified-scores'],
    // Scores of 150 classes at every pixel.
    'pspNet.ts': ['tensor-too-large'],
    // Shortcuts that read one pixel of four.
    'alignedXception.ts': ['strided-pointwise'],
    'xception.ts': ['strided-pointwise'],
  })
})

test('what the strict profile alone says of famous networks', () => {
  const networks = new Map<string, string[]>()
  for (const { file, strictOnly } of results) {
    for (const rule of strictOnly) networks.set(rule, [...(networks.get(rule) ?? []), file.replace(/\.ts$/, '')])
  }
  expect(Object.fromEntries(networks)).toMatchInlineSnapshot(`
    {
      "activation-before-max-pool": [
        "alexNet",
        "googLeNet",
        "siamese",
        "squeezeNet",
        "yoloV1",
        "zfNet",
      ],
      "channel-alignment": [
        "fcn",
      ],
      "local-response-normalization": [
        "alexNet",
        "googLeNet",
        "zfNet",
      ],
      "misaligned-merge": [
        "dsod",
        "fasterRcnn",
        "residualUNet",
        "xception",
        "yoloV3",
      ],
      "missing-reduction": [
        "alexNet",
        "deepLabV1",
        "fasterRcnn",
        "fcn",
        "ssd",
        "yoloV1",
        "zfNet",
      ],
      "uneven-padding": [
        "deconvNet",
        "dsod",
        "fasterRcnn",
        "mobileNetV1",
        "segNet",
        "shiftNet",
        "squeezeNet",
        "xception",
      ],
      "unfaithful-grad-cam": [
        "alexNet",
        "googLeNet",
        "leNet5",
        "vgg",
        "yoloV1",
        "zfNet",
      ],
    }
  `)
})
