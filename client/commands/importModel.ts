import * as vscode from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import type { RunJob } from '../jobs'
import { relativePath } from './relativePath'
import type { TextAnswer } from './showText'
import { withEngine } from './withEngine'

/**
 * "Import Model…": a saved model as a program in the builder's words, which is written where the user says and names the saved
 * file for its weights. `runJob`, which reads Keras's archives and HDF5, is absent where no process can be started.
 */
export async function importModel(client: BaseLanguageClient, storage: vscode.Uri, runJob?: RunJob): Promise<void> {
  const endings = runJob ? ['json', 'keras', 'h5', 'hdf5'] : ['json']
  const title = vscode.l10n.t('Import a saved model')
  const filters = { [vscode.l10n.t('Saved models')]: endings }
  const [file] = (await vscode.window.showOpenDialog({ title, filters })) ?? []
  if (!file) return
  const text = await description(file, storage, runJob)
  if (text === undefined) return
  const name = file.path.slice(file.path.lastIndexOf('/') + 1)
  const answer = await client.sendRequest<TextAnswer>('convolens/import', { text, file: name })
  if ('problem' in answer) {
    void vscode.window.showErrorMessage(`${name}: ${answer.problem}.`)
    return
  }
  const out = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Write the program to'),
    defaultUri: file.with({ path: `${file.path.replace(/\.\w+$/, '')}.ts` }),
    filters: { TypeScript: ['ts'] },
  })
  if (!out) return
  // Once more, now that it is known how the program's file finds the weights.
  const request = { text, file: relativePath(out.path, file.path) }
  const program = await client.sendRequest<TextAnswer>('convolens/import', request)
  if (!('text' in program)) return
  try {
    await vscode.workspace.fs.writeFile(out, new TextEncoder().encode(program.text))
    await vscode.window.showTextDocument(out)
  } catch (error) {
    void vscode.window.showErrorMessage(vscode.l10n.t('{0} cannot be written: {1}', out.path, (error as Error).message))
  }
}

/** The JSON that describes the network; undefined where it cannot be read, which is told. */
async function description(file: vscode.Uri, storage: vscode.Uri, runJob?: RunJob): Promise<string | undefined> {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1)
  if (!/\.(keras|h5|hdf5)$/i.test(name)) return readText(file, name)
  if (!runJob) {
    const message = vscode.l10n.t('{0} is read in the desktop’s editor only; here, give a model.json.', name)
    void vscode.window.showErrorMessage(message)
    return undefined
  }
  const copy = vscode.Uri.joinPath(storage, `import-${Date.now()}`, name)
  const isHere = file.scheme === 'file'
  try {
    if (!isHere) await vscode.workspace.fs.copy(file, copy)
    const job = { kind: 'savedModel', file: (isHere ? file : copy).fsPath }
    return (await withEngine<{ text: string }>(vscode.l10n.t('Reading {0}', name), job, runJob))?.text
  } finally {
    if (!isHere) await vscode.workspace.fs.delete(vscode.Uri.joinPath(copy, '..'), { recursive: true })
  }
}

async function readText(file: vscode.Uri, name: string): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file))
  } catch (error) {
    void vscode.window.showErrorMessage(vscode.l10n.t('{0} cannot be read: {1}', name, (error as Error).message))
    return undefined
  }
}
