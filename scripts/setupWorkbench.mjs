// Makes ready what the tests in the editor need: VS Code's server in .workbench/, and Chromium.
import { findChromium } from './workbench/findChromium.mjs'
import { provisionWorkbench } from './workbench/provision.mjs'

try {
  const { server } = provisionWorkbench()
  console.log(`VS Code server: ${server}`)
  console.log(`Chromium: ${findChromium()}`)
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
