import { expect, test } from 'vitest'
import type { EngineAnswer } from './engineJob'
import { runCommand } from './testTerminal'

const texts = {
  '/w/models/net.ts': `import { input, model } from 'convolens'
const image = input(8, 8, 3)
const map = image.conv2d(4, 3, { name: 'edges' }).relu()
export default model('Small', image, map.globalAveragePool2d().dense(2), { weights: 'net.h5' })`,
  '/w/models/net.h5': '',
  '/w/a.png': '',
}

const drawn = [
  { file: '/w/maps/a.edges.png', shows: 'activations', layer: 'edges', dead: 0, channels: 4 },
  { file: '/w/maps/a.saliency.png', shows: 'saliency', class: '1', logit: 2 },
]
const scores = [
  { label: 'cat', score: 0.125 },
  { label: 'dog', score: 0.875 },
]
const report = { missing: [], unused: [], notes: [] }
const result = { backend: 'wasm', trained: true, report, images: [{ image: '/w/a.png', scores, drawn }] }

function run(args: string[], engine: (job: object) => EngineAnswer = () => ({ result })) {
  const jobs: object[] = []
  const told = runCommand(['visualize', ...args], texts, {
    engine: job => {
      jobs.push(job)
      return engine(job)
    },
    writeFile: () => {},
  })
  return { ...told, jobs }
}

test('asks the engine for Grad-CAM with the weights that the model names', () => {
  const { status, jobs, errors } = run(['models/net.ts', '--image', 'a.png'])
  expect([status, errors]).toEqual([0, ''])
  expect(jobs).toMatchObject([
    {
      kind: 'visualize',
      graph: { name: 'Small' },
      weights: '/w/models/net.h5',
      images: ['/w/a.png'],
      methods: ['gradCam'],
      layers: [],
      out: '/w/convolens-maps',
    },
  ])
})

test('prints the likeliest classes first, and the files', () => {
  expect(run(['models/net.ts', '--image', 'a.png', '--out', 'maps']).output).toBe(`a.png
  dog  0.8750
  cat  0.1250
  maps/a.edges.png  activations of edges
  maps/a.saliency.png  saliency`)
})

test('prints JSON, which holds everything', () => {
  const { output } = run(['models/net.ts', '--image=a.png', '--json'])
  expect(JSON.parse(output)).toEqual({ model: 'Small', ...result })
})

test('hands on what was chosen', () => {
  const args = ['--layer', 'edges', '--method', 'lime', '--method', 'occlusion', '--class', 'dog', '--limit', '9']
  const { jobs } = run(['models/net.ts', '--image', 'a.png', ...args])
  expect(jobs).toMatchObject([{ layers: ['edges'], methods: ['lime', 'occlusion'], class: 'dog', limit: 9 }])
})

test('says that weights are random', () => {
  const untrained = () => ({ result: { ...result, report: undefined, trained: false } })
  expect(run(['models/net.ts', '--image', 'a.png'], untrained).errors).toBe(
    'the weights of Small are random; give trained ones with --weights',
  )
})

test.each([
  [['models/net.ts'], 'name a picture with --image FILE.png'],
  [['--image', 'a.png'], 'visualize draws one model, not 0; try convolens visualize --help'],
  [['models/net.ts', '--image', 'b.png'], 'there is no file b.png'],
  [['models/net.ts', '--image', 'a.png', '--layer', 'edge'], 'Small has no layer edge; did you mean edges?'],
  [
    ['models/net.ts', '--image', 'a.png', '--layer', 'stem'],
    'Small has no layer stem; it has input_1, edges, relu_1, globalAveragePool2d_1, dense_1',
  ],
  [['models/net.ts', '--image', 'a.png', '--limit', '0'], '--limit is a number of at least 1, not 0'],
  [['models/net.ts', '--image', 'a.png', '--backend', 'webgl'], '--backend is auto or wasm or cpu, not webgl'],
  [['models/net.ts', '--image', 'a.png', '--weights', 'w.h5'], 'there is no file w.h5'],
  [['models/net.ts', '--image', 'a.png', '--metod', 'lime'], 'there is no option --metod; did you mean --method?'],
])('%j is refused', (args, message) => {
  const { status, errors, jobs } = run(args)
  expect([status, errors, jobs]).toEqual([2, message, []])
})
