import * as vscode from 'vscode'
import {
  Channel,
  ChannelError,
  type EngineProgress,
  type EngineReply,
  type EngineRequest,
  type ExtensionCalls,
  extensionChecks,
  type PanelCalls,
  type Preprocessing,
  type Sample,
  type Setup,
  type ShownDefect,
  type ShownWeights,
  type Tab,
} from '../../webview/protocol'
import { type FileGraphs, findModel, layersAt, type ModelGraph, whyNotShown } from '../graphs'
import { textOfReason } from '../textOfReason'
import { panelHtml, reportHtml } from './html'
import { openFolder, openImages, readImages } from './openImages'
import { readWeights } from './readWeights'
import { saveFile } from './saveFile'

/** How long the user must pause typing before the panel runs the new model. */
const QUIET_MILLISECONDS = 300

/** What the engine's worker needs in most editors, in the order of need. */
const WORKER_FILES = ['worker.js', 'wasm/tfjs-backend-wasm-simd.wasm', 'wasm/tfjs-backend-wasm.wasm']

/** The engine beside the extension host, for what the panel asks of it. */
export type MakeEngine = (
  receive: (message: EngineReply | EngineProgress) => void,
  /** Called when it ends by itself while nothing is asked of it. */
  stopped?: (reason: string) => void,
) => {
  send(request: EngineRequest): void
  end(): void
}

/** What the page has of the model. */
interface Shown {
  readonly graph: string
  readonly weights: string
}

/** The panel of one model: shows it, follows the editor, and fetches what the page may not reach by itself. */
export class ActivationsPanel implements vscode.Disposable {
  private readonly channel: Channel<PanelCalls, ExtensionCalls>
  /** Runs only where the user chose TensorFlow for Node; absent in the browser. */
  private readonly engine: ReturnType<MakeEngine> | undefined
  /** Absent until the code was a model. */
  private model: ModelGraph | undefined
  /** Absent until the page has the model, and again when what it has is out of date. */
  private shown: Shown | undefined
  private listens = false
  private selected = ''
  /** What to do once the page has the model. */
  private readonly waiting: (() => void)[] = []
  private turn = 0
  private quiet: ReturnType<typeof setTimeout> | undefined
  private weightsWatcher: { readonly path: string; readonly disposable: vscode.Disposable } | undefined
  /** How often files of the weights were seen to change. */
  private weightsChanges = 0

  constructor(
    private readonly window: vscode.WebviewPanel,
    private readonly extension: vscode.Uri,
    private readonly uri: vscode.Uri,
    private name: string,
    private readonly graphs: () => Promise<FileGraphs | null>,
    /** Of the workspace. */
    private readonly memory: vscode.Memento,
    makeEngine: MakeEngine | undefined,
    /** Whether the page shows what it showed before a reload of the window, wherever the cursor is. */
    private restored = false,
  ) {
    const { webview } = window
    this.engine = makeEngine?.(
      message => this.tell('engineMessage', { message }),
      reason => this.tell('engineStopped', { reason }),
    )
    this.channel = new Channel<PanelCalls, ExtensionCalls>(
      message => void webview.postMessage(message),
      extensionChecks,
      {
        ready: () => this.setUp(),
        revealLayer: async ({ layer, keepFocus }) => {
          await this.revealLayer(layer, keepFocus)
          return {}
        },
        saveFile: request => saveFile(this.uri, request),
        saveReport: ({ report }) => {
          const page = reportHtml(report, vscode.env.language)
          return saveFile(this.uri, { name: `${report.title}.html`, data: new TextEncoder().encode(page) })
        },
        copyText: async ({ text }) => {
          await vscode.env.clipboard.writeText(text)
          return {}
        },
        engineRequest: ({ message }) => {
          this.engine?.send(message)
          return {}
        },
        endEngine: () => {
          this.engine?.end()
          return {}
        },
        openImages,
        openFolder,
        readImages: ({ uris }) => readImages(uris.map(uri => vscode.Uri.parse(uri))),
        keepPreprocessing: async ({ preprocessing }) => {
          await this.memory.update(this.preprocessingKey(), preprocessing)
          return {}
        },
      },
    )
    webview.onDidReceiveMessage(message => void this.channel.receive(message))
    webview.html = panelHtml({
      cspSource: webview.cspSource,
      script: this.address('webview.js'),
      styles: this.address('webview.css'),
      fetched: this.inProcess() ? [] : WORKER_FILES.map(file => this.address(file)),
      language: vscode.env.language,
    })
    window.onDidDispose(() => {
      clearTimeout(this.quiet)
      this.engine?.end()
      this.weightsWatcher?.disposable.dispose()
    })
  }

  shows(uri: vscode.Uri, name: string): boolean {
    return this.uri.toString() === uri.toString() && this.name === name
  }

  reveal(): void {
    this.window.reveal(undefined, true)
  }

  dispose(): void {
    this.window.dispose()
  }

  /** Shows the model as the code makes it now, once typing pauses. */
  updateSoon(delay = QUIET_MILLISECONDS): void {
    clearTimeout(this.quiet)
    this.quiet = setTimeout(
      () =>
        this.update().catch((error: Error) =>
          this.outdate(vscode.l10n.t('The code cannot be read: {0}.', error.message)),
        ),
      delay,
    )
  }

  /** Selects the layer at the cursor, in whichever file makes it. */
  cursorMoved(uri: vscode.Uri, position: vscode.Position): void {
    if (this.model === undefined || this.shown === undefined) return
    const layers = layersAt(this.model.sites, uri.toString(), position)
    // The cursor moves within a call more often than to another one; what the user chose in the panel then stays.
    if (layers.length === 0 || layers.join() === this.selected) return
    this.selected = layers.join()
    this.tell('select', { layers })
  }

  /** Selects a layer, as soon as the page has the model. */
  selectLayer(layer: string): void {
    this.whenShown(() => {
      this.selected = layer
      this.tell('select', { layers: [layer] })
    })
  }

  /** Turns to one of the views, as soon as the page has the model. */
  showTab(tab: Tab): void {
    this.whenShown(() => this.tell('showTab', { tab }))
  }

  /** Shows what a defect does, as soon as the page has the model. */
  showDefect(defect: ShownDefect): void {
    this.whenShown(() => this.tell('showDefect', defect))
  }

  private whenShown(act: () => void): void {
    if (this.shown === undefined) this.waiting.push(act)
    else act()
  }

  /** The page listens: for the first time, or again after it was hidden and lost everything. */
  private async setUp(): Promise<Setup> {
    this.listens = true
    this.shown = undefined
    this.selected = ''
    // Behind the answer, without which the page cannot show a model.
    this.updateSoon(0)
    const chosen = this.chosenBackend()
    const inProcess = this.inProcess()
    const backend = isNode(chosen) && !inProcess ? 'auto' : chosen
    return {
      inProcess,
      workerUrl: this.address('worker.js'),
      weightsUrl: this.address('weights.js'),
      layoutUrl: this.address('layout.js'),
      wasmUrl: inProcess ? this.file('wasm/').fsPath : `${this.address('wasm')}/`,
      backend,
      samples: await this.samples(),
    }
  }

  private chosenBackend(): Setup['backend'] {
    return vscode.workspace.getConfiguration('convolens', this.uri).get<Setup['backend']>('backend', 'auto')
  }

  private inProcess(): boolean {
    return isNode(this.chosenBackend()) && this.engine !== undefined
  }

  private async update(): Promise<void> {
    if (!this.listens) return
    const turn = ++this.turn
    // The server knows open documents only, and after a reload of the window this one may not be open.
    await vscode.workspace.openTextDocument(this.uri)
    const graphs = await this.graphs()
    if (turn !== this.turn) return
    if (graphs === null) {
      this.outdate(vscode.l10n.t('The language server does not read this file.'))
      return
    }
    const model = findModel(graphs, this.name)
    // Places move with every edit, also with one that leaves nothing to run.
    if (model !== undefined) this.model = model
    const reason = whyNotShown(graphs, model)
    if (reason !== undefined) this.outdate(textOfReason(reason))
    else await this.show(model!, turn)
  }

  private async show(model: ModelGraph, turn: number): Promise<void> {
    const weights = await this.weightsOf(model)
    if (turn !== this.turn) return
    const shown = { graph: JSON.stringify(model.graph), weights: weights.version }
    if (shown.graph === this.shown?.graph && shown.weights === this.shown.weights) return
    this.shown = shown
    this.name = model.name
    this.window.title = titleOf(model.name)
    const file = vscode.workspace.asRelativePath(this.uri)
    const preprocessing = this.memory.get<Preprocessing>(this.preprocessingKey())
    this.tell('show', { uri: this.uri.toString(), file, graph: model.graph, weights: weights.read, preprocessing })
    for (const { document, selection } of vscode.window.visibleTextEditors) {
      const layers = layersAt(model.sites, document.uri.toString(), selection.active)
      if (this.restored && layers.length > 0) this.selected = layers.join()
      else this.cursorMoved(document.uri, selection.active)
    }
    this.restored = false
    for (const act of this.waiting.splice(0)) act()
  }

  /** Says that what is shown is the last good picture, and why. */
  private outdate(reason: string): void {
    // The weights are still there; the model must be shown again, even if it comes back as it was.
    if (this.shown !== undefined) this.shown = { ...this.shown, graph: '' }
    this.tell('outdate', { reason })
  }

  /** Asks the page. A failure is told there too; here it is only noted. */
  private tell<Kind extends keyof PanelCalls & string>(kind: Kind, request: PanelCalls[Kind]['request']): void {
    this.channel.request(kind, request).catch((error: Error) => console.error(`panel, ${kind}: ${error.message}`))
  }

  private async weightsOf({ graph }: ModelGraph): Promise<{ version: string; read: ShownWeights }> {
    const path = graph.info.weights
    this.watchWeights(path)
    if (path === undefined) return { version: 'none', read: { status: 'none' } }
    const version = await vscode.workspace.fs.stat(vscode.Uri.joinPath(this.uri, '..', path)).then(
      ({ mtime, size }) => `${path} ${mtime} ${size} ${this.weightsChanges}`,
      () => `${path} missing`,
    )
    if (version === this.shown?.weights) return { version, read: { status: 'unchanged' } }
    return { version, read: await readWeights(this.uri, path) }
  }

  /** A training run that writes new weights is a new picture. */
  private watchWeights(path: string | undefined): void {
    if (this.weightsWatcher?.path === path) return
    this.weightsWatcher?.disposable.dispose()
    this.weightsWatcher = undefined
    if (path === undefined || this.uri.scheme !== 'file') return
    const file = vscode.Uri.joinPath(this.uri, '..', path)
    const folder = vscode.Uri.joinPath(file, '..')
    // The numbers of a model.json lie beside it, and are written before or after.
    const names = [file.path.slice(folder.path.length + 1), ...(/\.json$/i.test(path) ? ['*.bin'] : [])]
    const watchers = names.map(name =>
      vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, name)),
    )
    const update = () => {
      this.weightsChanges++
      this.updateSoon()
    }
    for (const watcher of watchers) {
      watcher.onDidChange(update)
      watcher.onDidCreate(update)
      watcher.onDidDelete(update)
    }
    this.weightsWatcher = { path, disposable: vscode.Disposable.from(...watchers) }
  }

  private async revealLayer(layer: string, keepFocus: boolean): Promise<void> {
    const site = this.model?.sites.find(candidate => candidate.layer === layer)
    if (!site) {
      const { t } = vscode.l10n
      throw new ChannelError(t('no call in the workspace makes {0}', layer), t('Choose another layer.'))
    }
    const { start, end } = site.range
    const range = new vscode.Range(start.line, start.character, end.line, end.character)
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(site.uri))
    const column = vscode.window.visibleTextEditors.find(editor => editor.document === document)?.viewColumn
    const viewColumn = column ?? vscode.ViewColumn.One
    await vscode.window.showTextDocument(document, { selection: range, viewColumn, preserveFocus: keepFocus })
  }

  private async samples(): Promise<Setup['samples']> {
    const list = new TextDecoder().decode(await vscode.workspace.fs.readFile(this.file('samples/samples.json')))
    const samples = JSON.parse(list) as readonly Omit<Sample, 'url'>[]
    return samples.map(sample => ({ ...sample, url: this.address(`samples/${sample.set}/${sample.name}`) }))
  }

  /** Where the user's preprocessing of this model is kept. */
  private preprocessingKey(): string {
    return `preprocessing ${this.uri} ${this.name}`
  }

  private address(file: string): string {
    return this.window.webview.asWebviewUri(this.file(file)).toString()
  }

  private file(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.extension, 'dist', name)
  }
}

function isNode(backend: Setup['backend']): boolean {
  return backend === 'tfjs-node-gpu' || backend === 'tfjs-node'
}

export function titleOf(model: string): string {
  return `Convolens: ${model}`
}
