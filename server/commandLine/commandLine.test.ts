import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { nodeFileSystem } from '../files/nodeFileSystem'
import type { FileReport } from '../report'
import { commands } from './help'
import { runCommand } from './testTerminal'

function run(args: string[], texts: Record<string, string> = {}, colours = false) {
  return runCommand(args, texts, { colours })
}

const digits = new URL('../../examples/digits/lenet.ts', import.meta.url)
const lenet = readFileSync(digits, 'utf8')

describe('summary', () => {
  test('LeNet-5 as JSON', () => {
    const { status, output } = run(['summary', 'lenet.ts', '--json'], { '/w/lenet.ts': lenet })
    expect(status).toBe(0)
    const [report] = JSON.parse(output) as FileReport[]
    const [model] = report.models
    expect(report.file).toBe('lenet.ts')
    expect(report.loose).toEqual([])
    expect(report.problems).toEqual([])
    expect(model).toMatchObject({
      name: 'LeNet-5',
      function: null,
      called: true,
      inputs: [[32, 32, 1]],
      outputs: [[10]],
      // 156 + 2,416 + 48,120 + 10,164 + 850
      parameters: { trainable: 61_706, nonTrainable: 0 },
      // 28·28·6·25 + 10·10·16·25·6 + 400·120 + 120·84 + 84·10
      macs: 416_520,
    })
    expect(model.receptiveField).toMatchObject({ size: [32, 32], global: true, status: 'exact' })
    const lines = lenet.split('\n')
    const { start, end } = model.range!
    expect(lines[start.line - 1].slice(start.column - 1)).toBe("model('LeNet-5', image, digits, {")
    expect(lines[end.line - 1].slice(0, end.column - 1)).toBe('})')
    expect(model.layers.map(({ name }) => name)).toEqual([
      ...['input_1', 'conv2d_1', 'tanh_1', 'avgPool2d_1', 'conv2d_2', 'tanh_2', 'avgPool2d_2', 'flatten_1'],
      ...['dense_1', 'tanh_3', 'dense_2', 'tanh_4', 'dense_3', 'softmax_1'],
    ])
    const conv2d = model.layers[1]
    const line = lines.findIndex(text => text.includes('conv2d(6, 5)'))
    const column = lines[line].indexOf('conv2d(6, 5)') + 1
    expect(conv2d).toEqual({
      name: 'conv2d_1',
      kind: 'conv2d',
      range: { start: { line: line + 1, column }, end: { line: line + 1, column: column + 'conv2d(6, 5)'.length } },
      stack: [],
      inputs: ['input_1'],
      outputShape: [28, 28, 6],
      outputShapes: [[28, 28, 6]],
      // (5·5·1 + 1)·6
      parameters: { trainable: 156, nonTrainable: 0 },
      // 28·28·6 places, 25 multiply-adds each
      macs: 117_600,
      // 28·28·6 numbers of 4 bytes
      outputMemory: 18_816,
      receptiveField: { size: [5, 5], stride: [1, 1], padding: [0, 0], global: false, status: 'exact' },
    })
  })

  test('symbols are text and unknowns null', () => {
    const { output } = run(['summary', 'a.ts', '--json'], {
      '/w/a.ts': `import { model, type Tensor, input } from 'convolens'
export const block = (x: Tensor) => x.conv2d(8, 3, { strides: 2, padding: 'same' })
const image = input(null, null, 3)
export default model('m', image, image.conv2d(8, await fetch('k'), { strides: 2 }))`,
    })
    const [{ models, loose }] = JSON.parse(output) as FileReport[]
    expect(loose.map(layer => layer.outputShape)).toEqual([['⌈H/2⌉', '⌈W/2⌉', 8]])
    expect(models[0].inputs).toEqual([['H', 'W', 3]])
    expect(models[0].layers[1].outputShape).toEqual([null, null, 8])
    expect(models[0].macs).toBeNull()
  })

  test('the calls that led to a layer, innermost first, with the file where it is another', () => {
    const { output } = run(['summary', 'net.ts', '--json'], {
      '/w/net.ts': `import { input, model } from 'convolens'
import { block } from './block'
const image = input(8, 8, 3)
export default model('m', image, block(image))`,
      '/w/block.ts': `import type { Tensor } from 'convolens'
export const block = (x: Tensor) => inner(x)
const inner = (x: Tensor) => x.relu()`,
    })
    const [{ models }] = JSON.parse(output) as FileReport[]
    expect(models[0].layers[1]).toMatchObject({
      file: '/w/block.ts',
      range: { start: { line: 3, column: 32 }, end: { line: 3, column: 38 } },
      stack: [
        { file: '/w/block.ts', start: { line: 2, column: 37 }, end: { line: 2, column: 45 } },
        { start: { line: 4, column: 34 }, end: { line: 4, column: 46 } },
      ],
    })
  })

  test('as text', () => {
    const { output, status } = run(['summary', 'lenet.ts'], { '/w/lenet.ts': lenet })
    expect(status).toBe(0)
    expect(output).toContain('conv2d_1')
    expect(output).toMatch(/parameters 61,706 trainable/)
    expect(output).toMatch(/MACs 416,520/)
  })
})

describe('check', () => {
  const texts = {
    '/w/models/good.ts': lenet,
    '/w/models/bad.ts': "import { input } from 'convolens'\nexport const x = input(8, 8, 3).conv2d(4, 9)\n",
    '/w/models/node_modules/x.ts': 'input(0)',
    '/w/models/types.d.ts': 'declare const a: number',
    '/w/models/notes.md': '# notes',
  }

  test('names file, line, column and rule', () => {
    const { status, output } = run(['check', 'models'], texts)
    expect(status).toBe(1)
    expect(output).toBe(`models/bad.ts:2:43 error window 9×9 is larger than its 8×8 input (window-larger-than-input)

1 finding in 2 files: 1 error`)
  })

  test('as JSON, every file of the folder', () => {
    const { output } = run(['check', 'models', '--format', 'json'], texts)
    const reports = JSON.parse(output) as Pick<FileReport, 'file' | 'problems'>[]
    expect(reports.map(({ file, problems }) => [file, problems.map(({ rule }) => rule)])).toEqual([
      ['models/bad.ts', ['window-larger-than-input']],
      ['models/good.ts', []],
    ])
    expect(reports[0].problems[0].range).toEqual({ start: { line: 2, column: 43 }, end: { line: 2, column: 44 } })
  })

  test('passes where there is nothing to warn of', () => {
    expect(run(['check', 'models/good.ts'], texts)).toEqual({ status: 0, output: '', errors: '' })
  })
})

describe('zoo', () => {
  test('a network, with options', () => {
    const { status, output } = run(['zoo', 'leNet5', '--json', '--input', '32,32,1', '--classes=26'])
    expect(status).toBe(0)
    const { file, models } = JSON.parse(output) as FileReport
    expect([file, models[0].range, models[0].inputs, models[0].outputs]).toEqual([
      'zoo:leNet5',
      null,
      [[32, 32, 1]],
      [[26]],
    ])
  })

  test('an option of its own', () => {
    const parameters = (...args: string[]) =>
      (JSON.parse(run(['zoo', 'vgg', '--json', ...args]).output) as FileReport).models[0].parameters.trainable
    // Simonyan and Zisserman 2014, table 2: 133 and 144 million.
    expect([parameters('--set', 'depth=11'), parameters('--set', 'depth=19')]).toEqual([132_863_336, 143_667_240])
  })

  test('the list', () => {
    const listed = JSON.parse(run(['zoo', '--json']).output) as { name: string; options: Record<string, unknown> }[]
    expect(listed.find(({ name }) => name === 'resNet')!.options).toMatchObject({ depth: [18, 34, 50, 101, 152] })
    expect(run(['zoo']).output).toMatch(/^resNet {2}.*depth: 18\|34\|50\|101\|152/m)
  })

  test.each([
    [['zoo', 'lenet'], 'there is no network lenet; convolens zoo lists them'],
    [['zoo', 'resNet', '--set', 'depth=51'], 'depth is 18 or 34 or 50 or 101 or 152, not 51'],
    [['zoo', 'resNet', '--set', 'depth'], '--set needs option=value, not depth'],
    [['zoo', 'resNet', '--input', '224,224'], 'input is H,W,C, not 224,224'],
    [['zoo', 'resNet', '--classes', 'ten'], 'classes is an integer, not ten'],
  ])('%j is refused', (args, message) => {
    expect(run(args)).toEqual({ status: 2, output: '', errors: message })
  })
})

describe('usage', () => {
  test('help', () => {
    const { status, output } = run(['--help'])
    expect([status, output.split('\n')[0]]).toEqual([0, expect.stringContaining('without running them')])
    for (const command of Object.keys(commands)) expect(output).toContain(`  convolens ${command}`)
  })

  // Every option that help tells is taken, and none beside those.
  test.each(Object.entries(commands))('help of %s tells its options', (command, { options = {} }) => {
    const { status, output } = run([command, '--help'])
    expect([status, output.split('\n')[0]]).toEqual([0, expect.stringContaining(`convolens ${command}`)])
    expect(output).toContain('Exit status')
    for (const option of Object.keys(options)) {
      expect(output).toContain(`  ${option} `)
      const [name, ...value] = option.split(' ')
      expect(run([command, name, ...value]).errors).not.toContain('there is no option')
    }
    expect(run([command, '--nothing']).errors).toContain(
      command === 'mcp' ? 'takes no' : 'there is no option --nothing',
    )
  })

  test('severities have colours on a terminal alone', () => {
    const texts = { '/w/a.ts': "import { input } from 'convolens'\nexport const x = input(8, 8, 3).conv2d(4, 9)\n" }
    for (const command of ['check', 'summary']) {
      expect(run([command, 'a.ts'], texts).output).toContain(' error window')
      expect(run([command, 'a.ts'], texts, true).output).toContain(' \u001b[31merror\u001b[0m window')
    }
  })

  test('check knows --json as the others do', () => {
    const texts = { '/w/a.ts': "import { input } from 'convolens'\nexport const x = input(8, 8, 3).conv2d(4, 9)\n" }
    expect(run(['check', 'a.ts', '--json'], texts).output).toBe(
      run(['check', 'a.ts', '--format', 'json'], texts).output,
    )
  })

  test.each([
    [['summary', 'gone.ts'], 'there is no file gone.ts'],
    [['summary', '/w/models'], '/w/models is a folder; name the files in it'],
    [['summary'], 'name at least one of FILE; try convolens --help'],
    [['sumary', 'a.ts'], 'there is no command sumary; did you mean summary?'],
    [['check', 'a.ts', '--fromat=json'], 'there is no option --fromat; did you mean --format?'],
    [['check', 'a.ts', '--format', 'xml'], '--format is text, json or sarif, not xml'],
    [['check', 'a.ts', '--format'], '--format needs a value'],
    [['check', 'a.ts', '--max-warnings', 'few'], '--max-warnings is a number of at least 0, not few'],
    [['check', 'models/*.js'], 'no file matches models/*.js'],
  ])('%j is refused', (args, message) => {
    expect(run(args, { '/w/models/a.ts': '' })).toEqual({ status: 2, output: '', errors: message })
  })
})

test('nothing is executed: a model file that writes a file leaves none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'convolens-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const written = join(folder, 'written.txt')
  writeFileSync(
    join(folder, 'model.ts'),
    `import { writeFileSync } from 'node:fs'
import { input } from 'convolens'
writeFileSync(${JSON.stringify(written)}, 'run')
input(8, 8, 3).relu()`,
  )
  const terminal = { files: nodeFileSystem, workingFolder: folder, writeFile: nodeFileSystem.writeFile }
  const { status, output } = runCommand(['summary', join(folder, 'model.ts'), '--json'], {}, terminal)
  expect(status).toBe(0)
  expect((JSON.parse(output) as FileReport[])[0].loose.map(({ kind }) => kind)).toEqual(['input', 'relu'])
  expect(existsSync(written)).toBe(false)
})
