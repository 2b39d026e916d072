import * as vscode from 'vscode'
import {
  type BackendCalls,
  type BackendReport,
  type BackendSetup,
  backendChecks,
  Channel,
  type NodeBackend,
} from '../../webview/protocol'
import type { MakeEngine } from './activationsPanel'
import { panelHtml } from './html'

/** The page that shows which backends run: one at a time. */
export class BackendsPanel implements vscode.Disposable {
  private window: vscode.WebviewPanel | undefined

  constructor(
    private readonly extension: vscode.Uri,
    private readonly makeEngine: MakeEngine | undefined,
  ) {}

  /** Opens the page, or tries all backends once more on the one that is open. */
  show(): void {
    this.window ??= this.open()
    this.window.reveal()
    this.draw(this.window.webview)
  }

  dispose(): void {
    this.window?.dispose()
  }

  private open(): vscode.WebviewPanel {
    const window = vscode.window.createWebviewPanel(
      'convolens.backends',
      'Convolens: Backends',
      vscode.ViewColumn.Active,
      {
        enableScripts: true,
        localResourceRoots: [vscode.Uri.joinPath(this.extension, 'dist')],
      },
    )
    const { webview } = window
    const channel = new Channel<Record<never, never>, BackendCalls>(
      message => void webview.postMessage(message),
      backendChecks,
      {
        ready: () => this.setup(webview),
        surveyProcess: async ({ backend }) => ({ report: await this.surveyProcess(backend) }),
        copyText: async ({ text }) => {
          await vscode.env.clipboard.writeText(text)
          return {}
        },
      },
    )
    webview.onDidReceiveMessage(message => void channel.receive(message))
    window.onDidDispose(() => {
      this.window = undefined
    })
    return window
  }

  /** A new nonce makes it another document, whose script runs again. */
  private draw(webview: vscode.Webview): void {
    webview.html = panelHtml({
      cspSource: webview.cspSource,
      script: this.address(webview, 'backends.js'),
      styles: this.address(webview, 'webview.css'),
      language: vscode.env.language,
    })
  }

  private setup(webview: vscode.Webview): BackendSetup {
    return {
      workerUrl: this.address(webview, 'worker.js'),
      wasmUrl: `${this.address(webview, 'wasm')}/`,
      backend: vscode.workspace.getConfiguration('convolens').get<BackendSetup['backend']>('backend', 'auto'),
    }
  }

  /** Each package in a process of its own: both call themselves by one name, and each may crash. */
  private surveyProcess(backend: NodeBackend): Promise<BackendReport> {
    const { makeEngine } = this
    if (makeEngine === undefined)
      return Promise.resolve({ name: backend, reason: 'no process can be started in the browser' })
    if (!vscode.workspace.isTrusted)
      return Promise.resolve({
        name: backend,
        reason: 'the workspace is not trusted, and TensorFlow for Node is its code',
      })
    const wasmPath = vscode.Uri.joinPath(this.extension, 'dist/wasm/').fsPath
    return new Promise(resolve => {
      const engine = makeEngine(message => {
        if (message.kind === 'progress') return
        engine.end()
        if (message.kind === 'survey') resolve(message.result.backends[0])
        else if (message.kind === 'error') resolve({ name: backend, reason: message.error.message })
      })
      engine.send({ kind: 'survey', requestId: 1, backends: [backend], wasmPath })
    })
  }

  private address(webview: vscode.Webview, file: string): string {
    return webview.asWebviewUri(vscode.Uri.joinPath(this.extension, 'dist', file)).toString()
  }
}
