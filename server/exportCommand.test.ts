import { expect, test } from 'vitest'
import { commandLine } from './commandLine'
import { memoryFileSystem } from './memoryFileSystem'

function run(args: string[], texts: Record<string, string>) {
  const output: string[] = []
  const errors: string[] = []
  const status = commandLine(['export', ...args], {
    files: memoryFileSystem(texts),
    workingFolder: '/w',
    committedFile: () => undefined,
    writeFile: (path, text) => {
      texts[path] = text
    },
    print: line => output.push(line),
    printError: line => errors.push(line),
  })
  return { status, output: output.join('\n'), errors: errors.join('\n') }
}

const texts = {
  '/w/net.ts': `import { input, model } from 'convolens'
const image = input(8, 8, 3)
export default model('Small', image, image.conv2d(4, 3, { padding: 'same' }).relu().flatten().dense(2))`,
  '/w/shift.ts': `import { input, model } from 'convolens'
const image = input(8, 8, 9)
export default model('m', image, image.shift({ kernelSize: 3 }))`,
}

test('a Keras program', () => {
  const { status, output } = run(['net.ts', '--to', 'keras'], texts)
  expect(status).toBe(0)
  expect(output).toContain(`def build_model():
    input_1 = keras.Input((8, 8, 3), name="input_1")
    conv2d_1 = layers.Conv2D(4, 3, padding="same", name="conv2d_1")(input_1)
    relu_1 = ops.relu(conv2d_1)
    flatten_1 = layers.Flatten()(relu_1)
    dense_1 = layers.Dense(2, name="dense_1")(flatten_1)
    return keras.Model(input_1, dense_1)`)
})

test('a PyTorch program, whose flattened numbers stand in the order of the weights', () => {
  const { output } = run(['net.ts', '--to', 'pytorch'], texts)
  expect(output).toContain('self.conv2d_1 = nn.Conv2d(3, 4, 3, padding=1)')
  expect(output).toContain('flatten_1 = relu_1.permute(0, 2, 3, 1).flatten(1)')
  expect(output).toContain('self.dense_1 = nn.Linear(256, 2)')
})

test('into a file', () => {
  expect(run(['net.ts', '--to', 'tfjs', '--out', 'out.ts'], texts)).toEqual({ status: 0, output: '', errors: '' })
  expect((texts as Record<string, string>)['out.ts']).toContain(
    "tf.layers.dense({ units: 2, useBias: true, name: 'dense_1' })",
  )
})

test.each([
  [['net.ts'], '--to is keras or pytorch or tfjs'],
  [['net.ts', '--to', 'caffe'], '--to is keras or pytorch or tfjs, not caffe'],
  [['--to', 'keras'], 'export writes one model, not 0; try convolens --help'],
  [['shift.ts', '--to', 'keras'], 'shift_1: Keras has no shift'],
])('%j is refused', (args, message) => {
  expect(run(args, texts)).toEqual({ status: 2, output: '', errors: message })
})
