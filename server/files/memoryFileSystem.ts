import type { FileSystem } from './fileSystem'

/** A disk made of texts by absolute path, for tests. Changes to the record are seen. `read` notes what was read. */
export function memoryFileSystem(texts: Record<string, string>, read: string[] = []): FileSystem {
  return {
    readFile(path) {
      if (Object.hasOwn(texts, path)) read.push(path)
      return texts[path]
    },
    fileExists: path => Object.hasOwn(texts, path),
    directoryExists: path => Object.keys(texts).some(file => file.startsWith(`${path}/`)),
    list: path => {
      const inside = Object.keys(texts).filter(file => file.startsWith(`${path}/`))
      const names = [...new Set(inside.map(file => file.slice(path.length + 1).split('/')[0]))]
      return names.map(name => ({ name, kind: Object.hasOwn(texts, `${path}/${name}`) ? 'file' : 'folder' }))
    },
    realPath: path => path,
  }
}
