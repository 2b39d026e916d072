import { describe, expect, test } from 'vitest'
import { hoverAt } from './hoverAt'

// 32×32×1 → 28×28×6 → 24×24×16 → 9,216 → 10
const small = `
const image = input(32, 32, 1)
const features = image.conv2d(6, 5, { useBias: true }).relu().conv2d(16, 5).relu()
const scores = features.flatten().dense(10)
model('small', image, scores)`

describe('on a layer', () => {
  test('shapes, field, costs and shares of a convolution', () => {
    // Parameters: 156 + (5·5·6 + 1)·16 = 2,416, and (9,216 + 1)·10 = 92,170: 94,742, of which 156 are 0.16 %.
    // MACs: 28·28·6·25 = 117,600, and 24·24·16·150 = 1,382,400, and 92,160: 1,592,160, of which 117,600 are 7.4 %.
    // Output: 28·28·6·4 = 18,816 bytes = 18.4 KiB.
    expect(hoverAt(small.replace('.conv2d(6', '.$0conv2d(6'))).toMatchInlineSnapshot(`
      "«conv2d»
      **conv2d** \`conv2d_1\` — Convolves every channel with learned windows and sums them.

      | Shape | 32×32×1 → **28×28×6** |
      |:--|:--|
      | Receptive field | 5×5, stride 1, padding 0 |
      | Parameters | \`(5·5·1 + 1)·6 = 156\`, 0.16 % of the model |
      | MACs | 117,600 (2 × 117,600 = 235,200 FLOPs), 7.4 % of the model |
      | Output memory | 18.4 KiB |
      | Weight memory | 624 B |
      | Up to here | 156 parameters (0.16 %), 117,600 MACs (7.4 %) |

      [Reference](https://github.com/convolens/convolens/blob/main/docs/layers/conv2d.md)"
    `)
  })

  test('the whole input behind flatten', () => {
    expect(hoverAt(small.replace('dense', 'den$0se'))).toMatchInlineSnapshot(`
      "«dense»
      **dense** \`dense_1\` — Connects every input to every unit.

      | Shape | 9216 → **10** |
      |:--|:--|
      | Receptive field | whole input |
      | Parameters | \`(9216 + 1)·10 = 92,170\`, 97.3 % of the model |
      | MACs | 92,160 (2 × 92,160 = 184,320 FLOPs), 5.8 % of the model |
      | Output memory | 40 B |
      | Weight memory | 360.0 KiB |
      | Up to here | 94,742 parameters (100 %), 1,592,160 MACs (100 %) |

      [Reference](https://github.com/convolens/convolens/blob/main/docs/layers/dense.md)"
    `)
  })

  test('moving statistics apart, and a field with stride', () => {
    // Window 3 on stride 2, then 3: 3 + 2·2 = 7 pixels, stride 2. Batch norm: 2·8 learnt, 2·8 kept; 32 of 224 + 576 + 32.
    expect(
      hoverAt(`
const image = input(16, 16, 3)
model('m', image, image.conv2d(8, 3, { strides: 2 }).relu().conv2d(8, 3, { useBias: false }).$0batchNorm())`),
    ).toMatchInlineSnapshot(`
      "«batchNorm»
      **batchNorm** \`batchNorm_1\` — Normalises every channel by its mean and variance over many images.

      | Shape | 5×5×8 → **5×5×8** |
      |:--|:--|
      | Receptive field | 7×7, stride 2, padding 0 |
      | Parameters | \`2·8 = 16\` trainable, 16 not trainable, 3.8 % of the model |
      | Output memory | 800 B |
      | Weight memory | 128 B |
      | Up to here | 832 parameters (100 %), 24,984 MACs (100 %) |

      [Reference](https://github.com/convolens/convolens/blob/main/docs/layers/batchNorm.md)"
    `)
  })

  test('every layer of a loop, and what they cost together', () => {
    expect(
      hoverAt(`
const image = input(32, 32, 3)
let x = image
for (const filters of [16, 16, 16, 32]) x = x.$0conv2d(filters, 3, { padding: 'same' }).relu()
model('m', image, x)`),
    ).toMatchInlineSnapshot(`
      "«conv2d»
      **conv2d** ×4 — Convolves every channel with learned windows and sums them.

      | Shape | 32×32×3 → **32×32×16** |
      |:--|:--|
      | Receptive field | 3×3, stride 1, padding 1 |
      | Parameters | \`(3·3·3 + 1)·16 = 448\`, 4.6 % of the model |
      | MACs | 442,368 (2 × 442,368 = 884,736 FLOPs), 4.5 % of the model |
      | Output memory | 64.0 KiB |
      | Weight memory | 1.75 KiB |
      | Up to here | 448 parameters (4.6 %), 442,368 MACs (4.5 %) |

      The first of 4 layers made here is above:

      - 32×32×3 → 32×32×16, 448 parameters, 442,368 MACs
      - ×2: 32×32×16 → 32×32×16, 2,320 parameters, 2,359,296 MACs
      - 32×32×16 → 32×32×32, 4,640 parameters, 4,718,592 MACs

      Together 9,728 parameters, 100 % of the model; 9,879,552 MACs, 100 % of the model

      [Reference](https://github.com/convolens/convolens/blob/main/docs/layers/conv2d.md)"
    `)
  })

  test('no more than eight lines of a long loop', () => {
    const text = hoverAt(`
let x = input(32, 32, 1)
for (let filters = 1; filters <= 11; filters++) x = x.$0conv2d(filters, 1)`)
    expect(text?.match(/^- /gm)).toHaveLength(9)
    expect(text).toContain('- … and 3 more')
  })

  test('symbols in a helper that nobody calls', () => {
    expect(
      hoverAt(`
export const down = (x: Tensor, filters: number) => x.$0conv2d(filters, 3, { strides: 2, padding: 'same' })`),
    ).toMatchInlineSnapshot(`
      "«conv2d»
      **conv2d** \`conv2d_1\` — Convolves every channel with learned windows and sums them.

      | Shape | H×W×C → **⌈H/2⌉×⌈W/2⌉×filters** |
      |:--|:--|
      | Receptive field | 3×3, stride 2, padding ? |
      | Parameters | \`(3·3·C + 1)·filters = 9·C·filters + filters\` |
      | MACs | 9·C·filters·⌈H/2⌉·⌈W/2⌉ |
      | Output memory | 4·filters·⌈H/2⌉·⌈W/2⌉ B |
      | Weight memory | 36·C·filters + 4·filters B |

      \`?\` depends on the size of the input

      [Reference](https://github.com/convolens/convolens/blob/main/docs/layers/conv2d.md)"
    `)
  })

  test('? with its reason', () => {
    expect(
      hoverAt(`
const image = input(32, 32, 3)
model('m', image, image.$0conv2d(Math.random(), 3))`),
    ).toMatchInlineSnapshot(`
      "«conv2d»
      **conv2d** \`conv2d_1\` — Convolves every channel with learned windows and sums them.

      | Shape | 32×32×3 → **30×30×?** |
      |:--|:--|
      | Receptive field | 3×3, stride 1, padding 0 |
      | Parameters | \`(3·3·3 + 1)·? = ?\` |
      | MACs | ? |
      | Output memory | ? |
      | Weight memory | ? |
      | Up to here | ? parameters, ? MACs |

      \`?\` \`Math.random\` differs each time

      [Reference](https://github.com/convolens/convolens/blob/main/docs/layers/conv2d.md)"
    `)
  })

  test('the weights of a shared layer, counted once', () => {
    const text = hoverAt(`
const image = input(32, 32, 3)
const head = layers.$0conv2d(3, 3, { padding: 'same' })
model('m', image, image.apply(head).apply(head))`)
    // (3·3·3 + 1)·3 = 84
    expect(text).toContain('(3·3·3 + 1)·3 = 84')
    expect(text).toContain('Together 84 parameters, 100 % of the model')
  })

  test('what the rules say', () => {
    const text = hoverAt(`
const image = input(32, 32, 3)
model('m', image, image.$0conv2d(8, 3).batchNorm())`)
    expect(text).toContain(
      '**warning**: batch normalisation takes its 8 bias parameters away again ([bias-before-batch-norm](',
    )
  })

  test('the mistake of a layer that cannot be made', () => {
    const text = hoverAt(`
const image = input(4, 4, 3)
model('m', image, image.$0conv2d(8, 7))`)
    expect(text).toContain('**error**: window 7×7 is larger than its 4×4 input ([window-larger-than-input](')
  })
})

describe('on a model', () => {
  test('totals and costliest layers', () => {
    // Alive at once: at conv2d_2 its input 18,816 and its output 24·24·16·4 = 36,864; at relu_2 2 · 36,864 = 73,728
    // bytes = 72.0 KiB. Weights: 94,742 · 4 = 378,968 bytes = 370.1 KiB.
    expect(hoverAt(small.replace('model(', '$0model('))).toMatchInlineSnapshot(`
      "«model»
      **small** — 7 layers

      | Shape | 32×32×1 → **10** |
      |:--|:--|
      | Receptive field | whole input |
      | Parameters | 94,742 |
      | MACs | 1,592,160 (2 × 1,592,160 = 3,184,320 FLOPs) |
      | Weight memory | 370.1 KiB |
      | Peak memory | 72.0 KiB of activations at once |

      Costliest layers:

      - \`conv2d_2\` 1,382,400 MACs, 86.8 %
      - \`conv2d_1\` 117,600 MACs, 7.4 %
      - \`dense_1\` 92,160 MACs, 5.8 %"
    `)
  })

  test('every model that one call makes', () => {
    expect(
      hoverAt(`
const classifier = (classes: number) => {
  const image = input(8, 8, 1)
  return $0model('classifier', image, image.flatten().dense(classes))
}
classifier(10)
classifier(100)`),
    ).toContain('- classifier: 8×8×1 → 100, 6,500 parameters, 6,400 MACs')
  })
})

describe('on an option', () => {
  test('its name', () => {
    expect(hoverAt(small.replace('useBias', 'use$0Bias'))).toMatchInlineSnapshot(`
      "«useBias»
      **useBias** — option of conv2d

      Whether to add a learned offset per filter.

      boolean. Default \`true\`.

      - useBias true → false: −3.8 % parameters, the model −0.006 % parameters

      [Reference](https://github.com/convolens/convolens/blob/main/docs/layers/conv2d.md)"
    `)
  })

  test('its value, given by position and written out', () => {
    expect(hoverAt(small.replace('(6, 5', '(6, $05'))).toMatchInlineSnapshot(`
      "«5»
      **kernelSize** — option of conv2d

      Window side in pixels.

      integer of at least 1, or [height, width]. Required.

      - kernelSize 5 → 3: 30×30×6, −59 % MACs, −62 % parameters, the model +12 % MACs, +17 % parameters
      - kernelSize 5 → 7: 26×26×6, +69 % MACs, +92 % parameters, the model −9.7 % MACs, −15 % parameters

      [Reference](https://github.com/convolens/convolens/blob/main/docs/layers/conv2d.md)"
    `)
  })
})

describe('what neighbouring values would give', () => {
  // The small network: 32×32×1, 6 filters of 5×5, 16 of 5×5, then 9,216 values to 10 units.
  test('of a window, for the layer and the model', () => {
    // 3×3: 30²·6·9 = 48,600 of 117,600 MACs, and 6·(9 + 1) = 60 of 156 parameters. The second layer then makes 26²·16 of
    // 150 MACs each: 1,622,400, and the last 10,816·10: 108,160; together 1,779,160, of 1,592,160.
    // Parameters: 60 + 2,416 + 108,170 = 110,646 of 94,742.
    const text = hoverAt(small.replace('(6, 5', '(6, $05'))
    expect(text).toContain(
      '- kernelSize 5 → 3: 30×30×6, −59 % MACs, −62 % parameters, the model +12 % MACs, +17 % parameters',
    )
    expect(text).toMatch(/^- kernelSize 5 → 7: 26×26×6, \+69 % MACs, \+92 % parameters, the model /m)
  })

  test('of a flag, filters, and groups that divide', () => {
    const code = `
const image = input(32, 32, 12)
model('m', image, image.conv2d(12, 3, { groups: 2, useBias: true }))`
    // (3·3·6 + 1)·12 = 660, without bias 648; 3 groups: (3·3·4 + 1)·12 = 444; one: (3·3·12 + 1)·12 = 1,308.
    expect(hoverAt(code.replace('useBias', 'use$0Bias'))).toContain('- useBias true → false: −1.8 % parameters')
    expect(hoverAt(code.replace('groups', 'gro$0ups'))).toContain('- groups 2 → 1: +100 % MACs, +98 % parameters')
    expect(hoverAt(code.replace('groups', 'gro$0ups'))).toContain('- groups 2 → 3: −33 % MACs, −33 % parameters')
    expect(hoverAt(code.replace('(12, 3', '($012, 3'))).toContain('- filters 12 → 24: 30×30×24, +100 % MACs')
  })

  test('of TensorFlow.js, and a value that does not fit', () => {
    const code = `
import * as tf from '@tensorflow/tfjs'
const net = tf.sequential()
net.add(tf.layers.conv2d({ inputShape: [6, 6, 1], filters: 4, kernel$0Size: 5 }))
net.add(tf.layers.conv2d({ filters: 4, kernelSize: 2 }))`
    // 4²·9 of 2²·25 MACs: 144 of 100 for each filter.
    expect(hoverAt(code)).toContain('- kernelSize 5 → 3: 4×4×4, +44 % MACs, −62 % parameters')
    expect(hoverAt(code)).toContain('- kernelSize 5 → 7: ')
    expect(hoverAt(code)).toContain('is larger than its')
  })

  test('a change that breaks the network behind it', () => {
    const text = hoverAt(`
const image = input(8, 8, 4)
const side = image.conv2d(8, 1)
model('m', image, image.conv2d($08, 1).add(side))`)
    expect(text).toContain('- filters 8 → 16: 8×8×16, +100 % MACs, +100 % parameters, and then shapes 8×8×16 and 8×8×8')
  })

  test('nothing of what changes neither shape nor cost', () => {
    expect(hoverAt(`input(8, 8, 4).conv2d(8, 1, { kernelInitia$0lizer: 'zeros' })`)).not.toContain('→')
  })
})

test('links to the panel and the summary, where the editor follows them', () => {
  const layer = hoverAt(small.replace('.conv2d(6', '.$0conv2d(6'), true)
  const [, argument] = /\[Show in the panel\]\(command:convolens\.visualizeLayer\?([^)]*)\)/.exec(layer!)!
  expect(JSON.parse(decodeURIComponent(argument))).toEqual([
    { uri: 'file:///test.ts', model: 'small', layer: 'conv2d_1' },
  ])
  const whole = hoverAt(small.replace('model(', '$0model('), true)
  expect(whole).toMatch(
    /\[Visualize\]\(command:convolens\.visualizeLayer\?.*\[Summary\]\(command:convolens\.showSummary/,
  )
  expect(hoverAt(small.replace('model(', '$0model('))).not.toContain('command:')
})

describe('on a layer that is made and not applied', () => {
  const tf = "import * as tf from '@tensorflow/tfjs'\n"

  test.each([
    ['const x = input(10, 8)\nmodel("m", x, x.bidirectional(layers.ls$0tm(4)))', 'lstm', '`bidirectional`'],
    ['const x = input(4, 8, 8, 3)\nx.timeDistributed(layers.conv$02d(4, 3))', 'conv2d', '`timeDistributed`'],
    [`${tf}tf.layers.timeDistributed({ layer: tf.layers.de$0nse({ units: 4 }) })`, 'dense', '`timeDistributed`'],
    ['const tower = layers.con$0v2d(4, 3)', 'conv2d', 'No tensor goes through it here'],
    [`${tf}const pool = tf.layers.maxPoo$0ling2d({ poolSize: 2 })`, 'maxPool2d', 'No tensor goes through it here'],
  ])('%s', (code, kind, where) => {
    const told = hoverAt(code)
    expect(told).toContain(`**${kind}** — `)
    expect(told).toContain(where)
    expect(told).toContain(`/layers/${kind}.md`)
  })

  test('its own hover where it is applied, and none for another name', () => {
    expect(hoverAt('const x = input(8, 8, 3)\nx.apply(layers.con$0v2d(4, 3))')).not.toContain('No tensor')
    expect(hoverAt('const layers2 = layers.noLa$0yer(3)')).toBeUndefined()
    expect(hoverAt('const map = { layers: new Set() }\nmap.layers.ad$0d(3)')).toBeUndefined()
  })
})

test('nothing elsewhere', () => {
  expect(hoverAt(small.replace('scores', 'sco$0res'))).toBeUndefined()
  expect(hoverAt(small.replace("'small'", "'sm$0all'"))).toBeUndefined()
})

describe('what a program names its own way', () => {
  const nasty =
    '<img src=x onerror=alert(1)>](command:convolens.showSummary) ![x](https://x.example/y.png) `code` | **b**'
  const net = (place: string) => `const image = input(8, 8, 1)
${place === 'model' ? 'mo$0del' : 'model'}(${JSON.stringify(nasty)}, image, image.${place === 'layer' ? 're$0lu' : 'relu'}({ name: ${JSON.stringify(nasty)} }).conv2d(2, 3))`

  test.each(['layer', 'model'])('stays a text in the hover of a %s', place => {
    const markdown = hoverAt(net(place), true)!
    // What stands between fences is text; so is what is escaped. Links of ours lead where they should.
    const rest = markdown
      .replace(/(`+)[\s\S]*?[^`]\1(?!`)/g, '')
      .replace(/\\[\\`[\]<>|&*!]/g, '')
      .replace(
        /\[(Reference|Visualize|Summary|Show in the panel)\]\((https:\/\/github\.com\/convolens|command:convolens\.\w+\?)[^()\s]*\)/g,
        '',
      )
    expect(rest).not.toMatch(/[<[\]]/)
    expect(markdown).toMatch(/\]\(command:convolens/)
  })
})
