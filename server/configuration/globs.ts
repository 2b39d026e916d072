/**
 * Whether a path, relative and with forward slashes, is one that a pattern means: `*` and `?` stay within a folder, `**` goes
 * through any number of them, `{a,b}` is either. A pattern that names a folder means everything in it.
 */
export function matchesGlob(path: string, pattern: string): boolean {
  const normal = pattern.replace(/^\.\//, '').replace(/\/$/, '')
  return new RegExp(`^${source(normal)}(/.*)?$`).test(path)
}

/** Whether a path is a pattern and no plain path. */
export function isGlob(path: string): boolean {
  return /[*?{]/.test(path)
}

function source(pattern: string): string {
  return pattern.replace(/\*\*\/|\*\*|\*|\?|\{[^{}]*\}|[\\^$+.()|[\]{}]/g, part => {
    if (part === '**/') return '(?:.*/)?'
    if (part === '**') return '.*'
    if (part === '*') return '[^/]*'
    if (part === '?') return '[^/]'
    if (part.length > 1) return `(?:${part.slice(1, -1).split(',').map(source).join('|')})`
    return `\\${part}`
  })
}
