import * as vscode from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'

/** What coding agents ask: the file, and a place in it, counted from 1. */
interface Question {
  readonly file: string
  readonly line?: number
  readonly column?: number
}

const TOOLS = { convolens_summary: 'summary', convolens_check: 'check', convolens_layer_at: 'layerAt' } as const

/**
 * Offers the analysis to the editor's language models. Editors without such tools, and other makers', have no API for it.
 */
export function registerLanguageModelTools(client: BaseLanguageClient): vscode.Disposable {
  if (vscode.lm?.registerTool === undefined) return new vscode.Disposable(() => {})
  const registrations = Object.entries(TOOLS).map(([name, tool]) =>
    vscode.lm.registerTool<Question>(name, {
      async invoke({ input }) {
        const text = await answer(client, tool, input)
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)])
      },
    }),
  )
  return vscode.Disposable.from(...registrations)
}

async function answer(client: BaseLanguageClient, tool: string, { file, line, column }: Question): Promise<string> {
  const uri = addressOf(file)
  // The server knows open documents only, with what is not saved yet.
  await vscode.workspace.openTextDocument(uri)
  const text = await client.sendRequest<string | null>('convolens/tool', { tool, uri: uri.toString(), line, column })
  if (text === null) throw new Error(`${file} is no TypeScript, JavaScript or HTML file of this workspace`)
  return text
}

/** An absolute path, an address, or a path in the workspace. */
function addressOf(file: string): vscode.Uri {
  if (/^[a-z][\w+.-]+:\/\//i.test(file)) return vscode.Uri.parse(file)
  if (/^(\/|\\\\|[a-z]:[\\/])/i.test(file)) return vscode.Uri.file(file)
  const [folder] = vscode.workspace.workspaceFolders ?? []
  if (!folder) throw new Error(`no folder is open in which ${file} could be; give an absolute path`)
  return vscode.Uri.joinPath(folder.uri, file)
}
