import type { CancellationToken } from 'vscode-languageserver'
import {
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  FileChangeType,
  type FileEvent,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  type Position,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
  WatchKind,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Analysis } from './analysis'
import type { Configuration } from './configuration/configuration'
import { CONFIGURATION_FILE, readSettings } from './configuration/configurationFile'
import { type AgentQuestion, agentTool } from './features/agentTool'
import { ACTION_KINDS } from './features/codeActions'
import { diagnostics } from './features/diagnostics'
import type { Editing } from './features/editing'
import { usualHints } from './features/inlayHints'
import { fileOf, isVirtual, uriOf } from './files/address'
import { ClientFiles } from './files/clientFiles'
import type { Disk } from './files/fileSystem'
import { actionsIn, diagnosticOf, graphsOf, hintsIn, hoverAt, showingsIn } from './protocol/answers'
import { clientReader } from './protocol/clientReader'
import { answerCommands } from './protocol/commands'
import { offsetAt } from './protocol/places'
import { definitionsAt, foldsOf, lensesOf, outlineOf, summaryOf, symbolsOf } from './protocol/structure'
import { wellFormedDocuments } from './protocol/wellFormedDocuments'
import { completionsAt, renamedAt, renameRangeAt, signatureAt } from './protocol/writing'
import { rules } from './rules/index'
import { Workspace } from './workspace'

const RULE_NAMES = rules.map(({ id }) => id)
const LANGUAGES = new Set(['typescript', 'typescriptreact', 'javascript', 'javascriptreact', 'html'])
const SCHEMES = /^(file|untitled):/
/** Beside folders, of which those that appear or go are told without what is in them. */
const WATCHED = '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,json,html,htm}'
/**
 * Milliseconds without an edit before findings are told: so many times what they took last, so that looking at every edit would
 * keep the server busy for a part of the time only. Before a document's first, the editor's settings are given time to come.
 */
const QUIET = { least: 25, most: 150, times: 4 }

/** The language server on a connection: what is asked and told; `protocol/` has the answers in the protocol's words. */
export function startServer(connection: Connection, disk: Disk): void {
  const documents = new TextDocuments(TextDocument)
  const files = new ClientFiles(disk, clientReader(connection))
  const workspace = new Workspace(files, [])
  const folders = new Set<string>()
  /** Done when the files of the folders are known that only the client can read. */
  let reading: Promise<void> | undefined
  const waiting = new Map<string, ReturnType<typeof setTimeout>>()
  /** Milliseconds that the last analysis and findings of each open document took. */
  const taken = new Map<string, number>()
  let client: InitializeParams['capabilities'] = {}
  /** Whether the client runs the commands that hovers and lenses name. */
  let commands = false
  let hints = usualHints

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities
    commands = params.initializationOptions?.commands === true
    const roots = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : [])
    for (const root of roots) folders.add(folderOf(root))
    workspace.setFolders([...folders])
    return {
      serverInfo: { name: 'convolens' },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        hoverProvider: true,
        inlayHintProvider: true,
        codeLensProvider: {},
        definitionProvider: true,
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        completionProvider: { triggerCharacters: ['.', '{', ',', "'", '"', ' '] },
        signatureHelpProvider: { triggerCharacters: ['(', ','] },
        renameProvider: { prepareProvider: true },
        codeActionProvider: { codeActionKinds: [...ACTION_KINDS] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    }
  })

  connection.onInitialized(() => {
    const watchers = [{ globPattern: WATCHED }, { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete }]
    if (watches()) void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers })
    const { configuration, didChangeConfiguration } = client.workspace ?? {}
    if (configuration && didChangeConfiguration?.dynamicRegistration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'convolens' })
    }
    void takeIn('initialized', readEditorSettings)
    readAhead([...folders])
    if (client.workspace?.workspaceFolders) connection.workspace.onDidChangeWorkspaceFolders(changeFolders)
  })

  connection.onHover(({ textDocument, position }, token) =>
    answer(
      'hover',
      textDocument.uri,
      token,
      analysis => hoverAt(analysis, position, { commands, editing: editing(analysis) }),
      true,
    ),
  )
  connection.languages.inlayHint.on(({ textDocument, range }, token) =>
    answer('inlayHint', textDocument.uri, token, analysis => hintsIn(analysis, range, hints), true),
  )
  connection.onCodeAction(({ textDocument, range, context }, token) =>
    answer('codeAction', textDocument.uri, token, analysis => [
      ...actionsIn(analysis, range, editing(analysis), context, textDocument.uri),
      ...(commands ? showingsIn(analysis, range, editing(analysis), context, textDocument.uri) : []),
    ]),
  )
  connection.onCodeLens(({ textDocument }, token) =>
    answer('codeLens', textDocument.uri, token, analysis => lensesOf(analysis, commands), true),
  )
  connection.onDefinition(({ textDocument, position }, token) =>
    answer(
      'definition',
      textDocument.uri,
      token,
      analysis => definitionsAt(analysis, offsetAt(analysis, position)),
      true,
    ),
  )
  connection.onDocumentSymbol(({ textDocument }, token) => answer('documentSymbol', textDocument.uri, token, symbolsOf))
  connection.onFoldingRanges(({ textDocument }, token) => answer('foldingRange', textDocument.uri, token, foldsOf))
  connection.onCompletion(({ textDocument, position }, token) =>
    answer('completion', textDocument.uri, token, analysis => completionsAt(analysis, position, snippets())),
  )
  connection.onSignatureHelp(({ textDocument, position }, token) =>
    answer('signatureHelp', textDocument.uri, token, analysis => signatureAt(analysis, position)),
  )
  connection.onPrepareRename(({ textDocument, position }, token) =>
    answer('prepareRename', textDocument.uri, token, analysis => renameRangeAt(analysis, position)),
  )
  connection.onRenameRequest(({ textDocument, position, newName }, token) =>
    answer('rename', textDocument.uri, token, analysis => renamedAt(analysis, position, newName)),
  )
  connection.onRequest('convolens/outline', ({ uri }: { uri: string }, token: CancellationToken) =>
    answer('convolens/outline', uri, token, outlineOf),
  )
  connection.onRequest('convolens/summary', ({ uri, model }: SummaryParams, token: CancellationToken) =>
    answer('convolens/summary', uri, token, analysis => summaryOf(analysis, model)),
  )
  connection.onRequest('convolens/tool', ({ uri, ...question }: ToolParams, token: CancellationToken) =>
    answer('convolens/tool', uri, token, analysis => {
      const findings = diagnostics(analysis, configurationOf(analysis))
      return agentTool(question, analysis, findings, fileOf(uri))
    }),
  )
  connection.onRequest('convolens/graph', ({ uri, position }: GraphParams, token: CancellationToken) =>
    answer('convolens/graph', uri, token, analysis => graphsOf(analysis, position, configurationOf(analysis))),
  )

  answerCommands(connection, (uri, text) =>
    text === undefined ? workspace.analysis(fileOf(uri)) : workspace.analysisOf(fileOf(uri), text),
  )

  documents.onDidChangeContent(({ document }) => {
    const { uri, languageId, version } = document
    const file = fileOf(uri)
    if (isConfiguration(file))
      return changeConfigurationFile(file, () => workspace.open(file, document.getText(), 'json'))
    if (!isOurs(document)) return
    if (version === opened.get(uri)) return
    if (opened.has(uri)) workspace.change(file, document.getText())
    else {
      readUnwatched()
      workspace.open(file, document.getText(), languageId)
    }
    opened.set(uri, version)
    lookAgain([file])
  })
  documents.onDidClose(({ document: { uri } }) => {
    const file = fileOf(uri)
    if (isConfiguration(file)) return changeConfigurationFile(file, () => workspace.close(file))
    if (!opened.delete(uri)) return
    workspace.close(file)
    taken.delete(file)
    void connection.sendDiagnostics({ uri, diagnostics: [] })
    lookAgain([fileOf(uri)])
  })
  documents.onDidSave(readUnwatched)
  connection.onDidChangeWatchedFiles(({ changes }) => takeIn('didChangeWatchedFiles', () => filesChanged(changes)))
  connection.onDidChangeConfiguration(() => takeIn('didChangeConfiguration', readEditorSettings))

  const opened = new Map<string, number>()
  disk.onArrival?.(lookAtAll)
  documents.listen(wellFormedDocuments(connection))
  connection.listen()

  /**
   * Answers a request from the analysis of a document as it is now, `asCalled` by other files too; a bug of ours costs one
   * answer.
   */
  async function answer<T>(
    request: string,
    uri: string,
    token: CancellationToken,
    from: (analysis: Analysis) => T,
    asCalled = false,
  ): Promise<T | null | ResponseError> {
    // Edits and cancellations that have arrived are taken in first.
    await new Promise(resolve => setTimeout(resolve, 0))
    await reading
    if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled')
    try {
      if (!opened.has(uri)) return null
      const isCancelled = () => token.isCancellationRequested
      const file = fileOf(uri)
      const started = performance.now()
      const analysis = asCalled
        ? workspace.analysisWithCallers(file, isCancelled)
        : workspace.analysis(file, isCancelled)
      noteTime(file, started)
      return analysis ? from(analysis) : null
    } catch (error) {
      report(request, uri, error)
      return new ResponseError(ErrorCodes.InternalError, `${request} failed: ${(error as Error).message}`)
    }
  }

  /** Tells the findings of changed documents, and of every open one that rests on them, once the user pauses. */
  function lookAgain(changed: readonly string[]): void {
    const open = new Set([...opened.keys()].map(fileOf))
    for (const file of changed) if (open.has(file)) schedule(file)
    const others = workspace.outdated().filter(name => !changed.includes(name))
    for (const name of others) schedule(name)
    // The editor asks anew for the document that is edited, not for those that rest on it.
    if (others.length > 0) refreshHints()
  }

  function lookAtAll(): void {
    for (const uri of opened.keys()) schedule(fileOf(uri))
    refreshHints()
    tellChange()
  }

  function schedule(file: string): void {
    clearTimeout(waiting.get(file))
    waiting.set(
      file,
      setTimeout(() => tellFindings(file), quietTime(file)),
    )
  }

  function quietTime(file: string): number {
    const time = taken.get(file)
    return time === undefined ? QUIET.most : Math.min(QUIET.most, Math.max(QUIET.least, QUIET.times * time))
  }

  /** Hints have the analysis made, of which the findings then take the rest of the time: the longer counts, and fades. */
  function noteTime(file: string, started: number): void {
    taken.set(file, Math.max(performance.now() - started, (taken.get(file) ?? 0) / 2))
  }

  function tellFindings(file: string): void {
    waiting.delete(file)
    // Imports of files that are still to come would be told as missing; all is looked at again then.
    if (reading) return
    // Another open document may show what this one makes with its functions.
    if (opened.size > 1) refreshHints()
    const [uri, version] = [...opened].find(([address]) => fileOf(address) === file) ?? []
    if (uri === undefined) return
    const started = performance.now()
    try {
      const analysis = workspace.analysis(file)
      const told = analysis ? diagnostics(analysis, workspace.configurations.of(file)) : []
      const found = told.map(finding => diagnosticOf(finding, analysis!))
      noteTime(file, started)
      void connection.sendDiagnostics({ uri, version, diagnostics: found })
    } catch (error) {
      report('diagnostics', uri, error)
    }
  }

  /** Takes in what the editor's settings say of the rules. */
  async function readEditorSettings(): Promise<void> {
    if (client.workspace?.configuration) {
      const settings = (await connection.workspace.getConfiguration('convolens')) ?? {}
      const { profile, rules: levels } = settings
      hints = { ...usualHints, ...settings.hints }
      workspace.configurations.setEditor(readSettings({ profile, rules: levels }, RULE_NAMES))
    }
    lookAtAll()
  }

  /** A project's file says something else from now on: what is wrong in it is told, and every document looked at again. */
  function changeConfigurationFile(file: string, note: () => void): void {
    note()
    const { problems, sourceFile } = workspace.configurations.read(file)
    const diagnostics = problems.map(problem => diagnosticOf(problem, { sourceFile, files: new Map() }))
    void connection.sendDiagnostics({ uri: uriOf(file), diagnostics })
    lookAtAll()
  }

  function configurationOf({ file }: Analysis): Configuration {
    return workspace.configurations.of(file)
  }

  function editing(analysis: Analysis): Editing {
    const { file } = analysis
    const text = workspace.text(file) ?? analysis.sourceFile.text
    return { text, configuration: configurationOf(analysis), analyse: changed => workspace.analysisOf(file, changed) }
  }

  function snippets(): boolean {
    return client.textDocument?.completion?.completionItem?.snippetSupport === true
  }

  /** Has the client ask anew for what it shows of other documents than the one that is edited. */
  function refreshHints(): void {
    if (client.workspace?.inlayHint?.refreshSupport) void connection.languages.inlayHint.refresh()
    if (client.workspace?.codeLens?.refreshSupport) void connection.sendRequest(CodeLensRefreshRequest.type)
  }

  /** Networks may be others now although nothing was typed: our own client shows them in views of its own. */
  function tellChange(): void {
    if (commands) void connection.sendNotification('convolens/changed')
  }

  async function filesChanged(changes: readonly FileEvent[]): Promise<void> {
    const changed: string[] = []
    for (const { uri, type } of changes) {
      const file = fileOf(uri)
      if (/\/(node_modules|\.git)\//.test(file)) continue
      await files.readAgain(file)
      const note = () => workspace.fileChanged(file, changeNames[type])
      if (isConfiguration(file)) changeConfigurationFile(file, note)
      else if (note()) changed.push(file)
    }
    if (changed.length === 0) return
    lookAgain(changed)
    tellChange()
  }

  function watches(): boolean {
    return client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true
  }

  /** Takes the disk as it is now, for a client that does not tell what happens there. */
  function readUnwatched(): void {
    if (!watches()) workspace.setFolders([...folders])
  }

  /** A notification that cannot be taken in, of a client that breaks the protocol, costs nothing but itself. */
  function takeIn(notification: string, take: () => Promise<void>): Promise<void> {
    return take().catch((error: unknown) => report(notification, 'the client', error))
  }

  function changeFolders({ added, removed }: { added: { uri: string }[]; removed: { uri: string }[] }): void {
    for (const { uri } of removed) folders.delete(folderOf(uri))
    for (const { uri } of added) folders.add(folderOf(uri))
    workspace.setFolders([...folders])
    readAhead(added.map(({ uri }) => folderOf(uri)))
    lookAtAll()
  }

  /** Has the client read what only it can; findings wait for that. */
  function readAhead(roots: readonly string[]): void {
    if (!roots.some(isVirtual)) return
    const turn = Promise.all([reading, files.readAhead(roots)]).then(() => {
      if (reading !== turn) return
      reading = undefined
      workspace.setFolders([...folders])
      lookAtAll()
    })
    reading = turn
  }

  function report(request: string, uri: string, error: unknown): void {
    connection.console.error(`${request} of ${uri} failed: ${error instanceof Error ? error.stack : String(error)}`)
  }
}

/** What a coding agent asks of a document. */
interface ToolParams extends AgentQuestion {
  readonly uri: string
}

/** Asks for the summary of one of a document's models. */
interface SummaryParams {
  readonly uri: string
  readonly model: string
}

/** Asks for the graphs of a document's models, and what is at the cursor. */
interface GraphParams {
  readonly uri: string
  readonly position?: Position
}

const changeNames = {
  [FileChangeType.Created]: 'created',
  [FileChangeType.Changed]: 'changed',
  [FileChangeType.Deleted]: 'deleted',
} as const

function isOurs({ uri, languageId }: TextDocument): boolean {
  return LANGUAGES.has(languageId) && (SCHEMES.test(uri) || isVirtual(fileOf(uri)))
}

/** The path of a workspace's folder, without a slash behind it. */
function folderOf(uri: string): string {
  return fileOf(uri).replace(/(?<=.)\/$/, '')
}

function isConfiguration(file: string): boolean {
  return file.endsWith(`/${CONFIGURATION_FILE}`)
}
