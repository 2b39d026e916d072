import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { runCommand } from './testTerminal'

const run = (args: string[], texts: Record<string, string>) => runCommand(['import', ...args], texts)

const saved = {
  modelTopology: {
    class_name: 'Sequential',
    config: {
      name: 'digits',
      layers: [
        {
          class_name: 'Conv2D',
          config: { name: 'first', filters: 4, kernel_size: [3, 3], batch_input_shape: [null, 8, 8, 1] },
        },
        { class_name: 'Flatten', config: { name: 'flat' } },
      ],
    },
  },
  weightsManifest: [],
}

test('writes a program that names the weights from where it stands', () => {
  const texts: Record<string, string> = { '/w/saved/model.json': JSON.stringify(saved) }
  expect(run(['saved/model.json', '--out', 'models/digits.ts'], texts)).toEqual({ status: 0, output: '', errors: '' })
  expect(texts['models/digits.ts']).toContain("import { input, model } from 'convolens'")
  expect(texts['models/digits.ts']).toContain("weights: '../saved/model.json'")
  expect(texts['models/digits.ts']).toMatch(/conv2d\(4, 3, \{[^}]*name: 'first'/)
})

test('a file of weights alone is refused', () => {
  const text = readFileSync(new URL('../../examples/digits/weights/model.json', import.meta.url), 'utf8')
  const { status, errors } = run(['model.json'], { '/w/model.json': text })
  expect([status, errors]).toEqual([2, 'model.json: the file describes no layers model'])
})

test.each([
  [['a.keras'], 'there is no file a.keras'],
  [['gone.json'], 'there is no file gone.json'],
  [[], 'import reads one file, not 0; try convolens import --help'],
])('%j is refused', (args, message) => {
  expect(run(args, {})).toEqual({ status: 2, output: '', errors: message })
})
