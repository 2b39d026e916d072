// Works in a real workbench with panels of Convolens for a while: `npm run soak -- panel [minutes] [seed]`. One panel stays open
// all the time and follows its code; others are opened, used and closed. At every look only the first is open, after a
// collection, so that what a closed panel leaves behind shows, and what an open one piles up.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Random } from '../../test/fuzz/random'
import { tellCourses, tellLook } from '../../test/soak/looks'
import { megabytesOf, openFilesOf } from '../../test/soak/processes'
import { newPage } from '../../test/workbench/harness/browser.mjs'
import { Editor } from '../../test/workbench/harness/editor.mjs'
import { ownProcesses } from '../../test/workbench/harness/ownProcesses.mjs'
import { startWorkbench } from '../../test/workbench/harness/workbench.mjs'
import { makeWorkspace } from '../../test/workbench/harness/workspace.mjs'
import { repositoryRoot } from '../workbench/repositoryRoot.mjs'
import { LENET, MODELS } from './models.mjs'
import { PanelUser } from './panelUser.mjs'
import { takeLook } from './takeLook.mjs'

/** Of the workbench and its Chromium, with what each may gain by chance. */
const QUANTITIES = [
  { name: 'page heap MB', slack: 4 },
  { name: 'page nodes', slack: 500 },
  { name: 'page listeners', slack: 50 },
  { name: 'page documents', slack: 1 },
  { name: 'engine heap MB', slack: 1 },
  { name: 'engine tensors', slack: 10 },
  { name: 'engine tensor MB', slack: 0.5 },
  { name: 'engine WebAssembly MB', slack: 4 },
  { name: 'workers', slack: 0.5 },
  { name: 'renderers resident MB', slack: 80 },
  { name: 'extension host resident MB', slack: 40 },
  { name: 'extension host open files', slack: 3 },
  { name: 'language server resident MB', slack: 30 },
  { name: 'language server open files', slack: 2 },
  { name: 'processes', slack: 0.5 },
]
const SECONDS_BETWEEN_LOOKS = 60
const [minutes = '10', seed = '1'] = process.argv.slice(2)
const random = new Random(`soak ${seed}`)
const pictures = join(repositoryRoot, 'test-results/soak')
mkdirSync(pictures, { recursive: true })

const workspace = makeWorkspace()
// Hints of parameters would lie over the panel beside the text, and lines put back would be indented anew.
const workbench = await startWorkbench({ 'editor.parameterHints.enabled': false, 'editor.autoIndent': 'none' })
const looks = []
let [rounds, failures] = [0, 0]
try {
  const page = await newPage(workbench.browser)
  await page.goto(workbench.url({ folder: workspace.folder, file: join(workspace.folder, LENET.file) }))
  const editor = new Editor(page)
  await editor.ready()
  const user = new PanelUser(page, editor, workspace.folder, random)
  await user.open(LENET)
  const takers = await takeLook(page)
  const start = Date.now()
  const spent = () => (Date.now() - start) / 60_000
  for (let next = 0; spent() < Number(minutes); ) {
    rounds += 1
    await round(user)
    if (spent() * 60 < next) continue
    next = spent() * 60 + SECONDS_BETWEEN_LOOKS
    const look = { ...(await takers()), ...processes() }
    looks.push(look)
    tellLook(QUANTITIES, look, spent())
  }
  console.log(
    `${rounds} rounds, ${Object.entries(user.done)
      .map(([act, times]) => `${act} ${times}`)
      .join(', ')}`,
  )
} finally {
  await workbench.stop()
  workspace.remove()
}
console.log(`${failures} rounds with a step that was not answered`)
tellCourses(QUANTITIES, looks)
if (failures > 0) process.exitCode = 1

/**
 * A model is opened, worked with and left; the panel of the first stays. A step that is not answered is told, and what the
 * round has opened is closed all the same.
 */
async function round(user) {
  const model = random.pick(MODELS)
  try {
    await user.openText(model)
    await user.open(model)
    for (let acts = 3 + random.below(6); acts > 0; acts--) await user.act(model)
  } catch (error) {
    failures += 1
    console.error(`round ${rounds}, ${model.name}: ${error.message}`)
    await user.page.screenshot({ path: join(pictures, `round-${rounds}.png`) })
    await user.undo(model)
  }
  await user.leave(model)
}

function processes() {
  const [renderers, hosts, servers] = [/--type=renderer/, /--type=extensionHost/, /\/dist\/server\.js\0/].map(
    ownProcesses,
  )
  const sum = (pids, of) => pids.reduce((total, pid) => total + of(pid), 0)
  return {
    'renderers resident MB': sum(renderers, megabytesOf),
    'extension host resident MB': sum(hosts, megabytesOf),
    'extension host open files': sum(hosts, openFilesOf),
    'language server resident MB': sum(servers, megabytesOf),
    'language server open files': sum(servers, openFilesOf),
    processes: ownProcesses(/./).length,
  }
}
