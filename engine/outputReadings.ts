import type { GeneratedNumbers, Image } from './requests'

export interface Prediction {
  /** One a class, as the network gives them; means over all places where the output is a map. */
  scores: Float32Array<ArrayBuffer>
  /** The same before the last activation; equal to the scores where the network ends without softmax or sigmoid. */
  logits: Float32Array<ArrayBuffer>
  /** The last activation, which says how to read the scores. */
  activation: 'softmax' | 'sigmoid' | 'none'
  /** The graph's labels, else the class numbers. */
  labels: string[]
  /** The same in the terms of the network's task. */
  reading: Reading
  /** The ways in which the output can be read. */
  readings: ReadingKind[]
  /** Which output the scores are of, counted from 0. */
  output: number
  /** What went into each input, in their order. */
  fed: FedInput[]
  trained: boolean
  /** Of the forward pass, reading back the result included. */
  milliseconds: number
}

export interface FedInput {
  name: string
  shape: number[]
  /** `regions` are those that the network proposed itself. */
  kind: 'image' | 'regions' | GeneratedNumbers
  /** Whether the mean and the deviation that the model tells were left out, since they are for other channels. */
  scalesOnly?: true
}

/** What a network says: names for the image, a class for every place, boxes, or numbers that only their maker can read. */
export type Reading = { kind: 'classes' } | MaskReading | BoxesReading | ValuesReading

export type ReadingKind = Reading['kind']

export interface MaskReading {
  kind: 'mask'
  /** Places of the output. */
  height: number
  width: number
  /** For every place, row by row, where its class stands in `classes`. */
  places: Uint16Array<ArrayBuffer>
  classes: MaskClass[]
  /** Mean over all places of how sure the network is of its answer there, 0 to 1. */
  confidence: number
}

export interface MaskClass {
  /** Absent for places where a network that decides every class by itself decides for none. */
  class?: number
  label: string
  /** How many places it has. */
  count: number
  /** Mean over its places of how sure the network is of it there, 0 to 1; 0 where it has none. */
  confidence: number
}

export interface BoxesReading {
  kind: 'boxes'
  /** The surest ones, falling, before those that overlap are left out. */
  boxes: FoundBox[]
}

/** Sides are fractions of the network's input, and may reach beyond it. */
export interface FoundBox {
  box: { top: number; left: number; bottom: number; right: number }
  class: number
  label: string
  /** 0 to 1. */
  score: number
  /** The number of the network that says this class of this box, as a {@link Target} names it. */
  output: number
  element: number
}

export interface ValuesReading {
  kind: 'values'
  /** Why the task that the model names is not the way in which its output is read. */
  reason?: string
  outputs: OutputValues[]
}

/** One output of a network as it is. */
export interface OutputValues {
  layer: string
  shape: number[]
  min: number
  max: number
  mean: number
  standardDeviation: number
  /** Of a map of one or three channels: from black at `low` to white at `high`. */
  picture?: { image: Image; low: number; high: number }
}
