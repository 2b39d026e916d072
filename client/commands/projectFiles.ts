/**
 * A package.json with one dependency more, written as the rest of it is; the text itself where the package is there already.
 *
 * @throws SyntaxError where the text is no JSON object
 */
export function withDependency(text: string, name: string, version: string): string {
  const manifest = JSON.parse(text)
  if (typeof manifest !== 'object' || manifest === null || Array.isArray(manifest)) {
    throw new SyntaxError('package.json holds no object')
  }
  const has = ['dependencies', 'devDependencies', 'peerDependencies'].some(kind => manifest[kind]?.[name] !== undefined)
  if (has) return text
  const dependencies = Object.entries({ ...manifest.dependencies, [name]: version }).sort(([a], [b]) =>
    a < b ? -1 : 1,
  )
  const indent = /^[\t ]+(?=")/m.exec(text)?.[0] ?? '  '
  const end = /\s*$/.exec(text)![0] || '\n'
  return JSON.stringify({ ...manifest, dependencies: Object.fromEntries(dependencies) }, null, indent) + end
}

/** The package.json of a folder that has none yet. */
export const NEW_MANIFEST = '{\n  "private": true,\n  "type": "module"\n}\n'

/** A configuration that says what holds without one, to be changed. */
export const NEW_CONFIGURATION = '{\n  "profile": "recommended"\n}\n'
