import { describe, expect, test } from 'vitest'
import { input, model } from '../builder/index'
import { strayMember } from '../engine/dataChecks'
import type { EngineReply } from '../engine/requests'
import { readEngineMessage } from './engine/engineMessages'
import { extensionChecks, isPanelState, panelChecks } from './protocol'

const image = input(8, 8, 1)
const { graph } = model('Small', image, image.conv2d(2, 3).globalAveragePool2d().dense(2).softmax())
const shown = { uri: 'file:///small.ts', file: 'small.ts', graph }

describe('messages to the panel', () => {
  test('a real graph without weights is shown', () => {
    expect(strayMember(panelChecks.show, { ...shown, weights: { status: 'none' } })).toBeUndefined()
  })

  test('also after the copy that posting makes', () => {
    const files = { manifest: '{}', shards: { 'weights.bin': new ArrayBuffer(8) } }
    const message = { ...shown, weights: { status: 'read', file: 'model.json', files } }
    expect(strayMember(panelChecks.show, structuredClone(message))).toBeUndefined()
  })

  test('weights that could not be read come with a reason', () => {
    const failure = { message: 'model.json is not there', action: 'Save it.' }
    expect(
      strayMember(panelChecks.show, { ...shown, weights: { status: 'unreadable', file: 'model.json', failure } }),
    ).toBeUndefined()
  })

  test('without a reason they are refused', () => {
    expect(strayMember(panelChecks.show, { ...shown, weights: { status: 'unreadable', file: 'model.json' } })).toBe(
      'weights',
    )
  })

  test('a weights file that is no bytes is refused', () => {
    const files = { manifest: '{}', shards: { 'weights.bin': 'AAAA' } }
    expect(strayMember(panelChecks.show, { ...shown, weights: { status: 'read', file: 'model.json', files } })).toBe(
      'weights',
    )
  })

  test('a graph without layers is refused', () => {
    const { layers: _, ...rest } = graph
    expect(strayMember(panelChecks.show, { ...shown, graph: rest, weights: { status: 'none' } })).toBe('graph')
  })

  test('an edge that leads nowhere is refused', () => {
    const layers = graph.layers.map(layer => ({ ...layer, inputs: [{ layer: 'input_1' }] }))
    expect(strayMember(panelChecks.show, { ...shown, graph: { ...graph, layers }, weights: { status: 'none' } })).toBe(
      'graph',
    )
  })

  test('several layers are selected at once', () => {
    expect(strayMember(panelChecks.select, { layers: ['conv2d_1', 'conv2d_2'] })).toBeUndefined()
  })

  test('one that is no name is refused', () => {
    expect(strayMember(panelChecks.select, { layers: ['conv2d_1', 2] })).toBe('layers')
  })
})

describe('what the command convolens.showDefect sends', () => {
  test('a defect and its layers', () => {
    expect(
      strayMember(panelChecks.showDefect, { defect: 'gridding', layers: ['conv2d_1', 'conv2d_2'] }),
    ).toBeUndefined()
  })

  test('a defect that nothing shows, or one without layers, is refused', () => {
    expect(strayMember(panelChecks.showDefect, { defect: 'dead-code', layers: ['conv2d_1'] })).toBe('defect')
    expect(strayMember(panelChecks.showDefect, { defect: 'gridding', layers: [] })).toBe('layers')
  })
})

describe('messages to the extension', () => {
  test('a layer is named', () => {
    expect(strayMember(extensionChecks.revealLayer, { layer: 'conv2d_1', keepFocus: true })).toBeUndefined()
  })

  test('without a name it is refused', () => {
    expect(strayMember(extensionChecks.revealLayer, {})).toBe('layer')
  })
})

describe('state of a reloaded panel', () => {
  test('what was stored is taken', () => {
    expect(isPanelState({ uri: 'file:///small.ts', model: 'Small' })).toBe(true)
  })

  test('nothing stored is refused', () => {
    expect(isPanelState(undefined)).toBe(false)
  })
})

describe('messages of the engine', () => {
  const started: EngineReply = { kind: 'start', requestId: 1, result: { backend: 'cpu', tried: [] } }

  test('a result', () => {
    expect(readEngineMessage(structuredClone(started))).toEqual(started)
  })

  test('progress', () => {
    const progress = { kind: 'progress', requestId: 1, message: 'compiling shaders' }
    expect(readEngineMessage(progress)).toEqual(progress)
  })

  test('an error', () => {
    const error = { kind: 'error', requestId: 1, error: { code: 'no-network', message: 'm', action: 'a' } }
    expect(readEngineMessage(error)).toEqual(error)
  })

  test('an error without an action is not read', () => {
    expect(readEngineMessage({ kind: 'error', requestId: 1, error: { code: 'no-network' } })).toBeUndefined()
  })

  test('a picture without pixels is not read', () => {
    const cost = { forwardPasses: 1, backwardPasses: 1 }
    const number = { score: 0.5, isShare: true }
    const result = {
      method: 'gradCam',
      input: 'input_1',
      label: '0',
      signed: false,
      empty: false,
      facts: {},
      cost,
      ...number,
    }
    const message = (heat: object) => readEngineMessage({ kind: 'explain', requestId: 1, result: { ...result, heat } })
    expect(message({ width: 8, height: 8 })).toBeUndefined()
    expect(message({ width: 1, height: 1, data: new Uint8ClampedArray(4) })).toBeDefined()
  })

  test('an unknown kind is not read', () => {
    expect(readEngineMessage({ kind: 'paint', requestId: 1, result: {} })).toBeUndefined()
  })

  test('the name of something every object has is not read', () => {
    expect(readEngineMessage({ kind: 'toString', requestId: 1, result: {} })).toBeUndefined()
  })

  test('nothing is not read', () => {
    expect(readEngineMessage(undefined)).toBeUndefined()
  })
})
