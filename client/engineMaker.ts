import * as vscode from 'vscode'
import { EngineProcess } from './engineProcess'
import type { MakeEngine } from './panels/activationsPanel'

/** Makes the engine's process of a panel, which runs where the user chose TensorFlow for Node. */
export function engineMaker(extension: vscode.Uri): MakeEngine {
  const script = vscode.Uri.joinPath(extension, 'dist/process.js').fsPath
  return (receive, stopped) => new EngineProcess({ script, searchFolders: tensorflowFolders() }, receive, stopped)
}

/** Where TensorFlow for Node may be: it is code of the workspace, so nowhere until the user trusts that. */
function tensorflowFolders(): string[] {
  if (!vscode.workspace.isTrusted) return []
  const configured = vscode.workspace.getConfiguration('convolens').get('enginePath', '')
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath)
  return configured === '' ? folders : [configured, ...folders]
}
