/** More of a dropped folder are not taken at once; a folder that is opened has no such limit. */
const MOST_FILES = 100

/**
 * What a drop or a paste carries: files, those of dropped folders among them, and the addresses of files that were dragged
 * from the editor's explorer, which come without content.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<{ files: File[]; uris: string[] }> {
  // After the first wait the transfer is empty.
  const plain = [...transfer.files]
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry?.()).filter(entry => entry !== null)
  const uris = URI_LISTS.map(type => transfer.getData(type)).find(list => list !== '')
  const folders = entries.filter(entry => entry !== undefined).filter(entry => entry.isDirectory)
  if (folders.length > 0) {
    const found = await Promise.all(folders.map(folder => filesOf(folder as FileSystemDirectoryEntry)))
    const single = plain.filter(({ name }) => folders.every(folder => folder.name !== name))
    return { files: [...single, ...found.flat()].slice(0, MOST_FILES), uris: [] }
  }
  const addresses = (uris ?? '').split(/\r?\n/).filter(line => line !== '' && !line.startsWith('#'))
  return { files: plain, uris: addresses }
}

const URI_LISTS = ['application/vnd.code.uri-list', 'text/uri-list']

const PICTURE = /\.(png|jpe?g|webp|gif|bmp)$/i

/** The pictures of a folder itself, by name. The browser hands over a hundred entries at a time. */
async function filesOf(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const reader = folder.createReader()
  const files: FileSystemFileEntry[] = []
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (batch.length === 0) break
    files.push(...batch.filter((entry): entry is FileSystemFileEntry => entry.isFile && PICTURE.test(entry.name)))
  }
  files.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))
  const wanted = files.slice(0, MOST_FILES)
  return Promise.all(wanted.map(file => new Promise<File>((resolve, reject) => file.file(resolve, reject))))
}
