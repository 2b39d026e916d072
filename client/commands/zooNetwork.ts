import * as vscode from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'

interface ZooNetwork {
  readonly name: string
  readonly options: Readonly<Record<string, readonly (string | number | boolean)[] | 'integer' | 'number' | 'size'>>
}

/** A network of the zoo, with options as they are typed. */
export interface PickedNetwork {
  readonly name: string
  readonly settings: readonly (readonly [string, string])[]
}

const HINTS = {
  integer: vscode.l10n.t('as usual, or an integer'),
  number: vscode.l10n.t('as usual, or a number'),
  size: vscode.l10n.t('as usual, or height,width,channels, such as 224,224,3'),
}

/** Lets the user pick a network of the zoo, then a value for each of its options; an empty one keeps what is usual. */
export async function pickNetwork(client: BaseLanguageClient, title: string): Promise<PickedNetwork | undefined> {
  const networks = await client.sendRequest<readonly ZooNetwork[]>('convolens/zoo')
  const items = networks.map(({ name, options }) => ({ label: name, description: Object.keys(options).join(', ') }))
  const name = (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.label
  const network = networks.find(candidate => candidate.name === name)
  if (!network) return undefined
  const settings: [string, string][] = []
  for (const [option, values] of Object.entries(network.options)) {
    const value = await ask(`${title}: ${network.name}, ${option}`, values)
    if (value === undefined) return undefined
    if (value !== '') settings.push([option, value])
  }
  return { name: network.name, settings }
}

async function ask(title: string, values: ZooNetwork['options'][string]): Promise<string | undefined> {
  if (typeof values === 'string') {
    return vscode.window.showInputBox({ title, placeHolder: HINTS[values] })
  }
  const usual = { label: vscode.l10n.t('As usual'), value: '' }
  const choices = values.map(value => ({ label: String(value), value: String(value) }))
  return (await vscode.window.showQuickPick([usual, ...choices], { title }))?.value
}
