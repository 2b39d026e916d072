import { expect, test } from 'vitest'
import { graphCosts } from '../costs'
import { cifarResNet } from './cifarResNet'

const parameters = (options: Parameters<typeof cifarResNet>[0]) =>
  graphCosts(cifarResNet(options).graph).parameters.trainable

// https://github.com/akamaster/pytorch_resnet_cifar10, with the paper's shortcuts; table 6 of the paper rounds them.
test('ResNets for CIFAR with zeros for the new channels', () => {
  expect(parameters({ depth: 20 })).toBe(269_722)
  expect(parameters({ depth: 56 })).toBe(853_018)
  expect(parameters({ depth: 110 })).toBe(1_727_962)
})

// 16 · 32 + 2 · 32 and 32 · 64 + 2 · 64.
test('with projections', () => expect(parameters({ depth: 20, shortcut: 'projection' })).toBe(269_722 + 576 + 2176))

test('a depth that no such network has', () => {
  expect(() => cifarResNet({ depth: 21 })).toThrow(
    'cifarResNet: depth: depth must be 6 · n + 2, such as 8 or 14, got 21',
  )
  expect(() => cifarResNet({ depth: 2 })).toThrow('got 2')
})
