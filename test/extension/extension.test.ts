import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import { suite, suiteSetup, test } from 'mocha'
import * as vscode from 'vscode'

suite('extension', () => {
  let lenet: vscode.TextDocument

  suiteSetup(async () => {
    lenet = await open('digits/lenet.ts')
  })

  test('is activated by a TypeScript file', async () => {
    const extension = vscode.extensions.getExtension('convolens.convolens-vscode')
    assert.ok(extension, 'installed')
    await until('activation', () => extension.isActive)
  })

  test('registers its commands', async () => {
    const commands = await vscode.commands.getCommands(true)
    assert.ok(commands.includes('convolens.visualizeActivations'))
  })

  test('hovers tell what a layer does and costs', async () => {
    const position = lenet.positionAt(lenet.getText().indexOf('conv2d') + 1)
    const text = await until('a hover of ours', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        lenet.uri,
        position,
      )
      return hovers
        .flatMap(hover => hover.contents)
        .map(content => (typeof content === 'string' ? content : content.value))
        .find(value => value.includes('28×28×6'))
    })
    // Filters of 5×5 over one channel, a bias each, six of them.
    assert.match(text, /\(5·5·1 \+ 1\)·6 = 156/)
    assert.match(text, /117,600/)
  })

  test('hints stand behind the layers', async () => {
    const everything = new vscode.Range(0, 0, lenet.lineCount, 0)
    const hints = await until('inlay hints of ours', async () => {
      const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        lenet.uri,
        everything,
      )
      const labels = found.map(({ label }) => (typeof label === 'string' ? label : label.map(p => p.value).join('')))
      return labels.some(label => label.includes('28×28×6')) ? found : undefined
    })
    const first = hints.find(({ label }) => JSON.stringify(label).includes('28×28×6'))
    assert.equal(first?.position.line, lenet.positionAt(lenet.getText().indexOf('conv2d')).line)
  })

  test('a mistake becomes a diagnostic with a quick fix, and goes when it is corrected', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'typescript',
      content: [
        "import { input, model } from 'convolens'",
        'const image = input(32, 32, 3)',
        'const x = image.conv2d(8, 3).relu().dropout(0.5).conv2d(8, 3).relu()',
        "export default model('Small', image, x.globalAveragePool2d().dense(10))",
      ].join('\n'),
    })
    await vscode.window.showTextDocument(document)
    const diagnostic = await until('a diagnostic', () =>
      vscode.languages.getDiagnostics(document.uri).find(({ code }) => codeOf(code) === 'dropout-between-convolutions'),
    )
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Warning)
    assert.equal(diagnostic.range.start.line, 2)

    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      diagnostic.range,
      vscode.CodeActionKind.QuickFix.value,
    )
    assert.ok(
      actions.some(action => action.edit?.has(document.uri)),
      'a quick fix that edits the file',
    )

    const correction = new vscode.WorkspaceEdit()
    const start = document.getText().indexOf('.dropout(0.5)')
    correction.delete(
      document.uri,
      new vscode.Range(document.positionAt(start), document.positionAt(start + '.dropout(0.5)'.length)),
    )
    await vscode.workspace.applyEdit(correction)
    await until('no diagnostic', () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .every(({ code }) => codeOf(code) !== 'dropout-between-convolutions'),
    )
  })

  test('language models can ask for a summary, for findings and for a layer', async () => {
    const ask = async (name: string, input: object) => {
      const tool = await until(`the tool ${name}`, () => vscode.lm.tools.find(offered => offered.name === name))
      const { content } = await vscode.lm.invokeTool(tool.name, { input, toolInvocationToken: undefined })
      return content.map(part => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('')
    }
    const file = 'digits/lenet.ts'
    const { models } = JSON.parse(await ask('convolens_summary', { file }))
    // Parameters of LeNet-5: 156 + 2,416 + 48,120 + 10,164 + 850.
    assert.equal(models[0].parameters.trainable, 61_706)
    assert.deepEqual(JSON.parse(await ask('convolens_check', { file })), [])
    const { line, character } = lenet.positionAt(lenet.getText().indexOf('conv2d') + 1)
    const told = await ask('convolens_layer_at', { file: lenet.uri.fsPath, line: line + 1, column: character + 1 })
    assert.match(told, /28×28×6/)
    await assert.rejects(ask('convolens_check', { file: 'digits/README.md' }))
  })

  test('the command opens the panel of the model at the cursor', async () => {
    await vscode.window.showTextDocument(lenet)
    await vscode.commands.executeCommand('convolens.visualizeActivations')
    const tab = await until('a panel', () =>
      vscode.window.tabGroups.all
        .flatMap(group => group.tabs)
        .find(({ input }) => input instanceof vscode.TabInputWebview),
    )
    assert.equal(tab.label, 'Convolens: LeNet-5')
  })
})

async function open(path: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? []
  assert.ok(folder, 'a folder is open')
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, path))
  await vscode.window.showTextDocument(document)
  return document
}

/** The rule's name, with or without the address of its page. */
function codeOf(code: vscode.Diagnostic['code']): string | number | undefined {
  return typeof code === 'object' ? code.value : code
}

/** Asks again until there is an answer: servers start late and answer when they have read the file. */
async function until<T>(what: string, read: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  for (const end = Date.now() + 50_000; Date.now() < end; await delay(100)) {
    const value = await read()
    if (value) return value
  }
  throw new Error(`${what}: not seen within 50 s`)
}
