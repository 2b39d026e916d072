/** The path a document's address means, for `file:` addresses; the address itself for others, such as `untitled:`. */
export function fileOf(uri: string): string {
  if (!uri.startsWith('file://')) return uri
  const [host, ...parts] = uri.slice('file://'.length).split('/')
  const path = `/${parts.map(decodeURIComponent).join('/')}`
  if (host !== '') return `//${host}${path}`
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path
}

/** The address of a file; an address stays what it is. */
export function uriOf(file: string): string {
  if (!/^(\/|[A-Za-z]:)/.test(file)) return file
  const path = file.split('/').map(encodeURIComponent).join('/')
  if (path.startsWith('//')) return `file:${path}`
  return path.startsWith('/') ? `file://${path}` : `file:///${path}`
}
