import { expect, test } from 'vitest'
import { formatShape } from '../../builder/shape'
import { memoryFileSystem } from '../files/memoryFileSystem'
import { Workspace } from '../workspace'

function shapes(code: string): string[] {
  const text = `import React, { useEffect, useMemo, useState } from 'react'\nimport { input } from 'convolens'\n${code}`
  const analysis = new Workspace(memoryFileSystem({ '/w/App.tsx': text }), ['/w']).analysis('/w/App.tsx')!
  expect(analysis.problems).toEqual([])
  return analysis.sites
    .filter(({ kind }) => kind.kind === 'conv2d')
    .flatMap(({ instances }) => instances.map(({ layer }) => formatShape(layer.outputShapes[0])))
}

test('a state that nothing sets is what it starts as; one that is set is a parameter', () => {
  const code = `
export const App = () => {
  const [size] = useState<number>(32)
  const [filters, setFilters] = React.useState(8)
  const [kernel] = useState(() => 5)
  useEffect(() => {
    input(size, size, 3).conv2d(filters, kernel)
    return () => {}
  }, [filters])
  return <button onClick={() => setFilters(16)}>{size}</button>
}`
  expect(shapes(code)).toEqual(['28×28×filters'])
})

test('a state that is compared is followed for each word', () => {
  const code = `
export default function App() {
  const [kind, setKind] = useState('small')
  const x = useMemo(() => input(8, 8, 3).conv2d(kind === 'small' ? 4 : 64, 3), [kind])
  return null
}`
  expect(shapes(code)).toEqual(['6×6×4', '6×6×64'])
})
