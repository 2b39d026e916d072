import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { zooPage } from '../scripts/zooDocumentation'

const page = readFileSync(new URL('../docs/zoo.md', import.meta.url), 'utf8')

test('the page of the zoo is current: npm run docs', () => expect(page).toBe(zooPage()))

// Krizhevsky 2012 with Caffe's count; He et al. 2016 as PyTorch counts.
test('it tells what is computed and what is published', () => {
  expect(page).toContain('| 2012 | 227×227×3 | 60,965,224 |')
  expect(page).toContain('| torchvision/resnet50 | 224×224×3 | 25,557,032 | 0 | 4,089,184,256 | 0 | 427, stride 32 |')
})
