import * as vscode from 'vscode'

const PACKAGES = [
  {
    label: '@tensorflow/tfjs-node-gpu',
    description: vscode.l10n.t('NVIDIA GPU; needs CUDA 11.2 and cuDNN 8.1 on Linux or Windows'),
  },
  { label: '@tensorflow/tfjs-node', description: vscode.l10n.t('CPU, several times faster than WebAssembly') },
]

/**
 * "Install TensorFlow for Node": installs the package that the engine process loads into a folder of the workspace.
 *
 * It is not installed with the extension, since its native library is downloaded at install time and holds hundreds of
 * megabytes. npm runs in a terminal, so that the user sees what it does and why it fails where it does.
 */
export async function installTensorFlow(): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'TensorFlow for Node is code from the workspace, and this workspace is not trusted. Trust it first.',
      ),
    )
    return
  }
  const folder = await chooseFolder()
  if (!folder) return
  const chosen = await vscode.window.showQuickPick(PACKAGES, {
    title: vscode.l10n.t('Install TensorFlow for Node into {0}', folder.name),
    placeHolder: vscode.l10n.t('npm downloads the native library, some hundred megabytes'),
  })
  if (!chosen) return
  const terminal = vscode.window.createTerminal({ name: 'Convolens: TensorFlow', cwd: folder.uri })
  terminal.show()
  terminal.sendText(`npm install --save-dev ${chosen.label}`)
}

async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? []
  if (folders.length === 0) {
    void vscode.window.showErrorMessage(vscode.l10n.t('Open a folder first: TensorFlow for Node is installed into it.'))
    return undefined
  }
  return folders.length === 1 ? folders[0] : vscode.window.showWorkspaceFolderPick()
}
