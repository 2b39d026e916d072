// Looks at what is published: the VSIX, and the npm package in a project of its own. The build must exist (npm run build).
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { packageExtension } from '../../scripts/workbench/packageExtension.mjs'
import { repositoryRoot } from '../../scripts/workbench/repositoryRoot.mjs'

const MOST_BYTES = 15 * 1024 * 1024

/** Everything that may be in the VSIX. */
const WANTED = [
  /^(\[Content_Types\]\.xml|extension\.vsixmanifest)$/,
  /^extension\/(package(\.nls(\.zh-cn)?)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/i,
  /^extension\/dist\/(extension|server)(\.web)?\.js$/,
  /^extension\/dist\/(disk|process|webview|backends|layout|worker|weights)\.js$/,
  /^extension\/dist\/(webview\.css|THIRD-PARTY-NOTICES\.txt)$/,
  /^extension\/dist\/wasm\/tfjs-backend-wasm(-simd)?\.wasm$/,
  /^extension\/dist\/samples\/(samples\.json|photographs\/NOTICE\.md|(digits|scenes|photographs)\/[\w-]+\.(png|jpg))$/,
  /^extension\/(syntaxes|schemas|snippets|l10n)\/[\w.-]+\.json$/,
  /^extension\/dist\/(convolens\.tgz|starters\/(classification|segmentation|detection|transfer)\.ts)$/,
  /^extension\/(icon|walkthrough\/(add|read|fix|look))\.png$/,
]

const scratch = mkdtempSync(join(tmpdir(), 'convolens-package-'))
const vsix = join(scratch, 'convolens.vsix')
const count = { passed: 0, failed: 0 }
try {
  packageExtension(vsix)
  const files = unzipSync(readFileSync(vsix))
  const names = Object.keys(files).filter(name => !name.endsWith('/'))
  const read = name => strFromU8(files[`extension/${name}`])
  const manifest = JSON.parse(read('package.json'))

  await test('the VSIX is at most 15 MB', () => {
    const { size } = statSync(vsix)
    console.log(`    ${(size / 1024 / 1024).toFixed(2)} MB, ${names.length} files`)
    assert.ok(size <= MOST_BYTES)
  })

  await test('the VSIX holds only what runs', () => {
    assert.deepEqual(
      names.filter(name => !WANTED.some(pattern => pattern.test(name))),
      [],
    )
  })

  await test('the VSIX holds every file that its manifest names', () => {
    const named = JSON.stringify(manifest).match(
      /"\.?\/?(dist|syntaxes|schemas|snippets|l10n|walkthrough)\/[^"]+\.\w+"/g,
    )
    const paths = [manifest.icon, ...named.map(text => JSON.parse(text).replace(/^\.\//, ''))].filter(Boolean)
    const missing = paths.filter(path => path !== 'dist/cli.js' && files[`extension/${path}`] === undefined)
    assert.deepEqual(missing, [])
  })

  await test('the VSIX holds every file that the panels ask for', () => {
    const panels = join(repositoryRoot, 'client/panels')
    const sources = readdirSync(panels).map(name => readFileSync(join(panels, name), 'utf8'))
    const asked = sources.flatMap(text => [...text.matchAll(/\baddress\((?:webview, )?'([\w.]+\.\w+)'\)/g)])
    const scripts = asked.map(([, name]) => name)
    assert.ok(scripts.includes('worker.js') && scripts.includes('webview.css'))
    assert.deepEqual(
      scripts.filter(name => files[`extension/dist/${name}`] === undefined),
      [],
    )
  })

  await test('the licence of every bundled package is in the VSIX', () => {
    const notices = read('dist/THIRD-PARTY-NOTICES.txt')
    // esbuild notes above each module where it came from.
    const bundled = ['dist/extension.js', 'dist/server.js', 'dist/process.js'].flatMap(name =>
      [...read(name).matchAll(/^\/\/ .*node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//gm)].map(([, found]) => found),
    )
    assert.ok(bundled.length > 100)
    assert.deepEqual(
      [...new Set(bundled)].filter(name => !notices.includes(`\n${name} `)),
      [],
    )
    assert.equal(/^[^\n]+ \(undefined\)$/m.test(notices), false)
  })

  await test('the npm package builds, summarises and checks a model in a project of its own', () => {
    run('npm', ['pack', '--silent', '--pack-destination', scratch], join(repositoryRoot, 'builder'))
    const tarball = readdirSync(scratch).find(name => name.endsWith('.tgz'))
    const project = mkdtempSync(join(scratch, 'project-'))
    writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }\n')
    run('npm', ['install', '--silent', '--offline', '--no-audit', '--no-fund', join(scratch, tarball)], project)
    writeFileSync(
      join(project, 'net.js'),
      `import { input, model } from 'convolens'
const image = input(32, 32, 3)
const x = image.conv2d(8, 3).relu().dropout(0.5).conv2d(8, 3).relu()
export default model('Small', image, x.globalAveragePool2d().dense(10).softmax())
`,
    )
    const shown = run(
      process.execPath,
      ['--input-type=module', '-e', "console.log((await import('./net.js')).default.summary())"],
      project,
    )
    // 3·3·3·8 + 8, 3·3·8·8 + 8 and 8·10 + 10.
    assert.match(shown, /898/)
    const convolens = join(project, 'node_modules/.bin/convolens')
    assert.match(run(convolens, ['summary', 'net.js'], project), /30×30×8/)
    const checked = spawnSync(convolens, ['check', 'net.js'], { cwd: project, encoding: 'utf8' })
    assert.match(checked.stdout, /dropout-between-convolutions/)

    run(convolens, ['export', 'net.js', '--to', 'onnx', '--out', 'net.onnx'], project)
    run(convolens, ['export', 'net.js', '--to', 'keras', '--weights', 'net.onnx', '--out', 'net.py'], project)
    assert.ok(statSync(join(project, 'net.safetensors')).size > 4 * 898)
    const digit = join(repositoryRoot, 'examples/digits/images/7-15.png')
    const drawn = run(convolens, ['visualize', 'net.js', '--image', digit, '--out', 'maps', '--json'], project)
    assert.equal(JSON.parse(drawn).backend, 'wasm')
    const ends = ['conv2d_1', 'conv2d_2', 'relu_2.gradCam.overlay', 'relu_2.gradCam']
    assert.deepEqual(
      readdirSync(join(project, 'maps')).sort(),
      ends.map(end => `7-15.${end}.png`),
    )
  })
} catch (error) {
  console.error(error)
  count.failed++
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
console.log(`${count.passed} passed, ${count.failed} failed`)
process.exitCode = count.failed > 0 ? 1 : 0

async function test(name, body) {
  try {
    await body()
    count.passed++
    console.log(`  ✓ ${name}`)
  } catch (error) {
    count.failed++
    console.error(`  ✗ ${name}\n`, error)
  }
}

/** Runs a command and gives what it prints; throws where it fails. */
function run(command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`)
  return stdout
}
