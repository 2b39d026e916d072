import { type Channel, type Failure, failureOf } from '../channel'
import type { ExtensionCalls, ImageFile, PanelCalls, PickedImages, Sample } from '../protocol'
import { shownSet } from '../selectors'
import type { ImageSet, PanelImage } from '../state'
import type { Store } from '../store'
import { decodeImage } from './decodeImage'
import { droppedFiles } from './droppedFiles'
import { fittingSet } from './fittingSet'
import { fileSizeProblem } from './imageFile'
import { activeImage } from './inputSlots'

/** Brings images into the panel, from wherever the user has them, and tells of those that are none. */
export class ImageIntake {
  constructor(
    private readonly store: Store,
    private readonly channel: Pick<Channel<ExtensionCalls, PanelCalls>, 'request'>,
    /** Runs the image chosen through the network. */
    private readonly run: () => void,
  ) {}

  choose(image: string): void {
    this.store.dispatch({ type: 'imageChosen', image })
    this.run()
  }

  /** The set's first image; of a folder, the one that was looked at last. */
  chooseSet(set: ImageSet): void {
    const { images, folder } = this.store.state
    const first = images.find(image => image.set === set)
    if (set === 'folder' && folder !== undefined) void this.goTo(folder.at)
    else if (first !== undefined) this.choose(first.id)
  }

  /** To the next image of those that are shown, or to the one before, and around. */
  step(by: 1 | -1): void {
    const { state } = this.store
    const set = shownSet(state)
    if (set === 'folder' && state.folder !== undefined) {
      const count = state.folder.files.length
      void this.goTo((state.folder.at + by + count) % count)
      return
    }
    const images = state.images.filter(image => image.set === set)
    const at = images.findIndex(({ id }) => id === activeImage(state)?.id)
    if (images.length > 0) this.choose(images[(at + by + images.length) % images.length].id)
  }

  /** The one that the user brought before the window was reloaded. */
  async addKept(file: ImageFile): Promise<void> {
    const image = await decodeImage(file, { set: 'own' })
    if (!isImage(image)) return
    this.store.dispatch({ type: 'imagesAdded', images: [image] })
    this.run()
  }

  /** Those that suit the network first, so that it can run before the others are there. */
  async addSamples(samples: readonly Sample[]): Promise<void> {
    const { model } = this.store.state
    const fitting = model && fittingSet(model.graph)
    await this.addSet(samples.filter(({ set }) => set === fitting))
    await this.addSet(samples.filter(({ set }) => set !== fitting))
  }

  private async addSet(samples: readonly Sample[]): Promise<void> {
    const decoded = await Promise.all(
      samples.map(async ({ name, url, set, credit }) => {
        const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer())
        return decodeImage({ name, bytes }, { set, credit })
      }),
    )
    const before = this.store.state.image
    this.store.dispatch({ type: 'imagesAdded', images: decoded.filter(isImage) })
    if (this.store.state.image !== before) this.run()
  }

  openImages(): void {
    this.channel.request('openImages', {}).then(picked => this.take(picked), this.refuse)
  }

  openFolder(): void {
    this.channel.request('openFolder', {}).then(picked => this.take(picked), this.refuse)
  }

  /** What was dropped or pasted: files, folders, or addresses of files in the editor's explorer. */
  async addTransferred(transfer: DataTransfer): Promise<void> {
    const { files, uris } = await droppedFiles(transfer)
    if (files.length > 0) await this.addFiles(files)
    else if (uris.length > 0)
      await this.channel.request('readImages', { uris: [...uris] }).then(picked => this.take(picked), this.refuse)
  }

  private async addFiles(files: readonly File[]): Promise<void> {
    const problems = files.map(({ name, size }) => fileSizeProblem(name, size))
    const small = files.filter((_, index) => problems[index] === undefined)
    const images = await Promise.all(
      small.map(async file => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
    )
    await this.take({ images, refused: problems.filter(problem => problem !== undefined) })
  }

  private async take({ images: files, refused, folder }: PickedImages): Promise<void> {
    const decoded = await Promise.all(files.map(file => decodeImage(file, { set: 'own' })))
    const images = decoded.filter(isImage)
    if (images.length > 0) {
      this.store.dispatch({ type: 'imagesAdded', images })
      // What the user brings is what the user wants to see.
      this.choose(images[0].id)
    }
    this.tell([...refused, ...decoded.filter(isFailure)])
    if (folder === undefined) return
    this.store.dispatch({ type: 'folderOpened', folder: { ...folder, at: 0 } })
    await this.goTo(0)
  }

  /** Shows a picture of the folder, which is read when it is looked at. One that is none is passed over with the next step. */
  private async goTo(at: number): Promise<void> {
    const folder = { ...this.store.state.folder!, at }
    this.store.dispatch({ type: 'folderOpened', folder })
    const { uri } = folder.files[at]
    if (this.store.state.images.some(({ id }) => id === uri)) {
      this.choose(uri)
      return
    }
    try {
      const { images, refused } = await this.channel.request('readImages', { uris: [uri] })
      const decoded = await Promise.all(images.map((file: ImageFile) => decodeImage(file, { set: 'folder', id: uri })))
      const before = this.store.state.images
      this.store.dispatch({ type: 'imagesAdded', images: decoded.filter(isImage) })
      const kept = this.store.state.images
      for (const image of before) if (!kept.includes(image)) URL.revokeObjectURL(image.url)
      // The user may have stepped on while the file was read.
      if (this.store.state.folder?.files[this.store.state.folder.at].uri !== uri) return
      if (decoded.some(isImage)) this.choose(uri)
      this.tell([...refused, ...decoded.filter(isFailure)])
    } catch (error) {
      this.refuse(error)
    }
  }

  private readonly refuse = (error: unknown): void => this.tell([failureOf(error)])

  private tell(failures: readonly Failure[]): void {
    this.store.dispatch({ type: 'imagesRefused', failures })
  }
}

function isImage(decoded: PanelImage | Failure): decoded is PanelImage {
  return 'pixels' in decoded
}

function isFailure(decoded: PanelImage | Failure): decoded is Failure {
  return !isImage(decoded)
}
