import { FileType, l10n, type OpenDialogOptions, Uri, window, workspace } from 'vscode'
import {
  type Failure,
  fileSizeProblem,
  type ImageFile,
  type ImageFolder,
  type PickedImages,
} from '../../webview/protocol'

const EXTENSIONS = ['png', 'jpg', 'jpeg', 'webp', 'gif', 'bmp']

/** Lets the user pick pictures and reads them. */
export function openImages(): Promise<PickedImages> {
  return pick({
    canSelectMany: true,
    filters: { [l10n.t('Images')]: EXTENSIONS },
    title: l10n.t('Images for the network'),
  })
}

/** Lets the user pick a folder of pictures and lists them. */
export function openFolder(): Promise<PickedImages> {
  return pick({ canSelectFiles: false, canSelectFolders: true, title: l10n.t('A folder of images for the network') })
}

/** Reads the pictures at these addresses; of folders, the first is listed. What cannot be read is told by its name. */
export async function readImages(uris: readonly Uri[]): Promise<PickedImages> {
  const images: ImageFile[] = []
  const refused: Failure[] = []
  let folder: ImageFolder | undefined
  for (const uri of uris) {
    const name = nameOf(uri)
    try {
      const { type, size } = await workspace.fs.stat(uri)
      const problem = fileSizeProblem(name, size)
      if (type & FileType.Directory) folder ??= await listFolder(uri)
      else if (problem === undefined) images.push({ name, bytes: new Uint8Array(await workspace.fs.readFile(uri)) })
      else refused.push(problem)
    } catch {
      refused.push({
        message: l10n.t('{0} cannot be read', name),
        action: l10n.t('Check that the file is there and may be read.'),
      })
    }
  }
  if (folder?.files.length === 0) {
    const kinds = EXTENSIONS.join(', ').toUpperCase()
    refused.push({
      message: l10n.t('The folder {0} has no pictures', folder.name),
      action: l10n.t('Choose one with files of {0}.', kinds),
    })
    folder = undefined
  }
  return { images, refused, ...(folder === undefined ? {} : { folder }) }
}

async function pick(options: OpenDialogOptions): Promise<PickedImages> {
  return readImages((await window.showOpenDialog(options)) ?? [])
}

async function listFolder(uri: Uri): Promise<ImageFolder> {
  const entries = await workspace.fs.readDirectory(uri)
  const names = entries
    .filter(([name, type]) => type & FileType.File && EXTENSIONS.includes(name.split('.').at(-1)!.toLowerCase()))
    .map(([name]) => name)
    .sort((a, b) => a.localeCompare(b, undefined, { numeric: true }))
  return { name: nameOf(uri), files: names.map(name => ({ name, uri: Uri.joinPath(uri, name).toString() })) }
}

function nameOf({ path }: Uri): string {
  const whole = path.replace(/\/$/, '')
  return whole.slice(whole.lastIndexOf('/') + 1)
}
