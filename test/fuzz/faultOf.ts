/** What was thrown, and the two innermost places of our own: faults with one cause then read the same. */
export function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return `thrown: ${String(error)}`
  const places =
    error.stack?.split('\n').filter(line => /^\s+at .*\//.test(line) && !line.includes('node_modules')) ?? []
  const innermost = places.slice(0, 2).map(place => place.trim().replace(/:\d+\)?$/, ''))
  return [`${error.name}: ${error.message.slice(0, 200)}`, ...innermost].join(' | ')
}
