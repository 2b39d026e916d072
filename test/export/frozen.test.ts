import * as core from '@tensorflow/tfjs-core'
import * as tfLayers from '@tensorflow/tfjs-layers'
import ts from 'typescript'
import { beforeAll, expect, test } from 'vitest'
import { graphCosts } from '../../builder/costs'
import { input, model } from '../../builder/index'
import { useBackend } from '../../engine/checks/backend'
import { toKeras } from '../../server/export/toKeras'
import { toPytorch } from '../../server/export/toPytorch'
import { toTfjs } from '../../server/export/toTfjs'

beforeAll(() => useBackend('cpu'))

const image = input(8, 8, 3)
const trunk = image.conv2d(4, 3, { trainable: false }).batchNorm({ trainable: false }).relu()
const { graph } = model('frozen', image, trunk.flatten().dense(2))

test('TensorFlow.js trains as many parameters of a partly frozen network as the builder says', async () => {
  const { outputText } = ts.transpileModule(toTfjs(graph), { compilerOptions: { module: ts.ModuleKind.ESNext } })
  const program = await import(`data:text/javascript,${encodeURIComponent(outputText)}`)
  const made: tfLayers.LayersModel = program.toTfjs({ ...core, ...tfLayers, layers: tfLayers.layers })
  const count = (weights: readonly tfLayers.LayerVariable[]) =>
    weights.reduce((sum, { shape }) => sum + shape.reduce<number>((product, size) => product * size!, 1), 0)
  const { trainable, nonTrainable } = graphCosts(graph).parameters
  expect(count(made.trainableWeights)).toBe(trainable)
  expect(count(made.nonTrainableWeights)).toBe(nonTrainable)
})

test('the programs for Keras and PyTorch freeze the same layers', () => {
  expect(toKeras(graph)).toContain(`    for name in ["conv2d_1", "batchNorm_1"]:
        model.get_layer(name).trainable = False
    return model`)
  expect(toPytorch(graph)).toMatch(/self\.conv2d_1 = nn\.Conv2d\(.*\)\.requires_grad_\(False\)\n/)
  expect(toPytorch(graph)).toMatch(/self\.batchNorm_1 = nn\.BatchNorm2d\(.*\)\.requires_grad_\(False\)\n/)
  expect(toPytorch(graph)).toMatch(/self\.dense_1 = nn\.Linear\([^\n]*\)\n/)
})
