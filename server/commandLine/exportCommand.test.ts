import { describe, expect, test } from 'vitest'
import type { EngineAnswer } from './engineJob'
import { runCommand } from './testTerminal'

function run(args: string[], texts: Record<string, string>, engine?: (job: object) => EngineAnswer) {
  return runCommand(['export', ...args], texts, engine && { engine })
}

const texts = {
  '/w/net.ts': `import { input, model } from 'convolens'
const image = input(8, 8, 3)
export default model('Small', image, image.conv2d(4, 3, { padding: 'same' }).relu().flatten().dense(2))`,
  '/w/indices.ts': `import { input, model } from 'convolens'
const image = input(8, 8, 9)
export default model('m', image, image.maxPool2dWithIndices()[0])`,
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

describe('the weights', () => {
  const named = {
    '/w/models/net.ts': `import { input, model } from 'convolens'
const image = input(8, 8, 3)
export default model('Small', image, image.conv2d(4, 3), { weights: '../trained/model.json' })`,
    '/w/trained/model.json': '{}',
    '/w/other.h5': '',
  }
  const report = { missing: ['conv2d_1/bias'], unused: [], notes: ['a note'], matched: [] }

  test.each([
    ['keras', 'out/n.py', { format: 'safetensors', out: '/w/out/n.safetensors' }, ['out/n.safetensors']],
    ['pytorch', 'n.py', { format: 'safetensors', out: '/w/n.safetensors' }, ['n.safetensors']],
    ['tfjs', 'n.ts', { format: 'tfjs', out: '/w/n.json' }, ['n.json', 'n.bin']],
    ['onnx', 'n.onnx', { format: 'onnx', out: '/w/n.onnx' }, []],
  ])('that the model names come along to %s', (to, out, job, beside) => {
    const jobs: object[] = []
    const engine = (asked: object) => {
      jobs.push(asked)
      return { result: { report } }
    }
    const { status, output, errors } = run(['models/net.ts', '--to', to, '--out', out, '--json'], { ...named }, engine)
    expect(status).toBe(0)
    expect(jobs).toEqual([expect.objectContaining({ kind: 'weights', weights: '/w/trained/model.json', ...job })])
    expect(JSON.parse(output)).toEqual({ written: [out, ...beside], weights: report })
    expect(errors).toBe('the file has no weights for conv2d_1/bias; they are random\na note')
  })

  test('that are asked for go before those that the model names', () => {
    let asked: object = {}
    const args = ['models/net.ts', '--to', 'keras', '--out', 'n.py', '--weights', 'other.h5']
    run(args, { ...named }, job => {
      asked = job
      return { result: { report } }
    })
    expect(asked).toMatchObject({ weights: '/w/other.h5' })
  })

  test('that are not there leave random ones in an ONNX model, which is told', () => {
    const { '/w/trained/model.json': gone, ...others } = named
    const { status, errors } = run(['models/net.ts', '--to', 'onnx', '--out', 'n.onnx'], others, () => ({ result: {} }))
    expect(status).toBe(0)
    expect(errors).toBe(
      'there is no file ../trained/model.json, which Small names for its weights\nthe weights of Small are random; give trained ones with --weights',
    )
  })

  test('a fault of the engine is told with what helps', () => {
    const engine = () => ({ error: { message: 'other.h5 is a broken HDF5 file', action: 'Copy or save it again.' } })
    const args = ['models/net.ts', '--to', 'onnx', '--out', 'n.onnx', '--weights', 'other.h5']
    expect(run(args, { ...named }, engine)).toEqual({
      ...{ status: 2, output: '', errors: 'other.h5 is a broken HDF5 file. Copy or save it again.' },
    })
  })
})

test.each([
  [['net.ts', '--to', 'onnx'], 'name a file with --out: an ONNX model is no text'],
  [['net.ts', '--to', 'keras', '--weights', 'a.h5'], 'name a file with --out: weights are written beside the program'],
  [['net.ts', '--to', 'keras', '--out', 'a.py', '--weights', 'a.h5'], 'there is no file a.h5'],
  [['indices.ts', '--to', 'tfjs', '--uot', 'a.ts'], 'there is no option --uot; did you mean --out?'],
  [['net.ts'], '--to is keras or pytorch or tfjs or onnx'],
  [['net.ts', '--to', 'caffe'], '--to is keras or pytorch or tfjs or onnx, not caffe'],
  [['--to', 'keras'], 'export writes one model, not 0; try convolens export --help'],
  [['indices.ts', '--to', 'keras'], 'maxPool2dWithIndices_1: Keras has no maxPool2dWithIndices'],
])('%j is refused', (args, message) => {
  expect(run(args, texts)).toEqual({ status: 2, output: '', errors: message })
})
