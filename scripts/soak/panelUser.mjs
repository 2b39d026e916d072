import { choose } from '../../test/workbench/harness/choose.mjs'
import { closePanel } from '../../test/workbench/harness/closePanel.mjs'
import { giveFiles } from '../../test/workbench/harness/giveFiles.mjs'
import { plainPng } from '../../test/workbench/harness/pictures.mjs'
import { poll } from '../../test/workbench/harness/poll.mjs'
import { positionOf, readText } from '../../test/workbench/harness/textFile.mjs'
import { webviewFrame } from '../../test/workbench/harness/webview.mjs'
import { repositoryRoot } from '../workbench/repositoryRoot.mjs'
import { LENET } from './models.mjs'

const TABS = ['look', 'filters', 'architecture', 'summary', 'compare']

/** Does what a person does with code and panels, by keyboard and mouse. */
export class PanelUser {
  /** How often each thing was done. */
  done = {}

  constructor(page, editor, folder, random) {
    this.page = page
    this.editor = editor
    this.folder = folder
    this.random = random
  }

  /** Opens the file beside which its panel will be, and waits for the hints. */
  async openText({ file, hint }) {
    const input = this.page.locator('.quick-input-widget input')
    await poll('the list of files', async () => {
      await this.inEditor()
      await this.page.keyboard.press('Control+p')
      return input.waitFor({ timeout: 4000 }).then(
        () => true,
        () => false,
      )
    })
    await input.fill(file)
    const name = file.split('/').at(-1)
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click()
    await this.page.locator('.editor-group-container').first().getByRole('tab', { name, selected: true }).waitFor()
    await this.editor.lineMatching(hint)
  }

  textTab({ file }) {
    return this.page
      .locator('.editor-group-container')
      .first()
      .getByRole('tab', { name: file.split('/').at(-1) })
  }

  /** Closes the text and the panel, as far as they are open. The first model's stay, so that others open beside it. */
  async leave(model) {
    if (model === LENET) return
    if (await this.page.getByRole('tab', { name: model.title }).count()) await closePanel(this.page, model.title)
    const text = this.textTab(model)
    if (await text.count()) await text.click({ button: 'middle' })
    await text.waitFor({ state: 'detached' })
  }

  /** Opens the panel of the model at the cursor, or brings it to the front. */
  async open({ title }) {
    await this.editor.command('Convolens: Visualize Activations')
    const panel = await webviewFrame(this.page, title)
    await poll('maps', () => this.idle(panel).then(() => true))
    await panel.locator('[data-testid="activations"], #view').first().waitFor()
  }

  /** Puts back the text as it was at first, whatever was left behind. */
  async undo(model) {
    const { file } = model
    for (let press = 0; press < 3; press++) await this.page.keyboard.press('Escape')
    if ((await this.textTab(model).count()) === 0) return
    await this.textTab(model).click()
    await this.page.keyboard.press('Control+a')
    await this.page.keyboard.insertText(readText(repositoryRoot, `examples/${file}`))
  }

  /** One of the things below, chosen at random, until the panel has done what it asks for. */
  async act(model) {
    const acts = [
      'layer',
      'method',
      'tab',
      'image',
      'opacity',
      'edit',
      'breakCode',
      'cursor',
      'cell',
      'compare',
      'drop',
    ]
    const act = this.random.pick(acts)
    const panel = await webviewFrame(this.page, model.title)
    await this[act](panel, model)
    await this.idle(panel)
    this.done[act] = (this.done[act] ?? 0) + 1
  }

  async layer(panel) {
    await this.tab(panel, undefined, 'look')
    await this.chooseAny(panel, 'layer')
  }

  async method(panel) {
    await this.tab(panel, undefined, 'look')
    await this.chooseAny(panel, 'method')
  }

  async tab(panel, _model, name = this.random.pick(TABS)) {
    await panel.locator(`#tab-${name}`).click()
    await panel.locator(`#view[data-tab="${name}"]`).waitFor()
  }

  async image(panel) {
    await this.tab(panel, undefined, 'look')
    if (this.random.chance(0.3)) await this.chooseAny(panel, 'image-set')
    await panel.locator(this.random.chance(0.5) ? '#next-image' : '#previous-image').click()
  }

  async opacity(panel) {
    await this.tab(panel, undefined, 'look')
    await panel.locator('#opacity').fill(String(this.random.below(100)))
  }

  /** Another number of filters, looked at, and the old one again. */
  async edit(panel, { file, edit: [before, old, other] }) {
    await this.at(file, before)
    await this.page.keyboard.press('Delete')
    await this.editor.type(other)
    await panel.locator('#untrained').waitFor()
    await this.idle(panel)
    await this.page.keyboard.press('Backspace')
    await this.editor.type(old)
    await panel.locator('#untrained').waitFor({ state: 'detached' })
  }

  /** A negative number of filters, which keeps the last picture, and away again. */
  async breakCode(panel, { file, edit: [before] }) {
    await this.at(file, before)
    await this.editor.type('-')
    await panel.locator('#outdated').waitFor()
    await this.page.keyboard.press('Backspace')
    await panel.locator('#outdated').waitFor({ state: 'detached' })
  }

  async cursor(_panel, { file }) {
    const lines = readText(this.folder, file).split('\n').length
    await this.inEditor()
    await this.editor.goTo(1 + this.random.below(lines - 1))
  }

  /** A place in the maps, whose fields are then drawn. */
  async cell(panel) {
    await this.tab(panel, undefined, 'look')
    const maps = panel.getByTestId('activations')
    if ((await maps.count()) === 0) return
    const { width, height } = await maps.boundingBox()
    await maps.click({ position: { x: this.random.below(width), y: this.random.below(height) } })
  }

  async compare(panel) {
    await this.tab(panel, undefined, 'compare')
    await panel.locator('#compare-none').click()
    for (const method of ['gradCam', 'layerCam']) {
      const box = panel.locator(`input[data-method="${method}"]`)
      if (await box.isEnabled()) await box.check()
    }
    if ((await panel.locator('#compare-run').count()) === 0) return
    await panel.locator('#compare-run').click()
    await panel.locator('#comparison figure').first().waitFor()
    await panel.locator('#compare-run').waitFor()
  }

  /** A picture of one's own; it stays in its panel, so that the one that is never closed gets none. */
  async drop(panel, model) {
    if (model === LENET) return
    await this.tab(panel, undefined, 'look')
    const colour = [0, 0, 0].map(() => this.random.below(256))
    await giveFiles(panel, 'drop', [{ name: 'own.png', bytes: plainPng(40, 30, colour) }])
    await poll('the picture', async () => /^own\.png/.test(await panel.locator('#image-facts').textContent()))
  }

  idle(panel) {
    return panel.locator('#status[data-busy="false"]').waitFor({ state: 'attached' })
  }

  async chooseAny(panel, id) {
    const values = await panel.locator(`#${id} vscode-option`).evaluateAll(options => options.map(({ value }) => value))
    if (values.length > 0) await choose(panel, id, this.random.pick(values))
  }

  /** The cursor behind the first occurrence of a piece of the file. */
  async at(file, piece) {
    const { line, column } = positionOf(readText(this.folder, file), piece)
    await this.inEditor()
    await this.editor.goTo(line, column + piece.length)
  }

  /** The keys go to the text, wherever they went before. */
  async inEditor() {
    await this.page.locator('.editor-group-container').first().locator('.tab.active').click()
  }
}
