import { expect, test } from 'vitest'
import { choicesOf, readChoices } from './choices'
import { initialState, type State, type StateEvent } from './state'
import { reduce } from './store'

const after = (...events: StateEvent[]): State => events.reduce(reduce, initialState)
const pixels = { width: 1, height: 1, data: new Uint8ClampedArray(4) }
const images = ['one.png', 'two.png'].map(name => ({ id: `id of ${name}`, name, set: 'own' as const, url: '', pixels }))
const camera = { x: 10, y: 20, width: 300 }

const chosen = after(
  { type: 'imagesAdded', images },
  { type: 'imageChosen', image: images[1].id },
  { type: 'tabChosen', tab: 'architecture' },
  { type: 'layerChosen', layer: 'conv2d_2' },
  { type: 'methodChosen', method: 'lime' },
  { type: 'explanationLayerChosen', layer: 'conv2d_1' },
  { type: 'classChosen', class: 3 },
  { type: 'opacityChanged', opacity: 0.25 },
  { type: 'viewChanged', view: { order: 'max' } },
  { type: 'summaryChanged', summary: { sorted: { by: 'macs', descending: true } } },
  { type: 'architectureChanged', change: { camera, tint: 'macs', collapsed: ['a'] } },
)

/** What the editor hands back: it stores JSON. */
const reloaded = (state: State) => readChoices(JSON.parse(JSON.stringify(choicesOf(state))))

test('what the user chose is there again after a reload', () => {
  const restored = after({ type: 'restored', choices: reloaded(chosen) })
  for (const key of ['tab', 'layer', 'method', 'explanationLayer', 'class', 'opacity', 'view', 'summary'] as const)
    expect(restored[key], key).toEqual(chosen[key])
  expect(restored.architecture).toEqual({ camera, tint: 'macs', search: '', collapsed: ['a'] })
})

test('the image of the same name is chosen again, whatever its id', () => {
  const again = images.map(image => ({ ...image, id: `another ${image.id}` }))
  const restored = after({ type: 'restored', choices: reloaded(chosen) }, { type: 'imagesAdded', images: again })
  expect(restored.image).toBe('another id of two.png')
})

test('without that image the first one is chosen', () => {
  const restored = after({ type: 'restored', choices: reloaded(chosen) }, { type: 'imagesAdded', images: [images[0]] })
  expect(restored.image).toBe('id of one.png')
})

test('pictures and layouts are not kept: they are made again', () => {
  expect(JSON.stringify(choicesOf(chosen)).length).toBeLessThan(1000)
})

test('a reload before the images came keeps the name of the image', () => {
  const early = after({ type: 'restored', choices: reloaded(chosen) })
  expect(choicesOf(early).imageName).toBe('two.png')
})

test('what another version kept and this one does not know is left out', () => {
  const choices = readChoices({
    ...{ tab: 'gallery', method: 7, opacity: '0.5', layer: {}, view: { order: 3 }, class: 2 },
    ...{ architecture: 'wide', unheardOf: true },
  })
  expect(choices).toEqual({ class: 2 })
})

test('what an older version did not keep is as it is at first', () => {
  expect(readChoices({ view: { order: 'mean' } }).view).toEqual({ ...initialState.view, order: 'mean' })
})

test.each([undefined, null, 'text', 3, []])('%j is nothing that was kept', value => {
  expect(readChoices(value)).toEqual({})
})
