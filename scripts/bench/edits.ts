// How long a keystroke takes to become hints and diagnostics, beside the semantic diagnostics of TypeScript's own language
// service for the same text. Every edit changes a number, so that shapes change at the top, in the middle or at the end.
import { join } from 'node:path'
import { recommended } from '../../server/configuration/configuration'
import { diagnostics } from '../../server/features/diagnostics'
import { hover } from '../../server/features/hover'
import { usualHints } from '../../server/features/inlayHints'
import { nodeFileSystem } from '../../server/files/nodeFileSystem'
import { diagnosticOf, hintsIn } from '../../server/protocol/answers'
import { Workspace } from '../../server/workspace'
import { median, newTimes, printTable, spread, timed } from './figures'
import { LanguageServer } from './languageServer'
import { MODEL_FILE, type Project, projects } from './project'
import { inProjectFolder } from './projectFolder'
import { TypescriptService } from './typescriptService'

const WARM_UP = 240
const EDITS = 120

/** Prints the times of edits, hovers and hints of every project. */
export async function edits(): Promise<void> {
  console.log(`Keystroke → fresh hints and diagnostics; median / 95 % of ${EDITS} edits after ${WARM_UP} others, in ms`)
  console.log(
    'server and TypeScript: CPU time of the process that answers; the rest by the clock, other programs included\n',
  )
  const rows: string[][] = []
  for (const project of projects) rows.push(await measure(project))
  const heads = ['', 'layers', 'server', 'TypeScript', '× TypeScript', 'hover', 'inlay hints']
  printTable([[...heads, 'keystroke → hints', 'keystroke → findings'], ...rows])
}

async function measure({ name, files, edit }: Project): Promise<string[]> {
  return inProjectFolder(files, async folder => {
    const file = join(folder, MODEL_FILE)
    const typescript = new TypescriptService(folder, file, files[MODEL_FILE])
    const workspace = new Workspace(nodeFileSystem, [folder])
    workspace.open(file, files[MODEL_FILE], 'typescript')
    const server = await LanguageServer.start(folder, file)
    const times = { server: newTimes(), typescript: newTimes(), hover: newTimes(), hints: newTimes() }
    const [toHints, toFindings] = [newTimes(), newTimes()]
    for (let turn = 0; turn < WARM_UP + EDITS; turn++) {
      if (turn === WARM_UP) for (const { cpu, wall } of Object.values(times)) cpu.length = wall.length = 0
      const text = edit(turn)
      await timed(times.server, () => answersAfter(text))
      const warm = workspace.analysis(file)!
      const site = warm.sites[turn % warm.sites.length]
      await timed(times.hints, () => hintsIn(warm, everything(text), usualHints))
      await timed(times.hover, () => hover(warm, site.nameSpan.start + 1))
      await timed(times.typescript, () => typescript.edit(text))
      if (turn < WARM_UP / 2 || turn % 4 === 0) {
        await server.change(text)
        const findings = server.diagnostics()
        await Promise.all([timed(toHints, () => server.hints()), timed(toFindings, () => findings)])
        if (turn < WARM_UP) for (const { cpu, wall } of [toHints, toFindings]) cpu.length = wall.length = 0
      }
    }
    await server.stop()
    const layers = workspace.analysis(file)!.models[0].graph.layers.length
    const ratio = median(times.server.cpu) / median(times.typescript.cpu)
    return [
      name,
      String(layers),
      spread(times.server.cpu),
      spread(times.typescript.cpu),
      ratio.toFixed(2),
      spread(times.hover.wall),
      spread(times.hints.wall),
      spread(toHints.wall),
      spread(toFindings.wall),
    ]

    /** What the server does between a change and its answers, the protocol's words included. */
    function answersAfter(text: string): void {
      workspace.change(file, text)
      hintsIn(workspace.analysisWithCallers(file)!, everything(text), usualHints)
      const analysis = workspace.analysis(file)!
      for (const finding of diagnostics(analysis, recommended)) diagnosticOf(finding, analysis)
    }
  })
}

function everything(text: string) {
  return { start: { line: 0, character: 0 }, end: { line: text.split('\n').length, character: 0 } }
}
