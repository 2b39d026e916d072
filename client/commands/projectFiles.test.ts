import { expect, test } from 'vitest'
import { readConfigurationFile } from '../../server/configuration/configurationFile'
import { NEW_CONFIGURATION, NEW_MANIFEST, withDependency } from './projectFiles'

test('the dependency stands among the others, in the order of the alphabet', () => {
  const text = '{\n\t"name": "nets",\n\t"dependencies": {\n\t\t"zod": "^4.0.0",\n\t\t"a": "1.0.0"\n\t}\n}\n'
  expect(withDependency(text, 'convolens', 'file:x.tgz')).toBe(
    '{\n\t"name": "nets",\n\t"dependencies": {\n\t\t"a": "1.0.0",\n\t\t"convolens": "file:x.tgz",\n\t\t"zod": "^4.0.0"\n\t}\n}\n',
  )
})

test('what is there stays as it is, in whichever list it stands', () => {
  const text = '{"devDependencies":{"convolens":"^0.0.9"}}'
  expect(withDependency(text, 'convolens', '^0.1.0')).toBe(text)
})

test('a new project gets its first dependency', () => {
  expect(JSON.parse(withDependency(NEW_MANIFEST, 'convolens', '^0.1.0'))).toEqual({
    private: true,
    type: 'module',
    dependencies: { convolens: '^0.1.0' },
  })
})

test.each(['', '[]', '{ "name": }'])('%j is refused', text => {
  expect(() => withDependency(text, 'convolens', '^0.1.0')).toThrow(SyntaxError)
})

test('the new configuration is one', () => {
  expect(readConfigurationFile(NEW_CONFIGURATION, []).problems).toEqual([])
})
