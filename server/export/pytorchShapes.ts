import { axisOf, channelsFirst, channelsLast } from './pytorchAxes'
import type { PytorchLayer } from './pytorchLayers'
import type { Borders, Step } from './step'

type Writer = (step: Step) => PytorchLayer

const ofInput =
  (write: (input: string, step: Step) => string): Writer =>
  step => ({ expression: write(step.inputs[0], step) })

/** What PyTorch calls the layers that only move numbers; maps have their channels first there. */
export const pytorchShapes: Readonly<Record<string, Writer>> = {
  flatten: ofInput((x, { inputShapes: [{ length: rank }] }) => `${channelsLast(x, rank)}.flatten(1)`),
  reshape: ofInput((x, { inputShapes: [input], outputShapes: [output] }) =>
    channelsFirst(`${channelsLast(x, input.length)}.reshape(-1, ${output.join(', ')})`, output.length),
  ),
  zeroPad2d: ofInput((x, { options }) => `F.pad(${x}, ${sides(options.padding)})`),
  cropping2d: ofInput((x, { options: { cropping } }) => {
    const { top, bottom, left, right } = cropping
    return `F.pad(${x}, ${sides({ top: -top, bottom: -bottom, left: -left, right: -right })})`
  }),
  padChannels: ofInput((x, { options: { before, after }, inputShapes: [shape] }) => {
    const kept = shape.slice(1).map(() => '0, 0, ')
    return `F.pad(${x}, (${kept.join('')}${before}, ${after}))`
  }),
  gatherChannels: ofInput((x, { options }) => `${x}[:, [${options.indices.join(', ')}]]`),
  channelPool: ofInput((x, { options }) => `${x}.${options.method === 'max' ? 'amax' : 'mean'}(1, keepdim=True)`),
  channelShuffle: ofInput((x, { options, inputShapes: [[height, width, channels]] }) => {
    const dealt = `${x}.view(-1, ${options.groups}, ${channels / options.groups}, ${height}, ${width})`
    return `${dealt}.transpose(1, 2).reshape(-1, ${channels}, ${height}, ${width})`
  }),
  spaceToDepth: ofInput(
    (x, { options: { blockSize: block }, inputShapes: [[, , channels]], outputShapes: [[rows, columns, all]] }) => {
      const blocks = `${x}.reshape(-1, ${channels}, ${rows}, ${block}, ${columns}, ${block})`
      return `${blocks}.permute(0, 3, 5, 1, 2, 4).reshape(-1, ${all}, ${rows}, ${columns})`
    },
  ),
  slice: ofInput((x, { options, outputShapes: [output] }) => {
    const cuts = (options.begin as number[]).map((start, axis) => `${start}:${start + output[axis]}`)
    return `${x}[:, ${[cuts.at(-1), ...cuts.slice(0, -1)].join(', ')}]`
  }),
  split: ofInput((x, step) => {
    const sizes = step.outputShapes.map(shape => shape[shape.length - 1])
    return `torch.split(${x}, [${sizes.join(', ')}], dim=${axisOf(-1, step)})`
  }),
  concat: step => ({ expression: `torch.cat([${step.inputs.join(', ')}], dim=${axisOf(step.options.axis, step)})` }),
}

function sides({ top, bottom, left, right }: Borders): string {
  return `(${left}, ${right}, ${top}, ${bottom})`
}
