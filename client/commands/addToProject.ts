import * as vscode from 'vscode'
import { NEW_CONFIGURATION, NEW_MANIFEST, withDependency } from './projectFiles'

const { joinPath } = vscode.Uri
const { fs } = vscode.workspace

/** The starters of the extension, by the task that they are for. */
const STARTERS = [
  { task: 'classification', label: vscode.l10n.t('Classification: which class is an image of?') },
  { task: 'segmentation', label: vscode.l10n.t('Segmentation: which class is every pixel of?') },
  { task: 'detection', label: vscode.l10n.t('Detection: where are the objects, and what are they?') },
  { task: 'transfer', label: vscode.l10n.t('Transfer: a new head on a network that was trained on another task') },
]

/**
 * "Add Convolens to This Project": puts the package of the builder, which the extension brings, beside the project and names
 * it in package.json; writes a configuration and a model to begin with where there are none, and opens the model. Nothing is
 * fetched: npm runs only if the user says so.
 */
export async function addToProject(extension: vscode.Uri, hasTerminal: boolean): Promise<void> {
  const folder = await chooseFolder()
  if (!folder) return
  const starter = await vscode.window.showQuickPick(STARTERS, { title: vscode.l10n.t('A model to begin with') })
  if (!starter) return
  const { version } = JSON.parse(await readText(joinPath(extension, 'package.json')))
  const archive = `.convolens/convolens-${version}.tgz`
  const manifest = joinPath(folder.uri, 'package.json')
  let changed: string
  try {
    const text = await readText(manifest).catch(() => NEW_MANIFEST)
    changed = withDependency(text, 'convolens', `file:${archive}`)
  } catch (error) {
    const { message } = error as Error
    void vscode.window.showErrorMessage(vscode.l10n.t('package.json cannot be changed: {0}. Mend it first.', message))
    return
  }
  await fs.writeFile(joinPath(folder.uri, archive), await fs.readFile(joinPath(extension, 'dist/convolens.tgz')))
  await writeText(manifest, changed)
  await writeNew(joinPath(folder.uri, 'convolens.config.json'), NEW_CONFIGURATION)
  const model = joinPath(folder.uri, `models/${starter.task}.ts`)
  await writeNew(model, await readText(joinPath(extension, `dist/starters/${starter.task}.ts`)))
  await vscode.window.showTextDocument(model)
  await tellWhatIsLeft(folder, hasTerminal)
}

/** The analysis needs no installed package; TypeScript and running the model do. */
async function tellWhatIsLeft(folder: vscode.WorkspaceFolder, hasTerminal: boolean): Promise<void> {
  const run = vscode.l10n.t('Run npm install')
  const text = vscode.l10n.t('Convolens is in package.json. Run npm install, so that TypeScript finds it too.')
  const chosen = await vscode.window.showInformationMessage(text, ...(hasTerminal ? [run] : []))
  if (chosen !== run) return
  const terminal = vscode.window.createTerminal({ name: 'Convolens', cwd: folder.uri })
  terminal.show()
  terminal.sendText('npm install')
}

async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? []
  if (folders.length > 1) return vscode.window.showWorkspaceFolderPick()
  if (folders.length === 0) {
    void vscode.window.showErrorMessage(vscode.l10n.t('Open a folder first: Convolens is added to the project in it.'))
  }
  return folders[0]
}

async function readText(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await fs.readFile(uri))
}

function writeText(uri: vscode.Uri, text: string): Thenable<void> {
  return fs.writeFile(uri, new TextEncoder().encode(text))
}

/** What the user has written is not touched. */
async function writeNew(uri: vscode.Uri, text: string): Promise<void> {
  const isThere = await fs.stat(uri).then(
    () => true,
    () => false,
  )
  if (!isThere) await writeText(uri, text)
}
