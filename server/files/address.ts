/**
 * The path that a document's address means. On the disk: `file:///home/net.ts` is `/home/net.ts`. In a workspace that is not
 * on a disk, the scheme and what follows it are told as a host, which none can be called: `vscode-vfs://github/me/net.ts` is
 * `//vscode-vfs:github/me/net.ts`. An address without a folder, such as `untitled:net.ts`, stays itself.
 */
export function fileOf(uri: string): string {
  const [, scheme, host, rest] = /^([a-z][\w+.-]*):\/\/([^/]*)(\/.*)?$/i.exec(uri) ?? []
  if (scheme === undefined) return uri
  const path = (rest ?? '/').split('/').map(decoded).join('/')
  if (scheme !== 'file') return `//${scheme}:${host}${path}`
  if (host !== '') return `//${host}${path}`
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path
}

/** The address of a file; an address stays what it is. */
export function uriOf(file: string): string {
  if (!/^(\/|[A-Za-z]:)/.test(file)) return file
  const [, scheme, host, rest = ''] = VIRTUAL.exec(file) ?? []
  if (scheme !== undefined) return `${scheme}://${host}${rest.split('/').map(encodeURIComponent).join('/')}`
  const path = file.split('/').map(encodeURIComponent).join('/')
  if (path.startsWith('//')) return `file:${path}`
  return path.startsWith('/') ? `file://${path}` : `file:///${path}`
}

/** Whether a path lies in a workspace that is not on a disk. */
export function isVirtual(file: string): boolean {
  return VIRTUAL.test(file)
}

const VIRTUAL = /^\/\/([a-z][\w+.-]*):([^/]*)(\/.*)?$/i

/** What is escaped in a step of an address; one that no encoder made stays as it is. */
function decoded(step: string): string {
  try {
    return decodeURIComponent(step)
  } catch {
    return step
  }
}
