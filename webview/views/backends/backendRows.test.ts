import { expect, test } from 'vitest'
import type { BackendName, BackendReport } from '../../protocol'
import { backendRow, backendsMarkdown, chosenBackend } from './backendRows'

const reports = new Map<BackendName, BackendReport | undefined>([
  ['webgpu', { name: 'webgpu', reason: 'WebGPU finds no GPU' }],
  ['webgl', { name: 'webgl', version: '4.22.0', device: 'ANGLE (Acme | 3000)', milliseconds: 1.6 }],
  ['wasm', { name: 'wasm', version: '4.22.0', device: 'CPU', milliseconds: 12 }],
  ['tfjs-node-gpu', { name: 'tfjs-node-gpu', reason: 'it is not installed' }],
  ['tfjs-node', undefined],
])

test('a row says what runs, on what and how fast, or why not', () => {
  expect(backendRow('webgl', reports.get('webgl'))).toEqual([
    'webgl',
    'yes',
    '4.22.0',
    'ANGLE (Acme | 3000)',
    '2 ms',
    '',
  ])
  expect(backendRow('webgpu', reports.get('webgpu'))).toEqual(['webgpu', 'no', '', '', '', 'WebGPU finds no GPU'])
  expect(backendRow('tfjs-node', undefined)).toEqual(['tfjs-node', 'trying…', '', '', '', ''])
})

test('a panel takes the fastest of its own, or the one that is set', () => {
  expect(chosenBackend(reports, 'auto')).toBe('webgl')
  expect(chosenBackend(reports, 'wasm')).toBe('wasm')
  expect(chosenBackend(reports, 'tfjs-node-gpu')).toBeUndefined()
  expect(chosenBackend(reports, 'tfjs-node')).toBeUndefined()
  expect(chosenBackend(new Map(), 'auto')).toBeUndefined()
})

test('the copy is a table whose cells hold no bars of their own', () => {
  expect(backendsMarkdown(reports).split('\n').slice(0, 4)).toEqual([
    '| Backend | Runs | Version | Device | Time | Why not |',
    '|---|---|---|---|---|---|',
    '| webgpu | no |  |  |  | WebGPU finds no GPU |',
    '| webgl | yes | 4.22.0 | ANGLE (Acme \\| 3000) | 2 ms |  |',
  ])
})
