// The server's memory while it is typed in: resident bytes of its process after every thousand edits.
import { join } from 'node:path'
import { printTable } from './figures'
import { LanguageServer } from './languageServer'
import { MODEL_FILE, projects } from './project'
import { inProjectFolder } from './projectFolder'

const EDITS = 10_000
const LOOKS = 10

/** Prints the memory at ten places along the edits. */
export async function memory(): Promise<void> {
  const { name, files, edit } = projects[1]
  const rows = [['edits', 'resident MB']]
  await inProjectFolder(files, async folder => {
    const server = await LanguageServer.start(folder, join(folder, MODEL_FILE))
    await server.hints()
    const look = (edits: number) => rows.push([String(edits), (server.memory / 2 ** 20).toFixed(0)])
    look(0)
    for (let turn = 1; turn <= EDITS; turn++) {
      await server.change(edit(turn))
      await server.hints()
      if (turn % (EDITS / LOOKS) === 0) {
        await server.diagnosticsOf(edit(turn))
        look(turn)
      }
    }
    await server.stop()
  })
  console.log(`Memory of the server, ${name}\n`)
  printTable(rows)
}
