import type { Image, Requests } from './requests'

/** A way to explain the network, as {@link Requests.explain} takes it. */
export interface OfferedExplanation {
  name: string
  title: string
  /** The question it answers, for people. */
  answers: string
  /** Whether it looks at a layer with a map, or at the network as a whole. */
  needs: 'layer' | 'none'
  /** Of every layer it accepts, or the only one, without a layer, where it needs none. */
  costs: (CostPlace & Cost)[]
  /** What the request `trust` takes, for the same layers. */
  trust: (CostPlace & Cost)[]
}

/** The layer that is looked at, and the input, where several take an image. */
export interface CostPlace {
  layer?: string
  input?: string
}

/** What an explanation takes, each for one image. */
export interface Cost {
  forwardPasses: number
  backwardPasses: number
}

export interface FieldMap {
  layer: string
  /** The input whose pixels are told of. */
  input: string
  y: number
  x: number
  /** Of that input, in whose pixels the field is told. */
  height: number
  width: number
  /**
   * The field that follows from the windows, `bottom` and `right` not included; it may reach beyond the border. Absent
   * where it is the whole image, or not known.
   */
  box?: { top: number; left: number; bottom: number; right: number }
  /** How much each pixel of the input matters, in viridis. */
  heat: Image
  /** The same as numbers of 0…1, row by row. */
  intensity: Float32Array<ArrayBuffer>
  trained: boolean
}

/**
 * The number that is explained, a sum of weighted outputs of one layer, and what it is called, where whoever asks knows better
 * than the engine: `box 3: ring`.
 */
export type Target = TargetNumber & { label?: string }

type TargetNumber =
  /** The logit of a class of an output, the first unless said otherwise; where that is a map, its mean over all places. */
  | { kind: 'class'; class: number; output?: number }
  /** The logits of a class, summed over the places that a mask of any size marks: row by row, 0 outside. */
  | { kind: 'region'; class: number; output?: number; mask: Uint8Array<ArrayBuffer>; width: number; height: number }
  /**
   * One number of an output before its last activation, counted row by row as the output lies in memory: the score of one box
   * of a detector is at box · classes + class of an output [boxes, classes].
   */
  | { kind: 'element'; output: number; element: number }
  /** A channel of a layer: its sum over all places, or its largest value. */
  | { kind: 'channel'; layer: string; channel: number; at: 'everywhere' | 'strongest' }

export interface ExplainOptions {
  /** How many images, masks or steps a method that tries several takes. */
  samples?: number
  /** Random numbers follow from it. */
  seed?: number
}

export interface ExplanationMap {
  method: string
  /** The input whose pixels the map lies over. */
  input: string
  /** Absent where the method needs none. */
  layer?: string
  /** What was explained, for people: the class. */
  label: string
  /** The number that was explained. */
  logit: number
  /** The same after the last activation. */
  score: number
  /** Whether that is a share of 0…1, because a softmax or sigmoid gives it; else it may be any number. */
  isShare: boolean
  /** The map as computed, row by row: as large as the layer or as the network's input, as the method has it. */
  map: Float32Array<ArrayBuffer>
  width: number
  height: number
  /** Whether there are negative numbers, which speak against the target, in the map's sense. */
  signed: boolean
  /**
   * The map enlarged bilinearly to the image's size, opaque: from 0 to the brightest in viridis; or where it is signed, from
   * blue over white at 0 to red.
   */
  heat: Image
  /** The same as numbers of 0…1, or −1…1 where it is signed, row by row. */
  intensity: Float32Array<ArrayBuffer>
  /** A picture to look at by itself: patterns in the colours of the input, or kernels. */
  picture?: Image
  /** True where the map is zero everywhere. */
  empty: boolean
  /** Measures of the method's own, by names for people: `R² of the linear model`. */
  facts: Record<string, number>
  cost: Cost
  trained: boolean
}

/** How far an explanation is to be believed. Scores are those behind the last activation. */
export interface Trust {
  method: string
  /** The input whose pixels were changed. */
  input: string
  /** Absent where the method needs none. */
  layer?: string
  /** What was explained, for people. */
  label: string
  /** The pixels that the map names go first, until the image has one colour: a small area speaks for the map. */
  deletion: Curve
  /** They come first into a blurred image: a large area speaks for the map. */
  insertion: Curve
  /** Removed without a trace, in both orders: a score above 0 speaks for the map. */
  road: {
    shares: readonly number[]
    /** Without the most important pixels, and without the least important ones. */
    most: Float32Array<ArrayBuffer>
    least: Float32Array<ArrayBuffer>
    /** Half the mean difference. */
    score: number
  }
  /**
   * How alike the map stays as weights are drawn anew from the output down to a layer, as a correlation of ranks: near 0 at the
   * end, where the map shows the network and not the image alone.
   */
  randomization: { layer: string; correlation: number }[]
  /**
   * Of the map's sum, what lies in the part of the image that the target can see, and how much would by chance. Only of maps of
   * pixels, and where the target does not see the whole image.
   */
  inside?: { inside: number; chance: number }
  cost: Cost
}

export interface Curve {
  /** After each step, from no pixel changed to all. */
  scores: Float32Array<ArrayBuffer>
  /** The mean height. */
  area: number
}
