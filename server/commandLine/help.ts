/** What is said of one command. */
interface CommandHelp {
  readonly usage: readonly string[]
  readonly says: string
  /** Options with what they do. */
  readonly options?: Readonly<Record<string, string>>
  readonly examples?: readonly string[]
}

const JSON_OPTION = { '--json': 'print JSON instead of text' }
const OUT = { '--out FILE': 'write there instead of printing' }

/** The commands, in the order in which they are listed. */
export const commands: Readonly<Record<string, CommandHelp>> = {
  summary: {
    usage: ['summary FILE...'],
    says: 'Layers, shapes, receptive fields, parameters and multiply-adds of every model that files make, and findings.',
    options: JSON_OPTION,
    examples: ['convolens summary models/resnet.ts'],
  },
  check: {
    usage: ['check PATHS...'],
    says: 'Design mistakes in files and folders, each with its place and rule.',
    options: {
      '--format FORMAT': 'text, json or sarif',
      '--json': 'the same as --format json',
      '--max-warnings N': 'fail where there are more warnings',
      '--fix': 'make the safe fixes in the files',
      '--threads N': 'work on so many files at once; by default on as many as there are cores',
    },
    examples: ["convolens check 'src/**/*.ts' --max-warnings 0"],
  },
  zoo: {
    usage: ['zoo', 'zoo NAME'],
    says: 'The published networks that come with convolens and their options, or the summary of one of them.',
    options: {
      ...JSON_OPTION,
      '--source': 'print a program that makes the network',
      '--input H,W,C': 'size of the input',
      '--classes N': 'number of classes',
      '--set OPTION=VALUE': 'an option of the network; may be repeated',
    },
    examples: ['convolens zoo resNet --set depth=18 --source > resnet18.ts'],
  },
  diff: {
    usage: ['diff MODEL MODEL'],
    says: 'Layers added, removed and changed between two models, and the difference in costs.',
    options: JSON_OPTION,
    examples: ['convolens diff net.ts@git net.ts'],
  },
  export: {
    usage: ['export MODEL --to keras|pytorch|tfjs|onnx'],
    says: 'A program that makes the same network in another library, with its weights in a file beside it; or an ONNX model.',
    options: {
      '--to LIBRARY': 'keras, pytorch, tfjs or onnx',
      '--out FILE': 'write there, and the weights beside it; without it a program is printed alone',
      '--weights FILE':
        'trained weights, where not those that the model names: model.json, .keras, .h5, .npz, .safetensors, .onnx',
      '--json': 'print what was written as JSON',
    },
    examples: ['convolens export net.ts --to onnx --out net.onnx'],
  },
  import: {
    usage: ['import FILE'],
    says: 'The program that makes a saved model: model.json of TensorFlow.js, or .keras, .h5 or config.json of Keras. It names the file for its weights.',
    options: { ...OUT, '--json': 'print the program and the path of its weights as JSON' },
    examples: ['convolens import saved.keras --out net.ts'],
  },
  visualize: {
    usage: ['visualize MODEL --image FILE.png'],
    says: 'Activation maps of layers and explanations of what the network says to images, as PNG files.',
    options: {
      '--image FILE': 'a picture; may be repeated',
      '--weights FILE': 'trained weights, where not those that the model names',
      '--layer NAME':
        'draw and explain this layer; may be repeated. Else all convolutions are drawn and the last map is explained',
      '--method NAME': 'grad-cam (the default), saliency, occlusion, lime and others, or none; may be repeated',
      '--class CLASS': 'explain this class, by label or number; else the likeliest',
      '--limit N': 'draw the first N channels of a layer (256)',
      '--out FOLDER': 'where the files go (convolens-maps)',
      '--backend NAME': 'auto, wasm or cpu',
      ...JSON_OPTION,
    },
    examples: ['convolens visualize lenet.ts --image seven.png --layer conv2d_2 --method grad-cam --out maps'],
  },
  mcp: {
    usage: ['mcp'],
    says: 'A server of the Model Context Protocol on standard input and output, for coding agents: summary, check, layer_at and diff.',
  },
}

const MODEL_AND_FILE = `MODEL is a FILE that makes one model, 'FILE#NAME' for one of several, FILE@git for the text of the last commit, or zoo:NAME, with
options as in 'zoo:resNet?depth=18&input=64,64,3'.
FILE is a TypeScript or JavaScript file, or a page with inline scripts; among PATHS a folder stands for every such
file in it, and a pattern such as 'src/**/*.ts' for those that it matches. The nearest convolens.config.json above a file says
which rules are told, and the budgets of its models.`

const EXIT_STATUS = `Exit status
  0  done, and no error found
  1  an error was found, or check found more warnings than --max-warnings allows
  2  wrong arguments, options that do not fit a network, a file that cannot be read or written, or a mistake in a
     convolens.config.json`

/** What `convolens --help` prints. */
export function generalHelp(): string {
  const lines = Object.values(commands).flatMap(({ usage, says }) => [
    ...usage.map(line => `  convolens ${line}`),
    `      ${says}`,
  ])
  return `Says what convolutional networks written with convolens do, without running them.

Usage
${lines.join('\n')}

convolens COMMAND --help tells the options of a command.

${MODEL_AND_FILE}

Colours are used on a terminal alone, and not where NO_COLOR is set.

${EXIT_STATUS}`
}

/** What `convolens COMMAND --help` prints. */
export function commandHelp(command: string): string {
  const { usage, says, options = {}, examples = [] } = commands[command]
  const width = Math.max(...Object.keys(options).map(({ length }) => length), 0)
  const parts = [
    usage.map(line => `convolens ${line}${Object.keys(options).length > 0 ? ' [OPTIONS]' : ''}`).join('\n'),
    says,
    Object.entries(options)
      .map(([name, does]) => `  ${name.padEnd(width)}  ${does}`)
      .join('\n'),
    examples.map(example => `  ${example}`).join('\n'),
    EXIT_STATUS,
  ]
  return parts.filter(part => part !== '').join('\n\n')
}
