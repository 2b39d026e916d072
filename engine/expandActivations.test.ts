import { expect, test } from 'vitest'
import { input } from '../builder/input'
import { ACTIVATIONS } from '../builder/layers/learned'
import { model } from '../builder/model'
import { graphOf } from './checks/build'
import { expandActivations } from './expandActivations'

const image = input(4, 4, 2)

test.each(ACTIVATIONS.filter(name => name !== 'linear'))('%s works as the layer of that name without options', name => {
  const within = graphOf(model('within', image, image.conv2d(3, 3, { activation: name })))
  const apart = graphOf(model('apart', image, image.conv2d(3, 3)[name]()))
  const [, , last] = expandActivations(within).layers
  expect({ kind: last.kind, options: last.options }).toEqual({ kind: name, options: apart.layers[2].options })
})

test('an activation that works at every step of a recurrent layer stays inside it', () => {
  const sequence = input(5, 2)
  const graph = graphOf(model('recurrent', sequence, sequence.lstm(3)))
  expect(expandActivations(graph).layers).toEqual(graph.layers)
})
