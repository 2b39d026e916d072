import * as vscode from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import type { PlaceRange } from '../graphs'
import { isModelDocument, isServerGone } from '../languageClient'
import { outlinePath } from './outlinePath'

/** The server's answer to `convolens/outline`: a model, a call that makes layers, or a layer. */
export interface OutlineItem {
  readonly kind: 'model' | 'block' | 'layer'
  readonly label: string
  readonly description: string
  readonly tooltip: string
  /** The file that makes the model. */
  readonly uri: string
  readonly place: { readonly uri: string; readonly range: PlaceRange }
  readonly model: string
  readonly layer?: string
  readonly children: readonly OutlineItem[]
}

const icons = { model: 'symbol-class', block: 'symbol-function', layer: 'symbol-field' } as const
const QUIET_MILLISECONDS = 400

/** The view "Convolens" of the side bar: the models of the file in the editor, their blocks and layers, and what they cost. */
export class ModelTree implements vscode.TreeDataProvider<OutlineItem>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>()
  readonly onDidChangeTreeData = this.changed.event
  private readonly view = vscode.window.createTreeView('convolens.models', {
    treeDataProvider: this,
    showCollapseAll: true,
  })
  private readonly parents = new WeakMap<OutlineItem, OutlineItem>()
  private items: readonly OutlineItem[] = []
  private uri: vscode.Uri | undefined
  private quiet: ReturnType<typeof setTimeout> | undefined
  private readonly listeners = vscode.Disposable.from(
    this.view,
    this.changed,
    vscode.window.onDidChangeActiveTextEditor(() => this.updateSoon(0)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (isModelDocument(document)) this.updateSoon()
    }),
  )

  constructor(private readonly client: BaseLanguageClient) {}

  getChildren(item?: OutlineItem): OutlineItem[] {
    return [...(item?.children ?? this.items)]
  }

  getParent(item: OutlineItem): OutlineItem | undefined {
    return this.parents.get(item)
  }

  getTreeItem({ kind, label, description, tooltip, place, children }: OutlineItem): vscode.TreeItem {
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState
    const item = new vscode.TreeItem(label, children.length === 0 ? None : kind === 'model' ? Expanded : Collapsed)
    const { start, end } = place.range
    const selection = new vscode.Range(start.line, start.character, end.line, end.character)
    return Object.assign(item, {
      ...{ description, tooltip, contextValue: kind, iconPath: new vscode.ThemeIcon(icons[kind]) },
      command: {
        title: vscode.l10n.t('Show'),
        command: 'vscode.open',
        arguments: [vscode.Uri.parse(place.uri), { selection }],
      },
    })
  }

  /** Selects in the tree what is at the cursor. */
  async reveal(): Promise<void> {
    const editor = vscode.window.activeTextEditor
    if (editor === undefined) return
    await this.update()
    const item = outlinePath(this.items, editor.document.uri.toString(), editor.selection.active).at(-1)
    if (item) await this.view.reveal(item, { select: true, focus: true, expand: true })
    else
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Put the cursor into a layer, or into a call that makes layers.'),
      )
  }

  updateSoon(delay = QUIET_MILLISECONDS): void {
    clearTimeout(this.quiet)
    // Of a server that has ended, the last items stay.
    const keepLast = (error: unknown) => {
      if (!isServerGone(error)) throw error
    }
    this.quiet = setTimeout(() => void this.update().catch(keepLast), delay)
  }

  dispose(): void {
    clearTimeout(this.quiet)
    this.listeners.dispose()
  }

  /** Of another kind of editor, such as the panel, the last file stays. */
  private async update(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document
    if (document && isModelDocument(document)) this.uri = document.uri
    if (this.uri === undefined) return
    const uri = this.uri.toString()
    const items = await this.client.sendRequest<readonly OutlineItem[] | null>('convolens/outline', { uri })
    if (items === null) return
    const adopt = (item: OutlineItem): void => {
      for (const child of item.children) {
        this.parents.set(child, item)
        adopt(child)
      }
    }
    items.forEach(adopt)
    this.items = items
    this.changed.fire(undefined)
  }
}
