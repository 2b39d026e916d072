import { expect, test } from 'vitest'
import { analyseText, PREAMBLE } from '../analyseText'
import { recommended } from '../configuration/configuration'
import { agentTool } from './agentTool'
import { diagnostics } from './diagnostics'

const CODE = `const image = input(32, 32, 3)
const x = image.conv2d(8, 3).relu().dropout(0.5).conv2d(8, 3).relu()
model('Small', image, x.globalAveragePool2d().dense(10).softmax())`
const analysis = analyseText(CODE)
/** The line of the code's first one, counted from 1. */
const first = PREAMBLE.split('\n').length

function ask(tool: 'summary' | 'check' | 'layerAt', line?: number, column?: number): string {
  return agentTool({ tool, line, column }, analysis, diagnostics(analysis, recommended), '/w/net.ts')
}

test('the summary has models, layers and findings', () => {
  const report = JSON.parse(ask('summary'))
  expect(report.file).toBe('/w/net.ts')
  // 3·3·3·8 + 8, 3·3·8·8 + 8 and 8·10 + 10.
  expect(report.models[0].parameters).toEqual({ trainable: 224 + 584 + 90, nonTrainable: 0 })
  expect(report.problems.map(({ rule }: { rule: string }) => rule)).toContain('dropout-between-convolutions')
})

test('the check has the findings alone, each with its place and the titles of its fixes', () => {
  const [finding] = JSON.parse(ask('check')).filter(
    ({ rule }: { rule: string }) => rule === 'dropout-between-convolutions',
  )
  expect(finding.range.start.line).toBe(first + 1)
  expect(finding.fixes.length).toBeGreaterThan(0)
})

test('a layer is told at any column of its name, and nothing beside it', () => {
  const column = CODE.split('\n')[1].indexOf('conv2d') + 1
  expect(ask('layerAt', first + 1, column)).toContain('30×30×8')
  expect(ask('layerAt', first + 1, column + 'conv2d'.length)).toContain('30×30×8')
  expect(ask('layerAt', first + 1, 1)).toContain('no layer')
})

test('a line that is not there is said to be so', () => {
  expect(ask('layerAt', 99, 1)).toMatch(/has \d+ lines, not 99/)
})
