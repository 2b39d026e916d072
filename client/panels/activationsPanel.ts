import * as vscode from 'vscode'
import { Channel, type ExtensionCalls, extensionChecks, type ImageFile, type PanelCalls } from '../../webview/protocol'
import type { DocumentGraphs, DocumentModel } from '../languageClient'
import { panelHtml } from './html'
import { readWeights } from './readWeights'

/** How long the user must pause typing before the panel runs the new model. */
const QUIET_MILLISECONDS = 300

/** The panel of one model: shows it, follows the editor, and fetches what the page may not reach by itself. */
export class ActivationsPanel implements vscode.Disposable {
  private readonly channel: Channel<PanelCalls, ExtensionCalls>
  /** Kept once the page listens. */
  private readonly ready: Promise<void>
  private model: DocumentModel | undefined
  /** The weights that the page has, by their path. */
  private sentWeights: string | undefined | null = null
  private quiet: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly window: vscode.WebviewPanel,
    private readonly extension: vscode.Uri,
    private readonly uri: vscode.Uri,
    private readonly name: string,
    private readonly graphs: (position?: vscode.Position) => Promise<DocumentGraphs>,
  ) {
    const { webview } = window
    let listens = () => {}
    this.ready = new Promise(resolve => {
      listens = resolve
    })
    this.channel = new Channel<PanelCalls, ExtensionCalls>(
      message => void webview.postMessage(message),
      extensionChecks,
      {
        ready: async () => {
          listens()
          return {
            workerUrl: this.address('worker.js'),
            wasmUrl: `${this.address('wasm')}/`,
            backend: vscode.workspace.getConfiguration('convolens').get('backend', 'auto'),
            samples: await this.samples(),
          }
        },
        revealLayer: async ({ layer }) => {
          await this.revealLayer(layer)
          return {}
        },
        openImages: async () => ({ images: await openImages() }),
      },
    )
    webview.onDidReceiveMessage(message => void this.channel.receive(message))
    webview.html = panelHtml({
      cspSource: webview.cspSource,
      script: this.address('webview.js'),
      styles: this.address('webview.css'),
    })
    window.onDidDispose(() => clearTimeout(this.quiet))
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

  /** Shows the model, and of its layers the ones at the cursor. */
  async show(model: DocumentModel, layers: readonly string[] = []): Promise<void> {
    this.model = model
    await this.ready
    const path = model.graph.info.weights
    const weights = path === this.sentWeights ? { status: 'unchanged' as const } : await readWeights(this.uri, path)
    this.sentWeights = path
    const file = vscode.workspace.asRelativePath(this.uri)
    await this.tell('show', { uri: this.uri.toString(), file, graph: model.graph, weights })
    if (layers.length > 0) await this.tell('select', { layers: [...layers] })
  }

  /** Says that what is shown is the last good picture, and why. */
  async outdate(reason: string): Promise<void> {
    await this.ready
    await this.tell('outdate', { reason })
  }

  /** A document changed: once typing pauses, the model's new version is shown. */
  edited(_uri: vscode.Uri): void {
    // The model may rest on any file, so an edit anywhere may change it.
    clearTimeout(this.quiet)
    this.quiet = setTimeout(() => void this.update(), QUIET_MILLISECONDS)
  }

  /** Shows the model as the code makes it now. */
  async update(): Promise<void> {
    const { models, problems } = await this.graphs()
    const model = models.find(({ name }) => name === this.name)
    const error = problems.find(({ severity }) => severity === 1)
    if (!model) await this.outdate(error?.message ?? `The file makes no model named ${this.name} any more.`)
    else if (model.notRunnable !== undefined) await this.outdate(`It cannot be run: ${model.notRunnable}.`)
    else if (error) await this.outdate(error.message)
    else await this.show(model)
  }

  /** Selects the layer at the cursor. */
  async cursorMoved(uri: vscode.Uri, position: vscode.Position): Promise<void> {
    if (uri.toString() !== this.uri.toString()) return
    const { models, at } = await this.graphs(position)
    if (!at || models[at.model].name !== this.name || at.layers.length === 0) return
    await this.ready
    await this.tell('select', { layers: [...at.layers] })
  }

  /** Asks the page; a failure there is told there, and is no reason to fail here. */
  private async tell<Kind extends keyof PanelCalls & string>(kind: Kind, request: PanelCalls[Kind]['request']) {
    await this.channel.request(kind, request).catch((error: Error) => console.error(`panel, ${kind}: ${error.message}`))
  }

  private async revealLayer(layer: string): Promise<void> {
    const site = this.model?.sites.find(candidate => candidate.layer === layer)
    if (!site) return
    const { start, end } = site.range
    const range = new vscode.Range(start.line, start.character, end.line, end.character)
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(site.uri))
    const column = vscode.window.visibleTextEditors.find(editor => editor.document === document)?.viewColumn
    await vscode.window.showTextDocument(document, { selection: range, viewColumn: column ?? vscode.ViewColumn.One })
  }

  private async samples() {
    const folder = vscode.Uri.joinPath(this.extension, 'dist', 'samples')
    const files = await vscode.workspace.fs.readDirectory(folder)
    return files
      .map(([name]) => ({ name, url: this.address(`samples/${name}`) }))
      .sort((a, b) => a.name.localeCompare(b.name))
  }

  private address(file: string): string {
    return this.window.webview.asWebviewUri(vscode.Uri.joinPath(this.extension, 'dist', file)).toString()
  }
}

async function openImages(): Promise<ImageFile[]> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectMany: true,
    title: 'Images to run through the network',
    filters: { Images: ['png', 'jpg', 'jpeg', 'webp', 'gif', 'bmp'] },
  })
  return Promise.all(
    (chosen ?? []).map(async uri => ({
      name: uri.path.split('/').at(-1) ?? uri.path,
      bytes: Uint8Array.from(await vscode.workspace.fs.readFile(uri)),
    })),
  )
}
