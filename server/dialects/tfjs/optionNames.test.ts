import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { optionNames } from './optionNames'

const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-layers/package.json')
const file = join(dirname(main), 'dist/exports_layers.d.ts')

test('the options are those that the types of tfjs-layers declare', () => {
  const options = { skipLibCheck: true, strict: true, moduleResolution: ts.ModuleResolutionKind.Bundler }
  const program = ts.createProgram([file], { ...options, module: ts.ModuleKind.ESNext })
  const checker = program.getTypeChecker()
  const functions = program.getSourceFile(file)!.statements.filter(ts.isFunctionDeclaration)
  const declared = functions.flatMap(({ name, parameters: [config] }) => {
    const type = config && checker.getNonNullableType(checker.getTypeAtLocation(config))
    return type ? [[name!.text, checker.getPropertiesOfType(type).map(option => option.name)] as const] : []
  })
  expect(declared.length).toBeGreaterThan(60)
  const unknown = declared
    // What an input is made with is no layer's; the types of one class keep Keras's spelling beside the usual one.
    .filter(([name]) => name !== 'inputLayer')
    .map(([name, names]) => [name, names.filter(option => !/_/.test(option) && !optionNames(name)?.includes(option))])
  expect(unknown.filter(([, names]) => names!.length > 0)).toEqual([])
  for (const [name, names] of declared) {
    for (const option of optionNames(name) ?? []) expect(COMMON.has(option) || names.includes(option)).toBe(true)
  }
})

const COMMON: ReadonlySet<string> = new Set([
  ...['inputShape', 'batchInputShape', 'batchSize', 'dtype', 'name', 'trainable', 'weights', 'inputDType'],
])
