import * as vscode from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import type { RunJob } from '../jobs'
import { checkWeightsPlace } from '../panels/checkWeightsPlace'
import { type PickedModel, pickModel } from './pickModel'
import { showText, type TextAnswer } from './showText'
import { withEngine } from './withEngine'

/** What a model can be written as: a program, which is shown, or a file, which the engine writes. */
interface Target extends vscode.QuickPickItem {
  readonly to: string
  readonly language?: string
  readonly ending?: string
}

const PROGRAM = vscode.l10n.t('a program')
const TARGETS: readonly Target[] = [
  { label: 'Keras 3', to: 'keras', language: 'python', description: PROGRAM },
  { label: 'PyTorch', to: 'pytorch', language: 'python', description: PROGRAM },
  { label: 'TensorFlow.js', to: 'tfjs', language: 'typescript', description: PROGRAM },
  { label: 'ONNX', to: 'onnx', ending: 'onnx', description: vscode.l10n.t('the network with its weights, a file') },
  {
    ...{ label: 'safetensors', to: 'safetensors', ending: 'safetensors' },
    description: vscode.l10n.t('the weights, for the programs of Keras and PyTorch'),
  },
  {
    ...{ label: 'model.json', to: 'tfjs', ending: 'json' },
    description: vscode.l10n.t('the weights, for the program of TensorFlow.js; a .bin file beside it'),
  },
]

/** The server's answer: what the engine is to do, but for the weights and the place. */
type JobOffer = { readonly job: object; readonly weights?: string } | { readonly problem: string }

/** What the engine tells of a file that it wrote. */
interface Written {
  readonly report?: { readonly missing: readonly string[]; readonly notes: readonly string[] }
}

/**
 * "Export Model…": the model at the cursor as a program for another library, as an ONNX model, or its weights in a file. Files are
 * written where the user says; `runJob` is absent where no process can be started, and then only programs are offered.
 */
export async function exportModel(client: BaseLanguageClient, storage: vscode.Uri, runJob?: RunJob): Promise<void> {
  const model = await pickModel(client)
  if (!model) return
  const offered = TARGETS.filter(({ ending }) => runJob !== undefined || ending === undefined)
  const target = await vscode.window.showQuickPick(offered, {
    title: vscode.l10n.t('Export {0} to', model.model),
  })
  if (!target) return
  const { to, language, ending } = target
  if (language !== undefined)
    await showText(await client.sendRequest<TextAnswer>('convolens/export', { model, to }), language, true)
  else if (ending !== undefined && runJob) await exportFile(client, model, { to, ending }, storage, runJob)
}

async function exportFile(
  client: BaseLanguageClient,
  model: PickedModel,
  { to, ending }: { to: string; ending: string },
  storage: vscode.Uri,
  runJob: RunJob,
): Promise<void> {
  const offer = await client.sendRequest<JobOffer>('convolens/exportJob', { model, format: to })
  if ('problem' in offer) {
    void vscode.window.showErrorMessage(`${offer.problem}.`)
    return
  }
  const weights = await weightsOf(model, offer.weights)
  const out = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export {0} to', model.model),
    defaultUri: defaultPlace(model, ending),
    filters: { [ending]: [ending] },
  })
  if (!out) return
  // What is there already stays as it is until everything is written, also where the user cancels.
  const draft = vscode.Uri.joinPath(storage, `export-${Date.now()}`)
  await vscode.workspace.fs.createDirectory(draft)
  try {
    const path = vscode.Uri.joinPath(draft, nameOf(out)).fsPath
    const job = { ...offer.job, weights: weights.path, out: path }
    const written = await withEngine<Written>(vscode.l10n.t('Exporting {0}', model.model), job, runJob)
    if (!written) return
    if (await placed(draft, out)) tell(out, written, weights.problem)
  } catch (error) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('{0} cannot be written: {1}', nameOf(out), (error as Error).message),
    )
  } finally {
    await vscode.workspace.fs.delete(draft, { recursive: true })
  }
}

/** Beside the code, under the model's name; names of networks may hold what names of files may not. */
function defaultPlace({ uri, model }: PickedModel, ending: string): vscode.Uri {
  const name = `${model.replace(/[^\p{L}\p{N}._ -]+/gu, '-')}.${ending}`
  const file = vscode.Uri.parse(uri)
  if (file.scheme !== 'untitled') return vscode.Uri.joinPath(file, '..', name)
  const [folder] = vscode.workspace.workspaceFolders ?? []
  return folder ? vscode.Uri.joinPath(folder.uri, name) : vscode.Uri.file(name)
}

/** The file that the model names for its weights, or what is wrong with that. */
async function weightsOf(
  { uri, model }: PickedModel,
  weights: string | undefined,
): Promise<{ path?: string; problem?: string }> {
  const file = vscode.Uri.parse(uri)
  if (weights === undefined || file.scheme === 'untitled') return {}
  const place = vscode.Uri.joinPath(file, '..', weights)
  try {
    await checkWeightsPlace(file, place)
    await vscode.workspace.fs.stat(place)
    if (place.scheme === 'file') return { path: place.fsPath }
    return { problem: vscode.l10n.t('{0} is not on the machine where Convolens runs', weights) }
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError)) return { problem: (error as Error).message }
    return { problem: vscode.l10n.t('there is no file {0}, which {1} names for its weights', weights, model) }
  }
}

/** Puts the files that were written where the user wants them. For the second of them, nobody has asked yet. */
async function placed(draft: vscode.Uri, out: vscode.Uri): Promise<boolean> {
  const files = (await vscode.workspace.fs.readDirectory(draft)).map(([name]) => name)
  for (const name of files.filter(file => file !== nameOf(out))) {
    const there = vscode.Uri.joinPath(out, '..', name)
    const isThere = await vscode.workspace.fs.stat(there).then(
      () => true,
      () => false,
    )
    const replace = vscode.l10n.t('Replace')
    const question = vscode.l10n.t('{0} is there already. Replace it?', name)
    if (isThere && (await vscode.window.showWarningMessage(question, { modal: true }, replace)) !== replace)
      return false
  }
  for (const name of files) {
    const from = vscode.Uri.joinPath(draft, name)
    await vscode.workspace.fs.copy(from, vscode.Uri.joinPath(out, '..', name), { overwrite: true })
  }
  return true
}

function tell(out: vscode.Uri, { report }: Written, problem: string | undefined): void {
  const done = vscode.l10n.t('{0} is written.', nameOf(out))
  const missing = report?.missing ?? []
  const notes = [
    ...(problem === undefined ? [] : [problem]),
    ...(report ? [] : [vscode.l10n.t('the weights are random')]),
    ...(missing.length > 0 ? [vscode.l10n.t('the file lacks {0} weights, which are random', missing.length)] : []),
    ...(report?.notes ?? []),
  ]
  if (notes.length === 0) void vscode.window.showInformationMessage(done)
  else void vscode.window.showWarningMessage(`${done} ${notes.join('; ')}.`)
}

function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
