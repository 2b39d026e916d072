import * as vscode from 'vscode'
import {
  BaseLanguageClient,
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  type ErrorHandler,
} from 'vscode-languageclient'

/** So often within so many milliseconds the server is started again by itself. */
const MOST_ENDS = 5
const SPAN = 3 * 60 * 1000
/** Milliseconds after a start that failed in which its process may still turn out to have ended. */
const LATE_END = 1_000

/**
 * Keeps the language server running: one that ends, also while it starts, is started again and told of the documents that are open,
 * up to five times within three minutes. One that ends more often, or cannot be started, stays off, and the user is told so once,
 * with what can be done. The client's own messages of the same things go to its output alone.
 */
export class KeptServer implements ErrorHandler, vscode.Disposable {
  /** Whether it stays off until the user wants it started. */
  isOff = false
  private client: BaseLanguageClient | undefined
  private ends: number[] = []
  private again: ReturnType<typeof setTimeout> | undefined
  /** Counts starts and ends. */
  private turn = 0
  private readonly started = new vscode.EventEmitter<void>()
  /** Tells that a server runs which knows the open documents: at first, and after each end of one. */
  readonly onStart = this.started.event

  /** To be called with the client that has this for its error handler. */
  keep(client: BaseLanguageClient): void {
    this.client = client
    client.error = (message, data, show) =>
      BaseLanguageClient.prototype.error.call(client, message, data, show === 'force' ? false : show)
    // A client that failed to start stops itself, and fails in that too.
    const stop = client.stop.bind(client)
    client.stop = timeout => (client.isRunning() ? stop(timeout) : Promise.resolve())
  }

  /** Never rejects: what goes wrong is told. */
  async start(): Promise<void> {
    this.isOff = false
    const turn = ++this.turn
    const failure = await this.client!.start().then(
      () => undefined,
      (error: Error) => error,
    )
    if (this.client!.isRunning()) {
      this.started.fire()
      return
    }
    // Where the process ended, that is told on its own, before or after this.
    await new Promise(resolve => setTimeout(resolve, LATE_END))
    if (turn !== this.turn) return
    const why = failure?.message ?? ''
    this.stayOff(vscode.l10n.t('The language server of Convolens cannot be started: {0}.', why))
  }

  /** The user wants another server than the one that runs, or one where none does. */
  async restart(): Promise<void> {
    this.ends = []
    await this.client!.stop().catch(() => {})
    await this.start()
  }

  /** Offers the user to start a server that is off. */
  offerStart(): void {
    void this.offer(vscode.l10n.t('The language server of Convolens is off.'))
  }

  closed(): CloseHandlerResult {
    this.turn++
    const now = Date.now()
    this.ends = [...this.ends.filter(time => now - time < SPAN), now]
    // The client itself cannot start one that ended while it started: by then it has not taken in that it did.
    if (this.ends.length <= MOST_ENDS) {
      this.again = setTimeout(() => {
        this.again = undefined
        void this.start()
      })
    } else {
      this.ends = []
      const { t } = vscode.l10n
      this.stayOff(
        t('The language server of Convolens ended {0} times within three minutes and stays off.', MOST_ENDS + 1),
      )
    }
    return { action: CloseAction.DoNotRestart, handled: true }
  }

  /** Messages that do not reach a server which has ended: its end is told on its own. */
  error() {
    return { action: ErrorAction.Continue, handled: true }
  }

  dispose(): void {
    clearTimeout(this.again)
    this.started.dispose()
  }

  private stayOff(why: string): void {
    this.isOff = true
    void this.offer(why)
  }

  private async offer(why: string): Promise<void> {
    const start = vscode.l10n.t('Start Again')
    const reload = vscode.l10n.t('Reload Window')
    const what = vscode.l10n.t('{0} Until it is started again there are no shapes, findings or hovers.', why)
    const chosen = await vscode.window.showErrorMessage(what, start, reload)
    if (chosen === start) await this.restart()
    if (chosen === reload) await vscode.commands.executeCommand('workbench.action.reloadWindow')
  }
}
