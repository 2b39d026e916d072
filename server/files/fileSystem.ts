/** What the server sees of a disk. Paths are absolute, with forward slashes. */
export interface FileSystem {
  /** The text of a file, or undefined where there is none or it cannot be read. */
  readFile(path: string): string | undefined
  fileExists(path: string): boolean
  directoryExists(path: string): boolean
  /** Names of the files and folders in a folder; empty where there is none. */
  list(path: string): readonly string[]
  /** The path behind symbolic links; the path itself where there is none. */
  realPath(path: string): string
}

/** As much of a file system as lies in some folders: nothing else can be read through it. */
export function withinFolders(files: FileSystem, folders: readonly string[]): FileSystem {
  const roots = folders
    .flatMap(folder => [folder, files.realPath(folder)])
    .map(folder => (folder.endsWith('/') ? folder : `${folder}/`))
  const isWithin = (path: string) => roots.some(root => path.startsWith(root) && !path.split('/').includes('..'))
  // A link must not lead out of the folders either.
  const isOpen = (path: string) => isWithin(path) && isWithin(files.realPath(path))
  return {
    readFile: path => (isOpen(path) ? files.readFile(path) : undefined),
    fileExists: path => isOpen(path) && files.fileExists(path),
    directoryExists: path => (isWithin(`${path}/`) ? files.directoryExists(path) : false),
    list: path => (isWithin(`${path}/`) && isWithin(`${files.realPath(path)}/`) ? files.list(path) : []),
    realPath: path => files.realPath(path),
  }
}
