// Measures the trained networks of examples/ on generated scenes that they have never seen, and writes what it finds into
// their READMEs, and sample scenes into examples/scenes: `npx tsx scripts/train/measure.ts [folder with @tensorflow/tfjs-node]`
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Model } from '../../builder/model'
import { startBackend } from '../../engine/backends/backends'
import { nodeBackends } from '../../engine/backends/nodeBackends'
import type { Detection } from '../../engine/detection/nonMaximumSuppression'
import { encodePng } from '../../engine/jobs/encodePng'
import ssd from '../../examples/detection/ssd'
import shapeNet from '../../examples/localisation/shapeNet'
import uNet from '../../examples/segmentation/uNet'
import { averagePrecision } from './averagePrecision'
import { detectScene } from './detectScene'
import { loadExample } from './loadExample'
import { meanIntersectionOverUnion } from './meanIntersectionOverUnion'
import { nameScenes } from './nameScenes'
import { pointingGame } from './pointingGame'
import { makeScene, SCENE_SIZE, type SceneObject, SHAPES } from './scenes'

const SCENES = 500
const SAMPLES = 8
/** The last map of the localisation network. */
const LAST_MAP = 'relu_7'
const METHODS = ['gradCam', 'gradCamPlusPlus', 'hiResCam', 'layerCam', 'xGradCam', 'cam', 'occlusion']

const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const scenes = Array.from({ length: SCENES }, (_, i) => makeScene(`held out ${i}`))
const percent = (share: number) => `${(100 * share).toFixed(1)} %`

async function main(): Promise<void> {
  const wasmPath = file('node_modules/@tensorflow/tfjs-backend-wasm/dist/')
  await startBackend({ backend: 'auto', wasmPath }, nodeBackends(process.argv.slice(2)))
  writeSamples()
  await localisation()
  await segmentation()
  await detection()
}

async function localisation(): Promise<void> {
  const { network } = loadExample('localisation', shapeNet)
  const named = await nameScenes(network, scenes)
  const rows: string[] = []
  for (const method of METHODS) {
    const { objects, hits, mass, chance } = await pointingGame(network, scenes.slice(0, 100), method, LAST_MAP)
    rows.push(`| \`${method}\` | ${percent(hits)} of ${objects} | ${percent(mass)} | ${percent(chance)} |`)
  }
  readme('localisation', shapeNet, {
    title: 'Which shapes, and where?',
    text: `\`shapeNet.ts\` is a small residual network with global average pooling. It is trained on the names of the shapes in a scene
alone, so that its class activation maps can be held to places it was never told.

Of ${SCENES} scenes it has never seen, it names **${percent(named.scenes)}** wholly right; of the ${SCENES * SHAPES.length} questions whether a shape is
there, ${percent(named.answers)}.

The pointing game on 100 of these scenes, at the last map (\`${LAST_MAP}\`): the largest number of the map lies in the box of the
shape that was asked for; how much of what speaks for it lies there, and how much would by chance. Scenes with other names chose
how it was trained; these did not.

| method | points right | in the box | by chance |
|---|---|---|---|
${rows.join('\n')}`,
  })
  network.dispose()
}

async function segmentation(): Promise<void> {
  const { network } = loadExample('segmentation', uNet)
  const { mean, classes } = await meanIntersectionOverUnion(network, scenes)
  const labels = uNet.graph.info.labels!
  readme('segmentation', uNet, {
    title: 'Which shape does every pixel belong to?',
    text: `\`uNet.ts\` is a small U-Net, trained on the shape at every pixel. On ${SCENES} scenes it has never seen, its mean intersection over
union is **${percent(mean)}**:

| ${labels.join(' | ')} |
|${'---|'.repeat(labels.length)}
| ${classes.map(percent).join(' | ')} |`,
  })
  network.dispose()
}

async function detection(): Promise<void> {
  const { network } = loadExample('detection', ssd)
  const found: { found: Detection[]; objects: readonly SceneObject[] }[] = []
  for (const scene of scenes) found.push({ found: await detectScene(network, scene), objects: scene.objects })
  const precisions = SHAPES.map((_, shape) =>
    averagePrecision(
      found.map(({ found, objects }) => ({
        found: found.filter(one => one.class === shape),
        objects: objects.filter(one => one.class === shape),
      })),
    ),
  )
  const mean = precisions.reduce((sum, value) => sum + value, 0) / precisions.length
  readme('detection', ssd, {
    title: 'Where are the shapes?',
    text: `\`ssd.ts\` is a small SSD, trained on boxes and names. On ${SCENES} scenes it has never seen, its mean average precision at an
intersection over union of 0.5 is **${percent(mean)}**:

| ${SHAPES.join(' | ')} |
|${'---|'.repeat(SHAPES.length)}
| ${precisions.map(percent).join(' | ')} |`,
  })
  network.dispose()
}

function readme(folder: string, model: Model, { title, text }: { title: string; text: string }): void {
  const kilobytes = Math.round(statSync(file(`examples/${folder}/weights/weights.bin`)).size / 1024)
  writeFileSync(
    file(`examples/${folder}/README.md`),
    `# ${title}

${text}

Scenes are generated (\`scripts/train/scenes.ts\`): two or three shapes of different kinds, colours, sizes and turns on clutter.
Some are in \`../scenes/\`; no network was trained on them. ${model.name} has ${kilobytes} kB of weights.

\`\`\`sh
npx tsx scripts/train/${folder}.ts   # trains again; with a folder that has @tensorflow/tfjs-node many times faster
npx tsx scripts/train/measure.ts ${' '.repeat(folder.length - 7)}  # measures again and writes this file
\`\`\`
`,
  )
}

/** The first held-out scenes; a file's name says what is in it. */
function writeSamples(): void {
  const folder = file('examples/scenes/')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const [index, { image, objects }] of scenes.slice(0, SAMPLES).entries()) {
    const colours = image.data.filter((_, i) => i % 4 < 3)
    const name = [index + 1, ...objects.map(object => SHAPES[object.class])].join('-')
    writeFileSync(`${folder}${name}.png`, encodePng(Uint8Array.from(colours), SCENE_SIZE, SCENE_SIZE))
  }
}

main()
