import { expect, test } from 'vitest'
import { formatShape } from '../../builder/shape'
import { Workspace } from '../workspace'
import { memoryFileSystem } from './memoryFileSystem'

const NET = `import { input } from 'convolens'
import { filters } from '@shop/sizes'
import { kernel } from '@shop/sizes/kernels'
input(8, 8, 3).conv2d(filters, kernel)
`

test('packages of a monorepo find each other by name, before anything is installed', () => {
  const texts: Record<string, string> = {
    '/w/packages/net/package.json': '{ "name": "@shop/net" }',
    '/w/packages/net/net.ts': NET,
    '/w/packages/sizes/package.json': '{ "name": "@shop/sizes", "main": "src/main.ts" }',
    '/w/packages/sizes/src/main.ts': 'export const filters = 4',
    '/w/packages/sizes/src/kernels.ts': 'export const kernel = 3',
    '/w/node_modules/@shop/sizes/package.json': '{ "name": "@shop/sizes" }',
  }
  const workspace = new Workspace(memoryFileSystem(texts), ['/w'])
  const shape = () => {
    const site = workspace.analysis('/w/packages/net/net.ts')!.sites.find(({ kind }) => kind.kind === 'conv2d')!
    return formatShape(site.instances[0].layer.outputShapes[0])
  }
  expect(shape()).toBe('6×6×4')
  texts['/w/packages/sizes/package.json'] = '{ "name": "@shop/other" }'
  workspace.fileChanged('/w/packages/sizes/package.json', 'changed')
  expect(shape()).toBe('?×?×?')
})
